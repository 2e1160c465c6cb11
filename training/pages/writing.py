"""Numbers as a hand writes them in a line: spacing, wobble, slope, touching, signs and words in the same pen."""

import re
from dataclasses import dataclass

import cv2
import numpy as np

from bot.recognition.types import GreyImage
from training.pages.hands import Hand
from training.pages.handwriting import handwritten
from training.pages.layer import Layer
from training.pages.numbers import RAISED
from training.pages.signs import SIGNS, above_ground, draw_sign

EXPONENT, RISE = (0.45, 0.7), (0.45, 0.75)
"""How high raised digits are, and how far above the ground line they stand, by the height of the others."""
PART = re.compile(rf"{re.escape(RAISED)}?\d|[{re.escape(SIGNS)}]|\s|[^\d\s{re.escape(SIGNS + RAISED)}]+")
UNEVEN = 0.65, 1.5
"""Heights of a line's digits, by the usual one, at the most uneven."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a line is written; lengths are shares of the digits' height."""

    gap: tuple[float, float] = (0.06, 0.35)
    """Free room between the ink of neighbours, from and to; below 0 they overlap so much."""
    wobble: float = 0.05
    """Deviation of the ground line."""
    uneven: float = 0.07
    """Deviation of the digits' heights."""
    leading: tuple[float, float] = (1.35, 2.2)
    """From one ground line to the next, from and to; at 1 lines touch."""
    slope: float = 0.0
    """Rise by run of the ground line, down the picture."""
    lean: float = 0.0
    """How much farther to the right the hand leans than MNIST's writers do."""


def write_line(  # noqa: PLR0913, PLR0917 - what is written, where, how large, by whom and how
    layer: Layer, text: str, at: tuple[int, int], height: int, hand: Hand, manner: Manner, rng: np.random.Generator
) -> int:
    """Write text (digits, also `RAISED` ones, spaces, `SIGNS`, and words) from (x, ground line) on.

    Returns the column where it ends.

    Digits that would leave the sheet are not written, nor what comes after them.
    """
    x, ground = at
    start, before = x, None
    for part in PART.findall(text):
        if part == " ":
            x, before = x + round(height * rng.uniform(0.9, 1.6)), None
            continue
        digit, raised = int(part[-1]) if part[-1].isdigit() else None, part[0] == RAISED
        tall = max(6, round(height * float(np.clip(rng.normal(1, manner.uneven), *UNEVEN))))
        patch = _patch(part, height, tall, hand, rng)
        gap = round(height * rng.uniform(*manner.gap))
        left = x if before is None or raised else _beside(before, patch, x, gap)
        wobble = height * rng.normal(0, manner.wobble)
        rise = round(height * rng.uniform(*RISE)) if raised else above_ground(part, height, patch.shape[0])
        top = ground + round(manner.slope * (left - start) + wobble) - rise - patch.shape[0]
        if left + patch.shape[1] >= layer.width - 2 or left < 0:
            break
        if not layer.put(patch, left, top, digit):
            break
        x, before = left + patch.shape[1], (None if digit is None or raised else patch)
        if before is None:
            x += round(0.15 * height)
    return int(x)


def _patch(part: str, height: int, tall: int, hand: Hand, rng: np.random.Generator) -> GreyImage:
    """The ink of a digit so tall, or of a sign or a word beside digits of a height."""
    if part.isdigit():
        return hand.form(int(part), tall)
    if part[0] == RAISED:
        share = rng.uniform(*EXPONENT)
        return hand.form(int(part[-1]), max(6, round(height * share)), 1 / share)
    if part in SIGNS:
        return draw_sign(part, height, hand.width, rng, hand.lean)
    return handwritten(part, max(6, round(height * rng.uniform(0.6, 1.0))), hand.width, rng)


def _beside(before: GreyImage, patch: GreyImage, x: int, gap: int) -> int:
    """Left edge of a patch whose ink stands `gap` pixels right of the ink before it, both on one ground line."""
    height = min(before.shape[0], patch.shape[0])
    one, other = (piece[-height:] >= 90 for piece in (before, patch))
    free_right = np.where(one.any(axis=1), one[:, ::-1].argmax(axis=1), 10_000)
    free_left = np.where(other.any(axis=1), other.argmax(axis=1), 10_000)
    near = min(int(_least(free_right, free_left)), min(before.shape[1], patch.shape[1]) // 2)
    return int(x - near + gap)


def _least(free_right: np.ndarray, free_left: np.ndarray) -> int:
    """Least free room over the rows and their neighbours, so that a slanted pair does not touch by chance."""
    window = np.ones((5, 1), np.uint8)
    narrow = [cv2.erode(free.astype(np.float32)[:, None], window).ravel() for free in (free_right, free_left)]
    return int(np.min(narrow[0] + narrow[1]))
