"""From pixels of a turned working copy to pixels of the upright picture."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import Box


def tilt(width: int, height: int, degrees: float) -> tuple[tuple[int, int], NDArray[np.float64]]:
    """How a copy is turned anticlockwise onto a page that holds all of it: the page's size, and the 2×3 matrix."""
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = int(np.ceil(width * cosine + height * sine)), int(np.ceil(width * sine + height * cosine))
    matrix[:, 2] += np.array([size[0] - width, size[1] - height]) / 2
    return size, matrix


def shear(width: int, height: int, lean: float) -> tuple[tuple[int, int], NDArray[np.float64]]:
    """How a copy is sheared to the left by so much of its height onto a page that holds it: size and 2×3 matrix."""
    wider = abs(lean) * height
    matrix = np.array([[1.0, lean, wider if lean < 0 else 0.0], [0.0, 1.0, 0.0]])
    return (int(np.ceil(width + wider)), height), matrix


@dataclass(frozen=True, slots=True)
class Place:
    """How a working copy (width × height, before turning) lies in its picture.

    It was turned by some quarter turns, and then by `tilt` degrees, both anticlockwise, and then sheared to the left by
    its hand's `lean`. The copy shows the `part` of the picture, which is scaled to it.
    """

    width: int
    height: int
    part: Box
    turns: int
    tilt: float = 0.0
    lean: float = 0.0

    def in_picture(self, box: Box) -> Box:
        """The same box in whole pixels of the picture, inside the part and never empty."""
        box = self._unwarped(box)
        for turn in range(self.turns, 0, -1):
            width = self.width if turn % 2 else self.height
            box = Box(max(0, width - box.bottom), box.x, box.height, box.width)
        across, down = self.part.width / self.width, self.part.height / self.height
        x, y = min(int(box.x * across), self.part.width - 1), min(int(box.y * down), self.part.height - 1)
        width = min(max(1, round(box.width * across)), self.part.width - x)
        height = min(max(1, round(box.height * down)), self.part.height - y)
        return Box(self.part.x + x, self.part.y + y, width, height)

    def _unwarped(self, box: Box) -> Box:
        """The box before the shear and the tilt."""
        turned = (self.height, self.width) if self.turns % 2 else (self.width, self.height)
        level, turn = tilt(*turned, self.tilt)
        if self.lean:  # a ring that filled the box becomes so much wider
            wide = round(np.hypot(box.width, self.lean * box.height))
            box = _before(box, shear(*level, self.lean)[1], level, wide)
        return _before(box, turn, turned, box.width) if self.tilt else box


def _before(box: Box, matrix: NDArray[np.float64], size: tuple[int, int], width: int) -> Box:
    """A box before a warp, around the same middle on a page of that size: as high, and so wide."""
    x, y = cv2.invertAffineTransform(matrix) @ np.array([*box.centre, 1.0])
    left, top = max(0, round(x - width / 2)), max(0, round(y - box.height / 2))
    return Box(min(left, size[0] - 1), min(top, size[1] - 1), width, box.height)
