"""Pieces of one broken digit are joined where the whole is a better digit than its parts.

Pens skip and thresholds cut: the bar of a 5, the stem of a 4, the gap in a faint 0. Two neighbours become one
candidate if together they are a digit's size and the classifier believes the whole more than the parts. Parts lie above
each other or are both tall; a low piece beside a digit is a sign (a dash, a point), not a part of it.
"""

from collections.abc import Callable, Sequence

from bot.recognition.judge import Candidate, Judge
from bot.recognition.segment import merge
from bot.recognition.types import Box

Gain = Callable[[Candidate, Candidate, Candidate], float]
"""By how much a whole is better than its two parts."""
NEAR = 0.2
"""Parts of one digit are at most this share of the text height apart."""
GAIN = 0.05
"""By how much the whole must be surer than its parts on average."""
PART = 0.5
"""A piece lower than this share of the text height is no digit by itself, so its own confidence does not count."""
BOWL, CLOSE, WHOLE = 0.77, 0.1, 0.95
"""A stem and the rest of its digit: height of one by the other's at most, distance in text heights at most, and how
sure the whole is at least."""
ROUNDS = 3
"""A digit in more than four pieces is not put together again."""


def join_broken(candidates: list[Candidate], height: float, judge: Judge) -> list[Candidate]:
    """Join neighbours, at least one of them doubtful, two at a time, as long as a whole beats its parts."""
    for _ in range(ROUNDS):
        pairs = [(i, j) for i, j in _pairs(candidates, height) if not (candidates[i].sure and candidates[j].sure)]
        joined = _join(candidates, pairs, lambda whole, a, b: _gain(whole, a, b, height), judge)
        if len(joined) == len(candidates):
            return candidates
        candidates = joined
    return candidates


def join_stems(candidates: list[Candidate], height: float, judge: Judge) -> list[Candidate]:
    """Join a 1 with what stands close beside it, where it is a surer digit's stem or bar: of a 6, a 9, an open 4.

    A stem and a bowl are a sure 1 and a sure 0; but as two digits they would be as high as each other. And where the
    whole is what the rest is, the 1 is a stroke of it only if it stands above or below it.
    """
    pairs = [(i, j) for i, j in _pairs(candidates, height) if _may_be_stem(candidates[i], candidates[j], height)]
    return _join(candidates, pairs, _sureness, judge)


def _join(candidates: list[Candidate], pairs: list[tuple[int, int]], gain: Gain, judge: Judge) -> list[Candidate]:
    """The candidates with those pairs joined that gain most, each candidate at most once; the wholes come last."""
    if not pairs:
        return candidates
    wholes = judge([merge(candidates[i].segment, candidates[j].segment) for i, j in pairs])
    gains = [gain(whole, candidates[i], candidates[j]) for whole, (i, j) in zip(wholes, pairs, strict=True)]
    joined, used = _best(wholes, pairs, gains)
    return [c for i, c in enumerate(candidates) if i not in used] + joined


def _may_be_stem(a: Candidate, b: Candidate, height: float) -> bool:
    low, high = sorted((a.height, b.height))
    near = _apart(a.segment.box, b.segment.box) <= CLOSE * height
    return near and 1 in {a.digit, b.digit} and a.likely and b.likely and low <= BOWL * high


def _sureness(whole: Candidate, a: Candidate, b: Candidate) -> float:
    """How sure the whole is, if it is so for good reason."""
    reason = whole.digit not in {a.digit, b.digit} or _apart(a.segment.box, b.segment.box) <= 0
    return whole.confidence if reason and whole.confidence >= WHOLE else 0.0


def _apart(a: Box, b: Box) -> int:
    """Columns between two boxes; negative where they share some."""
    return max(a.x, b.x) - min(a.right, b.right)


def _pairs(candidates: Sequence[Candidate], height: float) -> list[tuple[int, int]]:
    boxes = [candidate.segment.box for candidate in candidates]
    order = sorted(range(len(boxes)), key=lambda i: boxes[i].x)
    pairs = []
    for rank, i in enumerate(order):
        for j in order[rank + 1 :]:
            if boxes[j].x > boxes[i].right + NEAR * height:
                break
            if _may_join(boxes[i], boxes[j], height):
                pairs.append((i, j))
    return pairs


def _may_join(a: Box, b: Box, height: float) -> bool:
    top, bottom = min(a.y, b.y), max(a.bottom, b.bottom)
    left, right = min(a.x, b.x), max(a.right, b.right)
    overlap = -_apart(a, b)
    apart = max(max(a.y, b.y) - min(a.bottom, b.bottom), -overlap)
    stacked = overlap >= 0.3 * min(a.width, b.width)
    halves = min(a.height, b.height) >= PART * height
    fits = 0.5 * height <= bottom - top <= 1.5 * height and right - left <= 1.25 * height
    return fits and apart <= NEAR * height and (stacked or halves)


def _gain(whole: Candidate, a: Candidate, b: Candidate, height: float) -> float:
    """How much surer the whole is than its parts, each part weighing by its ink."""
    parts = sum(part.confidence * part.ink * (part.height >= PART * height) for part in (a, b))
    return whole.confidence - parts / (a.ink + b.ink)


def _best(
    wholes: list[Candidate], pairs: list[tuple[int, int]], gains: list[float]
) -> tuple[list[Candidate], set[int]]:
    joined: list[Candidate] = []
    used: set[int] = set()
    for k in sorted(range(len(pairs)), key=lambda k: -gains[k]):
        if gains[k] >= GAIN and wholes[k].confidence >= 0.5 and used.isdisjoint(pairs[k]):
            joined.append(wholes[k])
            used.update(pairs[k])
    return joined, used
