import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from bot.ink_model import LiteRTInkModel
from bot.load import load_reader
from bot.model_file import ModelError, card_path
from bot.recognition.types import InkModel, Tiles
from bot.settings import INK_MODEL, PROJECT


@pytest.fixture(scope="module")
def model() -> LiteRTInkModel:
    return LiteRTInkModel.load(INK_MODEL)


@pytest.fixture
def tile() -> Tiles:
    """Two numbers in a row, and a rule across below them."""
    tile = np.zeros((1, 128, 128), np.uint8)
    cv2.putText(tile[0], "2 5 3", (26, 70), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 170, 2, cv2.LINE_AA)
    cv2.line(tile[0], (0, 100), (127, 100), 150, 2)
    return tile


def test_it_serves_as_the_readers_ink_model(model: InkModel) -> None:
    assert len(model.look(np.zeros((0, 128, 128), np.uint8)).chance) == 0


def test_digits_are_told_from_a_rule(model: LiteRTInkModel, tile: Tiles) -> None:
    answer = model.look(tile)
    digits, rule = answer.chance[0, 45:75][tile[0, 45:75] > 100], answer.chance[0, 98:102][tile[0, 98:102] > 100]
    assert np.median(digits) > 128
    assert np.median(rule) < 60
    assert answer.turns.sum() == pytest.approx(1.0, abs=1e-3)


def test_ink_points_to_the_middle_of_its_digit(model: LiteRTInkModel, tile: Tiles) -> None:
    offset = model.look(tile).offset[0]
    rows, columns = np.nonzero(tile[0, ::2, ::2] > 100)
    first = columns[(rows > 20) & (rows < 38) & (columns < 24)]
    assert len(first) > 10
    voted = [2 * c + offset[r, c, 0] for r, c in zip(rows, columns, strict=True) if c < 24 and 20 < r < 38]
    assert np.std(voted) < 3.0


def test_a_damaged_ink_model_stops_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "ink.tflite"
    path.write_bytes(INK_MODEL.read_bytes() + b"x")
    card_path(path).write_text(json.dumps({"sha256": "0"}))
    with pytest.raises(ModelError, match="damaged or not the one its card describes"):
        LiteRTInkModel.load(path)
    with pytest.raises(ModelError, match="missing"):
        LiteRTInkModel.load(tmp_path / "none.tflite")


def test_a_classifier_is_no_ink_model() -> None:
    with pytest.raises(ModelError, match="not a LiteRT model for tiles of ink"):
        LiteRTInkModel.load(PROJECT / "models" / "digits.tflite")


def test_the_reader_needs_its_classifier(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        load_reader(tmp_path / "none.tflite")
