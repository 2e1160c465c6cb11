"""Whose feedback teaches and whose examines, and how much one person may say.

One person's glyphs resemble each other, so whoever is examined on must not have been learnt from: the split is by
person, and by a hash of the id that is the same on every machine and in every run.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

HELD_OUT = 0.3
"""Share of people whose feedback only examines."""
MOST = 0.1
"""Share of the feedback to learn from that may come from one person."""


def is_held_out(user: int) -> bool:
    """Whether a person's feedback only examines."""
    return int.from_bytes(hashlib.sha256(str(user).encode()).digest()[:8], "big") < HELD_OUT * 2**64


def held_out(users: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mask of the samples whose people only examine."""
    return np.array([is_held_out(int(user)) for user in users], bool)


def capped(users: NDArray[np.int64], rng: np.random.Generator, most: float = MOST) -> NDArray[np.intp]:
    """Indices of samples, so many of each person that none has more than the share `most`; chosen at random.

    With few people the share is twice an even one: two people may each give all that they have.
    """
    people, counts = np.unique(users, return_counts=True)
    limit = _limit(counts, max(most, 2 / max(len(people), 1)))
    chosen = [rng.permutation(np.flatnonzero(users == person))[:limit] for person in people]
    return np.sort(np.concatenate(chosen)) if chosen else np.zeros(0, np.intp)


def _limit(counts: NDArray[np.intp], share: float) -> int:
    """The largest number of samples of each person with which nobody's share is above `share`."""
    limits = np.arange(1, int(counts.max(initial=1)) + 1)
    totals = np.minimum(counts[np.newaxis], limits[:, np.newaxis]).sum(axis=1)
    fitting = limits[limits <= share * totals]
    return int(fitting.max(initial=1))
