import cv2
import numpy as np

from bot.recognition.annotate import GREEN, LONG_SIDE, ORANGE, SHORTEST_SIDE, Mark, annotate
from bot.recognition.types import Box
from tests.drawing import Picture, draw_page, jpeg, png

PAGE = draw_page(["42"])


def drawn(data: bytes, *marks: Mark) -> Picture:
    picture = cv2.imdecode(np.frombuffer(annotate(data, marks), np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def near(picture: Picture, colour: tuple[int, int, int]) -> int:
    return int((np.abs(picture.astype(int) - colour).max(axis=2) < 40).sum())


def test_certain_and_doubtful_digits_look_different() -> None:
    box = Box(60, 60, 60, 80)
    certain, doubtful = (drawn(png(PAGE), Mark(box, "4", doubtful=doubt)) for doubt in (False, True))
    assert near(certain, GREEN) > 100 > near(certain, ORANGE)
    assert near(doubtful, ORANGE) > near(certain, GREEN)
    assert near(doubtful, GREEN) < 100


def test_the_answer_is_neither_too_large_nor_too_small() -> None:
    large = cv2.resize(PAGE, (3000, 2000))
    assert max(drawn(jpeg(np.asarray(large, np.uint8))).shape) == LONG_SIDE
    small = cv2.resize(PAGE, (60, 40))
    assert max(drawn(jpeg(np.asarray(small, np.uint8))).shape) == SHORTEST_SIDE


def test_marks_at_the_border_stay_inside() -> None:
    height, width = PAGE.shape[:2]
    corners = [Box(0, 0, 9, 9), Box(width - 9, height - 9, 9, 9)]
    assert drawn(png(PAGE), *[Mark(box, "8", doubtful=True) for box in corners]).any()
