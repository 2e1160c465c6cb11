"""Glyphs → calibrated probabilities with a LiteRT model.

The card says which glyphs the model was trained on; a model of another glyph version would read nonsense, so it is
refused.
"""

import hashlib
import threading
from pathlib import Path
from typing import Any, Self

import numpy as np

from bot.model_file import REMEDY, ModelError, open_model, read_model
from bot.recognition.glyph import GLYPH_SIDE, GLYPH_VERSION
from bot.recognition.types import CLASS_COUNT, Glyphs, Probabilities

SHAPES = [1, GLYPH_SIDE, GLYPH_SIDE], [1, CLASS_COUNT]
"""Input and output of one run. One glyph a run costs 5 % more than 32 a run, and needs neither padding nor resizing."""


class LiteRTClassifier:
    """One loaded model; several threads may share it, since an interpreter serves one of them at a time."""

    def __init__(self, model: bytes, name: str) -> None:
        self._model_id = f"{name}-{hashlib.sha256(model).hexdigest()[:8]}"
        self._lock = threading.Lock()
        self._interpreter = open_model(model, name, "for glyphs", list(SHAPES))
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._output = self._interpreter.get_output_details()[0]["index"]

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model in a .tflite file, checked against the card beside it.

        Raises:
            ModelError: if the model or its card is missing or damaged, or made for another form of glyphs.
        """
        model, card = read_model(path)
        _check(path, card)
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


def _check(path: Path, card: dict[str, Any]) -> None:
    if card.get("glyph_version") != GLYPH_VERSION:
        raise ModelError(
            f"The model {path} reads glyphs of version {card.get('glyph_version')}, this program makes version "
            f"{GLYPH_VERSION}. Use the program and the model of one release, or run `digitbot train`."
        )
    if card.get("classes") != CLASS_COUNT:
        raise ModelError(f"The model {path} has {card.get('classes')} classes instead of {CLASS_COUNT}. {REMEDY}")
