"""Readings for the tests of the stores."""

import numpy as np

from bot.recognition.types import CLASS_COUNT, Box, Digit, Line, Reading


def make_digit(value: int, x: int = 0, y: int = 0) -> Digit:
    """A digit whose crop shows its value: no two values have the same ink."""
    crop = np.zeros((12, 8), np.uint8)
    crop[value, :] = 200 + value
    probabilities = [0.01] * CLASS_COUNT
    probabilities[value] = 0.9
    return Digit(value, 0.9, tuple(probabilities), Box(x, y, 8, 12), crop)


def make_reading(*lines: str) -> Reading:
    """A reading of these lines of digits, set close together."""
    return Reading(
        lines=tuple(
            Line(tuple(make_digit(int(value), 10 * column, 20 * row) for column, value in enumerate(line)))
            for row, line in enumerate(lines)
        ),
        width=640,
        height=480,
        model="digits-1-abc",
    )
