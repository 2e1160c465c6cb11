"""A picture of one line of figures that all look like digits, and of nothing else, shows a number.

The ink model tells digits from other ink mostly by what stands around them, and takes some that are held askew, in an
odd hand or far apart for drawings. Where nothing but such figures is written, and the classifier is sure of each, they
are digits. Since letters may look like some, they are never certain.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from bot.recognition.ink import Ink, tilted
from bot.recognition.judge import HALFWAY, Candidate, Judge
from bot.recognition.lines import order_lines
from bot.recognition.overlooked import SLIM
from bot.recognition.segment import cut_pieces, merge
from bot.recognition.types import Segment
from bot.recognition.upright import ASKEW, slant_of
from bot.recognition.weigh import runs_out, without_bars
from bot.recognition.words import overlap

FEWEST, MOST = 2, 9
"""One figure is looked at elsewhere; of a longer number the ink model knows some digits."""
SMALLEST = 0.06
"""Share of the picture's longer side that the highest figure has: what is small may be grain or leaves."""
LOWEST = 0.4
"""Each figure is at least so high, by the highest."""
DIRT, CLEAN = 0.25, 0.05
"""What is smaller than this share of the highest figure is dirt, where all of it has no more than this share of the
ink."""
RIM = 1
"""Ink that comes so near to the picture's edge, in pixels, runs out of it: an edge, or a figure that is cut off."""
FLAT = 0.3
"""Height by width of the highest dash."""


@dataclass(frozen=True, slots=True, eq=False)
class LoneNumber:
    """Digits from left to right, half believed; their ink, and the degrees by which it was turned to be level."""

    digits: tuple[Candidate, ...]
    ink: Ink
    tilt: float


def lone_number(ink: Ink, judge: Judge) -> LoneNumber | None:
    """The number that a picture shows if it shows nothing else; a dash or dots beside it do not count."""
    figures, tilt = _figures(ink), 0.0
    slant = slant_of([[figure.box for figure in figures]])
    if figures and abs(slant) >= ASKEW:
        ink, tilt = tilted(ink, slant), slant
        figures = _figures(ink)
    if not figures:
        return None
    digits, lines = judge(figures), order_lines([figure.box for figure in figures])
    bars = all(digit.digit == 1 for digit in digits)
    if len(lines) > 1 or bars or not all(digit.sure for digit in digits):
        return None
    number = without_bars([digits[i] for i in lines[0]])
    return LoneNumber(tuple(replace(digit, belief=HALFWAY) for digit in number), ink, tilt)


def is_slash(digit: Candidate) -> bool:
    """Whether a 1 may be a slash, which leans."""
    return digit.digit == 1 and digit.segment.box.width > SLIM * digit.segment.box.height


def _figures(ink: Ink) -> list[Segment]:
    """The figures of a picture from left to right; none where there are too few, too many, or other ink."""
    stats = ink.pieces.stats[1:]
    size, area = stats[:, 2:4].max(axis=1, initial=0), stats[:, cv2.CC_STAT_AREA]
    highest = int(stats[:, cv2.CC_STAT_HEIGHT].max(initial=0))
    written = np.flatnonzero(size >= DIRT * highest)
    small = area.sum() - area[written].sum()
    if highest < SMALLEST * max(ink.share.shape) or len(written) > 2 * MOST or small > CLEAN * area.sum():
        return []
    if runs_out(stats[written, :4], ink.share.shape, RIM).any():
        return []
    figures = _joined(sorted(cut_pieces(ink, written + 1), key=lambda segment: segment.box.x))
    upright = [figure for figure in figures if figure.box.height >= FLAT * figure.box.width]
    alike = all(figure.box.height >= LOWEST * highest for figure in upright)
    return upright if alike and FEWEST <= len(upright) <= MOST else []


def _joined(pieces: Sequence[Segment]) -> list[Segment]:
    """Pieces from left to right, those above each other as one: a 5 and its flag."""
    joined: list[Segment] = []
    for piece in pieces:
        if joined and overlap(joined[-1].box, piece.box):
            joined[-1] = merge(joined[-1], piece)
        else:
            joined.append(piece)
    return joined
