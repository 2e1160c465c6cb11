"""A ring drawn around a number is no 0: what the ink model takes for one with them is the digits within."""

from collections.abc import Sequence

from bot.recognition.judge import Candidate, Judge, text_height
from bot.recognition.segment import loose_pieces
from bot.recognition.types import Box, Segment

INNER, CLEAR = 0.35, 0.1
"""Digits in a ring have at least this share of its height, and keep so much of it away from all its sides: the dot in a
zero is smaller."""
LARGE = 1.35
"""And a ring around a 1 is so many times as high as the page's digits: one that is no higher is a zero with a stroke
through it."""


def out_of_rings(candidates: Sequence[Candidate], judge: Judge) -> list[Candidate]:
    """Candidates with the digits that stand in rings in the place of these, if all are sure."""
    within = [_within(candidate) for candidate in candidates]
    height = text_height([each for each, inner in zip(candidates, within, strict=True) if not inner])
    found: list[Candidate] = []
    for candidate, inner in zip(candidates, within, strict=True):
        digits = judge(inner) if inner else []
        is_large = 0.0 < LARGE * height <= candidate.height
        is_ring = is_large or any(digit.digit != 1 for digit in digits)
        found += digits if digits and is_ring and all(digit.sure for digit in digits) else [candidate]
    return found


def _within(candidate: Candidate) -> list[Segment]:
    """What stands clear within a 0 and is as high as a digit may be, from left to right."""
    pieces = loose_pieces(candidate.segment) if candidate.digit == 0 else []
    if len(pieces) < 2:
        return []
    ring, *others = sorted(pieces, key=lambda piece: -piece.box.height)
    clear = all(_is_clear(piece.box, ring.box) for piece in others)
    return sorted(others, key=lambda piece: piece.box.x) if clear else []


def _is_clear(box: Box, ring: Box) -> bool:
    """Whether a box lies well within a ring's, and is as high as a digit in it."""
    sides = box.x - ring.x, ring.right - box.right, box.y - ring.y, ring.bottom - box.bottom
    return box.height >= INNER * ring.height and min(sides) >= CLEAR * ring.height
