from dataclasses import replace

import numpy as np
import pytest

from bot.recognition.judge import Candidate
from bot.recognition.overlooked import may_be_digits, overlooked, without_bits
from bot.recognition.types import CLASS_COUNT, Box, Segment


def one(x: int, y: int = 100, height: int = 40, belief: float = 1.0) -> Candidate:
    crop = np.full((height, 8), 255, np.uint8)
    return Candidate(Segment(Box(x, y, 8, height), crop), np.eye(CLASS_COUNT, dtype=np.float32)[1], belief)


ROW = [one(100), one(130)]


def test_a_bar_in_a_row_of_digits_is_a_1() -> None:
    bar = one(160, y=97, height=44, belief=0.3)
    assert overlooked([bar], ROW) == [bar]


def test_bits_of_an_overlooked_digit_are_neither_digits_nor_letters() -> None:
    lost, bit, beside = one(160, belief=0.3), one(160, y=120, height=20), one(164)
    assert without_bits([*ROW, bit, beside], [lost]) == [*ROW, beside]


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
    assert overlooked([bar], ROW) == []


def test_a_doubtful_neighbour_bears_nothing_out() -> None:
    assert overlooked([one(160, belief=0.3)], [one(130, belief=0.6)]) == []


def table(*middles: tuple[int, int], belief: float = 1.0, sure: float = 1.0, digit: int = 8) -> list[Candidate]:
    """Digits, 24 wide and 40 high, around these middles."""
    probabilities = sure * np.eye(CLASS_COUNT, dtype=np.float32)[digit]
    crop = np.full((40, 24), 255, np.uint8)
    return [Candidate(Segment(Box(x - 12, y - 20, 24, 40), crop), probabilities, belief) for x, y in middles]


def test_what_stands_in_a_row_and_in_a_column_of_a_table_is_a_digit() -> None:
    (lost,) = table((300, 300), belief=0.1)
    assert overlooked([lost], table((100, 305), (295, 100))) == [lost]


@pytest.mark.parametrize(
    ("lost", "digits"),
    [
        (table((300, 300), belief=0.1), table((100, 305), (200, 295))),
        (table((300, 300), belief=0.1), table((300, 200), (305, 100))),
        (table((250, 300), belief=0.1), table((100, 300), (300, 100))),
        (table((300, 300), belief=0.1, sure=0.6), table((100, 305), (295, 100))),
        (table((300, 300), belief=0.01), table((100, 305), (295, 100))),
        (table((300, 300), belief=0.1), table((100, 305), (295, 100), belief=0.5)),
        (table((300, 300), belief=0.1), []),
    ],
    ids=[
        "a row alone",
        "a column alone",
        "between columns",
        "doubtful",
        "surely a rule",
        "doubtful neighbours",
        "alone",
    ],
)
def test_what_does_not_is_none(lost: list[Candidate], digits: list[Candidate]) -> None:
    assert overlooked(lost, digits) == []


def test_what_is_as_high_as_the_text_may_be_a_digit() -> None:
    stats = np.array([[0, 0, 8, 40, 300], [0, 0, 30, 40, 300], [0, 0, 60, 40, 300], [0, 0, 8, 200, 900]], np.int32)
    assert may_be_digits(stats, 40.0).tolist() == [True, True, False, False]


LONG_ROW = [(100, 300), (140, 300), (180, 305), (220, 295)]


def test_what_stands_in_a_long_row_of_digits_and_may_be_their_ink_is_one() -> None:
    """Its foot and its flag are as wide as a digit, so it is no bar."""
    (lost,) = table((60, 300), belief=0.3, digit=1)
    assert overlooked([lost], table(*LONG_ROW)) == [lost]


@pytest.mark.parametrize(
    ("lost", "digits"),
    [
        (table((60, 300), belief=0.1), table(*LONG_ROW)),
        (table((60, 300), belief=0.3, sure=0.8), table(*LONG_ROW)),
        (table((60, 300), belief=0.3), table(*LONG_ROW[:3])),
        (table((60, 300), belief=0.3), table(*LONG_ROW, sure=0.6)),
        (table((60, 340), belief=0.3), table(*LONG_ROW)),
        (table((400, 300), belief=0.3), table(*LONG_ROW)),
    ],
    ids=["other ink", "no digit for sure", "a short row", "a doubtful row", "below the row", "far away"],
)
def test_what_else_stands_near_a_long_row_is_none(lost: list[Candidate], digits: list[Candidate]) -> None:
    assert overlooked(lost, digits) == []


GAP = [(20, 300), (60, 300), *LONG_ROW]


@pytest.mark.parametrize(
    ("lost", "digits", "found"),
    [
        (table((140, 300), belief=0.08), [*GAP[:3], *GAP[4:]], True),
        (table((140, 300), belief=0.08, digit=1), [*GAP[:3], *GAP[4:]], False),
        (table((140, 300), belief=0.08, sure=0.95), [*GAP[:3], *GAP[4:]], False),
        (table((140, 300), belief=0.03), [*GAP[:3], *GAP[4:]], False),
        (table((260, 300), belief=0.08), GAP, False),
    ],
    ids=["a gap", "a slash", "hardly sure", "surely other ink", "at the end"],
)
def test_what_fills_a_gap_in_a_long_row_is_a_digit_if_its_form_tells(
    lost: list[Candidate], digits: list[tuple[int, int]], *, found: bool
) -> None:
    assert overlooked(lost, table(*digits)) == (lost if found else [])
