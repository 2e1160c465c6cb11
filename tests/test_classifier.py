import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from bot.classifier import LiteRTClassifier
from bot.model_file import ModelError, card_path, read_card
from bot.recognition.glyph import GLYPH_VERSION, make_glyphs
from bot.recognition.types import Classifier, Glyphs

SHIPPED = Path(__file__).resolve().parents[1] / "models" / "digits.tflite"


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier.load(SHIPPED)


@pytest.fixture(scope="module")
def glyphs() -> Glyphs:
    crops = []
    for digit in "0123456789":
        crop = np.zeros((90, 90), np.uint8)
        cv2.putText(crop, digit, (20, 75), cv2.FONT_HERSHEY_SIMPLEX, 2.5, 255, 6, cv2.LINE_AA)
        crops.append(crop)
    return make_glyphs(crops)


def copy_model(folder: Path, model: bytes | None = None, **changes: Any) -> Path:
    """The shipped model, or other bytes, with a card that fits it but for the changes."""
    content = SHIPPED.read_bytes() if model is None else model
    card = {
        "name": "digits",
        "sha256": hashlib.sha256(content).hexdigest(),
        "glyph_version": GLYPH_VERSION,
        "classes": 11,
    }
    path = folder / "copy.tflite"
    path.write_bytes(content)
    card_path(path).write_text(json.dumps(card | changes))
    return path


def test_reads_clear_digits(classifier: LiteRTClassifier, glyphs: Glyphs) -> None:
    probabilities = classifier.classify(glyphs)
    assert probabilities.shape == (10, 11)
    assert probabilities.dtype == np.float32
    assert probabilities.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert probabilities.argmax(axis=1).tolist() == list(range(10))


def test_rejects_what_is_no_digit(classifier: LiteRTClassifier) -> None:
    cross, line = np.zeros((80, 80), np.uint8), np.zeros((80, 80), np.uint8)
    cv2.putText(cross, "#", (5, 70), cv2.FONT_HERSHEY_SIMPLEX, 2.5, 255, 5, cv2.LINE_AA)
    cv2.line(line, (4, 40), (76, 41), 255, 5, cv2.LINE_AA)
    assert classifier.classify(make_glyphs([cross, line])).argmax(axis=1).tolist() == [10, 10]


def test_no_glyphs_no_probabilities(classifier: LiteRTClassifier) -> None:
    assert classifier.classify(np.zeros((0, 28, 28), np.float32)).shape == (0, 11)


def test_threads_may_share_it(classifier: LiteRTClassifier, glyphs: Glyphs) -> None:
    alone = classifier.classify(glyphs)
    with ThreadPoolExecutor(4) as pool:
        for turn, answer in enumerate(
            pool.map(lambda shift: classifier.classify(np.roll(glyphs, shift, 0)), range(20))
        ):
            assert np.array_equal(answer, np.roll(alone, turn, 0))


def test_is_named_by_its_content(tmp_path: Path) -> None:
    model: Classifier = LiteRTClassifier.load(copy_model(tmp_path, name="other"))
    assert model.model_id == f"other-{hashlib.sha256(SHIPPED.read_bytes()).hexdigest()[:8]}"


def test_the_shipped_model_is_small_and_keeps_its_promise() -> None:
    card = read_card(SHIPPED)
    assert SHIPPED.stat().st_size <= 1_000_000
    assert card["measured"]["mnist"]["count"] == 10_000
    assert card["measured"]["mnist"]["accuracy"] >= 0.996


def test_a_missing_model_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"copy\.tflite is missing\. Restore the file, or make a new model"):
        LiteRTClassifier.load(tmp_path / "copy.tflite")


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        LiteRTClassifier.load(tmp_path)


def test_a_missing_card_gets_a_sentence(tmp_path: Path) -> None:
    path = copy_model(tmp_path)
    card_path(path).unlink()
    with pytest.raises(ModelError, match=r"card .*copy\.json is missing"):
        LiteRTClassifier.load(path)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"7"])
def test_a_damaged_card_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = copy_model(tmp_path)
    card_path(path).write_bytes(content)
    with pytest.raises(ModelError, match=r"cannot be read|not a JSON object"):
        LiteRTClassifier.load(path)


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    path = copy_model(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelError, match="damaged or not the one its card describes"):
        LiteRTClassifier.load(path)


def test_another_glyph_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"reads glyphs of version 0, this program makes version {GLYPH_VERSION}"):
        LiteRTClassifier.load(copy_model(tmp_path, glyph_version=0))


def test_other_classes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="has 10 classes instead of 11"):
        LiteRTClassifier.load(copy_model(tmp_path, classes=10))


@pytest.mark.parametrize("content", [b"", b"not a model", b"\0" * 1000])
def test_bytes_that_are_no_model_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ModelError, match="not a LiteRT model for glyphs"):
        LiteRTClassifier.load(copy_model(tmp_path, content))
