"""The buttons under an answer."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup

from bot.chat.keyboards import PAGE, ROW, answer_buttons, digit_buttons, forget_buttons, keypad
from bot.chat.payload import Back, Fix, Forget, Key, NotADigit, Payload, Pick, Right, unpack
from bot.recognition.types import NOT_A_DIGIT
from bot.storage.records import State
from tests.chat.samples import stored


def payloads(markup: InlineKeyboardMarkup | None) -> list[list[Payload | None]]:
    rows = markup.inline_keyboard if markup else ()
    return [[unpack(str(button.callback_data)) for button in row] for row in rows]


def test_an_answer_can_be_confirmed_and_fixed() -> None:
    assert payloads(answer_buttons(stored("12"))) == [[Right(3), Fix(3)]]


def test_what_needs_no_confirmation_can_still_be_fixed() -> None:
    assert payloads(answer_buttons(replace(stored("12"), state=State.CONFIRMED))) == [[Fix(3)]]
    assert payloads(answer_buttons(replace(stored("12"), true_text="12"))) == [[Fix(3)]]


def test_without_digits_there_is_nothing_to_tap() -> None:
    assert answer_buttons(stored()) is None


@given(st.lists(st.text("0123456789", min_size=1, max_size=30), min_size=1, max_size=12))
def test_the_pages_have_each_digit_once_in_order(lines: list[str]) -> None:
    reading = stored(*lines)
    pages = -(-len(reading.digits) // PAGE)
    rows = [row for page in range(pages) for row in payloads(digit_buttons(reading, page))]
    picks = [payload for row in rows for payload in row if isinstance(payload, Pick)]
    assert picks == [Pick(3, position) for position in range(len(reading.digits))]
    assert max(map(len, rows)) <= ROW


def test_pages_lead_to_each_other() -> None:
    reading = stored(*["1234567890"] * 10)
    assert payloads(digit_buttons(reading, 0))[-1] == [Back(3), Fix(3, 1)]
    assert payloads(digit_buttons(reading, 1))[-1] == [Back(3), Fix(3, 0), Fix(3, 2)]
    assert payloads(digit_buttons(reading, 99)) == payloads(digit_buttons(reading, 2))


def test_a_crossed_out_digit_is_seen() -> None:
    markup = digit_buttons(stored("12", labels={0: NOT_A_DIGIT, 1: 8}), 0)
    assert [button.text for button in markup.inline_keyboard[0]] == ["✕", "8"]


def test_the_keypad_has_all_labels_and_leads_back_to_its_page() -> None:
    markup = keypad(stored(*["1234567890"] * 10), 45)
    found = [payload for row in payloads(markup) for payload in row]
    assert sorted(payload.label for payload in found if isinstance(payload, Key)) == list(range(10))
    assert found[-2:] == [NotADigit(3, 45), Fix(3, 1)]


def test_only_the_person_s_own_data_is_asked_for() -> None:
    assert payloads(forget_buttons(7)) == [[Forget(7, 1), Forget(7, 0)]]
