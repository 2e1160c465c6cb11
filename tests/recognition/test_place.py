import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.place import Place, shear, tilt
from bot.recognition.types import Box


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_box_of_a_turned_copy_finds_its_way_back(turns: int) -> None:
    copy = np.zeros((60, 100), np.uint8)
    copy[10:20, 30:70] = 1
    rows, columns = np.nonzero(np.rot90(copy, turns))
    box = Box(int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
    assert Place(100, 60, Box(0, 0, 100, 60), turns).in_picture(box) == Box(30, 10, 40, 10)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("degrees", [-20.0, 3.0, 15.0])
def test_a_box_of_a_tilted_copy_finds_its_way_back(turns: int, degrees: float) -> None:
    copy = np.zeros((60, 100), np.uint8)
    copy[10:30, 30:50] = 255
    turned = np.ascontiguousarray(np.rot90(copy, turns))
    size, matrix = tilt(turned.shape[1], turned.shape[0], degrees)
    rows, columns = np.nonzero(cv2.warpAffine(turned, matrix, size) > 127)
    middle = float(columns.mean()), float(rows.mean())
    box = Box(round(middle[0]) - 10, round(middle[1]) - 10, 20, 20)
    found = Place(100, 60, Box(0, 0, 100, 60), turns, degrees).in_picture(box)
    assert (found.width, found.height) == (20, 20)
    assert found.centre == pytest.approx((39.5, 19.5), abs=1.6)


@pytest.mark.parametrize("lean", [-0.6, 0.4])
def test_a_box_of_a_sheared_copy_is_around_the_ring_that_leans(lean: float) -> None:
    size, matrix = shear(200, 90, lean)
    erect = cv2.circle(np.zeros(size[::-1], np.uint8), (size[0] // 2, 45), 20, 255, -1)
    leaning = cv2.warpAffine(erect, matrix, (200, 90), flags=cv2.WARP_INVERSE_MAP | cv2.INTER_LINEAR)
    found = Place(200, 90, Box(0, 0, 200, 90), 0, 0.0, lean).in_picture(Box(*cv2.boundingRect(erect)))
    x, y, width, height = cv2.boundingRect(np.asarray(leaning > 127, np.uint8))
    assert (found.x, found.y) == pytest.approx((x, y), abs=1)
    assert (found.width, found.height) == pytest.approx((width, height), abs=1)


@pytest.mark.parametrize("turns", [0, 1])
def test_a_box_of_a_tilted_and_sheared_copy_finds_its_way_back(turns: int) -> None:
    copy = np.zeros((60, 100), np.uint8)
    copy[20:40, 40:60] = 255
    turned = np.ascontiguousarray(np.rot90(copy, turns))
    size, matrix = tilt(turned.shape[1], turned.shape[0], 10.0)
    tilted = cv2.warpAffine(turned, matrix, size)
    size, matrix = shear(*size, 0.5)
    box = Box(*cv2.boundingRect(np.asarray(cv2.warpAffine(tilted, matrix, size) > 127, np.uint8)))
    found = Place(100, 60, Box(0, 0, 100, 60), turns, 10.0, 0.5).in_picture(box)
    assert found.centre == pytest.approx((49.5, 29.5), abs=2.0)


def test_boxes_scale_with_the_picture() -> None:
    assert Place(100, 60, Box(7, 9, 400, 240), 0).in_picture(Box(10, 5, 20, 30)) == Box(47, 29, 80, 120)


BOXES = st.builds(Box, st.integers(0, 639), st.integers(0, 479), st.integers(1, 300), st.integers(1, 300))


@given(BOXES, st.integers(20, 5000), st.floats(-25, 25), st.floats(-1, 1))
def test_boxes_stay_inside_the_picture(box: Box, picture: int, degrees: float, lean: float) -> None:
    found = Place(640, 480, Box(0, 0, picture, picture), 0, degrees, lean).in_picture(box)
    assert found.right <= picture
    assert found.bottom <= picture
