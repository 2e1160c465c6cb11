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


@pytest.mark.parametrize("tilt", [-20, -12, -6, 3, 8, 12, 20])
def test_slanted_lines_stay_lines(tilt: float) -> None:
    assert order_lines(page(4, 8, tilt)) == [list(range(8 * row, 8 * row + 8)) for row in range(4)]


@pytest.mark.parametrize("tilt", [-9, 9])
@pytest.mark.parametrize("columns", [3, 4, 7])
def test_wide_spaces_do_not_break_a_slanted_line(tilt: float, columns: int) -> None:
    assert order_lines(page(1, columns, tilt, step=90)) == [list(range(columns))]


def test_four_wide_digits_that_fall_into_two_pairs_are_one_line() -> None:
    assert order_lines([Box(63, 157, 20, 54), Box(153, 143, 12, 34), Box(247, 130, 28, 30), Box(311, 115, 16, 32)]) == [
        [0, 1, 2, 3]
    ]


@pytest.mark.parametrize("tilt", [-20, -14, 14, 20])
@pytest.mark.parametrize(("rows", "columns", "step"), [(1, 2, 70), (1, 4, 60), (1, 7, 80), (2, 4, 60), (3, 3, 50)])
def test_few_digits_far_apart_on_a_sheet_held_askew_are_lines(tilt: float, rows: int, columns: int, step: int) -> None:
    boxes = [
        Box(box.x, box.y + 90 * row, box.width, box.height)
        for row in range(rows)
        for box in page(1, columns, tilt, step)
    ]
    assert order_lines(boxes) == [list(range(columns * row, columns * (row + 1))) for row in range(rows)]


def test_digits_below_each_other_are_lines_of_their_own() -> None:
    assert order_lines([Box(10, 0, 20, 32), Box(14, 50, 20, 32), Box(22, 100, 20, 32)]) == [[0], [1], [2]]
    assert order_lines([Box(10, 0, 20, 32), Box(45, 60, 20, 32)]) == [[0], [1]]


@given(st.lists(st.builds(Box, *[st.integers(0, 900)] * 2, *[st.integers(1, 80)] * 2), max_size=40))
def test_every_box_is_read_once(boxes: list[Box]) -> None:
    assert sorted(i for line in order_lines(boxes) for i in line) == list(range(len(boxes)))


def test_digits_of_different_height_share_a_line() -> None:
    assert order_lines([Box(0, 10, 20, 50), Box(30, 25, 18, 30), Box(60, 8, 20, 55)]) == [[0, 1, 2]]
