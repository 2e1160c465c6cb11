from bot.recognition.types import Box
from bot.recognition.whole import are_parts

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
