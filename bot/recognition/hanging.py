"""1s that are bits of rules: doubtful, and hanging on something long, where the digits around stand free of it.

Where the lines of a table cross or are thick, a bit of them looks like a 1 and its ink like a digit's.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from bot.recognition.ink import Ink
from bot.recognition.judge import Candidate

LONG = 4.0
"""What is so many times as long as a digit is high is a rule, or writing that hangs on one."""
FREE, ENOUGH = 0.9, 4
"""Share of the certain digits, so many at least, that stand free."""


def without_bits_of_rules(digits: Sequence[Candidate], ink: Ink) -> list[Candidate]:
    """The digits without doubtful 1s that hang on rules of which the certain digits stand free."""
    bits = {id(digit) for digit in digits if digit.digit == 1 and not digit.certain and _hangs(digit, ink)}
    certain = [digit for digit in digits if digit.certain]
    if not bits or len(certain) < ENOUGH or np.mean([not _hangs(digit, ink) for digit in certain]) < FREE:
        return list(digits)
    return [digit for digit in digits if id(digit) not in bits]


def _hangs(digit: Candidate, ink: Ink) -> bool:
    """Whether most of a digit's ink is part of something long."""
    box = digit.segment.box
    labels = ink.pieces.labels[box.y : box.bottom, box.x : box.right]
    counts = np.bincount(labels[digit.segment.crop[: labels.shape[0], : labels.shape[1]] >= 128], minlength=1)
    counts[0] = 0
    if not counts.any():
        return False
    width, height = ink.pieces.stats[int(counts.argmax()), cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1]
    return bool(max(width, height) >= LONG * box.height)
