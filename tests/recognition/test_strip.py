import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.strip import INK_HEIGHT, LONGEST, MARGIN, columns_on_strip, make_strips
from bot.recognition.types import STRIP_HEIGHT, STRIP_WIDTH


@given(st.integers(7, 300), st.floats(0.1, LONGEST))
def test_a_run_is_scaled_to_one_height_with_its_proportions(height: int, broad: float) -> None:
    crop = np.full((height, max(1, int(broad * height))), 255, np.uint8)
    (strip,) = make_strips([crop])
    assert strip.shape == (STRIP_HEIGHT, STRIP_WIDTH)
    x, y, width, tall = cv2.boundingRect(strip)
    assert (x, y, tall) == (MARGIN, MARGIN, INK_HEIGHT)
    assert width == pytest.approx(crop.shape[1] * INK_HEIGHT / height, abs=1.0)
    assert columns_on_strip(crop.shape[1], height) == width / crop.shape[1]


def test_hair_lines_are_thickened_and_pale_ink_is_strengthened() -> None:
    crop = np.zeros((280, 400), np.uint8)
    cv2.line(crop, (10, 0), (390, 279), 120, 3)
    (strip,) = make_strips([crop])
    assert strip.max() == 255
    assert np.median((strip > 128).sum(axis=0)[10:35]) >= 2


def test_no_runs_are_no_strips() -> None:
    assert make_strips([]).shape == (0, STRIP_HEIGHT, STRIP_WIDTH)
