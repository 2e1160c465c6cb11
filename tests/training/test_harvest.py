import numpy as np

from bot.recognition.types import NOT_A_DIGIT, Box, Segment
from bot.settings import INK_MODEL
from tests.training.digits import small_set
from training.harvest import harvest, label_of


def segment(x: int, width: int) -> Segment:
    return Segment(Box(x, 10, width, 20), np.full((20, width), 255, np.uint8))


def owner() -> np.ndarray:
    """A 4 in columns 10 to 19 and a 7 in columns 20 to 29."""
    field = np.zeros((40, 60), np.uint16)
    field[10:30, 10:20], field[10:30, 20:30] = 1, 2
    return field


def test_a_whole_digit_keeps_its_label() -> None:
    assert label_of(segment(10, 10), owner(), [4, 7]) == 4
    assert label_of(segment(20, 11), owner(), [4, 7]) == 7


def test_two_digits_are_none() -> None:
    assert label_of(segment(10, 20), owner(), [4, 7]) == NOT_A_DIGIT


def test_a_small_part_and_other_ink_are_left_open() -> None:
    part = segment(10, 3)
    other_ink = segment(40, 10)
    assert label_of(part, owner(), [4, 7]) is None
    assert label_of(other_ink, owner(), [4, 7]) is None


def test_most_of_a_digit_is_left_open() -> None:
    assert label_of(segment(10, 7), owner(), [4, 7]) is None


def test_what_is_cut_from_pages_is_the_same_for_the_same_seed() -> None:
    one, again = (harvest(small_set(), INK_MODEL, 60, (5,), 1) for _ in range(2))
    assert (one.glyphs == again.glyphs).all()
    assert (one.labels == again.labels).all()
    assert one.glyphs.shape == (60, 28, 28)
    assert len(set(one.labels.tolist())) >= 6
    assert one.glyphs.reshape(60, -1).max(axis=1).min() == 255
