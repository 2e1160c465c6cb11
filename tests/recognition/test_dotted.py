"""A hook or a bar above a dot is a question or exclamation mark; digits that merely end high or near a dot are not."""

import numpy as np
import pytest

from bot.recognition.dotted import without_dotted
from bot.recognition.judge import Candidate
from bot.recognition.types import CLASS_COUNT, Box, Segment

GROUND, HEIGHT = 140, 40


def candidate(digit: int, crop: np.ndarray, x: int, top: int) -> Candidate:
    probabilities = np.zeros(CLASS_COUNT, np.float32)
    probabilities[digit] = 0.99
    return Candidate(Segment(Box(x, top, crop.shape[1], crop.shape[0]), crop), probabilities)


def full(digit: int, x: int) -> Candidate:
    """A digit that stands on the ground line."""
    return candidate(digit, np.full((HEIGHT, 24), 255, np.uint8), x, GROUND - HEIGHT)


def hook(digit: int = 7, *, rest: tuple[int, int] | None = None) -> Candidate:
    """A hook 28 pixels high that begins where the digits do, and below it what is left of it: width and height."""
    crop = np.zeros((HEIGHT if rest else 28, 24), np.uint8)
    crop[:28] = 255
    if rest:
        width, height = rest
        crop[HEIGHT - height :, 8 : 8 + width] = 255
    return candidate(digit, crop, 110, GROUND - HEIGHT)


NUMBER = [full(4, 20), full(2, 60)]
DOT = Box(118, 134, 6, 6)


def test_a_hook_above_a_dot_is_no_digit() -> None:
    assert without_dotted([*NUMBER, hook()], [DOT]) == NUMBER
    assert without_dotted([*NUMBER, hook(1)], [DOT]) == NUMBER
    assert without_dotted([*NUMBER, hook(rest=(6, 6))], []) == NUMBER, "the dot may be taken for a part of it"


@pytest.mark.parametrize(
    ("last", "foreign"),
    [
        (hook(), []),
        (hook(), [Box(150, 134, 6, 6)]),
        (hook(), [Box(118, 160, 6, 6)]),
        (hook(), [Box(112, 132, 20, 14)]),
        (hook(8), [DOT]),
        (full(7, 110), [Box(118, 142, 6, 6)]),
        (hook(rest=(3, 9)), []),
    ],
    ids=["no dot", "beside it", "on the next line", "too large", "no hook", "ends on the ground", "a broken stroke"],
)
def test_anything_else_stays(last: Candidate, foreign: list[Box]) -> None:
    assert without_dotted([*NUMBER, last], foreign) == [*NUMBER, last]


def test_a_digit_alone_has_no_ground_line() -> None:
    alone = [hook()]
    assert without_dotted(alone, [DOT]) == alone
    assert not without_dotted([], [DOT])
