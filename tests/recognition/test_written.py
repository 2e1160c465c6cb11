"""The numbers in a person's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.align import digits_of
from bot.recognition.written import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1234", "1234"),
        ("  12 34\n\n5,678.90 ", "12 34\n5,678.90"),
        ("No, it's 1234!", "1234"),
        ("= 12", "12"),
        ("٣٤", "34"),
        ("1’000’000", "1’000’000"),
    ],
)
def test_numbers_are_kept_as_written(text: str, numbers: str) -> None:
    assert numbers_in(text, expected=4) == numbers or numbers_in(text, expected=7) == numbers


@pytest.mark.parametrize(
    "text", ["", "wrong", "??", "there are 2 mistakes", "1234 not 1284", "1 -> 7", "3rd is 7", "²"]
)
def test_prose_is_no_correction(text: str) -> None:
    assert numbers_in(text, expected=4) is None


@given(st.text(max_size=30), st.integers(0, 5))
def test_any_text_gives_digits_or_nothing(text: str, expected: int) -> None:
    numbers = numbers_in(text, expected)
    assert numbers is None or (digits_of(numbers[0]) and digits_of(numbers[-1]))


@given(st.lists(st.text("0123456789 ,.", min_size=1).filter(digits_of), min_size=1))
def test_no_digit_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    numbers = numbers_in(text, expected=0)
    assert numbers is not None
    assert digits_of(numbers) == digits_of(text)
