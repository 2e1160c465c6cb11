"""What lies in models/: whole files with true cards, small enough to ship together."""

from pathlib import Path

import pytest

from bot.app import model_choices
from bot.load import load_reader
from bot.model_store import ModelStore
from bot.settings import PROJECT
from tests.drawing import photo

MODELS = PROJECT / "models"
CLASSIFIERS = [path for path in sorted(MODELS.glob("*.tflite")) if path.stem not in {"ink", "strings"}]
STORE = ModelStore(MODELS / "digits.tflite", MODELS / "none")


@pytest.mark.parametrize("model", CLASSIFIERS, ids=lambda path: path.stem)
def test_each_classifier_reads_a_photo_and_is_found_by_its_name(model: Path) -> None:
    assert STORE.find(model.stem) == model
    text = load_reader(model).read(photo("1234", "567")).text
    assert len(text.replace("\n", "")) == 7


def test_people_may_choose_all_but_the_one_in_use() -> None:
    names = {choice.name for choice in model_choices(STORE)}
    assert names == {path.stem for path in CLASSIFIERS} - {"digits"}
    assert "ann" in names


def test_together_they_are_under_three_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODELS.glob("*.tflite")) < 3_000_000
