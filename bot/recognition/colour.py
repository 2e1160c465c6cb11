"""How far each place's colour is from its paper's: coloured ink among grey squares, or grey ink on a coloured form.

Lightness alone cannot part strokes from rules that are as dark. Their colour can, where there is any; and light and
shade change it little. Distances are those of the Lab space (CIE 1976), in which equal ones look equally large.
"""

from collections.abc import Callable
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.shrink import shrunk
from bot.recognition.types import Box, GreyImage

ColourImage = NDArray[np.uint8]
"""H×W×3, BGR."""
PAPER_SIDE, PAPER_WINDOW = 200, 41
"""The paper's colour is the median of this window on a copy of this long side: more than half of any place is paper."""
LIGHTNESS = 0.22
"""How much lightness counts beside colour: black ink has none, and shadows are darker alone."""
COLOURED = 10.0
"""Distance in colour alone that the strongest ink has at least, or the picture has no colours to tell by."""
STRONGEST, FULL = 0.999, 200.0
"""This share of all places is no farther from the paper than the strongest ink, which is made so dark."""


class Colours:
    """A picture's colours, decoded only if they are asked for."""

    def __init__(self, decode: Callable[[], ColourImage], width: int, height: int) -> None:
        self._decode, self._width, self._height = decode, width, height

    @classmethod
    def of_grey(cls, grey: GreyImage) -> "Colours":
        """Those of a grey picture (H×W uint8)."""
        return cls(lambda: np.asarray(cv2.merge([grey, grey, grey]), np.uint8), grey.shape[1], grey.shape[0])

    @cached_property
    def _picture(self) -> ColourImage:
        return self._decode()

    def of(self, part: Box, size: tuple[int, int]) -> ColourImage:
        """A part of the picture, given in its own pixels, at another size (width, height)."""
        across, down = self._picture.shape[1] / self._width, self._picture.shape[0] / self._height
        rows = slice(int(part.y * down), max(int(part.y * down) + 1, round(part.bottom * down)))
        columns = slice(int(part.x * across), max(int(part.x * across) + 1, round(part.right * across)))
        return np.asarray(cv2.resize(self._picture[rows, columns], size, interpolation=cv2.INTER_AREA), np.uint8)


def off_paper(picture: ColourImage) -> GreyImage | None:
    """H×W uint8, the darker the farther a place's colour is from that of the paper around it; None without colours."""
    lab = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2Lab), np.uint8)
    small = cv2.medianBlur(shrunk(lab, PAPER_SIDE / max(lab.shape[:2])), PAPER_WINDOW)
    paper = cv2.resize(small, lab.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    lightness, *colour = cv2.split(cv2.absdiff(lab, paper).astype(np.float32))
    hue = cv2.magnitude(*colour)
    if np.quantile(hue[::4, ::4], STRONGEST) < COLOURED:
        return None
    distance = cv2.magnitude(hue, lightness * np.float32(LIGHTNESS * 100 / 255))
    darker = distance * np.float32(FULL / np.quantile(distance[::4, ::4], STRONGEST))
    return np.asarray(255 - np.clip(darker, 0, 255), np.uint8)
