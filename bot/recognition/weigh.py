"""What the digits of a page say of each other: which are none, how sure they are, how well they explain the page."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.judge import DOUBT, Candidate, text_height
from bot.recognition.words import NUMBER, is_rule

LOWEST, HIGHEST = 0.45, 2.2
"""Digits of one page are between these shares of the text height."""
LOWEST_CERTAIN = 0.35
"""Where the ink model and the classifier have no doubt, one may be smaller still."""
SMALLEST_FOREIGN = 0.25
"""Foreign ink smaller than this share of the text height is no writing but dirt."""
HARDLY_ELSE, VOUCHED = 0.9, 0.11
"""Where so much of what is written is digits, a number of them, they vouch for each other with so much more belief,
and so do fewer if each tells."""
BELIEVABLE = 0.82
"""Mean chance of the digits' ink below which a page is less likely to be read rightly."""
TALL, DOUBTFUL_TALL = (1.25, 0.08), (1.15, 0.07)
"""A bar beside digits is so many times as high as they, and stands out above and below by so much of their height."""
DOUBTFUL = 0.45
"""A 1 that is less certain may be a bracket."""
WORST = 20
"""One of so many digits, one at least, is among the worst of a page."""
RIM = 2
"""Ink that comes so near to the picture's edge, in pixels, runs out of it."""


def keep_alike(candidates: list[Candidate]) -> list[Candidate]:
    """The likely digits, without those that are much larger or smaller than the others."""
    likely = [candidate for candidate in candidates if candidate.likely]
    height = text_height(likely)
    lowest = [LOWEST_CERTAIN if candidate.certain else LOWEST for candidate in likely]
    return [c for c, low in zip(likely, lowest, strict=True) if low * height <= c.height <= HIGHEST * height]


def without_edges(digits: list[Candidate], picture: tuple[int, ...]) -> list[Candidate]:
    """The digits but for 1s that run out of the picture (rows, columns) where no other does: edges, fingers, shadows.

    All, where each of its sides cuts a digit: the picture was cut out close around them.
    """
    boxes = [digit.segment.box for digit in digits]
    out = runs_out(np.array([(box.x, box.y, box.width, box.height) for box in boxes]).reshape(-1, 4), picture)
    if out.any(axis=0).all():
        return digits
    alone = (out & (out.sum(axis=0) == 1)).any(axis=1)
    return [digit for digit, at_edge in zip(digits, alone, strict=True) if not (at_edge and _may_be_edge(digit))]


def _may_be_edge(digit: Candidate) -> bool:
    """Whether it is a 1 as an edge is: a bar, or none that is certain."""
    box = digit.segment.box
    return digit.digit == 1 and (bool(is_rule(box.width, box.height)) or not digit.certain)


def without_bars(line: list[Candidate]) -> list[Candidate]:
    """A line without 1s that stand out above and below the digits on both sides: slashes of a date, bars between.

    Where they are doubtful, less is enough, and at either end of the line too: brackets. A bar that is no higher than
    another digit of the line is none of these.
    """
    highest = max((digit.height for digit in line if digit.digit != 1), default=0)
    beside = zip([None, *line], line, [*line[1:], None], strict=False)
    bars = {id(digit) for before, digit, after in beside if digit.height > highest and _is_bar(digit, before, after)}
    return [digit for digit in line if id(digit) not in bars]


def _is_bar(digit: Candidate, before: Candidate | None, after: Candidate | None) -> bool:
    neighbours = [candidate.segment.box for candidate in (before, after) if candidate is not None]
    doubtful = digit.certainty < DOUBTFUL
    if not neighbours or (len(neighbours) == 1 and not doubtful):
        return False
    bar = digit.segment.box
    height, top, bottom = np.mean([(box.height, box.y, box.bottom) for box in neighbours], axis=0).tolist()
    tall, out = DOUBTFUL_TALL if doubtful else TALL
    return bool(bar.height >= tall * height and min(top - bar.y, bar.bottom - bottom) >= out * height)


def vouched(lines: list[list[Candidate]], share: float) -> tuple[tuple[Candidate, ...], ...]:
    """Lines whose digits vouch for each other: a lone bar may be anything, a bar in a number is a 1.

    The more so where hardly anything else is written: digits are this share of it.
    """
    digits = [digit for line in lines for digit in line]
    tell = len(digits) >= NUMBER or all(digit.tells for digit in digits)
    more = VOUCHED if share >= HARDLY_ELSE and tell else 0.0
    return tuple(_vouched(line, more) for line in lines)


def _vouched(line: list[Candidate], more: float) -> tuple[Candidate, ...]:
    mean = float(np.mean([candidate.belief for candidate in line]))
    return tuple(replace(each, belief=min((each.belief + mean) / 2 + more, 1.0)) for each in line)


def score(kept: list[Candidate], candidates: list[Candidate]) -> float:
    """Mean confidence by ink, the worst digits, the share of digits' ink that is read, less the spread of heights.

    And less where the ink model hardly believes in digits. The worst are one in twenty: of a hundred one is odd.

    A mean and not a sum: halves of a 2 or a 9 are sure digits too, and a sum would favour more pieces.
    """
    if not kept:
        return 0.0
    confidence = np.array([candidate.confidence for candidate in kept])
    ink = np.array([candidate.ink for candidate in kept])
    heights = np.array([candidate.height for candidate in kept], float)
    explained = float(ink.sum()) / sum(candidate.ink for candidate in candidates)
    spread = float(np.median(np.abs(heights - np.median(heights)))) / float(np.median(heights))
    mean = float((confidence * ink).sum() / ink.sum())
    unbelieved = max(0.0, BELIEVABLE - float(np.mean([candidate.belief for candidate in kept])))
    some = np.sort(confidence[confidence >= DOUBT])  # odder digits say nothing of how the page was read
    worst = float(some[: max(1, len(some) // WORST)].mean()) if len(some) else 1.0
    return 0.5 * mean + 0.2 * worst + 0.3 * explained - 0.2 * spread - 0.5 * unbelieved


def share_of_writing(
    kept: list[Candidate], foreign: NDArray[np.int32], height: float, picture: tuple[int, ...]
) -> float:
    """How much of what may be writing is digits.

    Of the foreign pieces (N×5 stats) rules and specks do not count, nor what runs out of the picture (rows, columns):
    edges of the sheet, the desk, a shadow.
    """
    sides = foreign[:, 2:4]
    inside = ~runs_out(foreign[:, :4], picture).any(axis=1)
    written = inside & (sides.max(axis=1) >= SMALLEST_FOREIGN * height) & ~is_rule(sides[:, 0], sides[:, 1])
    digits = sum(candidate.ink for candidate in kept)
    return digits / max(digits + float(foreign[written, cv2.CC_STAT_AREA].sum()), 1.0)


def runs_out(boxes: NDArray[Any], picture: tuple[int, ...], rim: int = RIM) -> NDArray[np.bool_]:
    """Which of N boxes (x, y, width, height) run out of the picture (rows, columns): N×4, left, top, right, bottom."""
    corners, far = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    return np.hstack([corners <= rim, far >= np.array(picture[::-1]) - rim])
