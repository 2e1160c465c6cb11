"""Touching digits are cut apart where the parts are better digits than the whole.

Candidate cuts are the thin places of the column profile; dynamic programming over them finds the row of parts whose
confidences have the best mean, weighted by width (after Casey and Lecolinet 1996, recognition-based segmentation).
"""

from collections.abc import Callable

import numpy as np

from bot.recognition.judge import BELIEVED, DOUBT, Candidate, Judge
from bot.recognition.segment import merge, slice_columns
from bot.recognition.types import Box, Segment

WIDE = 0.85
"""Only pieces wider than this share of their height, or than the text height, may hold two digits."""
NARROW = 0.4
"""And those of this share that are digits' ink but no digit: a 1 leaning on a 2 is hardly wider than the 2."""
SURE = 0.9
"""A piece of usual width that the classifier believes this much is left whole."""
MAX_CUTS = 9
"""Candidate cuts in one piece."""
MOST = 12
"""Pieces that are tried, the widest first: a page with more of them holds other things than digits."""
NARROWEST, BROADEST = 0.12, 1.15
"""Width of a part by the piece's height."""
GAIN = 0.1
"""By how much the parts must be surer than the whole."""
LEAST = 0.5
"""Confidence of every part."""
EACH = 0.06
"""Doubt that each part adds, by its height: an open 4 is also two 1s."""
NEAR = 0.06
"""Neighbours at most so many text heights apart may have been parted in the wrong place."""


def cut_touching(candidates: list[Candidate], height: float, judge: Judge) -> list[Candidate]:
    """Replace each candidate that is better explained as two or more digits by its parts."""
    wide = [candidate for candidate in candidates if _may_hold_two(candidate, height)]
    return in_parts(candidates, wide, lambda candidate: _parts(candidate, height, judge))


def in_parts(
    candidates: list[Candidate], some: list[Candidate], parts: Callable[[Candidate], list[Candidate]]
) -> list[Candidate]:
    """The candidates, of which some, the widest `MOST`, are replaced by their parts if they have any."""
    tried = sorted(some, key=lambda candidate: -candidate.segment.box.width)[:MOST]
    parted = {id(candidate): parts(candidate) for candidate in tried}
    return [part for candidate in candidates for part in parted.get(id(candidate)) or [candidate]]


def cut_again(candidates: list[Candidate], height: float, judge: Judge) -> list[Candidate]:
    """Cut neighbours, one of them doubtful, where that makes better digits: the foot of a 1 may be taken from a 2."""
    row, tried = sorted(candidates, key=lambda candidate: candidate.segment.box.x), 0
    for left in list(row):
        right = _neighbour(row, row.index(left), height) if left in row else None
        if right is None or tried == MOST or not _may_be_parted_wrongly(left, right):
            continue
        tried += 1
        widths = left.segment.box.width, right.segment.box.width
        now = float(np.average([left.confidence, right.confidence], weights=widths))
        parts = _cut(merge(left.segment, right.segment), now, judge)
        if _are_two_sure(parts):
            row[row.index(left)], row[row.index(right)] = parts
    return row


def _may_be_parted_wrongly(left: Candidate, right: Candidate) -> bool:
    """Whether both are digits' ink for all that the ink model says, and one of them is a doubtful digit."""
    return min(left.belief, right.belief) >= BELIEVED[1] and min(left.confidence, right.confidence) < SURE


def _are_two_sure(parts: list[Candidate]) -> bool:
    return len(parts) == 2 and all(part.confidence >= SURE for part in parts)


def _neighbour(row: list[Candidate], at: int, height: float) -> Candidate | None:
    """In a row sorted from left to right, the candidate that begins where this one ends, on the same line."""
    box = row[at].segment.box
    for right in row[at + 1 :]:
        other = right.segment.box
        if other.x > box.right + NEAR * height:
            return None
        if min(box.bottom, other.bottom) - max(box.y, other.y) >= 0.5 * min(box.height, other.height):
            return right
    return None


def _may_hold_two(candidate: Candidate, height: float) -> bool:
    box = candidate.segment.box
    if not 0.6 * height <= box.height <= 2.0 * height:
        return False
    if not _is_wide(box, height):
        unread = candidate.confidence < DOUBT and candidate.belief >= BELIEVED[1]
        return unread and box.width >= NARROW * min(box.height, height)
    return candidate.confidence < SURE or box.width > 1.3 * box.height


def _parts(candidate: Candidate, height: float, judge: Judge) -> list[Candidate]:
    """What a piece is better explained as; where one digit is as likely by its width, two sure ones."""
    parts = _cut(candidate.segment, candidate.confidence, judge)
    return parts if _is_wide(candidate.segment.box, height) or _are_two_sure(parts) else []


def _is_wide(box: Box, height: float) -> bool:
    return box.width >= WIDE * min(box.height, height)


def _cut(segment: Segment, confidence: float, judge: Judge) -> list[Candidate]:
    """The best row of at least two parts, or nothing if it is hardly better than this confidence."""
    places = [0, *_thin_places(segment), segment.box.width]
    spans = _spans(places, segment.box.height)
    parts = [slice_columns(segment, places[i], places[j]) for i, j in spans]
    full = [(span, part) for span, part in zip(spans, parts, strict=True) if part is not None]
    judged = judge([part for _, part in full])
    best = _best_row(dict(zip([span for span, _ in full], judged, strict=True)), places)
    if len(best) < 2 or min(part.confidence for part in best) < LEAST:
        return []
    return best if np.mean([part.confidence for part in best]) > confidence + GAIN else []


def _thin_places(segment: Segment) -> list[int]:
    """Columns with the least ink nearby, at least a tenth of the height apart and away from the ends."""
    profile = np.convolve(segment.crop.sum(axis=0, dtype=np.float64), np.ones(3) / 3, mode="same")
    apart = max(2, round(0.1 * segment.box.height))
    columns = np.arange(apart, len(profile) - apart)
    chosen: list[int] = []
    for column in columns[np.argsort(profile[columns], kind="stable")]:
        if len(chosen) < MAX_CUTS and all(abs(int(column) - other) >= apart for other in chosen):
            chosen.append(int(column))
    return sorted(chosen)


def _spans(places: list[int], height: int) -> list[tuple[int, int]]:
    widths = (NARROWEST * height, BROADEST * height)
    pairs = [(i, j) for i in range(len(places)) for j in range(i + 1, len(places))]
    return [(i, j) for i, j in pairs if widths[0] <= places[j] - places[i] <= widths[1]]


def _best_row(parts: dict[tuple[int, int], Candidate], places: list[int]) -> list[Candidate]:
    """Dynamic programming from left to right: the row of parts with the least summed doubt, weighted by width."""
    cost = [0.0] + [np.inf] * (len(places) - 1)
    back: list[int] = [0] * len(places)
    for (i, j), part in sorted(parts.items(), key=lambda item: item[0][1]):
        doubt = cost[i] + (places[j] - places[i]) * (1.0 - part.confidence) + EACH * part.height
        if doubt < cost[j]:
            cost[j], back[j] = doubt, i
    row: list[Candidate] = []
    end = len(places) - 1
    while end > 0 and np.isfinite(cost[end]):
        row.append(parts[back[end], end])
        end = back[end]
    return row[::-1]
