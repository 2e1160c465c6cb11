"""What was taken for one digit, and is none, comes apart along the votes of its ink for middles.

The votes of digits that overlap flow together, and one middle is found for two. No column parts them either, as their
strokes cross; but the ink of the left one still votes further left. So the votes are cut where both sides are digits.
"""

from dataclasses import replace

import cv2
import numpy as np

from bot.recognition.centres import votes
from bot.recognition.cut import in_parts
from bot.recognition.judge import Candidate, Judge
from bot.recognition.segment import part_of
from bot.recognition.tiles import InkMap
from bot.recognition.types import Segment

LEAST_BELIEF, SURE = 0.6, 0.9
"""It is tried where the ink is so likely a digit's, and the classifier is less sure than that of which."""
SMALLEST = 0.5
"""And where it is at least so many text heights high."""
SPREAD = 0.12
"""The votes for one middle scatter less than this, in text heights."""
ENDS, WAYS = (0.12, 0.88), 7
"""Shares of the votes between which, and in how many places, they are cut."""
LEAST = 0.7
"""Confidence of both parts."""
CERTAINLY, DEEPEST = 0.97, 2
"""A part of this confidence is a digit even if the other is none; that one comes apart again, so many times at most."""


def apart_by_votes(candidates: list[Candidate], found: InkMap, height: float, judge: Judge) -> list[Candidate]:
    """Replace each candidate whose votes say so by the digits in it; `height` is the text's, in working pixels.

    They are doubted: of many parts tried, some look like digits by chance.
    """
    doubtful = [c for c in candidates if c.confidence < SURE and c.belief >= LEAST_BELIEF]
    large = [candidate for candidate in doubtful if candidate.height >= SMALLEST * height]
    return in_parts(candidates, large, lambda whole: [part.doubted for part in _parts(whole, found, judge, DEEPEST)])


def _parts(candidate: Candidate, found: InkMap, judge: Judge, deep: int) -> list[Candidate]:
    """The digits in a candidate, from left to right or from above; none if it does not come apart."""
    halves = _halves(candidate.segment, found)
    judged = [replace(part, belief=candidate.belief) for part in judge([part for pair in halves for part in pair])]
    pairs = list(zip(judged[::2], judged[1::2], strict=True))
    if not pairs:
        return []
    best = max(pairs, key=lambda pair: min(part.confidence for part in pair))
    if min(part.confidence for part in best) >= LEAST:
        return list(best)
    one, other = max(pairs, key=lambda pair: max(part.confidence for part in pair))
    digit, rest = (one, other) if one.confidence >= other.confidence else (other, one)
    if not deep or digit.confidence < CERTAINLY:
        return []
    more = _parts(rest, found, judge, deep - 1)
    return ([digit, *more] if digit is one else [*more, digit]) if more else []


def _halves(segment: Segment, found: InkMap) -> list[tuple[Segment, Segment]]:
    """The pairs that a segment's ink falls into if its votes are cut across the way in which they are spread."""
    inked, voted = votes(found, segment)
    mean, axes, variances = cv2.PCACompute2(voted, np.empty(0))
    if np.sqrt(variances.max(initial=0.0)) < SPREAD:
        return []
    along = (voted - mean) @ (axes[0] * np.sign(axes[0].sum()))
    first, last = (float(np.quantile(along, end)) for end in ENDS)
    pairs = []
    for place in np.linspace(first, last, WAYS):
        near = np.zeros(inked.shape, np.bool_)
        near[inked] = along <= place
        one, other = part_of(segment, near), part_of(segment, inked & ~near)
        if one is not None and other is not None:
            pairs.append((one, other))
    return pairs
