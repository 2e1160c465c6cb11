"""Numbers as text: plain ones, and every kind of sign beside and between them."""

from collections.abc import Callable

import numpy as np
import pytest

from training.pages.numbers import LABELS, UNITS, some_digits, some_number
from training.pages.signs import SIGNS

DIGITS = "0123456789"


def is_name(text: str) -> bool:
    """Whether a text is one word of three letters or more, in any language, and no unit or label."""
    word = text.strip()
    return word.isalpha() and len(word) > 2 and word not in {*UNITS, *LABELS}


def test_numbers_stand_beside_any_words() -> None:
    rng = np.random.default_rng(8)
    labels = [some_number(rng, 1.0, "labels").rstrip(DIGITS) for _ in range(200)]
    assert 40 < sum(map(is_name, labels)) < 110


def test_some_numbers_end_in_a_run_of_one_digit() -> None:
    rng = np.random.default_rng(3)
    numbers = [some_digits(6, rng) for _ in range(600)]
    assert all(len(number) == 6 and number.isdigit() for number in numbers)
    assert 6 < len([number for number in numbers if len(set(number[2:])) == 1]) < 60


def test_some_numbers_are_dates_and_fractions() -> None:
    rng = np.random.default_rng(5)
    numbers = [some_number(rng, 1.0) for _ in range(400)]
    slashed = [number for number in numbers if set(number) - set(DIGITS) == {"/"}]
    assert 40 < len(slashed) < 110
    assert {number.count("/") for number in slashed} >= {1, 2}


@pytest.mark.parametrize(
    ("kind", "fits"),
    [
        (
            "units",
            lambda number: number[0].isdigit() and (number.endswith(UNITS) or is_name(number.lstrip(DIGITS))),
        ),
        (
            "labels",
            lambda number: number[-1].isdigit() and (number.startswith(LABELS) or is_name(number.rstrip(DIGITS))),
        ),
        ("sums", lambda number: bool(set(number) & set("+-x÷/*=()[]√"))),
        ("dates", lambda number: set(number) - set(DIGITS) == {"/"}),
    ],
)
def test_numbers_with_signs_are_of_the_kind_asked_for(kind: str, fits: Callable[[str], bool]) -> None:
    rng = np.random.default_rng(6)
    assert all(fits(some_number(rng, 1.0, kind)) for _ in range(60))


def test_numbers_have_signs_when_asked() -> None:
    rng = np.random.default_rng(4)
    assert all(some_number(rng, 0.0).isdigit() for _ in range(50))
    with_signs = [some_number(rng, 1.0) for _ in range(200)]
    assert not any(number.isdigit() for number in with_signs)
    assert all(any(character.isdigit() for character in number) for number in with_signs)
    assert any(number.endswith(UNITS) for number in with_signs)
    assert any(number.startswith(LABELS) for number in with_signs)
    assert any(len(set(number) & set(SIGNS)) > 1 for number in with_signs)
    assert any({"(", ")"} < set(number) for number in with_signs)
    assert any(number.endswith("=") for number in with_signs)
    assert set(some_digits(400, rng)) == set(DIGITS)
