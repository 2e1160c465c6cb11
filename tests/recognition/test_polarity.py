import cv2
import numpy as np
import pytest

from bot.recognition.polarity import polarity
from bot.recognition.types import GreyImage


def figure_eight(thickness: int) -> GreyImage:
    """Two dark rings, one above the other, that fill a light picture of 640×508."""
    picture = np.full((640, 508), 245, np.uint8)
    for middle, size in (((254, 190), (110, 110)), ((254, 440), (130, 130))):
        cv2.ellipse(picture, middle, size, 0, 0, 360, 25, thickness, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("thickness", [6, 30, 80])
def test_strokes_of_any_breadth_are_told_from_their_ground(thickness: int) -> None:
    picture = figure_eight(thickness)
    assert polarity(picture)[0] < 0
    assert polarity(np.asarray(255 - picture, np.uint8))[0] > 0


def test_a_thin_line_leaves_no_doubt_and_an_empty_picture_says_nothing() -> None:
    lightness, doubtful = polarity(figure_eight(6))
    assert lightness < -0.5
    assert not doubtful
    assert polarity(np.full((300, 400), 128, np.uint8)) == (0.0, False)


@pytest.mark.parametrize("broad", [10, 25, 40])
def test_a_dark_desk_at_two_edges_leaves_strokes_darker_than_the_paper(broad: int) -> None:
    picture = np.full((440, 544), 220, np.uint8)
    cv2.putText(picture, "5", (200, 300), cv2.FONT_HERSHEY_SIMPLEX, 4, 80, 3)
    picture[:, :broad] = picture[:broad] = 65
    assert polarity(picture)[0] < 0


@pytest.mark.parametrize("light", [60, -60], ids=["a lamp", "a shadow"])
@pytest.mark.parametrize("strokes", [100, 200], ids=["dark strokes", "light strokes"])
def test_what_fades_is_no_stroke_though_there_is_much_more_of_it(light: int, strokes: int) -> None:
    lamp = cv2.ellipse(np.zeros((900, 675), np.float32), (675, 450), (120, 330), 0, 0, 360, light, -1)
    picture = np.full((900, 675), 150, np.uint8)
    cv2.putText(picture, "4729", (60, 130), cv2.FONT_HERSHEY_SIMPLEX, 2, strokes, 3, cv2.LINE_AA)
    lit = np.asarray(np.clip(picture + cv2.GaussianBlur(lamp, (0, 0), 25), 0, 255), np.uint8)
    assert (polarity(lit)[0] > 0) == (strokes > 150)
