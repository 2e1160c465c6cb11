"""Where a sheet of paper lies in a small copy of a picture."""

import cv2
import numpy as np
import pytest

from bot.recognition.areas import bright_area, filled
from bot.recognition.quad import light_quad
from bot.recognition.types import GreyImage


def grain(mean: float, strength: float) -> GreyImage:
    noise = cv2.GaussianBlur(np.random.default_rng(5).normal(0, 1, (240, 320)), (0, 0), 1.5)
    return np.asarray(np.clip(mean + strength * noise / noise.std(), 0, 255), np.uint8)


def with_sheet(ground: GreyImage, box: tuple[int, int, int, int], turn: float = 0.0) -> GreyImage:
    """The ground with a white sheet, x, y, width and height as given, turned by degrees about its middle."""
    x, y, width, height = box
    corners = cv2.boxPoints(((x + width / 2, y + height / 2), (width, height), turn))
    return np.asarray(cv2.fillPoly(ground.copy(), [np.rint(corners).astype(np.int32)], 200), np.uint8)


@pytest.mark.parametrize(("blur", "is_sheet"), [(1.0, True), (3.0, True), (9.0, False), (15.0, False)])
def test_a_lamps_spot_is_no_sheet_since_it_fades(blur: float, *, is_sheet: bool) -> None:
    spot = with_sheet(np.full((240, 320), 80, np.uint8), (100, 70, 140, 110))
    spot = np.asarray(cv2.GaussianBlur(spot, (0, 0), blur), np.uint8)
    assert (bright_area(spot) is not None) == is_sheet
    assert (light_quad(spot) is not None) == is_sheet


def test_a_bright_sheet_is_found_on_a_dark_desk() -> None:
    hull = bright_area(with_sheet(grain(60, 5), (100, 70, 120, 80)))
    assert hull is not None
    assert cv2.boundingRect(hull) == pytest.approx((100, 70, 120, 80), abs=8)


def test_the_desk_between_a_bright_sheet_and_a_hand_that_holds_it_is_not_the_sheets() -> None:
    """Writing on the sheet's edge is."""
    held = cv2.rectangle(with_sheet(grain(60, 5), (80, 40, 160, 120)), (110, 150), (135, 195), 190, -1)
    held[150:160, 180:183] = 60
    hull = bright_area(np.asarray(held, np.uint8))
    assert hull is not None
    sheet = filled(hull, held.shape)
    assert sheet[100, 160]
    assert sheet[155, 181]
    assert not sheet[175, 150]


def test_paper_on_paper_in_the_shade_is_no_sheet() -> None:
    assert bright_area(with_sheet(grain(150, 5), (100, 70, 120, 80))) is None


@pytest.mark.parametrize(("stroke", "is_sheet"), [(18, False), (26, False), (-1, True)])
def test_a_bright_ring_is_no_sheet(stroke: int, *, is_sheet: bool) -> None:
    small = np.full((240, 320), 20, np.uint8)
    cv2.ellipse(small, (160, 120), (70, 90), 0, 0, 360, 210, stroke)
    assert (bright_area(small) is not None) == is_sheet


def test_a_lamps_light_that_fades_is_no_sheet() -> None:
    rows, columns = np.indices((240, 320))
    light = np.exp(-((columns - 120) ** 2 + (rows - 100) ** 2) / (2 * 80.0**2))
    room = np.asarray(20 + 160 * light, np.uint8)
    assert bright_area(room) is None
    assert light_quad(room) is None
    assert bright_area(with_sheet(grain(20, 2), (60, 40, 120, 120))) is not None
