"""Digits come out of a ring around them; zeros with a dot or a stroke within stay zeros."""

import cv2
import numpy as np
import pytest

from bot.recognition.judge import Candidate, Judge
from bot.recognition.ringed import out_of_rings
from bot.recognition.types import CLASS_COUNT, Box, GreyImage, Segment
from tests.recognition.telling import Telling

ONES, SEVENS = (Judge(Telling(digit, widest=15)) for digit in (1, 7))


def candidate(crop: GreyImage, digit: int = 0) -> Candidate:
    row = np.eye(CLASS_COUNT, dtype=np.float32)[digit]
    return Candidate(Segment(Box(0, 0, crop.shape[1], crop.shape[0]), crop), row)


def ringed(*heights: int, aside: int = 0) -> Candidate:
    """A ring 80 pixels high, and in it bars so high beside each other, so far beside its middle."""
    crop = np.zeros((80, 80), np.uint8)
    cv2.circle(crop, (40, 40), 37, 255, 4)
    for row, height in enumerate(heights):
        left = 37 + aside + 14 * row
        crop[40 - height // 2 : 40 + height // 2, left : left + 6] = 255
    return candidate(crop)


BESIDE = candidate(np.full((44, 10), 255, np.uint8), digit=4)


def test_digits_come_out_of_their_ring() -> None:
    found = out_of_rings([ringed(40, 40), BESIDE], ONES)
    assert [(digit.digit, digit.segment.box.height) for digit in found] == [(1, 40), (1, 40), (4, 44)]


@pytest.mark.parametrize(
    "zero",
    [ringed(), ringed(20), ringed(70), ringed(40, aside=26)],
    ids=["nothing within", "a dot", "a stroke through it", "beside the middle"],
)
def test_a_zero_is_no_ring(zero: Candidate) -> None:
    assert out_of_rings([zero, BESIDE], ONES) == [zero, BESIDE]


def test_a_ring_around_a_1_is_told_by_its_size() -> None:
    """A zero may have a free stroke within."""
    zero, large = ringed(40), candidate(np.full((80, 20), 255, np.uint8), digit=4)
    assert out_of_rings([zero], ONES) == [zero]
    assert out_of_rings([zero, large], ONES) == [zero, large]
    assert [digit.digit for digit in out_of_rings([zero], SEVENS)] == [7]
