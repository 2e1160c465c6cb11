"""What the ink model takes for other ink, but what stands among digits as only a digit would.

A bar alone tells nothing, and boxes and tables are full of bars; but those are higher than the digits in them, or hang
together with others. So a bar that hangs on nothing, between the same two levels as its neighbour, is a 1. And in a
table of digits, what stands in one row with some and in one column with others, as high as they, is a digit too: rules
stand between the columns, and words beside or above them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.judge import Candidate
from bot.recognition.types import Box

SLIM = 0.35
"""Width by height of the widest bar: a slash leans more."""
LOWEST, HIGHEST = 0.6, 1.6
"""Height of a bar in text heights."""
LIKE = 0.7
"""The bar and its neighbour share at least this part of the height that they take up together."""
NEAR = 1.5
"""Its neighbour is at most so many times its height away."""
PERHAPS = 0.15
"""Least mean chance of its ink: below it the ink model is sure, and right."""
BROAD = 1.2
"""Width by height of the broadest digit in a table."""
IN_ROW, IN_COLUMN = 0.5, 0.5
"""In a table, middles are at most so many text heights apart, up and down in a row, left and right in a column."""
HARDLY = 0.05
"""Least mean chance of the ink of a digit in a table."""

MANY, NEXT, HALF_BELIEVED = 4, 2.5, 0.2
"""In a row of so many digits the next is at most so many text heights away, middle to middle; the chance of its ink."""


def may_be_digits(stats: NDArray[np.int32], height: float) -> NDArray[np.bool_]:
    """Which of N pieces (rows of `Pieces.stats`) are about as high as the text, and no wider than digits."""
    width, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    return np.asarray((width <= BROAD * tall) & (tall >= LOWEST * height) & (tall <= HIGHEST * height), np.bool_)


def overlooked(others: Sequence[Candidate], digits: Sequence[Candidate]) -> list[Candidate]:
    """Those of the other pieces that are 1s in a row of digits, or digits in a table of them."""
    likely = [digit for digit in digits if digit.likely]
    if not likely:
        return []
    certain = np.array([digit.certain for digit in likely])
    table = _Table(
        np.array([digit.segment.box.centre for digit in likely]),
        certain,
        float(np.median([digit.height for digit in likely])),
    )
    sure = [digit.segment.box for digit, is_certain in zip(likely, certain, strict=True) if is_certain]
    return [
        other
        for other in others
        if _is_one_in_a_row(other, sure)
        or any(is_one_of(table, other) for is_one_of in (_is_in, _is_in_long_row, _fills_gap))
    ]


def without_bits(candidates: Sequence[Candidate], whole: Sequence[Candidate]) -> list[Candidate]:
    """The candidates but for bits of overlooked digits: the little of their ink that the ink model had not overlooked.

    They would be read beside the digit, or pass for letters there.
    """
    boxes = [digit.segment.box for digit in whole]
    return [each for each in candidates if not any(box.around(each.segment.box) == box for box in boxes)]


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The digits that are there: their N×2 middles, which of them are certain, and their height."""

    middles: NDArray[np.float64]
    certain: NDArray[np.bool_]
    height: float

    def away_from(self, other: Candidate) -> NDArray[np.float64]:
        """How far each digit stands to the right of a piece and below it, in text heights: 2×N."""
        return (self.middles - other.segment.box.centre).T / self.height


def _is_one_in_a_row(other: Candidate, sure: Sequence[Box]) -> bool:
    box = other.segment.box
    return box.width <= SLIM * box.height and _is_one(other) and any(_in_row(box, digit) for digit in sure)


def _is_in(table: _Table, other: Candidate) -> bool:
    """Whether there are digits in its row and in its column, and certain ones in one of them."""
    if not other.sure or other.belief < HARDLY:
        return False
    across, down = np.abs(table.away_from(other))
    row, column = (down < IN_ROW) & (across > IN_COLUMN), (across < IN_COLUMN) & (down > IN_ROW)
    return bool(row.any() and column.any() and table.certain[row | column].any())


def _is_in_long_row(table: _Table, other: Candidate) -> bool:
    """Whether many digits, some certain, stand in its row, the next of them near, and its ink may be a digit's."""
    if not other.sure or other.belief < HALF_BELIEVED:
        return False
    across, down = np.abs(table.away_from(other))
    row = down < IN_ROW
    return bool(row.sum() >= MANY and table.certain[row].any() and across[row].min() <= NEXT)


def _fills_gap(table: _Table, other: Candidate) -> bool:
    """Whether it is surely a digit by its form, and stands between near digits of a row of which many are certain."""
    if not other.tells or other.belief < HARDLY:
        return False
    across, down = table.away_from(other)
    row = np.abs(down) < IN_ROW
    near = across[row & (np.abs(across) <= NEXT)]
    return bool((row & table.certain).sum() >= MANY and (near < 0).any() and (near > 0).any())


def _is_one(bar: Candidate) -> bool:
    return bar.digit == 1 and bar.sure and bar.belief >= PERHAPS


def _in_row(bar: Box, digit: Box) -> bool:
    shared = min(bar.bottom, digit.bottom) - max(bar.y, digit.y)
    apart = max(bar.x - digit.right, digit.x - bar.right)
    return shared >= LIKE * (max(bar.bottom, digit.bottom) - min(bar.y, digit.y)) and apart <= NEAR * bar.height
