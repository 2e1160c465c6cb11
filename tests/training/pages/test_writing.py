"""Writing: digits in order, as near as asked, never cut, and signs that nobody owns."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.pages.hands import hand, leaning
from training.pages.layer import Layer
from training.pages.numbers import RAISED
from training.pages.signs import draw_sign
from training.pages.writing import Manner, write_line


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


@pytest.mark.parametrize("ones", [0.0, 0.4, 0.8])
def test_slashes_lean_to_the_right_and_further_than_the_ones(ones: float) -> None:
    for seed in range(20):
        slash = draw_sign("/", 60, 0.05, np.random.default_rng(seed), ones)
        assert max(ones - 0.02, 0.18) < leaning(slash) < 1.6


@pytest.mark.parametrize("seed", range(6))
def test_a_hand_knows_how_its_ones_lean(seed: int) -> None:
    writer = hand(seed, 0.08)
    assert writer.lean == pytest.approx(np.median([leaning(writer.form(1, 60)) for _ in range(30)]), abs=0.2)


def widest_stroke(layer: Layer) -> float:
    return float(cv2.distanceTransform(np.asarray(layer.alpha >= 128, np.uint8), cv2.DIST_L2, 3).max())


def test_exponents_are_small_high_and_in_the_same_pen() -> None:
    layer = written(f"7{RAISED}7", Manner(wobble=0, uneven=0))
    assert layer.lines == [[7, 7]]
    (_, top, _, tall), (_, raised_top, _, raised) = layer.digit_boxes()
    assert raised < 0.75 * tall
    assert raised_top + raised < top + 0.7 * tall
    assert raised_top > top - 0.6 * tall
    usual, small = (widest_stroke(written(text, Manner(wobble=0, uneven=0))) for text in ("1", f"{RAISED}1"))
    assert small == pytest.approx(usual, rel=0.35)


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
