"""A plus stands between numbers and in no word: it is told by its form."""

import numpy as np

from bot.recognition.types import Segment

INKED = 128
"""From this level on a pixel of a crop is ink."""
SQUARE = 1.7
"""A plus is at most so many times as wide as high, and as high as wide."""
BARS = 0.3, 0.7
"""Its bars lie between these shares of its height and width,"""
OUTSIDE = 0.06
"""but for this share of its ink at most,"""
REACH = 0.12
"""and each reaches both ends, so much of its length."""


def is_square(width: int, height: int) -> bool:
    """Whether a piece so large can be a plus."""
    return max(height / width, width / height) <= SQUARE


def is_plus(segment: Segment) -> bool:
    """Whether a piece is an upright cross whose bars cross about the middle; an x and a t are none."""
    ink = segment.crop >= INKED
    rows, columns = ink.shape
    if not is_square(columns, rows) or not ink.any():
        return False
    down, across = (np.arange(length) / length for length in ink.shape)
    level = (down >= BARS[0]) & (down < BARS[1])
    upright = (across >= BARS[0]) & (across < BARS[1])
    outside = ink[~level][:, ~upright].sum()
    ends = ink[down < REACH], ink[down >= 1 - REACH], ink[:, across < REACH], ink[:, across >= 1 - REACH]
    return bool(outside <= OUTSIDE * ink.sum() and all(end.any() for end in ends))
