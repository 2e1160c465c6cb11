from dataclasses import replace

from bot.recognition.types import NOT_A_DIGIT, Box
from bot.storage.records import PhotoKey, State, StoredDigit, StoredReading


def make_stored(*digits: StoredDigit) -> StoredReading:
    return StoredReading(1, PhotoKey(1, 1), 7, "s", "m", 640, 480, State.READ, None, None, digits)


def make_stored_digit(position: int, line: int, digit: int, x: int, label: int | None = None) -> StoredDigit:
    return StoredDigit(position + 1, position, line, digit, 0.9, (), Box(x, 0, 8, 12), label)


def test_what_is_no_digit_is_not_shown() -> None:
    first, blot, alone = (
        make_stored_digit(0, 0, 1, 0),
        make_stored_digit(1, 0, 7, 10, NOT_A_DIGIT),
        make_stored_digit(2, 1, 3, 0, NOT_A_DIGIT),
    )
    stored = make_stored(first, blot, alone)
    assert stored.text == "1"
    assert stored.lines == [[first, blot], [alone]]


def test_labels_are_shown_with_the_spaces_of_the_writing() -> None:
    stored = make_stored(
        make_stored_digit(0, 0, 1, 0, 9), make_stored_digit(1, 0, 2, 40), make_stored_digit(2, 1, 3, 0)
    )
    assert stored.text == "9 2\n3"


def test_the_persons_text_comes_first() -> None:
    stored = replace(make_stored(make_stored_digit(0, 0, 1, 0)), true_text="42")
    assert stored.text == "42"
