"""Tiles of a page → which ink is a digit's, and where the middle of its digit lies, with a LiteRT model."""

import threading
from pathlib import Path
from typing import Self

import numpy as np

from bot.model_file import open_model, read_model
from bot.recognition.types import TILE_SIDE, InkAnswer, Tiles

SHAPES = [1, TILE_SIDE, TILE_SIDE], [1, TILE_SIDE, TILE_SIDE], [1, TILE_SIDE // 2, TILE_SIDE // 2, 2], [1, 4]
"""Input; outputs: chance to be a digit's, offset to its middle, chances of the four turns."""


class LiteRTInkModel:
    """One loaded ink model; several threads may share it, since an interpreter serves one of them at a time."""

    def __init__(self, model: bytes, name: str = "ink") -> None:
        self._lock = threading.Lock()
        self._interpreter = open_model(model, name, "for tiles of ink", list(SHAPES))
        self._input = self._interpreter.get_input_details()[0]["index"]
        outputs = {len(part["shape"]): part["index"] for part in self._interpreter.get_output_details()}
        self._outputs = outputs[3], outputs[4], outputs[2]

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model in a .tflite file, checked against the card beside it.

        Raises:
            ModelError: if the model or its card is missing or damaged, or made for another form of tiles.
        """
        model, _ = read_model(path)
        return cls(model, path.stem)

    def look(self, tiles: Tiles) -> InkAnswer:
        """What N tiles (N×128×128 uint8, 255 strongest ink) show; N may be 0."""
        chance = np.empty((len(tiles), *SHAPES[1][1:]), np.uint8)
        offset = np.empty((len(tiles), *SHAPES[2][1:]), np.float32)
        turns = np.empty((len(tiles), *SHAPES[3][1:]), np.float32)
        with self._lock:
            for row, tile in enumerate(tiles):
                self._interpreter.set_tensor(self._input, tile[np.newaxis].astype(np.float32) / np.float32(255))
                self._interpreter.invoke()
                said, away, turned = (self._interpreter.get_tensor(output)[0] for output in self._outputs)
                chance[row], offset[row], turns[row] = np.rint(said * 255), away, turned
        return InkAnswer(chance, offset, turns)
