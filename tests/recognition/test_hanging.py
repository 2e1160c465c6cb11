import cv2
import numpy as np
import pytest

from bot.recognition.hanging import without_bits_of_rules
from bot.recognition.ink import Ink, find_ink
from bot.recognition.judge import Candidate
from bot.recognition.types import CLASS_COUNT, Box, Segment

RULE = 200
"""Height at which a rule runs across the page."""


def page(*bars: int) -> Ink:
    """A page with a rule across, and bars 60 pixels high that stand on it (if from -1 on) or above it, at these x."""
    grey = np.full((300, 700), 215, np.uint8)
    cv2.line(grey, (20, RULE), (680, RULE), 40, 4)
    for x in bars:
        bottom = RULE if x < 0 else RULE - 20
        cv2.line(grey, (abs(x), bottom - 60), (abs(x), bottom), 40, 8)
    return find_ink(grey, 1.0)


def bar(x: int, certainty: float, digit: int = 1) -> Candidate:
    """A bar of such a page as a digit, so certain."""
    bottom = RULE if x < 0 else RULE - 20
    probabilities = np.zeros(CLASS_COUNT, np.float32)
    probabilities[digit] = certainty
    return Candidate(Segment(Box(abs(x) - 4, bottom - 60, 8, 60), np.full((60, 8), 255, np.uint8)), probabilities)


FREE = tuple(range(80, 480, 80))


@pytest.mark.parametrize(
    ("x", "certainty", "digit", "kept"),
    [(-600, 0.7, 1, False), (-600, 0.99, 1, True), (-600, 0.7, 7, True), (600, 0.7, 1, True)],
    ids=["hangs on it", "certain", "a 7", "free"],
)
def test_a_doubtful_1_on_a_rule_is_a_bit_of_it(x: int, certainty: float, digit: int, *, kept: bool) -> None:
    digits = [bar(each, 0.99) for each in FREE]
    last = bar(x, certainty, digit)
    found = without_bits_of_rules([*digits, last], page(*FREE, x))
    assert found == ([*digits, last] if kept else digits)


def test_where_the_other_digits_hang_on_the_rule_too_it_is_a_1() -> None:
    places = tuple(-x for x in FREE)
    digits = [*(bar(each, 0.99) for each in places), bar(-600, 0.7)]
    assert without_bits_of_rules(digits, page(*places, -600)) == digits


def test_a_few_digits_tell_nothing() -> None:
    digits = [bar(80, 0.99), bar(160, 0.99), bar(-600, 0.7)]
    assert without_bits_of_rules(digits, page(80, 160, -600)) == digits
