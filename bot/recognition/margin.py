"""A picture cut out close around a figure → the same with paper around it.

What runs out of a picture is mostly an edge, a finger or a shadow, and is not read. But where a figure fills the
picture from top to bottom and nothing else was read, it is what the picture was cut out for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from bot.recognition.ink import working_copy
from bot.recognition.pieces import find_pieces
from bot.recognition.types import Box, Digit, GreyImage

FULL, WIDE = 0.85, 0.6
"""Share of the picture's height, and of its width, that what it was cut out for takes."""
MARGIN = 0.3
"""Paper on each side, as a share of the picture's longer side."""
CONTRAST = 40
"""Grey levels by which the figure differs from its paper at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Framed:
    """A picture of rows × columns pixels at another scale, with so many pixels of paper on each of its sides."""

    page: GreyImage
    margin: int
    scale: float
    picture: tuple[int, int]

    @property
    def height(self) -> int:
        """Height of what fills the picture, in pixels of the page."""
        return len(self.page) - 2 * self.margin

    def in_picture(self, digit: Digit) -> Digit:
        """A digit of the page as it lies in the picture."""
        box, (rows, columns) = digit.box, self.picture
        left, top = (min(max(0, self._at(start)), end - 1) for start, end in ((box.x, columns), (box.y, rows)))
        right, bottom = min(self._at(box.right), columns), min(self._at(box.bottom), rows)
        return replace(digit, box=Box(left, top, max(1, right - left), max(1, bottom - top)))

    def is_full(self, digits: Sequence[Digit]) -> bool:
        """Whether digits of the picture are as high as it, each about, and together as wide."""
        boxes, (rows, columns) = [digit.box for digit in digits], self.picture
        across = max(box.right for box in boxes) - min(box.x for box in boxes)
        return across >= WIDE * columns and all(box.height >= FULL * rows for box in boxes)

    def _at(self, pixel: int) -> int:
        return round((pixel - self.margin) / self.scale)


def with_margin(grey: GreyImage) -> list[Framed]:
    """The picture (H×W uint8) with paper around it: as a dark figure on light paper, and as a light one on dark.

    What does not fill the picture is left out.
    """
    copy, scale = working_copy(grey)
    dark = np.asarray(cv2.threshold(copy, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1], np.uint8)
    if not 0 < dark.mean() < 1:
        return []
    black, white = (int(np.median(copy[dark == value])) for value in (1, 0))
    figures = ((dark, white), (1 - dark, black)) if white - black >= CONTRAST else ()
    return [_framed(copy, paper, scale, grey) for figure, paper in figures if _fills(figure)]


def _fills(figure: GreyImage) -> bool:
    """Whether one piece of a mask is about as high as the mask."""
    stats = find_pieces(np.asarray(figure, np.uint8)).stats[1:]
    return bool(stats[:, cv2.CC_STAT_HEIGHT].max(initial=0) >= FULL * len(figure))


def _framed(copy: GreyImage, paper: int, scale: float, grey: GreyImage) -> Framed:
    margin = round(MARGIN * max(copy.shape))
    page = cv2.copyMakeBorder(copy, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=[paper])
    return Framed(np.asarray(page, np.uint8), margin, scale, (grey.shape[0], grey.shape[1]))
