import numpy as np

from bot.recognition.runs import find_runs
from bot.recognition.types import Box, Segment


def segment(x: int, y: int = 10, width: int = 20, height: int = 40) -> Segment:
    return Segment(Box(x, y, width, height), np.full((height, width), 255, np.uint8))


def test_what_touches_or_nearly_does_is_one_run_from_left_to_right() -> None:
    assert find_runs([segment(32), segment(0), segment(80), segment(15)], 40.0) == [[1, 3, 0], [2]]


def test_what_stands_above_is_another_run() -> None:
    assert find_runs([segment(0), segment(5, y=45)], 40.0) == [[0], [1]]


def test_a_chain_is_one_run_whatever_its_ends_share() -> None:
    stairs = [segment(20 * step, y=10 + 15 * step) for step in range(4)]
    assert find_runs(stairs, 40.0) == [[0, 1, 2, 3]]


def test_without_segments_there_are_no_runs() -> None:
    assert find_runs([], 40.0) == []
