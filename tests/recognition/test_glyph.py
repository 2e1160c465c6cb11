import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_digits

from bot.recognition.glyph import BOX_SIDE, GLYPH_SIDE, THINNEST_STROKE, make_glyph, make_glyphs, stroke_width
from bot.recognition.types import Glyphs, GreyImage
from tests.drawing import draw_grey

points = st.tuples(st.integers(5, 75), st.integers(5, 75))


def drawn(strokes: list[list[tuple[int, int]]], width: int, side: int = 80) -> GreyImage:
    ink = np.zeros((side, side), np.uint8)
    for stroke in strokes:
        cv2.polylines(ink, [np.array(stroke, np.int32)], False, 255, width)
    return ink


def mass_centre(glyph: Glyphs) -> tuple[float, float]:
    rows, columns = np.indices(glyph.shape)
    return float((rows * glyph).sum() / glyph.sum()), float((columns * glyph).sum() / glyph.sum())


@given(st.lists(st.lists(points, min_size=2, max_size=5), min_size=1, max_size=3), st.integers(1, 12))
def test_any_strokes_give_a_centred_glyph_in_range(strokes: list[list[tuple[int, int]]], width: int) -> None:
    glyph = make_glyph(drawn(strokes, width))
    assert glyph.shape == (GLYPH_SIDE, GLYPH_SIDE)
    assert glyph.dtype == np.float32
    assert glyph.min() >= 0.0
    assert glyph.max() == 1.0
    inked = np.argwhere(glyph > 0)
    assert (np.ptp(inked, axis=0) + 1).max() <= BOX_SIDE
    for centre, low, high in zip(mass_centre(glyph), inked.min(axis=0), inked.max(axis=0), strict=True):
        at_border = low == 0 or high == GLYPH_SIDE - 1
        assert at_border or abs(centre - GLYPH_SIDE / 2) <= 0.51


@given(st.lists(points, min_size=2, max_size=5), st.integers(1, 9), st.integers(0, 30), st.integers(0, 30))
def test_a_shifted_drawing_gives_the_same_glyph(stroke: list[tuple[int, int]], width: int, dx: int, dy: int) -> None:
    ink = np.pad(drawn([stroke], width), 40)
    assert np.array_equal(make_glyph(ink), make_glyph(np.roll(ink, (dy, dx), axis=(0, 1))))


def test_glyphs_of_the_form_are_left_as_they_are() -> None:
    # MNIST's digits are made this way: they pass through the bot's normalization unchanged.
    for image in load_digits().images[:50]:
        glyph = make_glyph((image * 15.9).astype(np.uint8))
        again = make_glyph(np.round(glyph * 255).astype(np.uint8))
        assert np.abs(glyph - again).max() < 0.01


def test_a_hair_line_is_thickened_and_a_thick_one_is_not() -> None:
    thin, thick = drawn([[(10, 5), (40, 75)]], 1), drawn([[(10, 5), (40, 75)]], 12)
    assert stroke_width((make_glyph(thin) * 255).astype(np.uint8)) >= THINNEST_STROKE - 0.5
    wide = stroke_width((make_glyph(thick) * 255).astype(np.uint8))
    assert wide == pytest.approx(12 * BOX_SIDE / 80, abs=1.0)


@pytest.mark.parametrize("width", [3, 5, 9, 15])
def test_stroke_width_is_measured_in_pixels(width: int) -> None:
    bar = np.zeros((100, 60), np.uint8)
    bar[10:90, 20 : 20 + width] = 255
    assert stroke_width(bar) == pytest.approx(width, abs=1.0)


def test_no_ink_gives_an_empty_glyph_and_no_crops_none() -> None:
    assert not make_glyph(np.zeros((5, 5), np.uint8)).any()
    assert stroke_width(np.zeros((5, 5), np.uint8)) == 1.0
    assert make_glyphs([]).shape == (0, GLYPH_SIDE, GLYPH_SIDE)


def test_many_crops_are_stacked() -> None:
    page = 255 - draw_grey("7")
    assert make_glyphs([page, page]).shape == (2, GLYPH_SIDE, GLYPH_SIDE)


@pytest.mark.parametrize("width", [4, 24, 80])
def test_ink_of_any_size_gives_about_the_same_glyph(width: int) -> None:
    strokes = [[(200, 100), (600, 100), (300, 700)], [(250, 400), (550, 420)]]
    large = drawn(strokes, width, side=800)
    small = np.asarray(cv2.resize(large, (200, 200), interpolation=cv2.INTER_AREA), np.uint8)
    assert np.abs(make_glyph(large) - make_glyph(small)).mean() < 0.02
