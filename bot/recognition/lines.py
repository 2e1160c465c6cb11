"""Boxes → lines in reading order: lines from top to bottom, each from left to right.

Each box, from left to right, goes to the line whose last members are level with it; so lines may bend, and the columns
of a table are read row by row. The slope of the lines found so far makes the page level for a second, better try. Where
a few boxes fall into hardly any lines, other slopes are tried: that of a sheet that was held askew makes fewer of them.
"""

from collections.abc import Sequence
from itertools import pairwise

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
SHORT = 3.0
"""Lines of fewer members, on average, tell no slope; then these are tried, the least first."""
SLOPES = tuple(sign * 0.06 * step for step in range(1, 7) for sign in (1, -1))
BESIDE = 0.5
"""Of two boxes on one line the right one begins beyond this share of the left one's width."""


def order_lines(boxes: Sequence[Box]) -> list[list[int]]:
    """Indices of the boxes, line by line in reading order."""
    if not boxes:
        return []
    lines, slope = _lines(boxes, 0.0)
    if len(boxes) < SHORT * len(lines):
        others = [_lines(boxes, start) for start in SLOPES]
        lines, slope = min([(lines, slope), *others], key=lambda found: len(found[0]))
    return sorted(
        lines, key=lambda line: float(np.mean([boxes[i].centre[1] - slope * boxes[i].centre[0] for i in line]))
    )


def slope_of(lines: Sequence[Sequence[Box]]) -> float:
    """Rise by run (downwards) of lines that were found; 0 where they are too short to tell."""
    boxes = [box for line in lines for box in line]
    if not boxes:
        return 0.0
    starts = np.cumsum([0, *map(len, lines)])
    numbers = [list(range(start, end)) for start, end in pairwise(starts.tolist())]
    middles = np.array([box.centre for box in boxes])
    return _slope(numbers, middles, float(np.median([box.height for box in boxes])), 0.0)


def _lines(boxes: Sequence[Box], slope: float) -> tuple[list[list[int]], float]:
    """Lines found from a first guess of their slope on, and the slope."""
    middles = np.array([box.centre for box in boxes])
    heights = np.array([box.height for box in boxes], float)
    beside = BESIDE if slope else -np.inf  # boxes of touching digits may overlap by more, on lines that are level
    begin = np.array([(box.x, box.x + beside * box.width) for box in boxes])
    order = np.argsort(begin[:, 0], kind="stable").tolist()
    lines: list[list[int]] = []
    for _ in range(TRIES):
        used = slope
        lines = _group(order, middles[:, 1] - slope * middles[:, 0], heights, begin)
        slope = _slope(lines, middles, float(np.median(heights)), slope)
        if slope == used:
            break
    return lines, used


def _group(
    order: list[int], level: NDArray[np.float64], heights: NDArray[np.float64], begin: NDArray[np.float64]
) -> list[list[int]]:
    """Lines of boxes, given by their numbers from left to right, their level on the page and their heights.

    `begin` has where each begins, and from where on another may stand beside it.
    """
    usual = float(np.median(heights))
    lines: list[list[int]] = []
    for index in order:
        ahead = [line for line in lines if begin[index, 0] >= begin[line[-1], 1]]
        rises = [(abs(level[index] - _end(level[line])), line) for line in ahead]
        rise, line = min(rises, key=lambda pair: pair[0], default=(np.inf, []))
        if rise < LEVEL * max(usual, min(heights[index], 1.5 * usual)):
            line.append(index)
        else:
            lines.append([index])
    return lines


def _end(level: NDArray[np.float64]) -> float:
    """The level at which a line goes on: between that of its last member and that of its last three."""
    return float(0.5 * level[-1] + 0.5 * level[-3:].mean())


def _slope(lines: list[list[int]], middles: NDArray[np.float64], height: float, guess: float) -> float:
    """Rise by run of the lines, weighted by their length; the guess where none tells. Two boxes tell if far apart."""
    ends = np.array([middles[line[-1]] - middles[line[0]] for line in lines])
    count = np.array([len(line) for line in lines])
    telling = count >= 3 if (count >= 3).any() else ends[:, 0] > WIDE * height
    run, rise = ends[telling].sum(axis=0)
    return float(np.clip(rise / run, -STEEPEST, STEEPEST)) if run else guess
