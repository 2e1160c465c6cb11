"""Figures that pictures were cut out close around."""

import cv2
import numpy as np
import pytest

from bot.load import load_reader
from bot.recognition.margin import with_margin
from bot.recognition.types import GreyImage
from bot.settings import PROJECT
from tests.drawing import Look, draw_grey, draw_page, png


def cut_out(digit: str, stroke: int, margin: int = 0) -> GreyImage:
    """A digit in broad strokes with so many pixels of paper around it."""
    page = np.ascontiguousarray(draw_page([digit], Look(stroke=stroke, noise=1), height=120)[:, :, 0])
    x, y, width, height = cv2.boundingRect((page < 130).astype(np.uint8))
    return page[y - margin : y + height + margin, x - margin : x + width + margin]


@pytest.mark.parametrize("digit", "023456789")  # a 1 is as broad as its stroke, and its paper as good a figure
def test_a_digit_that_fills_its_picture_is_read(digit: str) -> None:
    picture = cut_out(digit, stroke=16)
    rows, columns = picture.shape
    reading = load_reader(PROJECT / "models" / "digits.tflite").read(
        png(np.asarray(cv2.merge([picture] * 3), np.uint8))
    )
    assert reading.text == digit
    box = reading.lines[0].digits[0].box
    assert (box.x, box.y, box.right, box.bottom) == pytest.approx((0, 0, columns, rows), abs=6)
    assert box.x >= 0
    assert box.y >= 0
    assert box.right <= columns
    assert box.bottom <= rows


def test_it_gets_paper_like_its_own_and_keeps_its_size() -> None:
    picture = cut_out("8", stroke=16)
    (framed,) = with_margin(picture)
    page, margin = framed.page, framed.margin
    inner = page[margin:-margin, margin:-margin]
    assert inner.shape[0] / inner.shape[1] == pytest.approx(picture.shape[0] / picture.shape[1], rel=0.02)
    assert page[0, 0] == pytest.approx(215, abs=5)
    assert framed.picture == picture.shape


def test_what_may_be_a_figure_or_the_paper_around_one_gets_both_papers() -> None:
    halves = np.full((90, 60), 215, np.uint8)
    halves[:, :30] = 40
    assert [framed.page[0, 0] for framed in with_margin(halves)] == pytest.approx([215, 40], abs=5)


@pytest.mark.parametrize(
    "picture",
    [draw_grey("5"), np.full((80, 60), 200, np.uint8), cut_out("5", stroke=16) // 8],
    ids=["a figure with paper around it", "nothing", "hardly any contrast"],
)
def test_what_does_not_fill_it_needs_no_dark_figures_margin(picture: GreyImage) -> None:
    assert all(framed.page[0, 0] < 100 for framed in with_margin(picture))
