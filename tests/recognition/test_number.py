import cv2
import numpy as np
import pytest

from bot.classifier import LiteRTClassifier
from bot.recognition.ink import Ink, find_ink
from bot.recognition.judge import Judge
from bot.recognition.number import lone_number
from bot.recognition.place import tilt
from bot.recognition.types import CERTAIN, GreyImage
from bot.settings import PROJECT

Stroke = tuple[tuple[int, int], ...]
SEVEN: tuple[Stroke, ...] = (((0, 0), (90, 0), (40, 160)),)
FOUR: tuple[Stroke, ...] = (((20, 0), (0, 90), (90, 90)), ((70, 40), (60, 160)))
FLAG: tuple[Stroke, ...] = (((30, 20), (20, 75), (70, 80), (85, 120), (60, 160), (10, 150)), ((30, 4), (90, 0)))
BAR: tuple[Stroke, ...] = (((45, 0), (40, 160)),)
SLASH: tuple[Stroke, ...] = (((110, -40), (0, 200)),)
DASH: tuple[Stroke, ...] = (((0, 80), (80, 80)),)
CROSS: tuple[Stroke, ...] = (((0, 20), (120, 140)), ((120, 20), (0, 140)))


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(LiteRTClassifier.load(PROJECT / "models" / "digits.tflite"))


def paper(*figures: tuple[Stroke, ...], down: int = 200) -> GreyImage:
    """A sheet of 640×1000 with figures side by side."""
    sheet = np.full((640, 1000), 210, np.uint8)
    for number, strokes in enumerate(figures):
        for stroke in strokes:
            points = np.array(stroke, np.int32) + (120 + 180 * number, down)
            cv2.polylines(sheet, [points], False, 40, 12, cv2.LINE_AA)
    return sheet


def ink_of(sheet: GreyImage) -> Ink:
    return find_ink(sheet, 1.0)


def read(sheet: GreyImage, judge: Judge) -> str:
    number = lone_number(ink_of(sheet), judge)
    return "".join(str(digit.digit) for digit in number.digits) if number else ""


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ((SEVEN, FOUR), "74"),
        ((FOUR, BAR, SEVEN), "417"),
        ((SEVEN, DASH, BAR), "71"),
        ((SEVEN, FLAG), "75"),
        ((SEVEN, SLASH, FOUR), "74"),
    ],
    ids=["two", "with a 1", "with a dash", "with a 5 in two strokes", "with a slash"],
)
def test_a_line_of_figures_that_look_like_digits_is_a_number(
    figures: tuple[tuple[Stroke, ...], ...], text: str, judge: Judge
) -> None:
    assert read(paper(*figures), judge) == text


def test_none_of_its_digits_is_certain(judge: Judge) -> None:
    number = lone_number(ink_of(paper(FOUR, BAR, SEVEN)), judge)
    assert number is not None
    assert all(digit.certainty < CERTAIN for digit in number.digits)
    assert number.tilt == 0


def test_a_number_held_askew_is_made_level(judge: Judge) -> None:
    sheet = paper(FOUR, BAR, SEVEN)
    size, matrix = tilt(1000, 640, 18)
    askew = np.asarray(cv2.warpAffine(sheet, matrix, size, borderValue=210), np.uint8)
    number = lone_number(ink_of(askew), judge)
    assert number is not None
    assert [digit.digit for digit in number.digits] == [4, 1, 7]
    assert number.tilt == pytest.approx(-18, abs=4)


@pytest.mark.parametrize(
    "sheet",
    [
        paper(),
        paper(SEVEN),
        paper(BAR, BAR, BAR),
        paper(SEVEN, CROSS, FOUR),
        np.minimum(paper(SEVEN, FOUR), paper(FOUR, SEVEN, down=430)),
        np.minimum(paper(SEVEN, FOUR), paper(DASH, down=400)),
        paper(SEVEN, FOUR)[200:],
    ],
    ids=["nothing", "one", "bars", "a cross among them", "two lines", "a dash below", "cut off"],
)
def test_anything_else_is_none(sheet: GreyImage, judge: Judge) -> None:
    assert read(sheet, judge) == ""


def test_many_figures_are_none(judge: Judge) -> None:
    small = cv2.resize(paper(SEVEN, FOUR, SEVEN, FOUR), (500, 320), interpolation=cv2.INTER_AREA)
    assert len(read(np.hstack([small, small]), judge)) == 8
    assert read(np.hstack([small, small, small]), judge) == ""
