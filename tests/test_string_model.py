import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from bot.model_file import ModelError, card_path
from bot.recognition.ctc import chance_of, spell
from bot.recognition.strip import make_strips
from bot.recognition.types import StringModel
from bot.settings import PROJECT, STRING_MODEL
from bot.string_model import LiteRTStringModel


@pytest.fixture(scope="module")
def model() -> LiteRTStringModel:
    return LiteRTStringModel.load(STRING_MODEL)


def test_it_serves_as_the_readers_string_model(model: StringModel) -> None:
    assert len(model.look(np.zeros((0, 32, 224), np.uint8))) == 0


@pytest.mark.parametrize("text", ["25", "3817", "70442", "6"])
def test_digits_that_touch_are_spelled(model: LiteRTStringModel, text: str) -> None:
    crop = np.zeros((60, 400), np.uint8)
    for number, digit in enumerate(text):
        cv2.putText(crop, digit, (10 + 35 * number, 50), cv2.FONT_HERSHEY_SIMPLEX, 1.8, 255, 4, cv2.LINE_AA)
    x, y, width, height = cv2.boundingRect(crop)
    (rows,) = model.look(make_strips([crop[y : y + height, x : x + width]]))
    found = spell(rows)
    assert "".join(map(str, found.digits)) == text
    assert chance_of(found.digits, rows) > 0.5
    assert rows.sum(axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-3)


def test_a_damaged_string_model_stops_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "strings.tflite"
    path.write_bytes(STRING_MODEL.read_bytes() + b"x")
    card_path(path).write_text(json.dumps({"sha256": "0"}))
    with pytest.raises(ModelError, match="damaged or not the one its card describes"):
        LiteRTStringModel.load(path)


def test_a_classifier_is_no_string_model() -> None:
    with pytest.raises(ModelError, match="not a LiteRT model for strips of digits"):
        LiteRTStringModel.load(PROJECT / "models" / "digits.tflite")
