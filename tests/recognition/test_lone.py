import cv2
import numpy as np
import pytest

from bot.classifier import LiteRTClassifier
from bot.recognition.ink import find_ink
from bot.recognition.judge import Judge
from bot.recognition.lone import lone_digit
from bot.recognition.types import CERTAIN, GreyImage
from bot.settings import PROJECT


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(LiteRTClassifier.load(PROJECT / "models" / "digits.tflite"))


def paper(*strokes: tuple[tuple[int, int], tuple[int, int]]) -> GreyImage:
    """A sheet of 400×600 with straight strokes, each from (x, y) to (x, y)."""
    sheet = np.full((600, 400), 210, np.uint8)
    for start, stop in strokes:
        cv2.line(sheet, start, stop, 40, 14, cv2.LINE_AA)
    return sheet


BAR = (210, 120), (190, 420)
SEVEN = ((110, 140), (290, 140)), ((290, 140), (180, 460))
CROSSED = (*SEVEN, ((170, 300), (280, 300)))
FIVE = ((270, 130), (150, 130)), ((150, 150), (145, 270)), ((145, 270), (240, 265)), ((240, 265), (275, 340))
FIVE_APART = (*FIVE[1:], ((275, 340), (230, 430)), ((230, 430), (140, 430)), ((280, 110), (160, 118)))


def test_one_upright_stroke_is_a_1_but_not_for_certain(judge: Judge) -> None:
    one = lone_digit(find_ink(paper(BAR), 1.0), judge)
    assert one is not None
    assert one.digit == 1
    assert one.certainty < CERTAIN
    assert one.segment.box.height == pytest.approx(314, abs=6)


@pytest.mark.parametrize(
    ("strokes", "digit"), [(SEVEN, 7), (CROSSED, 7), (FIVE_APART, 5)], ids=["7", "crossed 7", "5 in two strokes"]
)
def test_a_figure_that_surely_looks_like_a_digit_is_one(
    strokes: tuple[tuple[tuple[int, int], tuple[int, int]], ...], digit: int, judge: Judge
) -> None:
    one = lone_digit(find_ink(paper(*strokes), 1.0), judge)
    assert one is not None
    assert one.digit == digit
    assert one.certainty < CERTAIN


@pytest.mark.parametrize(
    "strokes",
    [
        (),
        (BAR, ((300, 200), (300, 420))),
        (((60, 300), (340, 310)),),
        (((80, 460), (320, 260)),),
        (((200, 0), (200, 599)),),
        (((200, 300), (200, 340)),),
        (((100, 150), (300, 450)), ((300, 150), (100, 450))),
        (*SEVEN, ((340, 380), (360, 560))),
    ],
    ids=[
        "blank",
        "two strokes",
        "a level stroke",
        "a slope",
        "from edge to edge",
        "a short stroke",
        "a cross",
        "a 7 and more",
    ],
)
def test_anything_else_is_not(strokes: tuple[tuple[tuple[int, int], tuple[int, int]], ...], judge: Judge) -> None:
    assert lone_digit(find_ink(paper(*strokes), 1.0), judge) is None


def smudged(*strokes: tuple[tuple[int, int], tuple[int, int]], reach: int = 20) -> GreyImage:
    """A sheet with straight strokes among smudges, each so high."""
    sheet = paper(*strokes)
    for x, y in ((50, 80), (330, 500), (60, 520), (340, 90)):
        cv2.ellipse(sheet, (x, y), (reach, reach // 2), 30, 0, 360, 120, -1)
    return sheet


def test_a_large_figure_among_smudges_is_a_digit_if_it_is_no_crease(judge: Judge) -> None:
    seven = lone_digit(find_ink(smudged(*SEVEN), 1.0), judge)
    assert seven is not None
    assert seven.digit == 7
    assert seven.certainty < CERTAIN
    assert lone_digit(find_ink(smudged(BAR), 1.0), judge) is None


def test_a_large_figure_among_others_is_part_of_a_drawing(judge: Judge) -> None:
    assert lone_digit(find_ink(smudged(*SEVEN, reach=70), 1.0), judge) is None
