"""Numbers as a hand writes them in a line: spacing, wobble, slope, touching, what stands beside and between them."""

import re
from dataclasses import dataclass

import cv2
import numpy as np

from bot.recognition.types import GreyImage
from training.pages.hands import Hand
from training.pages.layer import Layer
from training.pages.signs import SIGNS, STRAIGHT, above_ground, draw_sign
from training.pages.surroundings import WORDS, handwritten

BETWEEN = STRAIGHT + "→<>*"
"""Signs between numbers."""
RAISED = "^"
"""Stands before a raised digit, an exponent."""
EXPONENT, RISE = (0.45, 0.7), (0.45, 0.75)
"""How high raised digits are, and how far above the ground line they stand, by the height of the others."""
UNITS = (
    *("kg", "kg", "g", "cm", "mm", "m", "km", "ml", "h", "min", "EUR", "kWh", "pm", "km/h", "th", "x", "x", "y", "k"),
    *("°C", "°C", *"%%%%%%%$€€°???"),
    *(f"m{RAISED}2", f"cm{RAISED}2", f"m{RAISED}3", f"{RAISED}2", f"{RAISED}3"),
)
LABELS = (
    *("No.", "Nr.", "Tel.", "#", "x=", "y=", "n=", "a=", "k=", "m=", "A=", "f(x)=", "Total:", "Room", "Page", "ca."),
    *("a)", "c)", "d)", "A)", "P", "p.", *"$$$$€☐☑☑✓→√<>"),
)
"""Behind and before numbers, in the same hand."""
PART = re.compile(rf"{re.escape(RAISED)}?\d|[{re.escape(SIGNS)}]|\s|[^\d\s{re.escape(SIGNS + RAISED)}]+")
UNEVEN = 0.65, 1.5
"""Heights of a line's digits, by the usual one, at the most uneven."""
RUN = 0.06
"""Share of the numbers that end in a run of one digit: 1000, 77, 1111."""
UNIT, LABEL, SUM, SLASHED = 0.22, 0.18, 0.34, 0.14
"""Shares of the numbers with signs that have a unit behind, a label before them, are a sum, a date or a fraction."""
NAMED = 0.35
"""Share of the units and labels that are any word."""
SUMS = (
    *("{0}{p}{1}={2}", "{0}{p}{1}={2}", "{0}{p}{1}=", "{0}{p}{1}=?", "x={0}{p}{1}", "{0}{p}{1}{q}{2}", "{0} {p} {1}"),
    *("({0}{p}{1}){q}{2}", "{0}{q}({1}{p}{2})", "({0}{p}{1})", "[{0}{p}{1}]", "{0}[{1}]", "({0}) {1}", "({0})", "{0})"),
    *("{p}{0}", "={0}", "{0}=", "{0}{p}", "√{0}={1}", "{0}/{1}{p}{2}/{1}", "{0}/{1}={2}"),
    *(f"{{0}}x{RAISED}2{{p}}{{1}}x={{2}}", f"x{RAISED}2={{0}}", f"{{0}}{RAISED}2{{p}}{{1}}{RAISED}2={{2}}"),
)
"""Sums and numbers in brackets; p and q are signs of `OPERATORS`."""
OPERATORS = "++--xx÷*="
"""No slash: before or behind a number it would be a 1."""
KINDS = {"units": 0.0, "labels": UNIT, "sums": UNIT + LABEL, "dates": UNIT + LABEL + SUM}
"""Where each kind's share begins."""
MIXED = 0.3
"""Share of the others, prices, times, telephones, with a different sign at each place."""


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


def some_digits(count: int, rng: np.random.Generator) -> str:
    """A number of so many digits, any digit as likely as any; some end in a run of one."""
    digits = rng.integers(0, 10, count)
    if rng.random() < RUN:
        start = int(rng.integers(count))
        digits[start:] = digits[start]
    return "".join(str(digit) for digit in digits)


def _beside_number(known: tuple[str, ...], rng: np.random.Generator, *, before: bool = False) -> str:
    """A unit or label, or any word, near a number or, behind or before it, a space away."""
    free = str(rng.choice(["", " "]))
    if rng.random() >= NAMED:
        word = str(rng.choice(known))
        return word + free if before else free + word
    word = str(rng.choice(WORDS))
    named = word.capitalize() if rng.random() < 0.5 else word
    return named + " " if before else " " + named


def some_number(rng: np.random.Generator, signs: float, kind: str = "") -> str:
    """A number as people write it: a few digits, in a share of cases with what stands beside and between them.

    Dates, fractions, prices and telephones have one sign, sums several and brackets; measures have a unit, and some
    numbers say of what. All that have signs are of one of `KINDS` if so asked.
    """
    if rng.random() >= signs:
        return some_digits(int(rng.integers(1, 9)), rng)
    beside = KINDS[kind] if kind else rng.random()
    if beside < KINDS["labels"]:
        return some_digits(int(rng.integers(1, 5)), rng) + _beside_number(UNITS, rng)
    if beside < KINDS["sums"]:
        return _beside_number(LABELS, rng, before=True) + some_digits(int(rng.integers(1, 7)), rng)
    if beside < KINDS["dates"]:
        parts = [some_digits(int(rng.integers(1, 5)), rng) for _ in range(3)]
        p, q = rng.choice(list(OPERATORS), 2)
        return str(rng.choice(SUMS)).format(*parts, p=p, q=q)
    if beside < KINDS["dates"] + SLASHED:
        return "/".join(some_digits(int(rng.integers(1, 4)), rng) for _ in range(int(rng.integers(2, 4))))
    count = int(rng.integers(2, 5))
    between = rng.choice(list(BETWEEN), count if rng.random() < MIXED else 1)
    parts = [some_digits(int(rng.integers(1, 4)), rng) for _ in range(count)]
    return "".join(part + str(between[row % len(between)]) for row, part in enumerate(parts[:-1])) + parts[-1]
