from pathlib import Path

import numpy as np
import pytest

from benchmarks import again
from benchmarks.again import CHANGES, Again
from benchmarks.cases import Photo
from benchmarks.figures import Options
from bot.recognition.decode import decode
from tests.benchmarks.test_photos import photos_in
from tests.drawing import draw_page, photo


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_photo_is_always_the_same_and_keeps_its_truth(change: str, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(photo("1234"))
    case = Again(Photo(tmp_path / "a.jpg", ("1234",), "drawn", ()), change)
    once, twice = case.make(), case.make()
    assert once == twice
    assert once.lines == ("1234",)
    assert decode(once.data).std() > 10


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "as it is"])
def test_each_change_changes_the_picture(change: str) -> None:
    picture = draw_page(["1234"])
    changed = CHANGES[change](picture, np.random.default_rng(1))
    assert changed.dtype == np.uint8
    assert changed.shape != picture.shape or np.abs(changed.astype(int) - picture).max() > 20


def test_photos_are_read_in_all_changes(tmp_path: Path) -> None:
    photos_in(tmp_path)
    part = again.run(Options(tmp_path, limit=1, jobs=1, out=tmp_path / "out"))
    assert [row[0] for row in part.tables[0].rows] == list(CHANGES)
    assert part.tables[0].rows[0][2] == "100.0 %"
    assert part.figures[0].value > 0.8


def test_without_photos_there_is_a_sentence(tmp_path: Path) -> None:
    assert again.run(Options(tmp_path)).note
