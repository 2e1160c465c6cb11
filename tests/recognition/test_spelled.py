"""Bars on a thin line: a classifier that knows narrow ink as 1s, and a spelling that says about where each is."""

import numpy as np

from bot.recognition.ctc import Spelling
from bot.recognition.judge import Judge
from bot.recognition.spelled import part_spelled
from bot.recognition.strip import MARGIN, columns_on_strip
from bot.recognition.types import CLASS_COUNT, Box, Segment
from tests.recognition.telling import Telling

HEIGHT, STEP = 40, 20
JUDGE = Judge(Telling(1, widest=12))


def bars(count: int) -> Segment:
    """A bar every `STEP` columns, joined by a thin line half-way up."""
    crop = np.zeros((HEIGHT, STEP * (count - 1) + 5), np.uint8)
    crop[20] = 255
    for number in range(count):
        crop[:, number * STEP : number * STEP + 5] = 255
    return Segment(Box(7, 11, crop.shape[1], HEIGHT), crop)


def spelling(whole: Segment, *columns: float) -> Spelling:
    """A 1 at each of these columns of the run."""
    places = (np.array(columns) * columns_on_strip(whole.box.width, HEIGHT) + MARGIN) / 2 - 0.5
    probabilities = np.zeros((len(columns), CLASS_COUNT), np.float32)
    probabilities[:, 1] = 1.0
    return Spelling((1,) * len(columns), tuple(places.tolist()), probabilities)


def test_each_digit_gets_its_own_ink() -> None:
    whole = bars(3)
    found = part_spelled(whole, spelling(whole, 2, 22, 42), JUDGE)
    assert len(found) == 3
    assert [part.box.height for part in found] == [HEIGHT] * 3
    for number, part in enumerate(found):
        left = 7 + number * STEP
        assert part.box.x <= left < left + 5 <= part.box.right


def test_a_middle_that_is_far_off_still_parts_where_the_digits_are_seen() -> None:
    whole = bars(2)
    first, second = part_spelled(whole, spelling(whole, 0, 24), JUDGE)
    assert 7 + 5 <= first.box.right <= second.box.x <= 7 + STEP
    assert first.box.x == 7


def test_nothing_of_the_ink_is_lost() -> None:
    whole = bars(3)
    found = part_spelled(whole, spelling(whole, 2, 22, 42), JUDGE)
    assert sum(int(part.crop.sum()) for part in found) == int(whole.crop.sum())


def test_digits_without_room_between_them_are_not_parted() -> None:
    whole = bars(2)
    assert part_spelled(whole, spelling(whole, 10, 10), JUDGE) == []
