"""A person's text against the glyphs that were read: which glyph shows which digit.

The text is laid along the glyphs by weighted edit distance (Needleman and Wunsch 1970): a glyph shows a digit
at the cost of −log p(digit), is no digit at −log p(not a digit), and a digit of the text may have no glyph. A
wrong label would spoil training, so a glyph gets one only where every other label is clearly dearer; the rest
stay None.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, Probabilities

DEAREST = 7.0
"""Cost of a label that the model holds for impossible (−log 0.001): one odd glyph cannot move all others."""
MISSING = 5.0
"""Cost of a digit that has no glyph; with a dropped glyph still less than two impossible labels."""
CLEAR = 3.0
"""A label counts if each other one costs at least this much more: twenty times less likely."""

Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alignment:
    """One label per glyph in reading order (0..9, `NOT_A_DIGIT`, or None where it is not clear).

    `complete` says whether each digit of the text found its glyph.
    """

    labels: tuple[int | None, ...]
    complete: bool


def align_lines(lines: Sequence[Sequence[Sequence[float]]], text: str) -> Alignment:
    """Align a text to a reading's lines (each N×11): line by line if there are as many, else as one row."""
    rows = [row for row in map(digits_of, text.splitlines()) if row]
    if len(rows) != len(lines):
        return align(_table([glyph for line in lines for glyph in line]), "".join(rows))
    parts = [align(_table(line), row) for line, row in zip(lines, rows, strict=True)]
    labels = tuple(label for part in parts for label in part.labels)
    return Alignment(labels, all(part.complete for part in parts))


def align(probabilities: Probabilities, digits: str) -> Alignment:
    """Align M digits ("0" to "9") to N glyphs (N×11, in reading order); M = N is one to one in any case."""
    truth = np.array([int(digit) for digit in digits], np.intp)
    if len(truth) == len(probabilities):
        return Alignment(tuple(truth.tolist()), complete=True)
    costs = np.minimum(-np.log(np.maximum(probabilities, 1e-9)), DEAREST).astype(np.float64)
    shows, drops = _totals(costs, truth)
    labels = _clear_labels(shows, drops, truth)
    for glyph in _torn(shows, drops, costs[:, :NOT_A_DIGIT].argmin(axis=1), truth):
        labels[glyph] = None
    found = sum(label is not None and label != NOT_A_DIGIT for label in labels)
    return Alignment(tuple(labels), complete=found == len(truth))


def digits_of(text: str) -> str:
    """The ASCII digits of a text, in order."""
    return "".join(character for character in text if character in "0123456789")


def _table(glyphs: Sequence[Sequence[float]]) -> Probabilities:
    return np.array(glyphs, np.float32).reshape(-1, CLASS_COUNT)


def _totals(costs: Costs, truth: NDArray[np.intp]) -> tuple[Costs, Costs]:
    """Cost of the cheapest whole alignment through each choice.

    N×M: glyph i shows digit j; N×(M+1): glyph i is dropped with j digits before it.
    """
    before = _sweep(costs, truth)
    after = _sweep(costs[::-1], truth[::-1])[::-1, ::-1]
    shows = before[:-1, :-1] + costs[:, truth] + after[1:, 1:]
    drops = before[:-1] + costs[:, NOT_A_DIGIT, None] + after[1:]
    return shows, drops


def _sweep(costs: Costs, truth: NDArray[np.intp]) -> Costs:
    """Cost of the first i glyphs against the first j digits, (N+1)×(M+1)."""
    missing = MISSING * np.arange(len(truth) + 1)
    rows = [missing]
    for glyph in costs:
        row = rows[-1] + glyph[NOT_A_DIGIT]
        row[1:] = np.minimum(row[1:], rows[-1][:-1] + glyph[truth])
        rows.append(np.minimum.accumulate(row - missing) + missing)
    return np.stack(rows)


def _clear_labels(shows: Costs, drops: Costs, truth: NDArray[np.intp]) -> list[int | None]:
    """Each glyph's cheapest label, None where another one is nearly as cheap."""
    totals = np.full((len(shows), CLASS_COUNT), np.inf)
    totals[:, NOT_A_DIGIT] = drops.min(axis=1)
    for digit in np.unique(truth):
        totals[:, digit] = shows[:, truth == digit].min(axis=1)
    cheapest, second = np.sort(totals, axis=1)[:, :2].T
    return [
        int(label) if clear else None
        for label, clear in zip(totals.argmin(axis=1), second - cheapest >= CLEAR, strict=True)
    ]


def _torn(shows: Costs, drops: Costs, read: NDArray[np.intp], truth: NDArray[np.intp]) -> list[int]:
    """Glyphs that may be half a digit, or two in one piece.

    Such are a misread glyph beside a dropped one or beside a digit without a glyph, and that dropped one.
    """
    both = np.concatenate([shows, drops], axis=1).argmin(axis=1)
    dropped = both >= len(truth)
    start = np.where(dropped, both - len(truth), both)
    misread = ~dropped & (np.append(truth, -1)[start] != read)
    jump = np.append(start, len(truth)) != np.concatenate([[0], start + ~dropped])
    torn = (misread & (jump[:-1] | jump[1:] | _beside(dropped))) | (dropped & _beside(misread))
    return [int(glyph) for glyph in np.flatnonzero(torn)]


def _beside(marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether the glyph before or after is marked."""
    padded = np.pad(marked, 1)
    return padded[:-2] | padded[2:]
