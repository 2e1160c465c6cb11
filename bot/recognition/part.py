"""Doubtful digits that hold several loose pieces fall into them where the pieces are better digits.

A sign beside a digit, or two digits whose middles the ink model takes for one, come apart so.
"""

from bot.recognition.judge import Candidate, Judge
from bot.recognition.segment import loose_pieces

GAIN = 0.1
"""By how much the best piece must be surer than the whole."""


def part_loose(candidates: list[Candidate], judge: Judge) -> list[Candidate]:
    """Replace each doubtful candidate by its loose pieces if one of them is a surer digit."""
    result: list[Candidate] = []
    for candidate in candidates:
        pieces = [] if candidate.sure else judge(loose_pieces(candidate.segment))
        better = len(pieces) > 1 and max(piece.confidence for piece in pieces) > candidate.confidence + GAIN
        result += pieces if better else [candidate]
    return result
