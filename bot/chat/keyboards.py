"""The buttons under an answer."""

from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import replies
from bot.chat.payload import Back, Choose, Fix, Forget, Key, NotADigit, Payload, Pick, Right, number_of, pack
from bot.recognition.types import NOT_A_DIGIT
from bot.service import ModelChoice
from bot.storage.records import State, StoredDigit, StoredReading

PAGE = 40
"""Digits on one page of buttons: Telegram takes 100 buttons, and a thumb finds fewer."""
ROW = 8
"""Digits in one row: Telegram's most on a phone."""


def answer_buttons(reading: StoredReading) -> InlineKeyboardMarkup | None:
    """Right and Fix; only Fix where there is nothing to confirm any more; None for a reading without digits."""
    if not reading.digits:
        return None
    fix = _button(replies.FIX, Fix(reading.id))
    if reading.state is State.CONFIRMED or reading.true_text is not None:
        return InlineKeyboardMarkup([[fix]])
    return InlineKeyboardMarkup([[_button(replies.RIGHT, Right(reading.id)), fix]])


def digit_buttons(reading: StoredReading, page: int) -> InlineKeyboardMarkup:
    """One page of the reading's digits, each line of the photo on rows of its own."""
    pages = -(-len(reading.digits) // PAGE)
    page = min(page, pages - 1)
    chosen = reading.digits[page * PAGE : (page + 1) * PAGE]
    rows = [[_digit_button(reading, digit) for digit in row] for row in _rows(chosen)]
    return InlineKeyboardMarkup([*rows, _page_row(reading, page, pages)])


def keypad(reading: StoredReading, position: int) -> InlineKeyboardMarkup:
    """0 to 9, "not a digit" and the way back, for the digit at a position."""
    keys = [_button(str(label), Key(reading.id, position, label)) for label in range(10)]
    last = [
        _button(replies.NOT_A_DIGIT_BUTTON, NotADigit(reading.id, position)),
        _button(replies.BACK, Fix(reading.id, position // PAGE)),
    ]
    return InlineKeyboardMarkup([keys[1:4], keys[4:7], keys[7:10], [keys[0]], last])


def forget_buttons(user: int) -> InlineKeyboardMarkup:
    """Whether all of this person is to be deleted."""
    yes, no = _button(replies.FORGET_YES, Forget(user, 1)), _button(replies.FORGET_NO, Forget(user, 0))
    return InlineKeyboardMarkup([[yes, no]])


def model_buttons(user: int, models: Sequence[ModelChoice], chosen: str | None) -> InlineKeyboardMarkup:
    """The standard model and the others, a row each; the one that the person chose is marked."""
    rows = [(replies.STANDARD_MODEL, chosen is None, Choose(user, 0))]
    rows += [(f"{m.name}: {m.about}", m.name == chosen, Choose(user, number_of(m.name))) for m in models]
    return InlineKeyboardMarkup([[_button(replies.CHOSEN * marked + text, choice)] for text, marked, choice in rows])


def _rows(digits: tuple[StoredDigit, ...]) -> Iterator[list[StoredDigit]]:
    for number in sorted({digit.line for digit in digits}):
        line = [digit for digit in digits if digit.line == number]
        for start in range(0, len(line), ROW):
            yield line[start : start + ROW]


def _page_row(reading: StoredReading, page: int, pages: int) -> list[InlineKeyboardButton]:
    row = [_button(replies.BACK, Back(reading.id))]
    if page > 0:
        row.append(_button(replies.EARLIER, Fix(reading.id, page - 1)))
    if page < pages - 1:
        row.append(_button(replies.LATER, Fix(reading.id, page + 1)))
    return row


def _digit_button(reading: StoredReading, digit: StoredDigit) -> InlineKeyboardButton:
    shown = replies.CROSSED_OUT if digit.shown == NOT_A_DIGIT else str(digit.shown)
    return _button(shown, Pick(reading.id, digit.position))


def _button(text: str, payload: Payload) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=pack(payload))
