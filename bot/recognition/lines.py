"""Boxes → lines in reading order: lines from top to bottom, each from left to right.

Each box, from left to right, goes to the line whose last members are level with it; so lines may bend, and the columns
of a table are read row by row. The slope of the lines found so far makes the page level for a second, better try.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import Box

LEVEL = 0.6
"""Boxes are on one line if their middles differ by less than this share of the text height."""
TRIES = 3
"""Times that lines are looked for, each time on the page made level by the slope found before."""
WIDE = 2.0
"""Two boxes further apart than so many text heights tell how their line slants."""
STEEPEST = 0.45
"""Rise by run of the steepest line: what slants more are columns."""


def order_lines(boxes: Sequence[Box]) -> list[list[int]]:
    """Indices of the boxes, line by line in reading order."""
    if not boxes:
        return []
    middles = np.array([box.centre for box in boxes])
    heights = np.array([box.height for box in boxes], float)
    order = np.argsort([box.x for box in boxes], kind="stable").tolist()
    lines: list[list[int]] = []
    level = middles[:, 1]
    for _ in range(TRIES):
        lines = _group(order, level, heights)
        slope = _slope(lines, middles, float(np.median(heights)))
        level = middles[:, 1] - slope * middles[:, 0]
    return sorted(lines, key=lambda line: float(level[line].mean()))


def _group(order: list[int], level: NDArray[np.float64], heights: NDArray[np.float64]) -> list[list[int]]:
    """Lines of boxes, given by their numbers from left to right, their level on the page and their heights."""
    usual = float(np.median(heights))
    lines: list[list[int]] = []
    for index in order:
        rises = [(abs(level[index] - _end(level[line])), line) for line in lines]
        rise, line = min(rises, key=lambda pair: pair[0], default=(np.inf, []))
        if rise < LEVEL * max(usual, min(heights[index], 1.5 * usual)):
            line.append(index)
        else:
            lines.append([index])
    return lines


def _end(level: NDArray[np.float64]) -> float:
    """The level at which a line goes on: between that of its last member and that of its last three."""
    return float(0.5 * level[-1] + 0.5 * level[-3:].mean())


def _slope(lines: list[list[int]], middles: NDArray[np.float64], height: float) -> float:
    """Rise by run of the lines, weighted by their length; 0 where none tells it. Two boxes tell it if far apart."""
    ends = np.array([middles[line[-1]] - middles[line[0]] for line in lines])
    count = np.array([len(line) for line in lines])
    telling = count >= 3 if (count >= 3).any() else ends[:, 0] > WIDE * height
    run, rise = ends[telling].sum(axis=0)
    return float(np.clip(rise / run, -STEEPEST, STEEPEST)) if run else 0.0
