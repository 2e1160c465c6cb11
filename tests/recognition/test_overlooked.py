from dataclasses import replace

import numpy as np
import pytest

from bot.recognition.judge import Candidate
from bot.recognition.overlooked import may_be_bars, overlooked_ones
from bot.recognition.types import CLASS_COUNT, Box, Segment


def one(x: int, y: int = 100, height: int = 40, belief: float = 1.0) -> Candidate:
    crop = np.full((height, 8), 255, np.uint8)
    return Candidate(Segment(Box(x, y, 8, height), crop), np.eye(CLASS_COUNT, dtype=np.float32)[1], belief)


ROW = [one(100), one(130)]


def test_a_bar_in_a_row_of_digits_is_a_1() -> None:
    bar = one(160, y=97, height=44, belief=0.3)
    assert overlooked_ones([bar], ROW) == [bar]


@pytest.mark.parametrize(
    "bar",
    [
        one(160, belief=0.05),
        one(160, y=80, height=90, belief=0.3),
        one(160, y=140, belief=0.3),
        one(260, belief=0.3),
        replace(one(160, belief=0.3), probabilities=np.eye(CLASS_COUNT, dtype=np.float32)[7]),
    ],
    ids=["surely a rule", "higher than the row", "below the row", "far away", "no 1"],
)
def test_other_bars_are_not(bar: Candidate) -> None:
    assert overlooked_ones([bar], ROW) == []


def test_a_doubtful_neighbour_bears_nothing_out() -> None:
    assert overlooked_ones([one(160, belief=0.3)], [one(130, belief=0.6)]) == []


def test_bars_are_slim_and_as_high_as_the_text() -> None:
    stats = np.array([[0, 0, 8, 40, 300], [0, 0, 30, 40, 300], [0, 0, 8, 200, 900], [0, 0, 4, 12, 40]], np.int32)
    assert may_be_bars(stats, 40.0).tolist() == [True, False, False, False]
