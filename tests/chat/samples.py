"""Stored readings for tests that need no database."""

from dataclasses import replace

from bot.storage.records import PhotoKey, State, StoredDigit, StoredReading
from tests.readers import make_reading


def stored(*lines: str, unsure: tuple[int, ...] = (), labels: dict[int, int] | None = None) -> StoredReading:
    """A reading of these lines as the store gives it out, with `labels` by position."""
    numbered = [(number, digit) for number, line in enumerate(make_reading(*lines).lines) for digit in line.digits]
    digits = tuple(
        StoredDigit(
            id=position + 100,
            position=position,
            line=number,
            digit=digit.digit,
            confidence=0.6 if position in unsure else 0.99,
            probabilities=digit.probabilities,
            box=digit.box,
            label=(labels or {}).get(position),
        )
        for position, (number, digit) in enumerate(numbered)
    )
    reading = StoredReading(3, PhotoKey(5, 6), 7, "file", "model", 640, 480, State.READ, 8, None, digits)
    return replace(reading, state=State.CORRECTED) if labels else reading
