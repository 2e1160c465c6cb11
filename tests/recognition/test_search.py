from dataclasses import replace

import numpy as np
import pytest

from bot.recognition.found import is_writing
from bot.recognition.ink import find_ink
from bot.recognition.interpret import NOTHING, Interpretation, Models, interpret
from bot.recognition.judge import Candidate
from bot.recognition.search import is_better
from bot.recognition.types import CLASS_COUNT, Box, Segment
from tests.drawing import draw_grey
from tests.recognition.ink_models import Seeing
from tests.recognition.string_models import Spelling
from tests.recognition.telling import Telling


def read(certainty: float, count: int = 2, score: float = 0.9, share: float = 1.0) -> Interpretation:
    """A line of so many digits, each this certain."""
    probabilities = np.zeros(CLASS_COUNT, np.float32)
    probabilities[3] = certainty
    digit = Candidate(Segment(Box(0, 0, 20, 40), np.full((40, 20), 255, np.uint8)), probabilities)
    return Interpretation(((digit,) * count,), score, share=share)


def test_nothing_is_no_writing() -> None:
    assert not is_writing(NOTHING)


@pytest.mark.parametrize("share", [1.0, 0.05])
def test_certain_digits_are_writing_whatever_stands_beside_them(share: float) -> None:
    assert is_writing(read(0.97, share=share))


def test_doubtful_digits_among_much_else_are_parts_of_it() -> None:
    assert is_writing(read(0.6))
    assert not is_writing(read(0.6, share=0.1))


@pytest.mark.parametrize(("certain", "shown"), [(6, False), (12, True)])
def test_many_certain_digits_are_writing_whatever_is_doubtful_beside_them(certain: int, *, shown: bool) -> None:
    lines = read(0.97, certain).lines + read(0.5, 2 * certain).lines
    assert is_writing(Interpretation(lines, 0.7, share=0.3)) == shown


@pytest.mark.parametrize(("certain", "doubtful", "shown"), [(0, 9, True), (2, 10, False), (3, 9, True), (10, 40, True)])
def test_a_texture_of_figures_of_which_hardly_one_is_certain_is_no_writing(
    certain: int, doubtful: int, *, shown: bool
) -> None:
    lines = read(0.97, certain).lines + read(0.6, doubtful).lines
    assert is_writing(Interpretation(lines, 0.8)) == shown


def test_a_page_that_is_hardly_explained_needs_a_number_of_certain_digits() -> None:
    assert not is_writing(read(0.97, 2, score=0.5))
    assert is_writing(read(0.97, 3, score=0.5))


def test_one_odd_figure_is_shown_where_it_is_surely_a_digits_ink_and_nothing_else_is_there() -> None:
    odd = read(0.5, 1, score=0.65)
    hardly_ink = replace(odd.candidates[0], belief=0.7)
    assert is_writing(odd)
    assert not is_writing(replace(odd, share=0.9))
    assert not is_writing(replace(odd, lines=((hardly_ink,),)))
    assert not is_writing(read(0.5, 2, score=0.65))


def test_another_look_does_not_better_a_page_by_losing_a_digit_that_is_hard_to_read() -> None:
    page = read(0.7, 3, score=0.8)
    hardly_ink = replace(page.candidates[0], belief=0.5)
    assert is_better(read(0.9, 3, score=0.85), page)
    assert not is_better(read(0.9, 2, score=0.85), page)
    assert is_better(read(0.9, 2, score=0.85), replace(page, lines=((hardly_ink, *page.candidates[1:]),)))


def test_another_look_does_not_better_a_page_by_losing_a_certain_digit() -> None:
    page = read(0.97, 3, score=0.8, share=0.1)
    doubted = replace(page, lines=(tuple(replace(digit, belief=0.84) for digit in page.candidates),))
    assert not is_better(read(0.97, 2, score=0.95), doubted)


def test_another_look_at_a_good_page_must_find_more() -> None:
    assert is_better(read(0.9, 4, score=0.85), read(0.7, 3, score=0.8), more=True)
    assert not is_better(read(0.9, 3, score=0.85), read(0.7, 3, score=0.8), more=True)


def in_a_row(certainty: float, count: int, score: float, spacing: int = 60) -> Interpretation:
    """So many digits side by side, each this certain."""
    (digit,) = read(certainty, 1).candidates
    row = [replace(digit, segment=replace(digit.segment, box=Box(spacing * i, 0, 20, 40))) for i in range(count)]
    return Interpretation((tuple(row),), score)


def test_a_good_look_that_keeps_all_certain_digits_and_finds_more_is_better_whatever_its_score() -> None:
    page = in_a_row(0.99, 2, score=0.97)
    assert is_better(in_a_row(0.99, 6, score=0.95), page)
    assert not is_better(in_a_row(0.8, 6, score=0.95), page), "not more certain ones"
    assert not is_better(in_a_row(0.99, 6, score=0.95, spacing=300), page), "others"
    assert not is_better(in_a_row(0.99, 6, score=0.8), page), "not good"
    assert not is_better(in_a_row(0.99, 3, score=0.95), in_a_row(0.7, 4, score=0.97)), "fewer"


def test_digits_that_lay_on_their_side_may_have_been_more_pieces() -> None:
    assert is_better(read(0.9, 2, score=0.85), read(0.7, 3, score=0.8), turned=True)


def test_a_page_of_digits_alone_is_all_digits() -> None:
    page = draw_grey("1234")
    assert interpret(find_ink(page, 1.0), 90.0, Models(Telling(7), Seeing(), Spelling())).share == 1.0
