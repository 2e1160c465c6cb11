"""Alignment of a person's text to the glyphs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.align import align, align_lines
from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, Probabilities

NUMBERS = st.text("0123456789", max_size=12)


def read_as(digits: str, sure: float = 0.99, **second: tuple[str, float]) -> Probabilities:
    """Probabilities of a model that reads `digits`; `g2=("3", 0.2)`: glyph 2 may be a 3 ("x": no digit)."""
    rows = np.full((len(digits), CLASS_COUNT), (1 - sure) / 10, np.float32)
    for row, digit in zip(rows, digits, strict=True):
        row[int(digit)] = sure
    for glyph, (label, share) in second.items():
        row = rows[int(glyph[1:])]
        row *= 1 - share
        row[NOT_A_DIGIT if label == "x" else int(label)] += share
    return rows


@st.composite
def probabilities(draw: st.DrawFn) -> Probabilities:
    rows = draw(st.lists(st.lists(st.floats(0, 1, width=32), min_size=11, max_size=11), max_size=8))
    table = np.array(rows, np.float32).reshape(-1, CLASS_COUNT) + 1e-6
    return np.asarray(table / table.sum(axis=1, keepdims=True), np.float32)


@given(probabilities(), st.data())
def test_same_length_is_one_to_one(table: Probabilities, data: st.DataObject) -> None:
    digits = data.draw(st.text("0123456789", min_size=len(table), max_size=len(table)))
    result = align(table, digits)
    assert result.labels == tuple(map(int, digits))
    assert result.complete


@given(probabilities(), NUMBERS)
def test_labels_are_a_subsequence_of_the_text(table: Probabilities, digits: str) -> None:
    result = align(table, digits)
    assert len(result.labels) == len(table)
    rest = iter(digits)
    given_labels = [str(label) for label in result.labels if label not in (None, NOT_A_DIGIT)]
    assert all(label in rest for label in given_labels)
    assert result.complete == (len(given_labels) == len(digits))


@given(NUMBERS, NUMBERS, st.sampled_from("0123456789"))
def test_an_unread_digit_leaves_the_others_right(left: str, right: str, missed: str) -> None:
    result = align(read_as(left + right), left + missed + right)
    assert result.labels == tuple(map(int, left + right))
    assert not result.complete


@given(NUMBERS, NUMBERS, st.sampled_from("0123456789"))
def test_a_stray_glyph_is_no_digit_or_unclear(left: str, right: str, stray: str) -> None:
    result = align(read_as(left + stray + right), left + right)
    place = len(left)
    others = result.labels[:place] + result.labels[place + 1 :]
    assert result.labels[place] in (NOT_A_DIGIT, None)
    assert all(label in (int(digit), None) for label, digit in zip(others, left + right, strict=True))


def test_a_stray_glyph_between_other_digits_is_named() -> None:
    assert align(read_as("12945"), "1245").labels == (1, 2, NOT_A_DIGIT, 4, 5)


def test_which_of_two_equal_glyphs_is_stray_stays_open() -> None:
    assert align(read_as("1223"), "123").labels == (1, None, None, 3)


def test_the_model_decides_which_of_two_equal_glyphs_is_stray() -> None:
    assert align(read_as("1223", g2=("x", 0.4)), "123").labels == (1, 2, NOT_A_DIGIT, 3)


def test_a_misread_far_from_the_gap_is_corrected() -> None:
    assert align(read_as("188456", g2=("3", 0.2)), "1834567").labels == (1, 8, 3, 4, 5, 6)


def test_a_piece_that_may_hold_two_digits_gets_no_label() -> None:
    assert align(read_as("1845", g1=("3", 0.2)), "12345").labels == (1, None, 4, 5)


def test_halves_of_one_digit_get_no_label() -> None:
    assert align(read_as("1175", g1=("4", 0.3)), "145").labels == (1, None, None, 5)


def test_no_glyphs_and_no_digits() -> None:
    assert align(read_as(""), "12").labels == ()
    assert not align(read_as(""), "12").complete
    assert align(read_as("79"), "").labels == (NOT_A_DIGIT, NOT_A_DIGIT)


@pytest.mark.parametrize("text", ["12\n3456", "12\n\n3456\n", "1 2\n3,456"])
def test_lines_are_aligned_one_by_one(text: str) -> None:
    result = align_lines([read_as("127").tolist(), read_as("345").tolist()], text)
    assert result.labels == (1, 2, NOT_A_DIGIT, 3, 4, 5)
    assert not result.complete


@pytest.mark.parametrize("text", ["123456", "12\n34\n56"])
def test_other_line_breaks_are_aligned_as_one_row(text: str) -> None:
    result = align_lines([read_as("128").tolist(), read_as("456").tolist()], text)
    assert result.labels == (1, 2, 3, 4, 5, 6)
    assert result.complete


def test_a_long_text_is_aligned_in_time() -> None:
    digits = "3141592653" * 40
    result = align(read_as(digits), digits[:200] + "7" + digits[200:])
    assert result.labels == tuple(map(int, digits))
