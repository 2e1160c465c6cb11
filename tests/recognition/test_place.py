import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.place import Place
from bot.recognition.types import Box


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_box_of_a_turned_copy_finds_its_way_back(turns: int) -> None:
    copy = np.zeros((60, 100), np.uint8)
    copy[10:20, 30:70] = 1
    rows, columns = np.nonzero(np.rot90(copy, turns))
    box = Box(int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
    assert Place(100, 60, Box(0, 0, 100, 60), turns).in_picture(box) == Box(30, 10, 40, 10)


def test_boxes_scale_with_the_picture() -> None:
    assert Place(100, 60, Box(7, 9, 400, 240), 0).in_picture(Box(10, 5, 20, 30)) == Box(47, 29, 80, 120)


@given(st.integers(0, 639), st.integers(0, 479), st.integers(1, 300), st.integers(1, 300), st.integers(20, 5000))
def test_boxes_stay_inside_the_picture(x: int, y: int, width: int, height: int, picture: int) -> None:
    box = Place(640, 480, Box(0, 0, picture, picture), 0).in_picture(Box(x, y, width, height))
    assert box.right <= picture
    assert box.bottom <= picture
