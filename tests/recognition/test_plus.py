"""A plus, as hands draw it, and what is none."""

import cv2
import numpy as np
import pytest

from bot.recognition.plus import is_plus
from bot.recognition.types import Box, Segment

Stroke = list[tuple[int, int]]


def drawn(*strokes: Stroke, width: int = 6) -> Segment:
    field = np.zeros((120, 120), np.uint8)
    for stroke in strokes:
        cv2.polylines(field, [np.array(stroke) + 20], False, 255, width)
    x, y, wide, tall = cv2.boundingRect(field)
    return Segment(Box(x, y, wide, tall), np.asarray(field[y : y + tall, x : x + wide], np.uint8))


@pytest.mark.parametrize(
    "strokes",
    [
        ([(40, 0), (40, 80)], [(0, 40), (80, 40)]),
        ([(44, 0), (36, 80)], [(0, 44), (80, 38)]),
        ([(30, 0), (30, 80)], [(5, 42), (60, 42)]),
    ],
)
def test_a_plus_is_told_whoever_drew_it(strokes: tuple[Stroke, ...]) -> None:
    assert is_plus(drawn(*strokes))
    assert is_plus(drawn(*strokes, width=12))


@pytest.mark.parametrize(
    "strokes",
    [
        ([(0, 0), (80, 80)], [(80, 0), (0, 80)]),  # x
        ([(40, 0), (40, 80)], [(0, 10), (80, 10)]),  # T
        ([(30, 0), (30, 70), (55, 80)], [(5, 22), (60, 22)]),  # t
        ([(20, 0), (0, 50), (70, 50)], [(50, 30), (50, 80)]),  # 4
        ([(0, 40), (80, 40)],),
        ([(40, 0), (40, 80)],),
        ([(0, 0), (80, 0), (80, 80), (0, 80), (0, 0)],),
    ],
)
def test_letters_digits_and_bars_are_none(strokes: tuple[Stroke, ...]) -> None:
    assert not is_plus(drawn(*strokes))


def test_pale_specks_are_none() -> None:
    assert not is_plus(Segment(Box(0, 0, 20, 20), np.full((20, 20), 60, np.uint8)))
