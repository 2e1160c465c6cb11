import numpy as np

from bot.recognition.judge import Candidate, Judge
from bot.recognition.part import part_loose, part_neighbours
from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, Box, GreyImage, Segment
from tests.recognition.telling import Telling

NARROW_ONES = Judge(Telling(1, widest=15))


def candidate(crop: GreyImage, confidence: float = 0.0, digit: int = 4) -> Candidate:
    row = np.zeros(CLASS_COUNT, np.float32)
    row[digit], row[NOT_A_DIGIT] = confidence, 1.0 - confidence
    return Candidate(Segment(Box(0, 0, crop.shape[1], crop.shape[0]), crop), row)


def bars(*columns: int, height: int = 40) -> GreyImage:
    crop = np.zeros((40, max(columns) + 6), np.uint8)
    for column in columns:
        crop[:height, column : column + 6] = 255
    crop[:, :6] = 255
    return crop


def test_a_dash_beside_a_digit_comes_off() -> None:
    crop = np.zeros((40, 60), np.uint8)
    crop[:, 50:56] = crop[18:22, :30] = 255
    parts = part_loose([candidate(crop)], NARROW_ONES)
    assert [part.confidence for part in parts if part.segment.box.width < 10] == [1.0]
    assert len(parts) == 2


def test_the_stem_of_a_likely_6_stays_though_its_bowl_alone_is_a_surer_0() -> None:
    crop = np.zeros((60, 30), np.uint8)
    crop[:30, :6] = crop[34:, 4:16] = 255
    six = candidate(crop, confidence=0.87, digit=6)
    assert part_loose([six], NARROW_ONES) == [six]
    assert len(part_loose([candidate(crop, confidence=0.7, digit=6)], NARROW_ONES)) == 2


def test_digits_beside_each_other_come_apart_even_if_both_look_like_one() -> None:
    (parts,) = part_neighbours([candidate(bars(0, 20), confidence=1.0)], NARROW_ONES)
    assert [(part.digit, part.segment.box.x) for part in parts] == [(1, 0), (1, 20)]


def stacked(*heights: int, gap: int) -> GreyImage:
    """A column of bars as high as given, with so many rows between them."""
    crop = np.zeros((sum(heights) + gap * (len(heights) - 1), 6), np.uint8)
    top = 0
    for height in heights:
        crop[top : top + height] = 255
        top += height + gap
    return crop


def test_digits_above_each_other_come_apart_where_the_whole_is_none_for_sure() -> None:
    (parts,) = part_neighbours([candidate(stacked(30, 26, gap=16), confidence=0.8)], NARROW_ONES)
    assert [(part.digit, part.segment.box.y) for part in parts] == [(1, 0), (1, 46)]


def test_a_sure_digit_a_broken_stroke_and_a_dot_below_stay_whole() -> None:
    sure = candidate(stacked(30, 26, gap=16), confidence=0.99)
    broken, dotted = candidate(stacked(30, 26, gap=6)), candidate(stacked(40, 8, gap=16))
    assert part_neighbours([sure, broken, dotted], NARROW_ONES) == [[sure], [broken], [dotted]]


def test_a_broken_0_and_what_has_a_short_piece_stay() -> None:
    broken, short = candidate(bars(0, 20), confidence=0.95, digit=0), candidate(bars(0, 20, height=12))
    assert part_neighbours([broken, short], NARROW_ONES) == [[broken], [short]]
