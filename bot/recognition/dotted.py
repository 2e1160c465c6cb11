"""A hook or a bar that stands on a dot is a question mark or an exclamation mark.

The hook is a 7 or a 2 for every classifier, and the bar a 1, with the dot and without it. But they end above the ground
line of the digits beside them, and below them, on that line, is the dot. A number's last sign may be one.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from bot.recognition.judge import Candidate
from bot.recognition.pieces import find_pieces
from bot.recognition.plus import INKED
from bot.recognition.types import Box

HOOKS = frozenset({1, 2, 3, 7, 9})
"""What hooks and bars are taken for."""
RAISED = 0.12
"""They end so far above the others' ground line at least; this and all below are shares of the others' height."""
DOT, SLIM = 0.32, 0.45
"""Width and height of the largest dot, and its shorter side by its longer: the end of a broken stroke is slimmer."""
BELOW, ASIDE = 0.4, 0.15
"""How far below the hook the dot begins at most, and how far beside it its middle may lie."""
ON_GROUND = 0.25
"""How far from the ground line the dot may end."""


def without_dotted(line: Sequence[Candidate], foreign: Sequence[Box]) -> list[Candidate]:
    """A line of digits without the last one if that is the upper part of a question or exclamation mark, or all of it.

    Args:
        line: the digits from left to right.
        foreign: boxes of ink that is no digit's.
    """
    if len(line) < 2 or line[-1].digit not in HOOKS:  # one digit alone has no ground line
        return list(line)
    *others, last = line
    boxes = [other.segment.box for other in others]
    height, ground = np.median([(box.height, box.bottom) for box in boxes], axis=0).tolist()
    hook, dots = _parts(last)
    raised = ground - hook.bottom >= RAISED * height
    is_mark = raised and any(_is_dot(box, hook, height, ground) for box in [*dots, *foreign])
    return others if is_mark else list(line)


def _parts(digit: Candidate) -> tuple[Box, list[Box]]:
    """The box of a digit's largest piece, and those of the others."""
    box = digit.segment.box
    stats = find_pieces(np.asarray(digit.segment.crop >= INKED, np.uint8)).stats
    pieces = sorted(stats[1:].tolist(), key=lambda row: -row[cv2.CC_STAT_AREA])
    first, *rest = [Box(box.x + x, box.y + y, width, height) for x, y, width, height, _ in pieces] or [box]
    return first, rest


def _is_dot(box: Box, hook: Box, height: float, ground: float) -> bool:
    sides = sorted((box.width, box.height))
    return (
        sides[1] <= DOT * height
        and sides[0] >= SLIM * sides[1]
        and 0 <= box.y - hook.bottom <= BELOW * height
        and hook.x - ASIDE * height <= box.centre[0] <= hook.right + ASIDE * height
        and abs(box.bottom - ground) <= ON_GROUND * height
    )
