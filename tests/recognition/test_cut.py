"""Cutting with a classifier that takes what is narrow for a 1 and what is wide for no digit."""

from dataclasses import replace

import numpy as np
import pytest

from bot.recognition.cut import cut_again, cut_touching
from bot.recognition.judge import Candidate, Judge
from bot.recognition.segment import slice_columns
from bot.recognition.types import Box, Segment
from tests.recognition.telling import Telling

HEIGHT = 40


JUDGE = Judge(Telling(1, widest=10))


def bridged(width: int) -> Segment:
    """Two bars, 6 pixels wide, whose feet a thin stroke joins."""
    crop = np.zeros((HEIGHT, width), np.uint8)
    crop[:, :6] = crop[:, -6:] = crop[-2:] = 255
    return Segment(Box(100, 50, width, HEIGHT), crop)


def judged(*segments: Segment | None, belief: float = 1.0) -> list[Candidate]:
    found = JUDGE([segment for segment in segments if segment is not None])
    return [replace(candidate, belief=belief) for candidate in found]


@pytest.mark.parametrize("width", [28, 36], ids=["narrow", "wide"])
def test_two_joined_digits_are_parted(width: int) -> None:
    parts = cut_touching(judged(bridged(width)), HEIGHT, JUDGE)
    assert [part.digit for part in parts] == [1, 1]
    assert [parts[0].segment.box.x, parts[1].segment.box.right] == [100, 100 + width]


def test_a_narrow_piece_that_may_be_no_digit_is_left_whole() -> None:
    (whole,) = cut_touching(judged(bridged(28), belief=0.6), HEIGHT, JUDGE)
    assert whole.segment.box.width == 28


def test_neighbours_that_were_parted_in_the_wrong_place_are_cut_again() -> None:
    segment = bridged(30)
    wrong = judged(slice_columns(segment, 0, 22), slice_columns(segment, 22, 30))
    assert [candidate.confidence for candidate in wrong] == [0.0, 1.0]
    right = cut_again(wrong, HEIGHT, JUDGE)
    assert [part.confidence for part in right] == [1.0, 1.0]


def test_digits_that_are_sure_or_stand_apart_stay() -> None:
    segment = bridged(30)
    sure = judged(slice_columns(segment, 0, 12), slice_columns(segment, 18, 30))
    assert cut_again(sure, HEIGHT, JUDGE) == sure
    far = replace(
        sure[1], segment=replace(segment, box=Box(300, 50, 30, HEIGHT)), probabilities=np.zeros(11, np.float32)
    )
    assert cut_again([sure[0], far], HEIGHT, JUDGE) == [sure[0], far]
