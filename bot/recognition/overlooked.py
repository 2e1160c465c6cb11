"""Upright bars that the ink model takes for rules, but that stand in a row of digits and are as high as they: 1s.

A bar alone tells nothing, and boxes and tables are full of bars; but those are higher than the digits in them, or hang
together with others. So a bar that hangs on nothing, between the same two levels as its neighbour, is a digit.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.judge import Candidate
from bot.recognition.types import CERTAIN, Box

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


def may_be_bars(stats: NDArray[np.int32], height: float) -> NDArray[np.bool_]:
    """Which of N pieces (rows of `Pieces.stats`) are upright bars about as high as the text."""
    width, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    return np.asarray((width <= SLIM * tall) & (tall >= LOWEST * height) & (tall <= HIGHEST * height), np.bool_)


def overlooked_ones(others: Sequence[Candidate], digits: Sequence[Candidate]) -> list[Candidate]:
    """Those of the bars among other ink that are 1s in a row of digits."""
    sure = [digit.segment.box for digit in digits if digit.certainty >= CERTAIN]
    return [other for other in others if _is_one(other) and any(_in_row(other.segment.box, box) for box in sure)]


def _is_one(bar: Candidate) -> bool:
    return bar.digit == 1 and bar.sure and bar.belief >= PERHAPS


def _in_row(bar: Box, digit: Box) -> bool:
    shared = min(bar.bottom, digit.bottom) - max(bar.y, digit.y)
    apart = max(bar.x - digit.right, digit.x - bar.right)
    return shared >= LIKE * (max(bar.bottom, digit.bottom) - min(bar.y, digit.y)) and apart <= NEAR * bar.height
