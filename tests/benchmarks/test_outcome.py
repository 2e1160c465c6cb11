from dataclasses import replace

import pytest

from benchmarks.outcome import read_case
from benchmarks.subject import make_reader
from tests.benchmarks.samples import Drawn, outcome


def test_a_drawn_photo_is_read() -> None:
    found = read_case(make_reader(), Drawn("2468"))
    assert found.lines == found.truth == ("2468",)
    assert found.seconds > 0
    assert all(shown.certain == (shown.confidence >= 0.9) for shown in found.shown)


def test_a_refused_picture_counts_as_read_empty() -> None:
    found = read_case(make_reader(), Drawn("12", data=b"no picture"))
    assert (found.lines, found.edits, found.error) == ((), 2, "not-a-picture")
    assert found.why == "missed 12; error: not-a-picture"


@pytest.mark.parametrize(
    ("true", "read", "why"),
    [
        ("12 34", "12 34", ""),
        ("12 34", "1234", "lines"),
        ("3333", "3838", "wrong 3→8 ×2"),
        ("123", "1223", "extra 2"),
        ("123", "3", "missed 12"),
    ],
)
def test_why_says_what_is_wrong(true: str, read: str, why: str) -> None:
    assert outcome(true, read).why == why


def test_lines_may_be_wrong_where_all_digits_are_right() -> None:
    found = outcome("12 34", "1234")
    assert found.right
    assert not found.lines_right
    assert replace(found, truth=("1234",)).lines_right
