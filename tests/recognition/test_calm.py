"""Where a sheet of paper lies that is calmer than the desk around it."""

import cv2
import numpy as np
import pytest

from bot.recognition.calm import calm_area
from tests.drawing import draw_page
from tests.recognition.test_areas import grain, with_sheet


@pytest.mark.parametrize("turn", [0.0, 12.0, 40.0])
@pytest.mark.parametrize("strength", [20.0, 40.0])
def test_a_calm_sheet_is_found_on_grain_as_bright_as_it(turn: float, strength: float) -> None:
    hull = calm_area(with_sheet(grain(200, strength), (100, 70, 120, 80), turn))
    assert hull is not None
    (x, y), (one, other), _ = cv2.minAreaRect(hull)
    assert (x, y) == pytest.approx((160, 110), abs=8)
    assert sorted((one, other)) == pytest.approx((80, 120), abs=25)


@pytest.mark.parametrize("strength", [0.0, 3.0, 40.0])
def test_even_ground_holds_no_calm_sheet(strength: float) -> None:
    assert calm_area(grain(180, strength)) is None


def test_the_empty_half_of_a_page_is_no_sheet() -> None:
    """It reaches to the picture's edge, where a sheet on a desk ends before."""
    half = grain(180, 40)
    half[:, :170] = 200
    assert calm_area(half) is None


def test_writing_is_no_desk() -> None:
    page = cv2.cvtColor(draw_page(["31415926", "53589793"]), cv2.COLOR_BGR2GRAY)
    assert calm_area(np.asarray(cv2.resize(page, (320, 240), interpolation=cv2.INTER_AREA), np.uint8)) is None


def test_a_round_calm_place_is_no_sheet() -> None:
    blot = cv2.ellipse(grain(180, 40), (160, 120), (90, 25), 45, 0, 360, 200, -1)
    blot = cv2.ellipse(blot, (160, 120), (90, 25), -45, 0, 360, 200, -1)
    assert calm_area(np.asarray(blot, np.uint8)) is None


def test_large_digits_leave_a_sheet_calm() -> None:
    """Their strokes are as rough as grain and cut the sheet's calm paper to pieces."""
    desk = with_sheet(grain(200, 40), (80, 60, 160, 120))
    for x in (105, 150, 195):
        cv2.line(desk, (x, 68), (x, 172), 40, 10)
    hull = calm_area(desk)
    assert hull is not None
    assert cv2.contourArea(hull) == pytest.approx(160 * 120, rel=0.35)


def test_a_little_more_noise_in_the_light_makes_no_desk() -> None:
    page = grain(180, 1.5)
    page[80:200, 100:260] = 120
    assert calm_area(page) is None


def test_a_column_of_writing_parts_no_sheet() -> None:
    """It is as rough as grain, and what lies on either side of it is as calm as a sheet."""
    desk = with_sheet(grain(200, 40), (50, 60, 220, 120))
    for y in range(66, 176, 10):
        cv2.putText(desk, "4071", (90, y + 8), cv2.FONT_HERSHEY_SIMPLEX, 0.42, 40, 2)
    hull = calm_area(desk)
    assert hull is not None
    assert cv2.boundingRect(hull) == pytest.approx((50, 60, 220, 120), abs=18)
