from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.ctc import chance_of, spell
from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, Probabilities


def row(**chances: float) -> list[float]:
    """Probabilities of one place: of the digits that are given (`d3=0.5`), and for the rest of none."""
    found = [chances.get(f"d{digit}", 0.0) for digit in range(10)]
    return [*found, 1.0 - sum(found)]


def test_a_digit_that_goes_on_counts_once_and_again_behind_a_gap() -> None:
    rows = np.array([row(), row(d1=0.9), row(d1=0.8), row(), row(d1=0.9), row(d7=1.0)], np.float32)
    found = spell(rows)
    assert found.digits == (1, 1, 7)
    assert found.places == (1.5, 4.0, 5.0)
    assert found.probabilities[:, [1, 7]] == pytest.approx(np.array([[0.9, 0], [0.9, 0], [0, 1]]))


def test_an_empty_strip_spells_nothing() -> None:
    rows = np.array([row()] * 4, np.float32)
    found = spell(rows)
    assert (found.digits, found.places) == ((), ())
    assert chance_of((), rows) == 1.0


@given(st.integers(0, 2**31))
def test_the_chance_is_the_sum_over_all_ways_to_spell_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = np.zeros((4, CLASS_COUNT), np.float32)
    rows[:, [3, 5, NOT_A_DIGIT]] = rng.dirichlet([1, 1, 1], 4)
    sums: dict[tuple[int, ...], float] = {}
    for way in product((3, 5, NOT_A_DIGIT), repeat=4):
        text = tuple(d for i, d in enumerate(way) if d != NOT_A_DIGIT and (i == 0 or way[i - 1] != d))
        sums[text] = sums.get(text, 0.0) + float(np.prod(rows[np.arange(4), list(way)], dtype=np.float64))
    for text, chance in sums.items():
        assert chance_of(text, rows) == pytest.approx(chance, abs=1e-6)
    assert sum(chance_of(text, rows) for text in sums) == pytest.approx(1.0, abs=1e-5)


def test_what_it_does_not_spell_has_no_chance(certain: Probabilities) -> None:
    assert chance_of((4, 4), certain) == 0.0
    assert chance_of((4, 2), certain) == 1.0


@pytest.fixture
def certain() -> Probabilities:
    """Says 42 for sure."""
    return np.array([row(d4=1.0), row(), row(d2=1.0)], np.float32)
