"""Strips of touching digits → what each place shows, with a LiteRT model."""

import threading
from pathlib import Path
from typing import Self

import numpy as np

from bot.model_file import open_model, read_model
from bot.recognition.types import CLASS_COUNT, STRIP_HEIGHT, STRIP_PLACES, STRIP_WIDTH, Spelled, Strips

SHAPES = [1, STRIP_HEIGHT, STRIP_WIDTH], [1, STRIP_PLACES, CLASS_COUNT]


class LiteRTStringModel:
    """One loaded string model; several threads may share it, since an interpreter serves one of them at a time."""

    def __init__(self, model: bytes, name: str = "strings") -> None:
        self._lock = threading.Lock()
        self._interpreter = open_model(model, name, "for strips of digits", list(SHAPES))
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._output = self._interpreter.get_output_details()[0]["index"]

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model in a .tflite file, checked against the card beside it.

        Raises:
            ModelError: if the model or its card is missing or damaged, or made for another form of strips.
        """
        model, _ = read_model(path)
        return cls(model, path.stem)

    def look(self, strips: Strips) -> Spelled:
        """What the places of N strips (N×32×224 uint8) show: N×112×11; N may be 0."""
        answer = np.empty((len(strips), *SHAPES[1][1:]), np.float32)
        with self._lock:
            for row, strip in zip(answer, strips, strict=True):
                self._interpreter.set_tensor(self._input, strip[np.newaxis].astype(np.float32) / np.float32(255))
                self._interpreter.invoke()
                row[:] = self._interpreter.get_tensor(self._output)[0]
        return answer
