import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.retrain.people import HELD_OUT, MOST, capped, held_out, is_held_out

FOREVER = [1000, 1006, 1007, 1011, 1012, 1013]


def test_the_split_is_the_same_forever() -> None:
    assert [user for user in range(1000, 1020) if is_held_out(user)] == FOREVER


def test_about_the_share_of_people_is_held_out() -> None:
    assert held_out(np.arange(10_000)).mean() == pytest.approx(HELD_OUT, abs=0.02)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.integers(0, 5))
def test_nobody_has_more_than_the_share(counts: list[int], seed: int) -> None:
    users = np.repeat(np.arange(len(counts)), counts)
    chosen = capped(users, np.random.default_rng(seed))
    taken = np.bincount(users[chosen], minlength=len(counts))
    assert len(set(chosen.tolist())) == len(chosen)
    assert taken.min() >= 1
    assert taken.max() <= max(1, max(MOST, 2 / len(counts)) * taken.sum())


def test_one_loud_person_among_many_is_cut_down() -> None:
    users = np.array([0] * 900 + [user for user in range(1, 20) for _ in range(10)])
    taken = np.bincount(users[capped(users, np.random.default_rng(0))])
    assert taken[0] == 21
    assert taken[1:].tolist() == [10] * 19


def test_nobody_at_all() -> None:
    assert len(capped(np.zeros(0, np.int64), np.random.default_rng(0))) == 0
