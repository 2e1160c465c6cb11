"""How far each place's colour is from its paper's: coloured ink among grey squares, or grey ink on a coloured form.

Lightness alone cannot part strokes from rules that are as dark. Their colour can, where there is any; and light and
shade change it little. Coloured strokes on coloured rules are told apart by the way in which each differs from the
paper. Distances are those of the Lab space (CIE 1976), in which equal ones look equally large.
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
Distances = NDArray[np.float32]
"""H×W×3: how far each place is from its paper in lightness, which counts for little, and in colour."""
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


def from_paper(picture: ColourImage) -> Distances:
    """How far each place's colour is from that of the paper around it."""
    lab = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2Lab), np.uint8)
    small = cv2.medianBlur(shrunk(lab, PAPER_SIDE / max(lab.shape[:2])), PAPER_WINDOW)
    paper = cv2.resize(small, lab.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    away = lab.astype(np.float32) - paper
    away[..., 0] *= np.float32(LIGHTNESS * 100 / 255)
    return away


def off_paper(away: Distances) -> GreyImage | None:
    """H×W uint8, the darker the farther a place's colour is from that of the paper around it; None without colours."""
    if _strongest(_length(away[..., 1:])) < COLOURED:
        return None
    return _darker(_length(away))


def off_lines(away: Distances, lines: NDArray[np.bool_]) -> GreyImage | None:
    """The same, as far as it is another colour than that of lines on the paper (H×W); None where no other is there.

    What a place takes of the paper's light in the way in which the lines do is left out, be it more or less than they.
    """
    theirs = np.median(away[lines], axis=0)
    theirs /= max(float(np.linalg.norm(theirs)), 1e-6)
    other = _length(away - (away @ theirs)[..., None] * theirs)
    return None if _strongest(other) < COLOURED else _darker(other)


def _length(away: Distances) -> NDArray[np.float32]:
    return np.asarray(np.sqrt(np.einsum("ijk,ijk->ij", away, away)), np.float32)


def _strongest(distance: NDArray[np.float32]) -> float:
    """The distance of the strongest ink: that which hardly any place exceeds."""
    return float(np.quantile(distance[::4, ::4], STRONGEST))


def _darker(distance: NDArray[np.float32]) -> GreyImage:
    return np.asarray(255 - np.clip(distance * np.float32(FULL / _strongest(distance)), 0, 255), np.uint8)
