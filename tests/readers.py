"""Hand-made readings, and a reader that always finds the same: what tests of the chat and of the service need."""

import asyncio
from collections.abc import Sequence

import cv2
import numpy as np

from bot.recognition.annotate import Mark, annotate, marks_of
from bot.recognition.types import CLASS_COUNT, Box, Digit, Line, Reading

SIDE = 40
"""Distance of the made digits in pixels, along and across the lines."""


def make_photo(shade: int = 230) -> bytes:
    """A blank photo (PNG, 640×480); the shade makes it another file."""
    _, encoded = cv2.imencode(".png", np.full((480, 640, 3), shade, np.uint8))
    return encoded.tobytes()


def make_digit(digit: int, place: int = 0, line: int = 0, sure: float = 0.99) -> Digit:
    """A digit at this place of this line, read with the given confidence."""
    others = (1 - sure) / (CLASS_COUNT - 1)
    probabilities = tuple(sure if label == digit else others for label in range(CLASS_COUNT))
    crop = np.full((28, 20), 20 * digit + 40, np.uint8)
    return Digit(digit, sure, probabilities, Box(20 + SIDE * place, 20 + SIDE * line, 20, 28), crop)


def make_reading(*lines: str, unsure: Sequence[int] = ()) -> Reading:
    """A reading of these lines; the digits at the `unsure` positions (in reading order) have 60 % confidence."""
    position, made = 0, []
    for number, text in enumerate(lines):
        digits = []
        for place, character in enumerate(text):
            digits.append(make_digit(int(character), place, number, 0.6 if position in unsure else 0.99))
            position += 1
        made.append(Line(tuple(digits)))
    return Reading(tuple(made), 640, 480, "test-model")


class FixedReader:
    """Reads the same in each photo, or fails with `error`; counts how often it was asked, waits for `gate`."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.error: Exception | None = None
        self.reads = 0
        self.model: str | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def read(self, data: bytes, model: str | None = None) -> tuple[Reading, bytes]:
        """The fixed reading, drawn on the picture; remembers which model was asked for."""
        self.reads += 1
        self.model = model
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return self.reading, await self.annotate(data, marks_of(self.reading))

    async def annotate(self, data: bytes, marks: Sequence[Mark]) -> bytes:
        """The marks, really drawn."""
        return annotate(data, marks)
