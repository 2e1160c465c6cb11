"""Conditions: each can be made of known parts, and the mixture for training varies."""

import numpy as np
import pytest

from training.pages.conditions import CONDITIONS, LAYOUT_SHARES, SMALL, Condition, any_condition
from training.pages.ink import TOOLS
from training.pages.layouts import LAYOUTS


def is_known(condition: Condition) -> bool:
    return condition.layout in LAYOUTS and condition.tool in TOOLS and condition.ruling in {"", "ruled", "squared"}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_is_made_of_known_parts_and_repeats_with_its_seed(name: str) -> None:
    one, other = (CONDITIONS[name](np.random.default_rng(6)) for _ in range(2))
    assert is_known(one)
    assert one == other
    assert 0 < one.height[0] <= one.height[1] < 1


@pytest.mark.parametrize("name", ["touching", "overlapping", "tight", "wide", "skewed lines"])
def test_what_is_between_digits_is_tried_on_more_than_one(name: str) -> None:
    assert all(CONDITIONS[name](np.random.default_rng(seed)).layout == "lines" for seed in range(20))


def test_a_fault_of_the_camera_is_the_only_difficulty() -> None:
    condition = CONDITIONS["shake"](np.random.default_rng(0))
    assert condition.camera.motion >= 3
    others = condition.camera.shade, condition.camera.tilt, condition.print_lines, condition.ruling
    assert not any(others)


def test_the_mixture_holds_every_layout_and_close_and_whole_pages() -> None:
    rng = np.random.default_rng(1)
    drawn = [any_condition(rng) for _ in range(2000)]
    assert all(is_known(condition) for condition in drawn)
    assert {condition.layout for condition in drawn} == set(LAYOUT_SHARES)
    assert 0.1 < np.mean([max(condition.size) < 500 for condition in drawn]) < 0.3
    assert 0.05 < np.mean([condition.desk for condition in drawn]) < 0.25


def test_the_shares_are_of_layouts_and_sum_to_one() -> None:
    assert set(LAYOUT_SHARES) == set(LAYOUTS) - {"sizes"}, "the networks see text of one size at a time"
    assert set(SMALL) <= set(LAYOUTS)
    assert np.isclose(sum(LAYOUT_SHARES.values()), 1)
