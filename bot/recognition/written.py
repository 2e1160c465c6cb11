"""The numbers in a person's text about a photo."""

import re
import unicodedata

from bot.recognition.align import digits_of

NUMBERS = re.compile(r"\d[\d\s.,:;'’‘`´/_+=*()-]*")
"""From the first digit to the last, a person may write these between them; anything else is prose."""


def numbers_in(text: str, expected: int) -> str | None:
    """The text's lines, each from its first digit to its last; other scripts' digits as 0 to 9.

    None if there are no digits or they are mixed with prose. Words around the numbers are accepted only with
    exactly the expected count of digits: "there are 2 mistakes" does not say what the photo shows.
    """
    rows = [row for row in map(_trim, text.splitlines()) if row]
    if not rows or not all(NUMBERS.fullmatch(row) for row in rows):
        return None
    numbers = "\n".join(rows)
    prose = any(character.isalpha() for character in text)
    return None if prose and len(digits_of(numbers)) != expected else numbers


def _trim(line: str) -> str:
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in line)
    places = [place for place, sign in enumerate(plain) if sign in digits_of(plain)]
    return plain[places[0] : places[-1] + 1] if places else ""
