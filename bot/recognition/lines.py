"""Boxes → lines in reading order: lines from top to bottom, each from left to right.

Each box, from left to right, goes to the line whose last member is level with it; so lines may slant and bend, and the
columns of a table are read row by row.
"""

from collections.abc import Sequence

import numpy as np

from bot.recognition.types import Box

LEVEL = 0.6
"""Boxes are on one line if their middles differ by less than this share of the text height."""


def order_lines(boxes: Sequence[Box]) -> list[list[int]]:
    """Indices of the boxes, line by line in reading order."""
    if not boxes:
        return []
    height = float(np.median([box.height for box in boxes]))
    lines: list[list[int]] = []
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i].x):
        level = [(_rise(boxes, line, index), line) for line in lines]
        rise, line = min(level, key=lambda pair: pair[0], default=(np.inf, []))
        if rise < LEVEL * max(height, min(boxes[index].height, 1.5 * height)):
            line.append(index)
        else:
            lines.append([index])
    return _top_to_bottom(boxes, lines)


def _rise(boxes: Sequence[Box], line: list[int], index: int) -> float:
    """How far a box is above or below the line where it would join it."""
    near = [boxes[i].centre[1] for i in line[-3:]]
    return abs(boxes[index].centre[1] - (0.5 * near[-1] + 0.5 * sum(near) / len(near)))


def _top_to_bottom(boxes: Sequence[Box], lines: list[list[int]]) -> list[list[int]]:
    """Order lines by height where they stand above each other, so that slanted lines do not change places."""
    slope = _slope(boxes, lines)

    def level(line: list[int]) -> float:
        return float(np.mean([boxes[i].centre[1] - slope * boxes[i].centre[0] for i in line]))

    return sorted(lines, key=level)


def _slope(boxes: Sequence[Box], lines: list[list[int]]) -> float:
    """Rise by run of the page's lines, weighted by their length; 0 where no line is long enough to tell."""
    rise = run = 0.0
    for line in lines:
        if len(line) >= 3:
            (x0, y0), (x1, y1) = boxes[line[0]].centre, boxes[line[-1]].centre
            rise, run = rise + (y1 - y0), run + (x1 - x0)
    return rise / run if run else 0.0
