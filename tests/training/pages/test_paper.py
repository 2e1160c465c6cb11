"""Sheets: shapes and ranges, the same for the same seed, rules as dark as asked for."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.pages.page import Sheet
from training.pages.paper import DARK_KINDS, KINDS, Ruling, any_ruling, make_paper, print_rules, rule_mask


@pytest.mark.parametrize("kind", KINDS)
def test_paper_is_light_that_a_sheet_can_give_back(kind: str) -> None:
    sheet = make_paper((90, 130), kind, np.random.default_rng(1))
    assert sheet.shape == (90, 130, 3)
    assert sheet.dtype == np.float32
    assert 0 <= sheet.min() <= sheet.max() <= 1
    assert (sheet.mean() < 0.35) == (kind in DARK_KINDS)


def test_the_same_seed_makes_the_same_paper() -> None:
    one, same, other = (make_paper((60, 80), "crumpled", np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("seed", range(20))
def test_old_paper_is_yellowed_and_never_pink_or_green(seed: int) -> None:
    blue, green, red = make_paper((60, 80), "old", np.random.default_rng(seed)).mean((0, 1))
    assert blue < green < red
    assert green > 0.8 * red


def grey(sheet: Sheet) -> Sheet:
    return np.asarray(cv2.cvtColor(sheet, cv2.COLOR_BGR2GRAY), np.float32)


@given(dark=st.floats(0.05, 0.6), seed=st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_rules_take_the_share_of_light_that_they_say(dark: float, seed: int) -> None:
    sheet, ruling = np.full((80, 80, 3), 0.8, np.float32), Ruling(20, 0, dark, 5, (10.0, 0.0))
    print_rules(sheet, ruling, np.random.default_rng(seed))
    assert 1 - grey(sheet).min() / 0.8 == pytest.approx(dark, abs=0.12)


def test_rules_on_a_dark_sheet_are_lighter_than_it() -> None:
    sheet = np.full((80, 80, 3), 0.1, np.float32)
    print_rules(sheet, Ruling(20, 0, 0.5, 3, (10.0, 0.0)), np.random.default_rng(0))
    assert sheet.max() > 0.3
    assert sheet.min() == pytest.approx(0.1)


def test_squares_are_ruled_both_ways_and_lines_one_way() -> None:
    rng = np.random.default_rng(0)
    squares = rule_mask((100, 100), Ruling(25, 25, 0.5, 1, (12.0, 12.0)), rng)
    lines = rule_mask((100, 100), Ruling(25, 0, 0.5, 1, (12.0, 0.0)), rng)
    assert (squares.max(axis=0) > 0.2).all()
    assert (squares.max(axis=1) > 0.2).all()
    assert (lines.max(axis=1) == 0).sum() > 60


def test_most_rules_are_faint() -> None:
    rng = np.random.default_rng(0)
    darks = [any_ruling(kind, 40, rng).dark for kind in ("ruled", "squared") for _ in range(200)]
    assert 0.5 < np.mean(np.array(darks) <= 0.35) < 0.7
    assert max(darks) > 0.7
