"""A sheet in front of things of all brightness, in a small copy of a picture."""

import cv2
import numpy as np
import pytest

from bot.recognition.areas import filled
from bot.recognition.quad import any_quad, light_quad
from bot.recognition.types import GreyImage


def room(light: int = 150) -> GreyImage:
    """A wall, something dark before it, and something as light as skin."""
    wall = np.random.default_rng(1).normal(light, 3, (240, 320)).clip(0, 255).astype(np.uint8)
    cv2.rectangle(wall, (90, 120), (240, 239), 50, -1)
    return np.asarray(cv2.ellipse(wall, (165, 60), (40, 50), 0, 0, 360, 170, -1), np.uint8)


def with_sheets(ground: GreyImage, *middles: tuple[int, int], turn: float = 5.0, light: int = 225) -> GreyImage:
    """Sheets of 110×80 pixels with two strokes on each."""
    for x, y in middles:
        corners = np.rint(cv2.boxPoints(((x, y), (110, 80), turn))).astype(np.int32)
        cv2.fillPoly(ground, [corners], light)
        for side in (-20, 20):
            cv2.line(ground, (x + side, y - 20), (x + side + 5, y + 20), 40, 6)
    return ground


@pytest.mark.parametrize("turn", [0.0, 8.0, -25.0])
def test_a_sheet_held_before_a_wall_and_dark_clothes_is_found(turn: float) -> None:
    hull = light_quad(with_sheets(room(), (165, 160), turn=turn))
    assert hull is not None
    (x, y), sides, _ = cv2.minAreaRect(hull)
    assert (x, y) == pytest.approx((165, 160), abs=4)
    assert sorted(sides) == pytest.approx((80, 110), abs=8)


def test_a_darker_picture_on_the_wall_is_no_other_sheet() -> None:
    wall = room(110)
    cv2.rectangle(wall, (5, 60), (75, 170), 140, -1)
    assert light_quad(wall) is not None
    hull = light_quad(with_sheets(wall, (165, 160)))
    assert hull is not None
    assert cv2.minAreaRect(hull)[0] == pytest.approx((165, 160), abs=4)


def test_fingers_over_its_edge_are_not_the_sheets() -> None:
    held = with_sheets(room(), (165, 160), turn=0.0)
    cv2.ellipse(held, (112, 160), (14, 10), 0, 0, 360, 150, -1)
    hull = light_quad(held)
    assert hull is not None
    sheet = filled(hull, held.shape)
    assert sheet[160, 165]
    assert not sheet[160, 115]


@pytest.mark.parametrize("light", [150, 175])
def test_a_room_without_a_sheet_has_none(light: int) -> None:
    assert light_quad(room(light)) is None


def test_what_is_hardly_lighter_than_the_wall_is_none() -> None:
    assert light_quad(with_sheets(room(200), (165, 70))) is None


def test_fields_of_a_form_are_no_sheets() -> None:
    assert light_quad(with_sheets(np.full((240, 320), 150, np.uint8), (80, 60), (240, 60), turn=0)) is None


def test_one_of_several_notes_is_found_where_they_are_asked_for() -> None:
    notes = with_sheets(np.full((240, 320), 110, np.uint8), (80, 60), (240, 170), light=200)
    assert light_quad(notes) is None
    hull = any_quad(notes)
    assert hull is not None
    assert cv2.contourArea(hull) == pytest.approx(110 * 80, rel=0.1)


def test_a_round_label_in_uneven_light_is_found_whole() -> None:
    desk = np.full((240, 320), 90, np.uint8)
    label = cv2.circle(np.zeros_like(desk), (160, 120), 80, 1, -1) > 0
    desk[label] = np.tile(np.linspace(230, 170, 320), (240, 1))[label]
    hull = light_quad(desk)
    assert hull is not None
    assert cv2.boundingRect(hull) == pytest.approx((80, 40, 161, 161), abs=4)


def test_light_that_falls_in_from_a_side_is_none() -> None:
    page = np.full((240, 320), 150, np.uint8)
    page[:60] = 225
    assert light_quad(page) is None


def test_a_sheet_whose_light_is_uneven_is_found_whole() -> None:
    desk = np.full((240, 320), 170, np.uint8)
    x, y, width, height = sheet = (50, 25, 220, 190)
    desk[y : y + height, x : x + width] = np.linspace(212, 240, width).astype(np.uint8)
    hull = light_quad(desk)
    assert hull is not None
    assert cv2.boundingRect(hull) == pytest.approx(sheet, abs=4)
