import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.lines import order_lines
from bot.recognition.types import Box


def page(rows: int, columns: int, tilt: float = 0.0, step: int = 30) -> list[Box]:
    rise = math.tan(math.radians(tilt))
    return [
        Box(50 + c * step, round(400 + r * 60 + rise * c * step), 20, 32) for r in range(rows) for c in range(columns)
    ]


def test_no_boxes_make_no_lines() -> None:
    assert order_lines([]) == []


@given(st.randoms(use_true_random=False), st.integers(1, 6), st.integers(1, 9))
def test_any_order_of_boxes_gives_the_reading_order(random: object, rows: int, columns: int) -> None:
    boxes = page(rows, columns)
    shuffled = boxes.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    lines = [[boxes.index(shuffled[i]) for i in line] for line in order_lines(shuffled)]
    assert lines == [list(range(r * columns, (r + 1) * columns)) for r in range(rows)]


@pytest.mark.parametrize("tilt", [-12, -6, 3, 8, 12])
def test_slanted_lines_stay_lines(tilt: float) -> None:
    assert [len(line) for line in order_lines(page(4, 8, tilt))] == [8] * 4


@given(st.lists(st.builds(Box, *[st.integers(0, 900)] * 2, *[st.integers(1, 80)] * 2), max_size=40))
def test_every_box_is_read_once(boxes: list[Box]) -> None:
    assert sorted(i for line in order_lines(boxes) for i in line) == list(range(len(boxes)))


def test_digits_of_different_height_share_a_line() -> None:
    assert order_lines([Box(0, 10, 20, 50), Box(30, 25, 18, 30), Box(60, 8, 20, 55)]) == [[0, 1, 2]]
