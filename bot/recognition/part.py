"""What the ink model takes for one digit falls into its loose pieces where these are better digits.

A sign beside a digit comes apart so, and two digits whose middles lie close: the 1 and the 4 of 14, or two narrow ones,
one above the other in lines that are close together.
"""

from itertools import pairwise

from bot.recognition.judge import Candidate, Judge
from bot.recognition.segment import loose_pieces
from bot.recognition.types import CERTAIN, Segment

GAIN = 0.1
"""By how much the best piece must be surer than the whole."""
WHOLE = 0.8
"""What is so sure a digit is whole: its stem alone and its bowl alone look like digits too."""
BROAD = 0.35
"""Width by height from which on there may be two digits beside each other."""
TALL, OVERLAP = 0.5, 0.1
"""Each of them has at least this share of the height of both, and they share columns of at most that."""
LOW, GAP = 0.25, 0.15
"""Of two digits one above the other, each has at least this share of the height of both, and so much lies between
them: less is a break in one stroke."""


def part_neighbours(candidates: list[Candidate], judge: Judge) -> list[list[Candidate]]:
    """For each candidate the digits beside or above each other in it, if all are sure; else itself.

    And surer than the whole where that is a 0, which may break into two tall halves; no other digit does.
    """
    pieces = [_pieces(candidate) for candidate in candidates]
    judged = iter(judge([piece for some in pieces for piece in some]))
    found: list[list[Candidate]] = []
    for candidate, some in zip(candidates, pieces, strict=True):
        parts = [next(judged) for _ in some]
        least = min((part.confidence for part in parts), default=0.0)
        needed = max(CERTAIN, candidate.confidence + GAIN) if candidate.digit == 0 else CERTAIN
        found.append(parts if least >= needed else [candidate])
    return found


def part_loose(candidates: list[Candidate], judge: Judge) -> list[Candidate]:
    """Replace each doubtful candidate by its loose pieces if one of them is a surer digit."""
    result: list[Candidate] = []
    for candidate in candidates:
        pieces = [] if candidate.confidence >= WHOLE else judge(loose_pieces(candidate.segment))
        better = len(pieces) > 1 and max(piece.confidence for piece in pieces) > candidate.confidence + GAIN
        result += pieces if better else [candidate]
    return result


def _pieces(candidate: Candidate) -> list[Segment]:
    """What may be a digit each: pieces beside each other, or above each other in what is no sure digit as a whole."""
    box = candidate.segment.box
    broad = box.width >= BROAD * box.height
    pieces = loose_pieces(candidate.segment) if broad or not candidate.sure else []
    if len(pieces) < 2:
        return []
    if broad and _beside(across := sorted(pieces, key=lambda piece: piece.box.x), box.height):
        return across
    if not candidate.sure and _stacked(down := sorted(pieces, key=lambda piece: piece.box.y), box.height):
        return down
    return []


def _beside(pieces: list[Segment], height: int) -> bool:
    """Whether pieces, from left to right, stand beside each other, each nearly as high as all."""
    tall = all(piece.box.height >= TALL * height for piece in pieces)
    return tall and all(b.box.x >= a.box.right - OVERLAP * height for a, b in pairwise(pieces))


def _stacked(pieces: list[Segment], height: int) -> bool:
    """Whether pieces, from top to bottom, stand above each other with space between them."""
    tall = all(piece.box.height >= LOW * height for piece in pieces)
    return tall and all(b.box.y - a.box.bottom >= GAP * height for a, b in pairwise(pieces))
