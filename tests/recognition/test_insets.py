"""Dark areas with light strokes, in light pictures."""

import cv2
import numpy as np
import pytest

from bot.recognition.insets import without_insets
from bot.recognition.types import GreyImage


def light_picture(height: int = 480, width: int = 640) -> GreyImage:
    """Grey paper with two dark strokes at its upper edge."""
    picture = np.full((height, width), 220, np.uint8)
    cv2.line(picture, (width // 8, 12), (width // 3, 40), 40, 6)
    return np.asarray(cv2.line(picture, (width // 2, 12), (width // 2, 40), 40, 6), np.uint8)


def with_canvas(picture: GreyImage, box: tuple[int, int, int, int], turn: float = 0.0, ink: int = 235) -> GreyImage:
    """A dark canvas of that x, y, width and height, turned about its middle by degrees, with a ring drawn on it."""
    x, y, width, height = box
    middle = (x + width / 2, y + height / 2)
    corners = np.rint(cv2.boxPoints((middle, (width, height), turn))).astype(np.int32)
    canvas = cv2.fillPoly(picture.copy(), [corners], 30)
    ring = (round(middle[0]), round(middle[1])), (width // 5, height // 4)
    return np.asarray(cv2.ellipse(canvas, *ring, 0, 0, 360, (ink,), max(2, height // 12)), np.uint8)


@pytest.mark.parametrize("turn", [0.0, 7.0])
@pytest.mark.parametrize("scale", [0.4, 1.0, 3.0])
def test_a_canvas_gets_the_ground_of_what_is_around_and_dark_strokes(turn: float, scale: float) -> None:
    box = (200, 150, 240, 200)
    picture = cv2.resize(with_canvas(light_picture(), box, turn), None, fx=scale, fy=scale)
    positive = without_insets(np.asarray(picture, np.uint8))
    x, y = round(scale * (box[0] + box[2] / 2)), round(scale * (box[1] + box[3] / 2))
    assert positive[y, x] == pytest.approx(220, abs=5)
    assert positive[y, x - round(scale * box[2] / 5)] < 60, "the ring is dark"
    away = np.ones(positive.shape, np.bool_)
    away[round(scale * 100) : round(scale * 400), round(scale * 150) : round(scale * 490)] = False
    assert np.array_equal(positive[away], picture[away]), "nothing else changes"


def test_no_line_is_left_where_the_canvas_ended() -> None:
    picture = cv2.GaussianBlur(with_canvas(light_picture(), (200, 150, 240, 200)), (3, 3), 0)
    positive = without_insets(np.asarray(picture, np.uint8))
    assert (positive[145:356, 195:210] > 180).all()


def test_each_of_several_tiles_is_an_inset() -> None:
    picture = light_picture()
    boxes = [(x, y, 130, 130) for x in (40, 250, 460) for y in (80, 290)]
    for box in boxes:
        picture = with_canvas(picture, box)
    positive = without_insets(picture)
    assert all(positive[y + 65, x + 65] > 200 for x, y, _, _ in boxes)


def test_half_of_a_picture_may_be_an_inset() -> None:
    assert without_insets(with_canvas(light_picture(), (-2, 240, 644, 260)))[470, 320] > 200


def shadow(picture: GreyImage) -> GreyImage:
    picture[200:, :] = np.uint8(0.4 * picture[200:, :])
    return np.asarray(cv2.line(picture, (200, 300), (300, 400), 20, 8), np.uint8)


def thick_zero(picture: GreyImage) -> GreyImage:
    return np.asarray(cv2.ellipse(picture, (320, 260), (90, 140), 0, 0, 360, (30,), 60), np.uint8)


def black_box(picture: GreyImage) -> GreyImage:
    picture[150:350, 200:440] = 30
    return picture


def sheet_on_desk(picture: GreyImage) -> GreyImage:
    desk = np.full(picture.shape, 50, np.uint8)
    desk[100:300, 150:450] = picture[:200, 150:450]
    return desk


def frame(picture: GreyImage) -> GreyImage:
    return np.asarray(cv2.rectangle(picture, (200, 150), (440, 350), 30, 12), np.uint8)


def dark_page(picture: GreyImage) -> GreyImage:
    return np.asarray(255 - picture, np.uint8)


def nothing(picture: GreyImage) -> GreyImage:
    return np.full_like(picture, 220)


@pytest.mark.parametrize(
    "change", [shadow, thick_zero, black_box, sheet_on_desk, frame, dark_page, nothing, lambda p: p]
)
def test_what_is_no_inset_stays(change: object) -> None:
    assert callable(change)
    picture = change(light_picture())
    assert without_insets(picture) is picture


def test_a_tiny_picture_stays() -> None:
    picture = np.full((1, 3), 200, np.uint8)
    assert without_insets(picture) is picture
