"""Writing of two sizes or two pens on one page, with models whose answers are known."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from bot.recognition.ink import Ink, find_ink
from bot.recognition.interpret import Interpretation, Models, interpret
from bot.recognition.other import with_other_writing
from bot.recognition.types import NOT_A_DIGIT, Glyphs, GreyImage, Probabilities
from tests.drawing import draw_grey
from tests.recognition.ink_models import Seeing
from tests.recognition.string_models import Spelling
from tests.recognition.telling import Telling

LARGE = draw_grey("7777")
PAPER = int(np.median(LARGE))


def page_with(digits: str, share: float, strength: float = 1.0, large: GreyImage = LARGE) -> Ink:
    """A line of large digits, and a line of smaller or paler ones below it."""
    line = np.asarray(PAPER - strength * (PAPER - draw_grey(digits).astype(np.float32)), np.uint8)
    below = np.asarray(cv2.resize(line, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)
    page = np.full((large.shape[0] + below.shape[0], large.shape[1]), PAPER, np.uint8)
    page[: large.shape[0]] = large
    page[large.shape[0] :, : below.shape[1]] = below
    return find_ink(page, 1.0)


def read(ink: Ink, models: Models, patience: float = 600.0) -> tuple[Interpretation, Interpretation]:
    """What is read at the large digits' height, and with other writing."""
    found = interpret(ink, 90.0, models)
    return found, with_other_writing(found, ink, models, patience)


def test_small_digits_below_large_ones_are_read_in_a_line_of_their_own() -> None:
    found, whole = read(page_with("567", 0.3), Models(Telling(7), Seeing(), Spelling()))
    assert [len(line) for line in found.lines] == [4]
    assert [len(line) for line in whole.lines] == [4, 3]


@pytest.mark.parametrize(("larger", "is_print"), [(2.0, False), (4.0, True)])
def test_the_tiny_scale_of_a_plot_is_print(larger: float, *, is_print: bool) -> None:
    large = np.asarray(cv2.resize(LARGE, None, fx=larger, fy=larger), np.uint8)
    ink, models = page_with("567", 0.3, large=large), Models(Telling(7), Seeing(), Spelling())
    found = interpret(ink, larger * 90.0, models)
    assert len(with_other_writing(found, ink, models, 600.0).lines) == (1 if is_print else 2)


def test_the_tiny_scale_of_a_plot_that_is_found_first_is_print_too() -> None:
    large = np.asarray(cv2.resize(LARGE, None, fx=4, fy=4), np.uint8)
    ink, models = page_with("567", 0.3, large=large), Models(Telling(7), Seeing(), Spelling())
    below = ink.share.copy()
    below[: large.shape[0]] = 0
    found = replace(interpret(replace(ink, share=below), 27.0, models), share=0.05)
    assert [len(line) for line in found.lines] == [3]
    assert [len(line) for line in with_other_writing(found, ink, models, 600.0).lines] == [4]
    much = replace(found, share=0.5)
    assert [len(line) for line in with_other_writing(much, ink, models, 600.0).lines] == [4, 3]


def test_a_pencils_digits_beside_a_markers_are_read() -> None:
    found, whole = read(page_with("7777", 1.0, strength=0.25), Models(Telling(7), Seeing(), Spelling()))
    assert [len(line) for line in found.lines] == [4]
    assert [len(line) for line in whole.lines] == [4, 4]


def test_a_line_of_doubtful_digits_of_another_size_is_left_out() -> None:
    found, whole = read(page_with("567", 0.3), Models(Telling(7, 0.85), Seeing(), Spelling()))
    assert whole.lines == found.lines


class DoubtingNarrow(Telling):
    """Doubts what is narrow."""

    def classify(self, glyphs: Glyphs) -> Probabilities:
        rows = super().classify(glyphs)
        narrow = np.array([np.ptp(np.flatnonzero(glyph.any(axis=0))) < 9 for glyph in glyphs], bool)
        rows[narrow, self.digit], rows[narrow, NOT_A_DIGIT] = 0.45, 0.55
        return rows


@pytest.mark.parametrize(("digits", "read_too"), [("56718", True), ("56118", False)], ids=["most certain", "not"])
def test_a_doubtful_digit_hides_no_long_line_of_another_size(digits: str, *, read_too: bool) -> None:
    _, whole = read(page_with(digits, 0.3), Models(DoubtingNarrow(7), Seeing(), Spelling()))
    assert [len(line) for line in whole.lines] == [4, len(digits)][: 1 + read_too]


def test_bars_are_no_reason_for_a_further_look() -> None:
    ink_model, ink = Seeing(), page_with("111", 0.3)
    models = Models(Telling(1), ink_model, Spelling())
    found = interpret(ink, 90.0, models)
    seen = ink_model.seen
    assert with_other_writing(found, ink, models, 600.0) is found
    assert ink_model.seen == seen


def test_no_further_look_is_begun_when_patience_is_over() -> None:
    found, whole = read(page_with("567", 0.3), Models(Telling(7), Seeing(), Spelling()), patience=0.0)
    assert whole is found


def test_a_half_of_a_line_that_is_found_later_joins_the_other() -> None:
    models = Models(Telling(7), Seeing(), Spelling())
    ink = page_with("567", 0.3)
    _, whole = read(ink, models)
    large, small = whole.lines
    half = replace(whole, lines=(large, small[:1]))
    assert [len(line) for line in with_other_writing(half, ink, models, 600.0).lines] == [4, 3]
