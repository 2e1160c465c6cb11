import pytest

from bot.recognition.types import Box
from bot.recognition.whole import are_kept, are_parts

LOOPS = [Box(100, 50, 80, 90), Box(95, 150, 90, 110)]


def test_loops_are_parts_of_the_figure_around_them() -> None:
    assert are_parts(LOOPS, [Box(80, 30, 120, 250)])


def test_a_digit_beside_the_figure_is_no_part_of_it() -> None:
    assert not are_parts([*LOOPS, Box(300, 50, 80, 90)], [Box(80, 30, 120, 250)])


def test_a_digit_is_no_part_of_a_lower_figure() -> None:
    assert not are_parts([Box(100, 50, 80, 90)], [Box(100, 60, 80, 60)])


def test_nothing_is_a_part_of_no_figure() -> None:
    assert not are_parts(LOOPS, [])
    assert not are_parts([], [])


SEVEN = Box(100, 50, 60, 40)


@pytest.mark.parametrize(
    ("figures", "kept"),
    [([SEVEN], True), ([Box(95, 50, 70, 100)], True), (LOOPS, False), ([Box(300, 50, 60, 40)], False), ([], False)],
    ids=["the same", "its upper half", "fallen apart", "elsewhere", "lost"],
)
def test_a_digit_is_kept_whole_in_one_figure(figures: list[Box], kept: bool) -> None:
    read = Box(90, 40, 100, 230) if figures is LOOPS else SEVEN
    assert are_kept([read], figures) == kept
