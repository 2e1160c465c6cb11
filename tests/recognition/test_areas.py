"""Where a sheet of paper lies in a small copy of a picture."""

import cv2
import numpy as np
import pytest

from bot.recognition.areas import bright_area, calm_area, filled
from bot.recognition.quad import light_quad
from bot.recognition.types import GreyImage
from tests.drawing import draw_page


def grain(mean: float, strength: float) -> GreyImage:
    noise = cv2.GaussianBlur(np.random.default_rng(5).normal(0, 1, (240, 320)), (0, 0), 1.5)
    return np.asarray(np.clip(mean + strength * noise / noise.std(), 0, 255), np.uint8)


def with_sheet(ground: GreyImage, box: tuple[int, int, int, int], turn: float = 0.0) -> GreyImage:
    """The ground with a white sheet, x, y, width and height as given, turned by degrees about its middle."""
    x, y, width, height = box
    corners = cv2.boxPoints(((x + width / 2, y + height / 2), (width, height), turn))
    return np.asarray(cv2.fillPoly(ground.copy(), [np.rint(corners).astype(np.int32)], 200), np.uint8)


@pytest.mark.parametrize("turn", [0.0, 12.0, 40.0])
@pytest.mark.parametrize("strength", [20.0, 40.0])
def test_a_calm_sheet_is_found_on_grain_as_bright_as_it(turn: float, strength: float) -> None:
    hull = calm_area(with_sheet(grain(200, strength), (100, 70, 120, 80), turn))
    assert hull is not None
    (x, y), (one, other), _ = cv2.minAreaRect(hull)
    assert (x, y) == pytest.approx((160, 110), abs=8)
    assert sorted((one, other)) == pytest.approx((80, 120), abs=25)


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
