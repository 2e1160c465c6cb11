"""The signs that stand between and beside numbers, as the pen that wrote the numbers draws them."""

import cv2
import numpy as np

from bot.recognition.types import GreyImage
from training.pages.freehand import by_hand, draw_curve, nib
from training.pages.handwriting import handwritten
from training.shapes import smooth

STRAIGHT = "+-=:/.,x÷"
"""Drawn line by line at a share of the digits' height."""
SLASHES, SLANT, FURTHER, MOST_SLANTED = (0.75, 1.5), (0.26, 0.72), (0.12, 0.5), 1.3
"""How high slashes are, by the digits beside them; how far they lean to the right, by their height: 15 to 36 degrees,
but so much further than the hand's own 1s, by which alone they are told apart; no hand writes them flatter than that.
"""
SIZES = 0.35, 1.1
"""How large the signs of sums are by the digits beside them: people write a plus as high as a digit, and higher."""
_Strokes = list[list[tuple[float, float]]]
_Line = tuple[tuple[int, int], tuple[int, int]]
_SQUARE: list[tuple[float, float]] = [(20, 22), (120, 20), (121, 118), (19, 120), (21, 21)]
_SHAPES: dict[str, _Strokes] = {
    "%": [
        [(34, 18), (54, 28), (50, 54), (26, 56), (16, 34), (36, 18)],
        [(104, 84), (124, 96), (118, 120), (96, 122), (86, 102), (106, 84)],
        [(112, 18), (28, 122)],
    ],
    "$": [
        [(104, 38), (74, 24), (40, 38), (46, 62), (72, 70), (100, 82), (98, 108), (68, 118), (34, 104)],
        [(72, 4), (70, 136)],
    ],
    "€": [
        [(106, 34), (78, 20), (48, 38), (40, 70), (50, 104), (80, 120), (108, 106)],
        [(20, 60), (86, 58)],
        [(20, 82), (80, 80)],
    ],
    "→": [[(8, 72), (132, 68)], [(100, 44), (132, 68), (102, 96)]],
    "☐": [_SQUARE],
    "☑": [_SQUARE, [(36, 66), (62, 100), (138, 4)]],
    "✓": [[(18, 80), (50, 118), (126, 20)]],
    "?": [[(36, 46), (54, 22), (90, 24), (98, 50), (74, 72), (70, 94)], [(70, 116), (72, 120)]],
    "(": [[(88, 6), (64, 38), (62, 102), (88, 134)]],
    ")": [[(52, 6), (76, 38), (78, 102), (52, 134)]],
    "[": [[(92, 6), (54, 8), (54, 132), (94, 134)]],
    "]": [[(48, 6), (86, 8), (86, 132), (46, 134)]],
    "*": [[(70, 20), (70, 120)], [(26, 44), (114, 96)], [(114, 44), (26, 96)]],
    "<": [[(112, 26), (28, 70), (114, 116)]],
    ">": [[(28, 26), (112, 70), (26, 116)]],
    "°": [[(70, 30), (104, 44), (100, 90), (62, 102), (36, 68), (72, 30)]],
    "√": [[(6, 84), (28, 74), (52, 122), (80, 18), (138, 16)]],
}
"""Strokes of each sign through a few points in a field of 140×140, upright 20 to 120 where it is as high as a digit."""
_ANGULAR = frozenset("→☐☑✓<>√*[]")
"""Those whose strokes are straight from point to point; the others are curved."""
_HEIGHTS = {
    "(": (0.8, 1.35),
    ")": (0.8, 1.35),
    "[": (0.8, 1.35),
    "]": (0.8, 1.35),
    "*": (0.3, 0.6),
    "<": (0.4, 0.8),
    ">": (0.4, 0.8),
    "°": (0.3, 0.45),
    "→": (0.5, 1.3),
}
_HEIGHT = (0.7, 1.1)
"""How high signs are, by the digits beside them, and all that are not named."""
_CENTRED = frozenset("+-=x÷→*<>()[]")
"""Those that stand about the middle of the digits' height; the others stand on the ground line."""
_SET, _IN_FONTS = 0.4, frozenset("%$?()[]")
"""Share of these signs that are in a font's form; all fonts have them."""
SIGNS = STRAIGHT + "".join(_SHAPES)
"""All that can be drawn."""
ALONE = "+=-x%$€→✓☐☑*√"
"""Those that nobody takes for a digit where they stand alone."""


def draw_sign(sign: str, height: int, width: float, rng: np.random.Generator, lean: float = 0.0) -> GreyImage:
    """One of `SIGNS` beside digits so high, with a pen of a width by this height; H×W uint8, its ink fills it.

    `lean` says how far the hand's 1s lean to the right, by their height.
    """
    if sign == "/":
        return _slash(height, width, lean, rng)
    if sign in STRAIGHT:
        return _straight(sign, height, width, rng)
    tall = max(6, height * rng.uniform(*_HEIGHTS.get(sign, _HEIGHT)))
    if sign in _IN_FONTS and rng.random() < _SET:
        return handwritten(sign, round(tall), width * height / tall, rng)
    return _drawn(sign, tall, width * height / tall, rng)


def above_ground(sign: str, height: int, tall: int) -> int:
    """How far above the ground line of digits so high the lower edge of a sign so tall is; below it, it is negative."""
    if sign in _CENTRED:
        return round(0.47 * height - tall / 2)
    return round(0.65 * height) if sign == "°" else 0


def _drawn(sign: str, tall: float, width: float, rng: np.random.Generator) -> GreyImage:
    """A sign of `_SHAPES`, squeezed to all proportions; `width` of the pen by the sign's height."""
    field = np.zeros((440, 440), np.uint8)
    squeeze = rng.uniform(0.65, 1.0 if sign != "→" else 1.4), 1.0
    for stroke in _SHAPES[sign]:
        points = (np.array(stroke, np.float64) - 70) * squeeze + rng.normal(0, 3, (len(stroke), 2))
        path = points if sign in _ANGULAR or len(stroke) <= 2 else smooth(points)
        draw_curve(field, 2 * path + 220, nib(width * 200))
    return by_hand(field, width * 200, tall / 200, rng)


def _straight(sign: str, height: int, width: float, rng: np.random.Generator) -> GreyImage:
    size, apart = 0.5 if sign in ":.," else rng.uniform(*SIZES), rng.uniform(0.12, 0.25)
    side, pen = max(6, round(size * height)), max(1, round(width * height))
    low, high, middle = 0, side, side // 2
    strokes: list[_Line] = {
        "-": [((low, middle), (high, middle))],
        "+": [((low, middle), (high, middle)), ((middle, low), (middle, high))],
        "=": [
            ((low, middle - round(apart * side)), (high, middle - round(apart * side))),
            ((low, middle + round(apart * side)), (high, middle + round(apart * side))),
        ],
        "x": [((low, low), (high, high)), ((high, low), (low, high))],
        "÷": [
            ((low, middle), (high, middle)),
            ((middle, low + side // 8), (middle, low + side // 8 + 1)),
            ((middle, high - side // 8), (middle, high - side // 8 - 1)),
        ],
        ":": [((middle, low + side // 8), (middle, low + side // 8 + 1)), ((middle, high), (middle, high - 1))],
        ".": [((middle, high), (middle + 1, high))],
        ",": [((middle, high), (middle - max(1, side // 8), high + pen // 2))],
    }[sign]
    return _ruled(strokes, side, pen, rng)


def _slash(height: int, width: float, lean: float, rng: np.random.Generator) -> GreyImage:
    side = max(6, round(height * rng.uniform(*SLASHES)))
    slant = min(max(rng.uniform(*SLANT), lean + rng.uniform(*FURTHER)), MOST_SLANTED)
    return _ruled([((round(slant * side), 0), (0, side))], side, max(1, round(width * height)), rng)


def _ruled(strokes: list[_Line], side: int, pen: int, rng: np.random.Generator) -> GreyImage:
    """Straight lines of a sign so high, each of whose ends is a little off."""
    most = max(1, side // 12)
    rim = pen + most
    wide = 2 * rim + max(side, *(x for ends in strokes for x, _ in ends))
    field = np.zeros((side + 2 * rim, wide), np.uint8)
    for ends in strokes:
        start, stop = (np.array(ends) + rim + rng.integers(-most, most + 1, (2, 2))).tolist()
        cv2.line(field, start, stop, 255, pen, cv2.LINE_AA)
    x, y, wide, tall = cv2.boundingRect(field)
    return np.asarray(field[y : y + tall, x : x + wide], np.uint8)
