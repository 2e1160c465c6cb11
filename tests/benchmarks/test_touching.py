from pathlib import Path

import cv2
import numpy as np

from benchmarks.touching import INK, TouchingString, draw_string, join
from bot.recognition.decode import decode
from tests.training.digits import small_set, write_mnist
from tests.training.pages.hands import writers


def bar(width: int, top: int = 0, bottom: int = 28) -> np.ndarray:
    found = np.zeros((28, width), np.uint8)
    found[top:bottom] = 255
    return found


def test_every_string_is_one_piece_of_ink() -> None:
    for seed in range(12):
        ink, text = draw_string(writers(), 2 + seed % 5, np.random.default_rng(seed))
        assert len(text) == 2 + seed % 5
        count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(ink >= INK, np.uint8), connectivity=8)
        assert stats[1:, cv2.CC_STAT_AREA].max() > 0.8 * stats[1:, cv2.CC_STAT_AREA].sum()
        assert count >= 2


def test_digits_that_do_not_meet_or_lie_along_each_other_are_not_joined() -> None:
    assert join(bar(6, 0, 5), bar(6, 20, 28), 2) is None
    assert join(bar(6), bar(6), 2) is None
    assert join(bar(6, 0, 6), bar(6, 4, 28), 6) is None
    joined = join(bar(6, 0, 6), bar(6, 4, 28), 2)
    assert joined is not None
    assert joined.shape == (28, 10)


def test_a_string_is_always_the_same_and_says_its_digits(tmp_path: Path) -> None:
    write_mnist(tmp_path / "mnist", small_set().part(0, 10), small_set().part(10, 400))
    case = TouchingString(7, tmp_path)
    assert (case.length, case.group) == (4, "4 digits")
    one, other = case.make(), case.make()
    assert one == other
    assert len(one.lines[0]) == 4
    height = decode(one.data).shape[0]
    assert 28 < height <= 3 * 80
