"""Pages held askew, with models whose answers are known."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from bot.recognition.guess import guess_heights
from bot.recognition.ink import Ink, find_ink
from bot.recognition.interpret import Models, interpret
from bot.recognition.judge import Candidate
from bot.recognition.tiles import count_tiles
from bot.recognition.types import Box, Segment
from bot.recognition.upright import GOOD, MORE, WORTHLESS, is_part_of, read_level, read_upright
from tests.drawing import draw_grey
from tests.recognition.ink_models import Seeing
from tests.recognition.string_models import Spelling
from tests.recognition.telling import Telling

DEGREES = 10.0


@pytest.mark.parametrize(
    ("missed", "better", "level"),
    [(2, 0.0, True), (2, 0.5 * MORE, True), (2, 2 * MORE, False), (0, 0.5 * MORE, False)],
    ids=["more and as good", "more and hardly worse", "more but much worse", "no more and worse"],
)
def test_a_level_look_may_be_a_little_worse_where_it_finds_more(missed: int, better: float, level: bool) -> None:
    ink, models = _askew("12345678"), Models(Telling(7, 0.5), Seeing(), Spelling())
    read = interpret(ink, 60.0, models)
    assert len(read.candidates) == 8
    assert read.score < GOOD - 2 * MORE
    found = replace(read, lines=(read.lines[0][: 8 - missed],), score=read.score + better)
    chosen, slant = read_level(found, ink, models)
    assert (abs(slant) == pytest.approx(DEGREES, abs=2.0)) if level else slant == 0.0
    assert len(chosen.candidates) == (8 if level else 8 - missed)


def test_a_level_look_is_believed_where_lines_that_were_torn_are_whole() -> None:
    ink, models = _askew("12345678"), Models(Telling(7), Seeing(), Spelling())
    read = interpret(ink, 60.0, models)
    assert read.score >= GOOD
    torn = replace(read, lines=(read.lines[0][:5], read.lines[0][5:]))
    level, slant = read_level(torn, ink, models)
    assert slant
    assert [len(line) for line in level.lines] == [8]


@pytest.mark.parametrize(
    ("share", "probability", "level"),
    [(0.3, 0.97, True), (0.7, 0.97, False), (0.3, 0.5, False)],
    ids=["most is not read", "most is read", "none becomes certain"],
)
def test_what_only_looks_like_digits_tells_how_a_page_was_held(
    share: float, probability: float, *, level: bool
) -> None:
    ink, models = _askew("12345678"), Models(Telling(7, probability), Seeing(), Spelling())
    read = interpret(ink, 60.0, models)
    others = [candidate.segment.box for candidate in read.candidates[1:]]
    found = replace(read, lines=((read.candidates[0],),), score=0.5, share=share, perhaps=tuple(others))
    chosen, slant = read_level(found, ink, models)
    assert (len(chosen.candidates) > 1) == level
    assert slant == (pytest.approx(DEGREES, abs=2.0) if level else 0.0)


def test_a_level_look_takes_no_edge_of_the_picture_for_writing() -> None:
    ink, models = _askew("12345678"), Models(Telling(7, 0.5), Seeing(), Spelling())
    read = interpret(ink, 60.0, models)
    share = ink.share.copy()
    share[30:-30, :20] = 255  # as a desk's edge, which the ink model takes for no digit's
    models = Models(Telling(7, 0.5), Seeing(longest=25), Spelling())
    level, slant = read_level(replace(read, lines=(read.lines[0][:6],)), replace(ink, share=share), models)
    assert slant
    assert level.share >= read.share


@pytest.mark.parametrize(("digits", "confirmed"), [("1234", True), ("12", False)], ids=["a number", "too few"])
def test_a_height_is_not_doubted_where_a_number_of_digits_confirms_it(digits: str, *, confirmed: bool) -> None:
    ink, model = find_ink(draw_grey(digits), 1.0), Seeing()
    models = Models(Telling(7, 0.7), model, Spelling())
    found, _ = read_upright(ink, models)
    assert WORTHLESS <= found.score < GOOD
    assert (model.seen <= 4) == confirmed  # a tile for each quarter turn


@pytest.mark.parametrize(("more", "begun"), [(0.0, False), (100.0, True)], ids=["too little", "enough"])
def test_no_look_is_begun_that_patience_does_not_last_for(more: float, *, begun: bool) -> None:
    ink, model = find_ink(draw_grey("12"), 1.0), Seeing()
    models = Models(Telling(7, 0.7), model, Spelling())
    heights = guess_heights(ink, models.judge)
    read_upright(ink, models, models.spent + models.costs(ink, max(heights)) + more)
    assert (model.seen >= count_tiles(ink, min(heights))) == begun


@pytest.mark.parametrize(("digit", "turns"), [(7, 2), (8, 0)], ids=["7s", "8s"])
def test_a_page_of_digits_that_read_as_well_upside_down_stays_as_it_is(digit: int, turns: int) -> None:
    ink, models = find_ink(draw_grey("1234"), 1.0), Models(Telling(digit), Seeing(turn=2), Spelling())
    found, made = read_upright(ink, models)
    assert len(found.candidates) == 4
    assert made == turns


def test_ink_is_not_looked_at_again_at_a_height_at_which_it_was() -> None:
    ink, model = find_ink(draw_grey("1234"), 1.0), Seeing()
    models = Models(Telling(7), model, Spelling())
    assert len(interpret(ink, 38.0, models).candidates) == 4
    again = model.seen
    assert not interpret(ink, 38.0, models, known=[95.0]).candidates
    assert model.seen - again < again


def test_a_look_that_finds_no_more_digits_and_each_in_one_of_another_shows_their_parts() -> None:
    whole = interpret(find_ink(draw_grey("12"), 1.0), 90.0, Models(Telling(7), Seeing(), Spelling()))
    boxes = [digit.segment.box for digit in whole.candidates]
    halves = [replace(box, height=box.height // 2) for box in boxes]
    small = replace(whole, lines=tuple((_in(digit, box),) for digit, box in zip(whole.candidates, halves, strict=True)))
    assert is_part_of(small, whole)
    assert not is_part_of(whole, small), "they are higher"
    assert not is_part_of(whole, whole), "the same"
    assert not is_part_of(replace(small, lines=small.lines * 2), whole), "more"
    assert not is_part_of(replace(small, lines=()), whole), "nothing"


def _in(digit: Candidate, box: Box) -> Candidate:
    crop = digit.segment.crop[: box.height]
    return replace(digit, segment=Segment(box, crop))


def _askew(digits: str) -> Ink:
    """The ink of a page that was held askew."""
    page = draw_grey(digits, height=60)
    turn = cv2.getRotationMatrix2D((page.shape[1] / 2, page.shape[0] / 2), -DEGREES, 1.0)
    askew = cv2.warpAffine(page, turn, page.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    return find_ink(np.asarray(askew, np.uint8), 1.0)
