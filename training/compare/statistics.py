"""Whether two models that read the same digits differ by more than chance."""

from math import comb

import numpy as np
from numpy.typing import NDArray


def mcnemar(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> tuple[int, int, float]:
    """McNemar's exact test (1947) on which of N digits each model reads right.

    Returns:
        How many only the first reads right, how many only the other, and the two-sided chance of so uneven a split.
    """
    only_one, only_other = int((one & ~other).sum()), int((other & ~one).sum())
    return only_one, only_other, binomial_test(only_one, only_other)


def binomial_test(heads: int, tails: int) -> float:
    """Two-sided chance that a fair coin falls at least so unevenly; counted in whole numbers, so exact."""
    throws = heads + tails
    tail = sum(comb(throws, k) for k in range(min(heads, tails) + 1))
    return float(min(1.0, 2 * tail / 2**throws))
