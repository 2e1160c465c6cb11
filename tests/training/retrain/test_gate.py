import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.retrain.gate import Exam, objections, tail


def exam(both: int, fixed: int, broken: int, neither: int = 0, margin: float = 0.0, gain: bool = False) -> Exam:
    before = [True] * both + [False] * fixed + [True] * broken + [False] * neither
    after = [True] * both + [True] * fixed + [False] * broken + [False] * neither
    return Exam("Exam", np.array(before, bool), np.array(after, bool), margin, gain)


@pytest.mark.parametrize(("heads", "tosses", "chance"), [(5, 5, 1 / 32), (4, 5, 6 / 32), (0, 5, 1.0), (0, 0, 1.0)])
def test_a_coins_tail_is_exact(heads: int, tosses: int, chance: float) -> None:
    assert tail(heads, tosses) == pytest.approx(chance)


def test_a_long_tail_does_not_overflow() -> None:
    assert tail(5000, 10_000) == pytest.approx(0.504, abs=1e-3)


@given(st.integers(0, 40), st.integers(0, 40))
def test_more_fixed_is_less_likely_chance(fixed: int, broken: int) -> None:
    assert exam(0, fixed + 1, broken).chance < exam(0, fixed, broken).chance <= 1


def test_five_fixed_and_none_broken_is_enough_and_four_are_not() -> None:
    assert exam(10, 5, 0, gain=True).objection is None
    assert "may be chance (p = 0.06" in str(exam(10, 4, 0, gain=True).objection)


def test_a_margin_is_a_share_of_all() -> None:
    assert exam(9991, 2, 7, margin=0.0005).objection is None
    assert exam(9990, 2, 8, margin=0.0005).objection == "Exam: 2 fixed but 8 broken of 10000."
    assert exam(100, 0, 1).objection is not None


def test_a_worse_model_is_told_so_once() -> None:
    worse = exam(100, 1, 20, gain=True)
    assert objections([worse, exam(5, 0, 0)]) == ["Exam: 1 fixed but 20 broken of 121."]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=50))
def test_counts_are_of_the_differences(pairs: list[tuple[bool, bool]]) -> None:
    before, after = (np.array(column, bool) for column in zip(*pairs, strict=True))
    found = Exam("Exam", before, after)
    assert found.fixed - found.broken == int(after.sum()) - int(before.sum())
    assert found.fixed + found.broken == int(np.logical_xor(before, after).sum())
