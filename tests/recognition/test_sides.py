"""The straight sides of a sheet that is roughly known."""

import cv2
import numpy as np
import pytest

from bot.recognition.areas import Hull, filled
from bot.recognition.sides import sheet_on_grain, straightened
from bot.recognition.types import GreyImage
from tests.recognition.test_areas import grain, with_sheet


def rectangle(width: float, height: float, turn: float) -> Hull:
    return np.rint(cv2.boxPoints(((160, 120), (width, height), turn))).astype(np.int32)[:, None]


def common(one: Hull, other: Hull, shape: tuple[int, ...]) -> float:
    """Share of what two outlines cover that both cover."""
    first, second = (filled(np.asarray(cv2.convexHull(hull)), shape) for hull in (one, other))
    return float(np.count_nonzero(first & second) / np.count_nonzero(first | second))


def sheet(turn: float, strength: float = 25.0) -> GreyImage:
    return with_sheet(grain(150, strength), (90, 75, 140, 90), turn)


@pytest.mark.parametrize("turn", [0.0, 10.0, 35.0])
def test_a_rough_outline_becomes_the_sheets(turn: float) -> None:
    rough = cv2.convexHull(np.rint(cv2.ellipse2Poly((160, 120), (60, 40), round(turn), 0, 360, 10)).astype(np.int32))
    found = straightened(rough, sheet(turn))
    assert common(rough, rectangle(140, 90, turn), (240, 320)) < 0.7
    assert common(found, rectangle(140, 90, turn), (240, 320)) > 0.93


def test_sides_that_leave_the_picture_stay() -> None:
    """A sheet that runs out of the picture has no edge to find there."""
    picture = np.ascontiguousarray(sheet(0.0)[:, 120:])
    found = straightened(rectangle(120, 90, 0.0) - [[120, 0]], picture)
    truth = np.array([[[-120, 75]], [[110, 75]], [[110, 165]], [[-120, 165]]], np.int32)
    assert common(found, truth, picture.shape) > 0.8


def test_an_even_picture_gives_the_rectangle_back() -> None:
    found = straightened(rectangle(100, 60, 0.0), np.full((240, 320), 128, np.uint8))
    assert common(found, rectangle(100, 60, 0.0), (240, 320)) > 0.6


def test_a_sheet_on_grain_is_found_with_its_edges() -> None:
    found = sheet_on_grain(sheet(12.0, 40.0))
    assert found is not None
    assert common(found, rectangle(140, 90, 12.0), (240, 320)) > 0.93


def test_without_grain_there_is_none() -> None:
    assert sheet_on_grain(grain(180, 0.0)) is None
