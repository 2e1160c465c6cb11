"""Words in handwriting, joined scrawl, and numbers scratched out, in the digits' own pen."""

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from bot.recognition.types import GreyImage
from training.pages.fonts import broad_fonts, face_of, fonts
from training.pages.freehand import by_hand, draw_curve, nib
from training.shapes import smooth

SCRIPTS = (cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX)
TALL = 84
"""Height of a capital as it is drawn, in pixels, before it is scaled: as high as a digit in its form."""
TRACED, TRACED_SIZE, SCRIPT_SIZE = 0.5, 117, 4.0
"""Share of words in a print font's letters, of which there are more than of a stroke font's; the sizes, for `TALL`."""
RIM, ROOM = 80, 2.2
"""Free room around a word for `by_hand`, in pixels, and that of a letter, by `TALL`, as wide as any."""
UNSTEADY = (0.0, 0.5, 1.0)
"""How unevenly a hand sets the letters of a word: some write as a font does, most do not."""
GROWN, SUNK, SPACED, APART = 0.14, 0.09, (0.85, 1.45), 0.12
"""Of the unsteadiest: deviations of a letter's size and of its ground line, by its height; how wide all letters of a
word stand, from and to, and the deviation of each."""
SIZES = 9
"""Sizes of a font are multiples of so many pixels: each is loaded once."""
Places = list[tuple[float, float, float]]
"""Of each letter: its size, how far below the ground line it stands, by `TALL`, and its width with the room beside."""


def handwritten(word: str, height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """A word letter by letter in a stroke font, or in a print font that the pen traces, shaken and slanted.

    H×W uint8, its capitals `height` high.
    """
    places = _places(len(word), rng)
    if rng.random() < TRACED or not word.isascii():
        faces = fonts() if word.isascii() else broad_fonts()
        field = _traced(word, faces[rng.integers(len(faces))], places)
    else:
        field = _drawn(word, int(rng.choice(SCRIPTS)), nib(width * TALL), places)
    return by_hand(field, width * TALL, height / TALL, rng)


def _places(count: int, rng: np.random.Generator) -> Places:
    unsteady = float(rng.choice(UNSTEADY))
    wide = 1 + unsteady * (rng.uniform(*SPACED) - 1)
    away = unsteady * rng.standard_normal((count, 3)).clip(-2, 2) * (GROWN, SUNK, APART)
    return [(1 + grown, sunk, wide * (1 + apart)) for grown, sunk, apart in away.tolist()]


def _field(places: Places) -> tuple[GreyImage, float]:
    """An empty field for a word with such places, and its ground line."""
    length = sum(wide for *_, wide in places) * ROOM * TALL
    return np.zeros((round(2 * ROOM * TALL), round(length) + 2 * RIM), np.uint8), 1.3 * ROOM * TALL


def _traced(word: str, font: Path, places: Places) -> GreyImage:
    """The word in a print font, H×W uint8."""
    field, ground = _field(places)
    picture, x = Image.fromarray(field), float(RIM)
    pen = ImageDraw.Draw(picture)
    for letter, (size, sunk, wide) in zip(word, places, strict=True):
        face = face_of(font, SIZES * round(size * TRACED_SIZE / SIZES))
        pen.text((x, ground + sunk * TALL), letter, 255, face, anchor="ls")
        x += wide * face.getlength(letter)
    return _cut(np.asarray(picture, np.uint8))


def _drawn(word: str, script: int, pen: int, places: Places) -> GreyImage:
    """The word in a stroke font of OpenCV, H×W uint8."""
    field, ground = _field(places)
    x = float(RIM)
    for letter, (size, sunk, wide) in zip(word, places, strict=True):
        at = round(x), round(ground + sunk * TALL)
        cv2.putText(field, letter, at, script, SCRIPT_SIZE * size, 255, pen, cv2.LINE_AA)
        x += wide * cv2.getTextSize(letter, script, SCRIPT_SIZE * size, 1)[0][0]
    return _cut(field)


def _cut(field: GreyImage) -> GreyImage:
    """The part of a field with ink, and its rim."""
    x, y, width, height = cv2.boundingRect(field)
    return np.pad(field[y : y + height, x : x + width], RIM)


def cursive(height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """Joined writing that says nothing: loops and waves, H×W uint8."""
    strokes = int(rng.integers(5, 22))
    across = np.cumsum(rng.uniform(12, 52, strokes)) + 40 * rng.standard_normal(strokes).clip(-1, 1)
    down = np.where(np.arange(strokes) % 2, 120, 60) + rng.normal(0, 14, strokes)
    tall = rng.random(strokes) < 0.2
    down[tall] -= 56
    points = np.stack([across - across.min() + 60, down + 40], axis=1)
    field = np.zeros((260, int(points[:, 0].max()) + 80), np.uint8)
    draw_curve(field, smooth(points), nib(width * TALL))
    return by_hand(field, width * TALL, height / TALL, rng)


def scratched(height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """A number that its writer has scratched out, with a pen that goes to and fro, H×W uint8."""
    number = handwritten(str(rng.integers(10 ** rng.integers(1, 6))), height, width, rng)
    tall, wide = number.shape
    rim, turns = round(0.3 * height), 4 + round(rng.uniform(3, 8) * wide / tall)
    across = np.linspace(-rim / 2, wide + rim / 2, turns) + rng.normal(0, 0.08 * tall, turns)
    high = np.where(np.arange(turns) % 2, tall, 0) + rng.normal(0, 0.12 * tall, turns)
    points = np.stack([across, high.clip(-rim / 2, tall + rim / 2)], axis=1) + rim
    field = np.pad(number, rim)
    draw_curve(field, smooth(points), max(1, round(width * height)))
    return field
