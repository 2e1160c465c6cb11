import cv2
import numpy as np
import pytest

from bot.recognition.glyph import make_glyph
from bot.recognition.types import Glyphs
from tests.training.digits import small_set
from training.augment import augment, nudge, vary
from training.damage import KINDS, Damage, cut, ruled_line
from training.shapes import STROKES, draw, draw_digit
from training.strokes import middle_lines, redraw, signed_distance
from training.warp import FORM_SIDE, enlarge, warp


def check_glyph(glyph: Glyphs) -> None:
    assert glyph.shape == (28, 28)
    assert glyph.dtype == np.float32
    assert glyph.min() >= 0.0
    assert glyph.max() <= 1.0
    assert glyph.sum() > 5.0


def test_augmented_digits_are_glyphs_with_ink_in_the_middle() -> None:
    rng = np.random.default_rng(0)
    digits = small_set()
    for digit, label in zip(digits.images[:100], digits.labels, strict=False):
        glyph = augment(digit, int(label), rng)
        check_glyph(glyph)
        rows, columns = np.nonzero(glyph)
        assert max(np.ptp(rows), np.ptp(columns)) < 20


def test_the_same_seed_makes_the_same_glyph_and_another_seed_another() -> None:
    digit = small_set().images[7]
    first, same, other = (augment(digit, 7, np.random.default_rng(seed)) for seed in (5, 5, 6))
    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)


def test_nudged_digits_stay_close_to_the_original() -> None:
    digit = small_set().images[3]
    nudged = nudge(digit, np.random.default_rng(1))
    check_glyph(nudged)
    plain = digit / 255.0
    likeness = (nudged * plain).sum() / np.sqrt((nudged**2).sum() * (plain**2).sum())
    assert likeness > 0.6


def test_no_warp_at_strength_0() -> None:
    form, rng = enlarge(small_set().images[0]), np.random.default_rng(2)
    assert np.abs(warp(form, rng, 0.0).astype(int) - form).max() <= 1


def test_what_leaves_no_ink_falls_back_to_the_form() -> None:
    speck = np.zeros((FORM_SIDE, FORM_SIDE), np.uint8)
    speck[50:53, 50:53] = 255
    for seed in range(30):
        assert vary(speck, 1, np.random.default_rng(seed)).any()


@pytest.mark.parametrize("kind", [kind for _, kind in KINDS])
def test_damage_changes_the_form_but_leaves_most_of_it(kind: Damage) -> None:
    rng, form = np.random.default_rng(3), enlarge(small_set().images[8])
    results = [kind(form, None, rng) for _ in range(20)]
    assert any(result.shape != form.shape or not np.array_equal(result, form) for result in results)
    for result in results:
        assert result.dtype == np.uint8
        share = np.mean(result >= 128) / np.mean(form >= 128)
        assert 0.5 < share < 2.5


@pytest.mark.parametrize("kind", [kind for _, kind in KINDS])
def test_damage_bears_a_blank_form(kind: Damage) -> None:
    assert kind(np.zeros((FORM_SIDE, FORM_SIDE), np.uint8), None, np.random.default_rng(4)).dtype == np.uint8


@pytest.mark.parametrize(
    ("kind", "label", "spared"),
    [(ruled_line, 1, "top"), (ruled_line, 7, "bottom"), (cut, 7, "top"), (cut, 2, "bottom")],
    ids=["a 7 of a 1", "a 2 of a 7", "a 1 of a 7", "a 7 of a 2"],
)
def test_no_damage_makes_another_digit(kind: Damage, label: int, spared: str) -> None:
    blank = np.zeros((FORM_SIDE, FORM_SIDE), np.uint8)
    form = np.asarray(cv2.rectangle(blank, (40, 20), (70, 90), 255, 5), np.uint8)
    rows = np.s_[:36] if spared == "top" else np.s_[74:]
    inside = np.s_[:, 54:57]  # a line at one side may end in these rows, and so may what is cut off a side
    rng = np.random.default_rng(8)
    for _ in range(40):
        assert np.array_equal(kind(form, label, rng)[rows][inside], form[rows][inside])
    assert any(not np.array_equal(kind(form, 5, rng)[rows][inside], form[rows][inside]) for _ in range(40))


def test_an_enlarged_digit_has_no_rim_that_would_pass_for_ink() -> None:
    """Its glyph is as large and as dark as the digit itself."""
    digits = small_set().images[:60]
    again = np.stack([make_glyph(enlarge(digit)) for digit in digits])
    assert again.mean() == pytest.approx(digits.mean() / 255, rel=0.08)


def test_pens_range_from_thin_to_thick() -> None:
    rng, form = np.random.default_rng(5), enlarge(small_set().images[2])
    shares = [np.mean(redraw(form, rng) >= 128) / np.mean(form >= 128) for _ in range(60)]
    assert min(shares) < 0.6
    assert max(shares) > 1.4


def test_the_middle_line_of_a_bar_lies_in_its_middle() -> None:
    bar = np.zeros((FORM_SIDE, FORM_SIDE), np.uint8)
    bar[20:90, 50:61] = 255
    columns = np.nonzero(middle_lines(bar)[40:70])[1]
    assert columns.size > 0
    assert np.abs(columns - 55).max() <= 1
    assert signed_distance(bar)[55, 55] == pytest.approx(6, abs=0.5)


def test_drawn_digits_keep_inside_their_form() -> None:
    rng = np.random.default_rng(6)
    for _, strokes in STROKES:
        form = draw(strokes, curved=True, rng=rng)
        assert form.shape == (FORM_SIDE, FORM_SIDE)
        assert form.any()
        assert not form[[0, -1]].any()
        assert not form[:, [0, -1]].any()


def test_every_special_way_of_writing_is_drawn() -> None:
    rng = np.random.default_rng(7)
    assert {draw_digit(rng)[1] for _ in range(200)} == {label for label, _ in STROKES}
