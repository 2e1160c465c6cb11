"""The picture that answers a photo: each digit in its box, with what was read beside it; doubtful ones stand out.

Certain digits have a thin green box; doubtful ones a thick orange box and a question mark, so that the difference does
not rest on colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.decode import decode_colour
from bot.recognition.types import Box, Reading

LONG_SIDE = 1280
"""Pixels of the answer's long side: what Telegram shows of a photo."""
SHORTEST_SIDE = 480
"""Smaller pictures are enlarged to this, so that the labels can be read."""
JPEG_QUALITY = 88
GREEN, ORANGE, WHITE = (64, 140, 20), (0, 110, 235), (255, 255, 255)
"""BGR."""
FONT = cv2.FONT_HERSHEY_SIMPLEX


@dataclass(frozen=True, slots=True)
class Mark:
    """One box to draw, in pixels of the upright picture, with its label."""

    box: Box
    label: str
    doubtful: bool


def marks_of(reading: Reading) -> list[Mark]:
    """The marks of a fresh reading."""
    return [Mark(digit.box, str(digit.digit), not digit.certain) for digit in reading.digits]


def annotate(data: bytes, marks: Sequence[Mark]) -> bytes:
    """Draw marks onto a picture's bytes; returns a JPEG of at most 1280 pixels on its long side.

    Raises:
        RecognitionError: if the bytes are no picture that can be read.
    """
    picture, scale = decode_colour(data, LONG_SIDE)
    if max(picture.shape[:2]) < SHORTEST_SIDE:
        enlarge = SHORTEST_SIDE / max(picture.shape[:2])
        picture = np.asarray(cv2.resize(picture, None, fx=enlarge, fy=enlarge, interpolation=cv2.INTER_CUBIC), np.uint8)
        scale *= enlarge
    for mark in marks:
        _draw(picture, mark, scale)
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return jpeg.tobytes()


def _draw(picture: NDArray[np.uint8], mark: Mark, scale: float) -> None:
    unit = max(1, round(max(picture.shape[:2]) / 640))
    colour, thickness = (ORANGE, 2 * unit) if mark.doubtful else (GREEN, unit)
    left, top = int(mark.box.x * scale) - unit, int(mark.box.y * scale) - unit
    right, bottom = round(mark.box.right * scale) + unit, round(mark.box.bottom * scale) + unit
    cv2.rectangle(picture, (left, top), (right, bottom), colour, thickness)
    _label(picture, mark.label + ("?" if mark.doubtful else ""), (left, top, bottom), colour)


def _label(picture: NDArray[np.uint8], text: str, edges: tuple[int, int, int], colour: tuple[int, int, int]) -> None:
    """A filled tag above the box with these left, top and bottom edges, or below it where the picture ends."""
    left, top, bottom = edges
    size = float(np.clip((bottom - top) / 60, 0.4, 1.6))
    stroke = 2 if size > 0.6 else 1
    (width, tall), base = cv2.getTextSize(text, FONT, size, stroke)
    left = max(0, min(left, picture.shape[1] - width - 4))
    foot = top if top - tall - base >= 0 else min(picture.shape[0], bottom + tall + base)
    cv2.rectangle(picture, (left, foot - tall - base), (left + width + 3, foot), colour, cv2.FILLED)
    cv2.putText(picture, text, (left + 2, foot - base + 1), FONT, size, WHITE, stroke, cv2.LINE_AA)
