import cv2
import numpy as np
import pytest

from bot.recognition.types import NOT_A_DIGIT
from tests.training.digits import small_set
from training.augment import vary
from training.lettering import FONTS, LETTERS, SIGNS, letter, stroke_letters
from training.negatives import KINDS, SHARES, Kind, draw_negative
from training.warp import FORM_SIDE


@pytest.mark.parametrize("kind", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_each_kind_draws_forms_that_become_glyphs(kind: Kind) -> None:
    rng = np.random.default_rng(0)
    for _ in range(30):
        form = kind(small_set(), rng)
        assert form.shape == (FORM_SIDE, FORM_SIDE)
        assert form.dtype == np.uint8
        assert vary(form, NOT_A_DIGIT, rng, 0.7).any() == form.any()


def test_no_negative_is_a_plain_upright_bar() -> None:
    """A bar is a 1: a negative that is high and narrow must not be filled with ink."""
    rng = np.random.default_rng(1)
    for _ in range(200):
        form = draw_negative(small_set(), rng)
        _, _, width, height = cv2.boundingRect(form)
        assert height <= 4 * width or np.count_nonzero(form >= 128) < 0.85 * height * width


def test_the_shares_are_a_whole() -> None:
    assert len(SHARES) == len(KINDS)
    assert sum(SHARES) == pytest.approx(1.0)


def test_no_letter_that_is_written_like_a_digit() -> None:
    assert not set(LETTERS + SIGNS) & set("0123456789OoDQCcUuIliJ|!/ZzAYySsGbT?Bgqa,")


def test_fonts_have_the_characters() -> None:
    blank = {(font, sign) for font in FONTS for sign in LETTERS + SIGNS if not letter(sign, font).any()}
    assert blank == {("STIXGeneralItalic.ttf", sign) for sign in "√≤≥≠∑"}


def test_stroke_fonts_draw() -> None:
    assert stroke_letters("mn", 0, 4).any()
