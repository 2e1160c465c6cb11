"""What people read."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import replies
from bot.recognition.types import NOT_A_DIGIT
from bot.storage.records import Forgotten, State
from tests.chat.samples import stored

CAPTION_LIMIT = 1024
LINES = st.lists(st.text("0123456789", min_size=1, max_size=60), max_size=40)


def plain(text: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", text))


@given(LINES, st.data())
def test_a_caption_fits_and_loses_no_number(lines: list[str], data: st.DataObject) -> None:
    count = sum(map(len, lines))
    unsure = tuple(data.draw(st.sets(st.integers(0, max(count - 1, 0)), max_size=8)))
    reading = replace(stored(*lines, unsure=unsure), state=State.CORRECTED)
    caption = replies.caption(reading, replies.WHICH_DIGIT)
    assert len(plain(caption)) <= CAPTION_LIMIT
    if lines and not replies.needs_own_message(reading):
        assert plain(caption).splitlines()[: len(lines)] == lines
    assert plain(replies.numbers(reading)).splitlines() == lines


def test_each_line_can_be_copied_alone() -> None:
    assert replies.caption(stored("12", "3")) == "<code>12</code>\n<code>3</code>"


def test_a_person_s_signs_are_no_markup() -> None:
    reading = replace(stored("12"), true_text="1<b>2")
    assert replies.numbers(reading) == "<code>1&lt;b&gt;2</code>"


@pytest.mark.parametrize(
    ("lines", "unsure", "said"),
    [
        (["1234"], (2,), "Uncertain: the 3rd digit (3?)"),
        (["12", "34"], (0, 3), "Uncertain: the 1st digit of line 1 (1?), the 2nd digit of line 2 (4?)"),
        (["123456"], tuple(range(6)), "(4?) and 2 more"),
    ],
)
def test_doubts_are_named(lines: list[str], unsure: tuple[int, ...], said: str) -> None:
    assert replies.caption(stored(*lines, unsure=unsure)).endswith(said)


def test_the_person_s_own_text_leaves_no_doubt() -> None:
    assert "Uncertain" not in replies.caption(replace(stored("12", unsure=(0,)), true_text="12"))


def test_the_state_is_said() -> None:
    assert replies.CORRECTED in replies.caption(stored("12", labels={0: 7}))
    assert replies.CONFIRMED in replies.caption(replace(stored("12"), state=State.CONFIRMED))


def test_a_reading_without_digits_gets_advice() -> None:
    assert replies.caption(stored()) == replies.NO_DIGITS
    assert "No digits are left" in replies.caption(stored("1", labels={0: NOT_A_DIGIT}))


@pytest.mark.parametrize(
    ("position", "said"), [(0, "Digit 1 of line 1: now 1."), (3, "Digit 2 of line 2: now not a digit.")]
)
def test_the_picked_digit_is_named(position: int, said: str) -> None:
    assert replies.picked(stored("12", "34", labels={3: NOT_A_DIGIT}), position).startswith(said)


def test_a_single_line_is_not_numbered() -> None:
    assert replies.picked(stored("12"), 1).startswith("Digit 2: now 2.")


def test_amounts_are_counted_in_words() -> None:
    assert "1 reading, 2 digits and 0 corrections" in replies.forgotten(Forgotten(1, 2, 0))


@pytest.mark.parametrize(("number", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")])
def test_ordinals(number: int, word: str) -> None:
    assert replies.ordinal(number) == word


@pytest.mark.parametrize("text", [replies.START, replies.HELP, replies.PRIVACY])
def test_long_texts_are_sound_markup(text: str) -> None:
    assert len(plain(text)) <= replies.TEXT_LIMIT
    assert re.findall("<(/?)b>", text) == ["", "/"] * text.count("</b>")
