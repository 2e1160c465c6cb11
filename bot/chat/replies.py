"""All words for people, and the texts made of them. Texts are Telegram's HTML.

One place, so that other languages can follow.
"""

from html import escape

from bot.recognition.align import digits_of
from bot.recognition.types import NOT_A_DIGIT
from bot.service import doubtful
from bot.storage.records import Forgotten, State, StoredDigit, StoredReading

CAPTION_ROOM = 700
"""Characters of numbers that go below the picture: Telegram takes 1024, and doubts, thanks and questions need some."""
TEXT_LIMIT = 4096
"""Characters that Telegram takes in one message."""
MOST_DOUBTS = 4
"""So many uncertain digits are named below the numbers; the picture shows all."""

COMMANDS = {
    "start": "What this bot does",
    "help": "How to send photos and correct readings",
    "model": "Choose the model that reads your photos",
    "privacy": "What is kept, and for how long",
    "forget": "Delete all that is kept of you",
    "cancel": "Close an open correction",
}

START = (
    "Hello! Send me a photo of handwritten digits, and I will answer with the numbers as text.\n\n"
    "If I misread one, tap Fix or reply to my answer with the right numbers: I learn from it. More: /help"
)
HELP = (
    "<b>Send</b> a photo or an image file of handwritten digits: one number or several lines, on any paper.\n\n"
    "<b>Good photos</b>: the digits fill most of the picture, are sharp, and have no shadow across them.\n\n"
    "<b>Right?</b> Tap “Right”, so that I learn.\n"
    "<b>Wrong?</b> Reply to my answer with all the right numbers, each line of the photo on a line of its own. "
    "Or tap “Fix”, then the wrong digit, then the right one.\n\n"
    "Tap a number to copy it.\n\n"
    "/privacy: what is kept. /forget: delete it. /cancel: close an open correction. /model: choose who reads."
)
PRIVACY = (
    "<b>Kept</b>: for each photo the small cut-outs of its digits, what I read in them, your corrections, the "
    "model that you chose, and the ids by which Telegram tells users, chats and files apart. They serve to answer you "
    "and to read better.\n\n"
    "<b>Not kept</b>: the photo itself (it stays with Telegram), your name, and your other messages.\n\n"
    "<b>How long</b>: until you send /forget. It deletes all of the above at once; copies that were exported earlier "
    "to train the reader are out of its reach."
)
HINT = "Send me a photo of handwritten digits, and I will answer with the numbers. /help says more."
NOT_A_PICTURE = "This file is not a picture that I can open. Please send a photo, or an image file such as JPEG or PNG."
NO_DIGITS = (
    "I found no digits in this picture. Please try again with a sharp photo in which dark digits on light paper "
    "(or light ones on a dark board) fill most of the picture. "
    "If there are digits, reply to this message with them, and I will learn."
)
NO_FILE = "Telegram did not give me this file. Please send it again."
FAILED = "Something went wrong on my side. Please try again in a while."
GAVE_UP = "I tried several times to handle your last message and failed. Please try another photo."

RIGHT = "✓ Right"
FIX = "✎ Fix"
BACK = "‹ Back"
EARLIER = "« Earlier digits"
LATER = "Later digits »"
NOT_A_DIGIT_BUTTON = "Not a digit"
CROSSED_OUT = "✕"
FORGET_YES = "Yes, delete all"
FORGET_NO = "No, keep it"

CONFIRMED = "Confirmed, thank you."
CORRECTED = "Corrected, thank you."
WHICH_DIGIT = "Tap the digit that is wrong, or reply to this message with all the right numbers."
OLD_BUTTON = "This button is from an older version of the bot. Please send the photo again."
GONE = "This reading is no longer kept. Please send the photo again."
FORGET_QUESTION = (
    "Shall I delete everything that is kept of you: all readings, cut-outs of digits and corrections? "
    "This cannot be undone."
)
FORGET_NOT_YOURS = "Only the person who asked can answer this. Send /forget to delete what is kept of you."
FORGET_KEPT = "Nothing was deleted."
ONLY_MODEL = "There is only one model here, and it reads your photos."
WHICH_MODEL = "Which model shall read your photos? The standard one is the best; the others are for comparison."
STANDARD_MODEL = "Standard"
CHOSEN = "✓ "
MODEL_NOT_YOURS = "Only the person who asked can choose. Send /model to choose for yourself."
MODEL_GONE = "This model is no longer there. Send /model to see which are."
CANCELLED = "Closed. The reading stays as it is."
NOTHING_TO_CANCEL = "There is nothing to cancel."


def caption(reading: StoredReading, note: str = "") -> str:
    """What stands below the picture: numbers, doubts, state and a note; a count where the numbers do not fit."""
    parts = (_body(reading), _doubts(reading), _state(reading), note)
    return "\n\n".join(part for part in parts if part)


def needs_own_message(reading: StoredReading) -> bool:
    """Whether the numbers are too long to stand below the picture."""
    return len(numbers(reading)) > CAPTION_ROOM


def numbers(reading: StoredReading) -> str:
    """The numbers as they stand now, each line in monospace, to be copied exactly."""
    return "\n".join(f"<code>{escape(line)}</code>" for line in reading.text.splitlines())


def picked(reading: StoredReading, position: int) -> str:
    """What is asked above the keypad."""
    digit = reading.digits[position]
    shown = "not a digit" if digit.shown == NOT_A_DIGIT else str(digit.shown)
    line, place, several = _place(reading, digit)
    where = f"Digit {place} of line {line}" if several else f"Digit {place}"
    return f"{where}: now {shown}. What is it?"


def model_chosen(name: str | None) -> str:
    """Which model reads from now on."""
    return f"From now on your photos are read by {'the standard model' if name is None else f'the model {name}'}."


def forgotten(amount: Forgotten) -> str:
    """How much was deleted."""
    counts = (
        _count(amount.readings, "reading"),
        _count(amount.digits, "digit"),
        _count(amount.corrections, "correction"),
    )
    return "Deleted: {}, {} and {}. Nothing of you is kept any more.".format(*counts)


def ordinal(number: int) -> str:
    """The number as a place in a row: 1st, 2nd, 3rd, 4th."""
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _body(reading: StoredReading) -> str:
    if not reading.digits and reading.true_text is None:
        return NO_DIGITS
    if not reading.text:
        return "No digits are left in this reading."
    if needs_own_message(reading):
        return f"{len(digits_of(reading.text))} digits. The numbers follow in a message of their own."
    return numbers(reading)


def _state(reading: StoredReading) -> str:
    return {State.READ: "", State.CONFIRMED: CONFIRMED, State.CORRECTED: CORRECTED}[reading.state]


def _doubts(reading: StoredReading) -> str:
    """The uncertain digits by place; none where the person gave the whole text."""
    unsure = [digit for digit in reading.digits if doubtful(digit) and reading.true_text is None]
    if not unsure:
        return ""
    named = ", ".join(_doubt(reading, digit) for digit in unsure[:MOST_DOUBTS])
    more = f" and {len(unsure) - MOST_DOUBTS} more" if len(unsure) > MOST_DOUBTS else ""
    return f"Uncertain: {named}{more}"


def _doubt(reading: StoredReading, digit: StoredDigit) -> str:
    line, place, several = _place(reading, digit)
    where = f"the {ordinal(place)} digit of line {line}" if several else f"the {ordinal(place)} digit"
    return f"{where} ({digit.shown}?)"


def _place(reading: StoredReading, digit: StoredDigit) -> tuple[int, int, bool]:
    """Line and place within it, counted from 1, and whether there are several lines."""
    lines = reading.lines
    line = next(number for number, digits in enumerate(lines, 1) if digit in digits)
    return line, lines[line - 1].index(digit) + 1, len(lines) > 1


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
