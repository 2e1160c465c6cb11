"""The pictures worth looking at: which ones, and each as a card with the picture, its ink and its boxes."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Part
from benchmarks.outcome import Outcome
from benchmarks.scoring import by_group
from bot.recognition.decode import decode, decode_colour
from bot.recognition.ink import find_ink, working_copy
from bot.recognition.polarity import polarity

MOST_CARDS = 150
"""Two pictures a card: what a browser shows at once without trouble."""
WORST = 12
"""Cards of one group at most."""
LONG_SIDE = 560
MOST_BYTES = 60_000


@dataclass(frozen=True, slots=True)
class Card:
    """One outcome with its picture and ink as data addresses; `size` is that of the upright picture in pixels."""

    section: str
    outcome: Outcome
    picture: str
    ink: str
    size: tuple[int, int]


def make_cards(parts: Sequence[Part]) -> list[Card]:
    """Cards of the worst outcomes, section by section, the worst first."""
    return [make_card(part.title, outcome) for part, outcome in choose(parts)]


def choose(parts: Sequence[Part], most: int = MOST_CARDS) -> list[tuple[Part, Outcome]]:
    """The outcomes to show: each group's worst before any group's second worst, wrong ones before right ones."""
    ranked = [
        (outcome.right, rank, place, outcome)
        for place, part in enumerate(parts)
        for group in by_group(part.outcomes).values()
        for rank, outcome in enumerate(sorted(group, key=badness, reverse=True)[:WORST])
    ]
    kept = sorted(ranked, key=lambda item: item[:2])[:most]
    kept.sort(key=lambda item: (item[2], *(-bad for bad in badness(item[3]))))
    return [(parts[place], outcome) for _, _, place, outcome in kept]


def badness(outcome: Outcome) -> tuple[float, float]:
    """How far a reading is from the truth: edits per written digit, then whether its lines are wrong."""
    return outcome.edits / max(1, outcome.digits), float(not outcome.lines_right)


def make_card(section: str, outcome: Outcome) -> Card:
    """Make the picture again, and look at its ink as the reader's first look does."""
    data = outcome.case.make().data
    picture, scale = decode_colour(data, LONG_SIDE)
    size = round(picture.shape[1] / scale), round(picture.shape[0] / scale)
    copy, enlarged = working_copy(decode(data))
    ink = 255 - find_ink(copy, enlarged, light=polarity(copy)[0] > 0).grey
    height = round(LONG_SIDE * ink.shape[0] / ink.shape[1])
    small = cv2.resize(ink, (LONG_SIDE, max(1, height)), interpolation=cv2.INTER_AREA)
    return Card(section, outcome, data_address(picture), data_address(np.asarray(small, np.uint8)), size)


def data_address(picture: NDArray[np.uint8]) -> str:
    """A picture as the address of an embedded JPEG of at most 60 000 bytes."""
    jpeg = b""
    for quality in (80, 60, 40, 20):
        jpeg = bytes(cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, quality))[1])
        if len(jpeg) <= MOST_BYTES:
            return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    smaller = cv2.resize(picture, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    return data_address(np.asarray(smaller, np.uint8))
