import cv2
import numpy as np
import pytest

from bot.recognition.areas import Hull
from bot.recognition.framed import framed_area
from bot.recognition.types import GreyImage

SHEET = (90, 60, 140, 110)
"""Where the sheet lies: x, y, width, height."""


def sheet(frame: int, *, desk: int = 200, dark: int = 25, missing: int = 0) -> GreyImage:
    """A sheet with a number in a frame so broad, on a desk; so much of the frame's upper side is missing."""
    picture = np.full((240, 320), desk, np.uint8)
    x, y, width, height = SHEET
    cv2.rectangle(picture, (x - frame, y - frame), (x + width - 1 + frame, y + height - 1 + frame), dark, -1)
    picture[y - frame : y, x : x + missing] = desk
    cv2.rectangle(picture, (x, y), (x + width - 1, y + height - 1), 190, -1)
    cv2.putText(picture, "47", (x + 30, y + 80), cv2.FONT_HERSHEY_DUPLEX, 2.0, 60, 3, cv2.LINE_AA)
    return picture


def box_of(hull: Hull | None) -> tuple[int, ...]:
    return () if hull is None else tuple(cv2.boundingRect(hull))


@pytest.mark.parametrize(("frame", "desk"), [(6, 200), (6, 130), (12, 255), (60, 30)], ids=str)
def test_a_sheet_in_a_dark_frame_is_found_whatever_lies_around_that(frame: int, desk: int) -> None:
    assert box_of(framed_area(sheet(frame, desk=desk))) == pytest.approx(SHEET, abs=2)


@pytest.mark.parametrize(
    "picture",
    [
        sheet(0),
        sheet(1),
        sheet(6, dark=130),
        sheet(6, missing=90),
        np.full((240, 320), 200, np.uint8),
    ],
    ids=["no frame", "a thin line", "a light frame", "an open frame", "nothing"],
)
def test_what_is_not_dark_all_around_is_no_framed_sheet(picture: GreyImage) -> None:
    assert framed_area(picture) is None


def test_a_sheet_that_runs_out_of_the_picture_is_not_framed() -> None:
    assert framed_area(np.ascontiguousarray(sheet(6)[:, 120:])) is None


def test_a_ring_is_no_sheet() -> None:
    picture = np.full((240, 320), 30, np.uint8)
    cv2.circle(picture, (160, 120), 80, 200, 20)
    assert framed_area(picture) is None
