"""What the string model says of each place of a strip → the digits it spells (CTC, Graves et al. 2006)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import NOT_A_DIGIT, Probabilities


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """The digits of one strip.

    Attributes:
        digits: the digits from left to right.
        places: where on the row of places each has its middle.
        probabilities: N×11, what is said of each where it is surest.
    """

    digits: tuple[int, ...]
    places: tuple[float, ...]
    probabilities: Probabilities


def spell(rows: Probabilities) -> Spelling:
    """The digits of T×11 probabilities: the likeliest at each place, those that go on counted once."""
    best = rows.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=NOT_A_DIGIT) != 0)
    stops = np.append(starts, len(best))[1:]
    spans = [(int(a), int(b)) for a, b in zip(starts, stops, strict=True) if best[a] != NOT_A_DIGIT]
    digits = tuple(int(best[start]) for start, _ in spans)
    surest = [start + int(rows[start:stop, best[start]].argmax()) for start, stop in spans]
    places = tuple((start + stop - 1) / 2 for start, stop in spans)
    return Spelling(digits, places, rows[surest])


def chance_of(digits: tuple[int, ...], rows: Probabilities) -> float:
    """Chance that T×11 probabilities spell these digits: the sum over all ways to lay them on the places."""
    states = np.full(2 * len(digits) + 1, NOT_A_DIGIT)
    states[1::2] = digits
    skips = np.zeros(len(states), np.bool_)
    skips[3::2] = states[3::2] != states[1:-2:2]  # a digit may follow a different one at once
    reached: NDArray[np.float64] = np.zeros(len(states))
    reached[0] = 1.0  # as if a place without a digit came before the first
    for row in rows[:, states].astype(np.float64):
        ways = reached.copy()
        ways[1:] += reached[:-1]
        ways[2:] += np.where(skips[2:], reached[:-2], 0.0)
        reached = ways * row
    return float(reached[-2:].sum())
