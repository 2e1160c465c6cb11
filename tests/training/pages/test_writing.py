"""Writing: digits in order, as near as asked, never cut, and signs that nobody owns."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.recognition.types import GreyImage
from tests.training.pages.hands import hand
from training.pages.layer import Layer
from training.pages.signs import SIGNS, draw_sign
from training.pages.surroundings import WORDS
from training.pages.writing import LABELS, UNITS, Manner, some_digits, some_number, write_line

NAMES = (*WORDS, *(word.capitalize() for word in WORDS))


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


def leaning(patch: GreyImage) -> float:
    moment = cv2.moments(patch)
    return -moment["mu11"] / moment["mu02"]


@pytest.mark.parametrize("ones", [0.0, 0.4, 0.8])
def test_slashes_lean_to_the_right_and_further_than_the_ones(ones: float) -> None:
    for seed in range(20):
        slash = draw_sign("/", 60, 0.05, np.random.default_rng(seed), ones)
        assert max(ones - 0.02, 0.12) < leaning(slash) < 1.6


@pytest.mark.parametrize("seed", range(6))
def test_a_hand_knows_how_its_ones_lean(seed: int) -> None:
    writer = hand(seed, 0.08)
    assert writer.lean == pytest.approx(np.median([leaning(writer.form(1, 60)) for _ in range(30)]), abs=0.2)


def test_exponents_are_small_high_and_in_the_same_pen() -> None:
    layer = written("7^7", Manner(wobble=0, uneven=0))
    assert layer.lines == [[7, 7]]
    (_, top, _, tall), (_, raised_top, _, raised) = layer.digit_boxes()
    assert raised < 0.75 * tall
    assert raised_top + raised < top + 0.7 * tall
    assert raised_top > top - 0.6 * tall


def test_numbers_stand_beside_any_words() -> None:
    rng = np.random.default_rng(8)
    assert 20 < sum(some_number(rng, 1.0, "labels").startswith(NAMES) for _ in range(100)) < 55


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
        ("units", lambda number: number[0].isdigit() and number.endswith((*UNITS, *NAMES))),
        ("labels", lambda number: number[-1].isdigit() and number.startswith((*LABELS, *NAMES))),
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
    assert set("".join(some_digits(9, rng) for _ in range(50))) == set("0123456789")
