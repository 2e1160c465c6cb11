"""Writing: digits in order, as near as asked, never cut, and signs that nobody owns."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.pages.hands import hand
from training.pages.layer import Layer
from training.pages.signs import SIGNS, draw_sign
from training.pages.writing import LABELS, UNITS, Manner, some_digits, some_number, write_line


def written(text: str, manner: Manner, seed: int = 0, width: int = 900) -> Layer:
    layer = Layer(160, width)
    layer.new_line()
    write_line(layer, text, (10, 110), 50, hand(seed, 0.08), manner, np.random.default_rng(seed))
    return layer


def test_a_line_holds_its_digits_from_left_to_right() -> None:
    layer = written("40 17 8259", Manner())
    assert layer.lines == [[4, 0, 1, 7, 8, 2, 5, 9]]
    lefts = layer.digit_boxes()[:, 0]
    assert (np.diff(lefts) > 0).all()


def test_signs_are_ink_without_an_owner() -> None:
    layer = written("3+5", Manner())
    assert layer.lines == [[3, 5]]
    assert ((layer.alpha >= 90) & (layer.owner == 0)).sum() > 50


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_wide_gaps_are_wide_and_none_overlap(seed: int) -> None:
    boxes = written("8888", Manner(gap=(0.6, 0.9), wobble=0, uneven=0), seed).digit_boxes()
    free = boxes[1:, 0] - boxes[:-1, 0] - boxes[:-1, 2]
    assert (free > 0).all()


def test_overlapping_digits_stand_nearer_than_wide_ones() -> None:
    near, far = (written("8888", Manner(gap=gap), 3).digit_boxes() for gap in ((-0.12, -0.05), (0.5, 0.8)))
    assert np.ptp(near[:, 0]) < np.ptp(far[:, 0])


def test_slashes_are_as_high_as_digits_and_steep() -> None:
    heights = []
    for seed in range(30):
        slash = draw_sign("/", 60, 0.08, np.random.default_rng(seed))
        assert slash.shape[1] < slash.shape[0]
        heights.append(slash.shape[0] / 60)
    assert min(heights) < 0.9
    assert max(heights) > 1.2


def test_slashes_lean_to_the_right() -> None:
    for seed in range(20):
        slash = draw_sign("/", 60, 0.05, np.random.default_rng(seed)) >= 90
        upper, lower = (np.nonzero(part)[1].mean() for part in (slash[: len(slash) // 3], slash[-len(slash) // 3 :]))
        assert upper - lower > 0.12 * len(slash)


def test_some_numbers_end_in_a_run_of_one_digit() -> None:
    rng = np.random.default_rng(3)
    numbers = [some_digits(6, rng) for _ in range(600)]
    assert all(len(number) == 6 and number.isdigit() for number in numbers)
    assert 6 < len([number for number in numbers if len(set(number[2:])) == 1]) < 60


def test_some_numbers_are_dates_and_fractions() -> None:
    rng = np.random.default_rng(5)
    numbers = [some_number(rng, 1.0) for _ in range(400)]
    slashed = [number for number in numbers if set(number) - set("0123456789") == {"/"}]
    assert 40 < len(slashed) < 110
    assert {number.count("/") for number in slashed} >= {1, 2}


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        ("units", lambda number: number[0].isdigit() and number.endswith(UNITS)),
        ("labels", lambda number: number[-1].isdigit() and number.startswith(LABELS)),
        ("sums", lambda number: bool(set(number) & set("+-x÷/*=()[]√"))),
        ("dates", lambda number: set(number) - set("0123456789") == {"/"}),
    ],
)
def test_numbers_with_signs_are_of_the_kind_asked_for(kind: str, fits: Callable[[str], bool]) -> None:
    rng = np.random.default_rng(6)
    assert all(fits(some_number(rng, 1.0, kind)) for _ in range(60))


def test_what_does_not_fit_is_not_written() -> None:
    layer = written("123456789", Manner(), width=200)
    assert layer.lines[0] == list(range(1, len(layer.lines[0]) + 1))
    assert 0 < layer.count < 9


def test_a_sloping_line_goes_down() -> None:
    boxes = written("111111", Manner(slope=0.15, wobble=0, uneven=0)).digit_boxes()
    bottoms = boxes[:, 1] + boxes[:, 3]
    assert (np.diff(bottoms) > 0).all()


def test_words_beside_digits_are_ink_without_an_owner() -> None:
    alone, labelled = written("12", Manner()), written("No.12 kg", Manner())
    assert labelled.lines == alone.lines == [[1, 2]]
    others = [(layer.alpha >= 90) & (layer.owner == 0) for layer in (alone, labelled)]
    assert others[1].sum() > others[0].sum() + 200
    assert labelled.digit_boxes()[0, 0] > alone.digit_boxes()[0, 0] + 20


def test_numbers_have_signs_when_asked() -> None:
    rng = np.random.default_rng(4)
    assert all(some_number(rng, 0.0).isdigit() for _ in range(50))
    with_signs = [some_number(rng, 1.0) for _ in range(200)]
    assert not any(number.isdigit() for number in with_signs)
    assert all(any(character.isdigit() for character in number) for number in with_signs)
    assert any(number.endswith(UNITS) for number in with_signs)
    assert any(number.startswith(LABELS) for number in with_signs)
    assert any(len(set(number) & set(SIGNS)) > 1 for number in with_signs)
    assert any({"(", ")"} < set(number) for number in with_signs)
    assert any(number.endswith("=") for number in with_signs)
    assert set(some_digits(400, rng)) == set("0123456789")
