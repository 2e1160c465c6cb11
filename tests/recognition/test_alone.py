from dataclasses import replace

import cv2
import pytest

from bot.classifier import LiteRTClassifier
from bot.recognition.alone import whole_number
from bot.recognition.colour import Colours
from bot.recognition.found import Found
from bot.recognition.interpret import NOTHING, Interpretation, Models
from bot.recognition.number import lone_number
from bot.recognition.segment import merge
from bot.recognition.working import Working, whole_picture
from bot.settings import PROJECT
from tests.drawing import draw_grey
from tests.recognition.ink_models import Believing
from tests.recognition.string_models import Spelling


@pytest.fixture
def models() -> Models:
    return Models(LiteRTClassifier.load(PROJECT / "models" / "digits.tflite"), Believing(40), Spelling())


def picture_of(text: str) -> Working:
    grey = draw_grey(text)
    return whole_picture(grey, Colours.of_grey(grey))


def read_of(part: Working, models: Models, count: int) -> Found:
    """As if so many digits of a picture had been read, the first ones, and surely."""
    number = lone_number(part.ink, models.judge)
    assert number is not None
    line = tuple(replace(digit, belief=1.0) for digit in number.digits[:count])
    return Found(Interpretation((line,), 0.95), part.place())


def shown(found: Found) -> list[tuple[int, bool]]:
    return [(digit.digit, digit.certain) for digit in found.interpretation.candidates]


def test_where_nothing_was_read_the_number_is_and_no_digit_is_certain(models: Models) -> None:
    part = picture_of("472")
    found = whole_number(Found(NOTHING, part.place()), [part], models)
    assert shown(found) == [(4, False), (7, False), (2, False)]


def test_what_was_read_stays_as_certain_as_it_was(models: Models) -> None:
    part = picture_of("472")
    found = whole_number(read_of(part, models, 2), [part], models)
    assert shown(found) == [(4, True), (7, True), (2, False)]


def test_a_whole_number_stays(models: Models) -> None:
    part = picture_of("472")
    read = read_of(part, models, 3)
    assert whole_number(read, [part], models) is read


def test_a_digit_that_falls_into_several_stays_whole(models: Models) -> None:
    part = picture_of("472")
    read = read_of(part, models, 3)
    four, seven, _ = read.interpretation.candidates
    both = replace(four, segment=merge(four.segment, seven.segment))
    read = replace(read, interpretation=replace(read.interpretation, lines=((both,),)))
    assert whole_number(read, [part], models) is read


@pytest.mark.parametrize(("lean", "shown_as"), [(6, [(7, True), (1, False)]), (60, [(7, True)])], ids=["1", "slash"])
def test_a_stroke_that_leans_is_no_1_that_was_overlooked(
    lean: int, shown_as: list[tuple[int, bool]], models: Models
) -> None:
    grey = draw_grey("7 ")
    cv2.line(grey, (200 + lean, 110), (200, 198), 50, 5, cv2.LINE_AA)
    part = whole_picture(grey, Colours.of_grey(grey))
    read = read_of(part, models, 1)
    assert shown(whole_number(read, [part], models)) == shown_as


def test_figures_that_are_surely_no_digits_ink_are_no_number() -> None:
    models = Models(LiteRTClassifier.load(PROJECT / "models" / "digits.tflite"), Believing(10), Spelling())
    part = picture_of("472")
    assert whole_number(Found(NOTHING, part.place()), [part], models).interpretation is NOTHING
