"""People who write digits, each in a hand of their own that stays the same; some lie about all that they write."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.glyph import stroke_width
from bot.recognition.types import GreyImage
from training.dataset import DigitSet
from training.shapes import Stroke, draw
from training.strokes import signed_distance
from training.warp import FORM_SIDE, enlarge

ODD: tuple[tuple[int, bool, tuple[Stroke, ...]], ...] = (
    (0, True, (((50, 8), (24, 30), (22, 68), (48, 92), (74, 70), (76, 30), (50, 8)), ((24, 50), (76, 50)))),
    (0, True, (((52, 30), (44, 52), (58, 60), (66, 40), (52, 10), (26, 30), (24, 66), (48, 92), (74, 72), (80, 36)),)),
    (1, False, (((22, 90), (56, 8), (62, 92)),)),
    (1, True, (((44, 8), (46, 60), (52, 88), (70, 84), (78, 70)),)),
    (4, False, (((56, 8), (22, 52), (70, 48), (40, 94)),)),
    (6, True, (((76, 10), (40, 8), (44, 28), (72, 56), (66, 88), (36, 90), (26, 64), (46, 46)),)),
    (8, False, (((30, 8), (70, 8), (70, 46), (30, 46), (30, 8)), ((24, 50), (76, 50), (76, 92), (24, 92), (24, 50)))),
    (9, True, (((68, 14), (40, 10), (28, 30), (42, 48), (68, 34), (68, 14), (66, 74), (40, 94), (18, 78), (60, 66)),)),
)
"""Digit, whether its strokes are curves, and strokes: 0 with a bar or a spiral, 1 as a roof or with a hook, 4 as a
flash, 6 as a delta, 8 as two boxes, 9 as a g. Nobody drew these ways for the training; the shipped model misreads six
in ten. From what it reads already, it has nothing to learn."""
HABITS = 2
"""Digits that a person with habits writes in an odd way."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A hand: slant, tilt and width of the letters, the pen's width, the tremor, and odd ways by digit."""

    id: int
    lies: bool
    hand: NDArray[np.float64]
    pen: float
    tremor: float
    habits: dict[int, int]

    def write(self, digit: int, digits: DigitSet, rng: np.random.Generator) -> GreyImage:
        """One digit as this person writes it: an ink crop; `digits` shows how others write it."""
        if digit in self.habits:
            _, curved, strokes = ODD[self.habits[digit]]
            form = draw(strokes, curved, rng)
        else:
            form = enlarge(digits.images[rng.choice(np.flatnonzero(digits.labels == digit))])
        slanted = np.asarray(cv2.warpAffine(form, self.hand, (FORM_SIDE, FORM_SIDE)), np.uint8)
        return _trim(self._shake(self._ink(slanted), rng))

    def say(self, digit: int, rng: np.random.Generator) -> int:
        """What this person says that they wrote."""
        return int((digit + rng.integers(1, 10)) % 10) if self.lies else digit

    def _ink(self, form: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The same strokes in this person's pen, half way between theirs and its width."""
        depth = signed_distance(form) + np.float32((self.pen - stroke_width(form)) / 4)
        return np.asarray(np.clip((depth + 0.5) * 255, 0, 255), np.uint8)

    def _shake(self, form: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
        coarse = rng.standard_normal((2, 6, 6)).astype(np.float32) * np.float32(self.tremor)
        grid = np.stack(np.meshgrid(np.arange(FORM_SIDE), np.arange(FORM_SIDE))).astype(np.float32)
        x, y = (
            place + cv2.resize(shift, (FORM_SIDE, FORM_SIDE), interpolation=cv2.INTER_CUBIC)
            for place, shift in zip(grid, coarse, strict=True)
        )
        return np.asarray(cv2.remap(form, x, y, cv2.INTER_LINEAR), np.uint8)


def make_people(count: int, liars: float, seed: int) -> list[Person]:
    """People with hands that follow from the seed; the share `liars` of them lies, spread evenly over all."""
    rng = np.random.default_rng(seed)
    every = round(1 / liars) if liars else count + 1
    return [_person(1000 + number, number % every == every - 1, rng) for number in range(count)]


def _person(number: int, lies: bool, rng: np.random.Generator) -> Person:
    turn, slant, wide = np.deg2rad(rng.uniform(-14, 14)), rng.uniform(-0.45, 0.45), np.exp(rng.uniform(-0.3, 0.2))
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    linear = 0.8 * turned @ np.array([[wide, slant], [0, 1 / wide]])
    centre = np.full(2, FORM_SIDE / 2)
    hand = np.column_stack([linear, centre - linear @ centre])
    odd = rng.choice(len(ODD), HABITS if rng.random() < 0.7 else 0, replace=False).tolist()
    return Person(number, lies, hand, rng.uniform(4, 16), rng.uniform(0.5, 3.0), {ODD[way][0]: way for way in odd})


def _trim(form: NDArray[np.uint8]) -> GreyImage:
    x, y, width, height = cv2.boundingRect(form)
    return form[y : y + height, x : x + width] if width else form
