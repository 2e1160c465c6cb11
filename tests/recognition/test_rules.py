"""Rules are taken out of the ink, and strokes stay."""

import cv2
import numpy as np
import pytest

from bot.load import load_reader
from bot.recognition.ink import Ink, find_ink
from bot.recognition.reader import Reader
from bot.recognition.rules import hang_on_rules, without_rules
from bot.recognition.types import Box
from bot.settings import PROJECT
from tests.drawing import Look, Picture, draw_page, jpeg


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(PROJECT / "models" / "digits.tflite")


PAGE = draw_page(["3142", "5967"], Look(ink=90))


def ruled(page: Picture, pitch: int, squared: bool, tilt: float = 0.0) -> Picture:
    """The page with rules of half the pen's strength printed below its ink, turned by so many degrees."""
    height, width = page.shape[:2]
    rules = np.zeros((height, width), np.uint8)
    slope = np.tan(np.radians(tilt))
    for at in range(-height, 2 * max(height, width), pitch):
        cv2.line(rules, (0, at), (width, round(at - slope * width)), 255, 2, cv2.LINE_AA)
        if squared:
            cv2.line(rules, (at, 0), (round(at + slope * height), height), 255, 2, cv2.LINE_AA)
    taken = 1.0 - 0.35 * rules.astype(np.float32) / 255.0
    return np.asarray(np.minimum(page, page.astype(np.float32).max() * taken[..., None]), np.uint8)


def ink_of(page: Picture) -> Ink:
    return find_ink(np.ascontiguousarray(page[:, :, 0]), 1.0)


@pytest.mark.parametrize("squared", [True, False])
@pytest.mark.parametrize("tilt", [0.0, 6.0, -11.0])
def test_rules_go_and_strokes_stay(squared: bool, tilt: float) -> None:
    strokes = ink_of(PAGE).mask > 0
    ink = ink_of(ruled(PAGE, 40, squared, tilt))
    bare = without_rules(ink)
    assert bare is not None
    assert bare.pale
    before, after = ink.mask > 0, bare.ink.mask > 0
    assert (after & ~strokes).sum() < 0.1 * (before & ~strokes).sum()
    near = cv2.dilate(after.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert (near & strokes).sum() > 0.95 * strokes.sum()


@pytest.mark.parametrize("page", [PAGE, draw_page(["1"], height=400), draw_page(["4"], Look(stroke=40), height=400)])
def test_what_has_no_rules_keeps_all_its_ink(page: Picture) -> None:
    assert without_rules(ink_of(page)) is None


def test_a_frame_is_no_ruled_paper() -> None:
    framed = cv2.rectangle(PAGE.copy(), (20, 20), (PAGE.shape[1] - 20, PAGE.shape[0] - 20), (90, 90, 90), 3)
    assert without_rules(ink_of(np.asarray(framed, np.uint8))) is None


def lined(page: Picture, pitch: int, light: int) -> Picture:
    """The page with level rules of two pixels, as dark as `light` or the page."""
    rules = np.full_like(page, 255)
    for at in range(24, len(page), pitch):
        rules[at : at + 2] = light
    return np.asarray(np.minimum(page, rules), np.uint8)


def test_rules_as_strong_as_the_writing_are_not_pale() -> None:
    bare = without_rules(ink_of(lined(PAGE, 60, light=30)))
    assert bare is not None
    assert not bare.pale


DIGIT, MARGIN = Box(100, 100, 80, 100), Box(0, 30, 40, 40)
"""Where on the page its first digit stands, about, and where nothing does."""


@pytest.mark.parametrize(("pitch", "hangs"), [(60, True), (1000, False)], ids=["ruled", "plain"])
def test_digits_that_a_rule_runs_through_hang_on_it(pitch: int, hangs: bool) -> None:
    ink = ink_of(lined(PAGE, pitch, light=120))
    assert hang_on_rules([DIGIT], ink) == hangs
    assert not hang_on_rules([MARGIN], ink)


def test_thin_writing_on_strong_rules_is_read(reader: Reader) -> None:
    """What the rules leave of a 6 looks like a 0, and of a 7 like a 1."""
    pencil = draw_page(["3679", "357"], Look(stroke=1, ink=102, noise=2, paper=240), height=49)
    assert reader.read(jpeg(lined(pencil, 42, light=131))).text == "3679\n357"


@pytest.mark.parametrize(("pitch", "tilt"), [(34, 4.0), (37, -2.0), (40, 2.0), (50, -4.0)])
def test_digits_on_squared_paper_are_read(reader: Reader, pitch: int, tilt: float) -> None:
    assert reader.read(jpeg(ruled(PAGE, pitch, squared=True, tilt=tilt))).text == "3142\n5967"
