"""Glyphs → calibrated probabilities with a LiteRT model: the only importer of LiteRT.

A model is two files: NAME.tflite, and NAME.json beside it, its card. The card says which glyphs the model was trained
on; a model of another glyph version would read nonsense, so it is refused.
"""

import hashlib
import json
import threading
from pathlib import Path
from typing import Any, Self

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from bot.recognition.glyph import GLYPH_SIDE, GLYPH_VERSION
from bot.recognition.types import CLASS_COUNT, Glyphs, Probabilities

SHAPES = [1, GLYPH_SIDE, GLYPH_SIDE], [1, CLASS_COUNT]
"""Input and output of one run. One glyph a run costs 5 % more than 32 a run, and needs neither padding nor resizing."""
REMEDY = "Restore the file, or make a new model with `digitbot train`."


class ModelError(Exception):
    """A model that cannot be used. `str(error)` is one sentence on what is wrong, and what to do."""


class LiteRTClassifier:
    """One loaded model; several threads may share it, since an interpreter serves one of them at a time."""

    def __init__(self, model: bytes, name: str) -> None:
        self._model_id = f"{name}-{hashlib.sha256(model).hexdigest()[:8]}"
        self._lock = threading.Lock()
        self._interpreter = _interpreter(model, name)
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._output = self._interpreter.get_output_details()[0]["index"]

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model in a .tflite file, checked against the card beside it.

        Raises:
            ModelError: if the model or its card is missing or damaged, or made for another form of glyphs.
        """
        model, card = _read_model(path), read_card(path)
        _check(path, model, card)
        return cls(model, str(card.get("name", path.stem)))

    @property
    def model_id(self) -> str:
        """Name of the model and the first eight digits of its file's SHA-256."""
        return self._model_id

    def classify(self, glyphs: Glyphs) -> Probabilities:
        """Calibrated probabilities (N×11 float32, rows sum to 1) of N×28×28 glyphs; N may be 0."""
        answer = np.empty((len(glyphs), CLASS_COUNT), np.float32)
        with self._lock:
            for row, glyph in zip(answer, glyphs, strict=True):
                self._interpreter.set_tensor(self._input, glyph[np.newaxis])
                self._interpreter.invoke()
                row[:] = self._interpreter.get_tensor(self._output)[0]
        return answer


def card_path(model: Path) -> Path:
    """Where the card of a model file lies."""
    return model.with_suffix(".json")


def read_card(model: Path) -> dict[str, Any]:
    """The card beside a model file.

    Raises:
        ModelError: if it is missing or no JSON object.
    """
    path = card_path(model)
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"The model's card {path} is missing. {REMEDY}") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"The model's card {path} cannot be read. {REMEDY}") from error
    if not isinstance(card, dict):
        raise ModelError(f"The model's card {path} is not a JSON object. {REMEDY}")
    return card


def _read_model(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelError(f"The model {path} is missing. {REMEDY}") from None
    except OSError as error:
        raise ModelError(f"The model {path} cannot be read. {REMEDY}") from error


def _check(path: Path, model: bytes, card: dict[str, Any]) -> None:
    if card.get("sha256") != hashlib.sha256(model).hexdigest():
        raise ModelError(f"The model {path} is damaged or not the one its card describes. {REMEDY}")
    if card.get("glyph_version") != GLYPH_VERSION:
        raise ModelError(
            f"The model {path} reads glyphs of version {card.get('glyph_version')}, this program makes version "
            f"{GLYPH_VERSION}. Use the program and the model of one release, or run `digitbot train`."
        )
    if card.get("classes") != CLASS_COUNT:
        raise ModelError(f"The model {path} has {card.get('classes')} classes instead of {CLASS_COUNT}. {REMEDY}")


def _interpreter(model: bytes, name: str) -> Interpreter:
    try:
        interpreter = Interpreter(model_content=model, num_threads=1)
        interpreter.allocate_tensors()
    except (ValueError, RuntimeError) as error:
        raise ModelError(f"The model {name} is not a LiteRT model for glyphs. {REMEDY}") from error
    shapes = interpreter.get_input_details()[0]["shape"], interpreter.get_output_details()[0]["shape"]
    if [list(shape) for shape in shapes] != list(SHAPES):
        raise ModelError(f"The model {name} does not take glyphs and give {CLASS_COUNT} probabilities. {REMEDY}")
    return interpreter
