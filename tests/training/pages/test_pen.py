import cv2
import numpy as np
import pytest

from tests.training.pages.hands import writers
from training.pages.doodles import doodle
from training.pages.hands import Hand
from training.pages.handwriting import handwritten
from training.pages.pen import reink, scaled


def thickness(ink: np.ndarray) -> float:
    """Stroke width in pixels: area by half the length of the edge."""
    mask = np.pad(np.asarray(ink >= 128, np.uint8), 2)
    inner = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    ridge = (inner >= cv2.dilate(inner, np.ones((3, 3), np.uint8))) & (inner > 0)
    return float(2 * np.median(inner[ridge]))


@pytest.mark.parametrize("width", [3.0, 6.0, 9.0, 14.0])
def test_a_stroke_is_inked_at_the_wanted_width(width: float) -> None:
    form = np.zeros((112, 112), np.uint8)
    cv2.polylines(form, [np.array([(30, 20), (80, 40), (40, 90)], np.int32)], False, 255, 5, cv2.LINE_AA)
    assert thickness(scaled(reink(form, width), 2.0)) == pytest.approx(2 * width, abs=2.5)


def test_digits_words_and_drawings_of_one_pen_have_strokes_of_one_width() -> None:
    rng = np.random.default_rng(4)
    for width in (0.06, 0.12):
        hand = Hand(writers(), rng, width)
        digits = np.median([thickness(hand.form(digit, 160)) for digit in range(10)])
        words = np.median([thickness(handwritten("lemon", 160, width, rng)) for _ in range(5)])
        drawings = np.median([thickness(doodle(160, width, rng)) for _ in range(8)])
        assert words == pytest.approx(digits, rel=0.35)
        assert drawings == pytest.approx(digits, rel=0.35)
