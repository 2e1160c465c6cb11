import numpy as np
import pytest

from bot.recognition.types import CERTAIN, Box, Digit, Line, Reading, Segment

CROP = np.full((4, 3), 255, np.uint8)


def digit(value: int, x: int, confidence: float = 0.99) -> Digit:
    return Digit(value, confidence, (0.0,) * 11, Box(x, 5, 10, 20), CROP)


@pytest.mark.parametrize("values", [(-1, 0, 2, 2), (0, -1, 2, 2), (0, 0, 0, 2), (0, 0, 2, 0)])
def test_a_box_refuses_nonsense(values: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="not a box"):
        Box(*values)


def test_a_box_around_two_holds_both_and_no_more() -> None:
    one, other = Box(2, 8, 5, 4), Box(4, 1, 9, 3)
    assert one.around(other) == other.around(one) == Box(2, 1, 11, 11)
    assert one.around(one) == one


def test_a_segment_holds_ink() -> None:
    with pytest.raises(ValueError, match="holds ink"):
        Segment(Box(0, 0, 3, 4), np.zeros((4, 3), np.uint8))


@pytest.mark.parametrize(("value", "confidence"), [(10, 0.5), (-1, 0.5), (3, 1.5)])
def test_a_digit_refuses_nonsense(value: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="not a digit"):
        digit(value, 0, confidence)


def test_a_digit_carries_all_probabilities() -> None:
    with pytest.raises(ValueError, match="10 probabilities"):
        Digit(1, 0.9, (0.1,) * 10, Box(0, 0, 1, 1), CROP)


def test_certain_begins_at_the_threshold() -> None:
    assert digit(1, 0, CERTAIN).certain
    assert not digit(1, 0, CERTAIN - 0.01).certain


def test_a_line_is_not_empty() -> None:
    with pytest.raises(ValueError, match="at least one digit"):
        Line(())


def test_a_wide_gap_is_written_as_a_space() -> None:
    assert Line((digit(4, 0), digit(2, 15), digit(7, 60))).text == "42 7"


def test_a_reading_joins_lines_and_lists_digits_in_order() -> None:
    reading = Reading((Line((digit(1, 0), digit(2, 12))), Line((digit(3, 0),))), 100, 50, "m")
    assert reading.text == "12\n3"
    assert [d.digit for d in reading.digits] == [1, 2, 3]


def test_a_reading_without_digits_has_no_text() -> None:
    assert Reading((), 10, 10, "m").text == ""
