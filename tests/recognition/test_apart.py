"""Two leaning bars that share columns and are joined by a thin stroke, as 11 is written in haste."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from bot.recognition.apart import apart_by_votes
from bot.recognition.judge import TRUST, Candidate, Judge
from bot.recognition.tiles import InkMap
from bot.recognition.types import CERTAIN, Box, Segment
from tests.recognition.telling import Telling

HEIGHT, LEAN, STEP, AT = 40, 12, 10, 20


JUDGE = Judge(Telling(1, widest=10))
"""A 1 where the ink is less than 10 of 28 pixels wide, else no digit."""


def bars(count: int, belief: float = 1.0) -> Candidate:
    """So many bars, each a few columns beside the one before it."""
    crop = np.zeros((HEIGHT, LEAN + STEP * (count - 1) + 5), np.uint8)
    for number in range(count):
        left = number * STEP
        cv2.line(crop, (left + LEAN + 2, 0), (left + 2, HEIGHT - 1), 255, 3)
    crop[20, LEAN // 2 : LEAN // 2 + STEP * (count - 1)] = 255
    (candidate,) = JUDGE([Segment(Box(AT, AT, crop.shape[1], HEIGHT), crop)])
    return replace(candidate, belief=belief)


def voting(count: int) -> InkMap:
    """Each pixel points to the middle of the bar whose line is nearest."""
    rows, columns = np.indices((60, 60)) * 2.0
    lines = AT + 2 + LEAN * (1 - (rows - AT) / HEIGHT)
    number = np.clip(np.rint((columns - lines) / STEP), 0, count - 1)
    middles = AT + 2 + LEAN / 2 + number * STEP, np.full(rows.shape, AT + HEIGHT / 2)
    offset = np.stack([middles[0] - columns, middles[1] - rows], axis=-1).astype(np.float32)
    return InkMap(np.full((120, 120), 255, np.uint8), offset, np.array([1, 0, 0, 0], np.float32), 1.0)


def test_what_was_found_by_trying_is_never_certain() -> None:
    assert TRUST < CERTAIN


@pytest.mark.parametrize("count", [2, 3, 4])
def test_digits_that_no_column_parts_come_apart_in_reading_order(count: int) -> None:
    whole = bars(count)
    assert whole.confidence == 0
    parts = apart_by_votes([whole], voting(count), HEIGHT, JUDGE)
    assert [part.digit for part in parts] == [1] * count
    assert all(part.height >= HEIGHT - 2 for part in parts)
    assert [part.confidence for part in parts] == pytest.approx([TRUST] * count)
    assert [part.segment.box.x for part in parts] == pytest.approx([AT + STEP * i for i in range(count)], abs=4)


def test_ink_that_votes_for_one_middle_stays_whole() -> None:
    whole = bars(2)
    assert apart_by_votes([whole], voting(1), HEIGHT, JUDGE) == [whole]


@pytest.mark.parametrize(("belief", "text"), [(0.3, HEIGHT), (1.0, 4 * HEIGHT)], ids=["hardly a digit's", "small"])
def test_what_may_be_no_digits_stays_whole(belief: float, text: int) -> None:
    whole = bars(2, belief)
    assert apart_by_votes([whole], voting(2), text, JUDGE) == [whole]


def test_a_sure_digit_is_not_tried() -> None:
    sure = bars(1)
    assert sure.confidence == 1
    assert apart_by_votes([sure], voting(2), HEIGHT, JUDGE) == [sure]
