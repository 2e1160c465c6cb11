"""Inline keyboards, checked as Telegram checks them."""

from typing import Any

from bot.sandbox.wire import JsonObject, Params, bad_request

LONGEST_DATA = 64
MOST_BUTTONS = 100


def inline_keyboard(params: Params) -> JsonObject:
    """The `reply_markup` part of a message's content; empty without an inline keyboard.

    Raises:
        ApiError: 400 for more than 100 buttons, a button without text or action, or more than 64 bytes of data.
    """
    keyboard = Params(params.record("reply_markup")).items("inline_keyboard", list)
    rows = [[_checked(button) for button in row] for row in keyboard if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _checked(button: Any) -> JsonObject:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: text of a button must be non-empty")
    if len(button) < 2:
        raise bad_request("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("https://", "http://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button
