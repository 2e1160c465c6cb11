import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.compare.statistics import binomial_test, mcnemar


def test_agrees_with_the_binomial_table() -> None:
    """Two of ten or more uneven: 2 · (1 + 10 + 45) / 1024."""
    assert binomial_test(2, 8) == pytest.approx(112 / 1024)


def test_an_even_split_says_nothing() -> None:
    assert binomial_test(0, 0) == 1.0
    assert binomial_test(7, 7) == 1.0


def test_large_counts_are_exact_and_finite() -> None:
    assert 0.0 <= binomial_test(100, 3000) < 1e-300


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_test_is_symmetric_and_a_chance(heads: int, tails: int) -> None:
    assert binomial_test(heads, tails) == binomial_test(tails, heads)
    assert 0.0 < binomial_test(heads, tails) <= 1.0


@given(st.integers(1, 60), st.integers(0, 60))
def test_a_more_uneven_split_is_never_likelier(heads: int, tails: int) -> None:
    worse, better = max(heads, tails), min(heads, tails)
    assert binomial_test(worse + 1, better) <= binomial_test(worse, better)


def test_counts_only_where_the_two_differ() -> None:
    one = np.array([True, True, True, False, False])
    other = np.array([True, False, False, True, False])
    assert mcnemar(one, other) == (2, 1, 1.0)
