"""Ink of a run of digits → the strip that the string model was trained on.

The run's ink is scaled to one height, its proportions kept, and laid at the left of a field of fixed width. This is the
only code that makes strips, for the bot and for training.
"""

import cv2
import numpy as np

from bot.recognition.glyph import THINNEST_STROKE, stroke_width
from bot.recognition.types import STRIP_HEIGHT, STRIP_WIDTH, GreyImage, Strips

MARGIN = 2
"""Empty pixels around the ink."""
INK_HEIGHT = STRIP_HEIGHT - 2 * MARGIN
LONGEST = (STRIP_WIDTH - 2 * MARGIN) / INK_HEIGHT
"""Width by height of the longest run that a strip holds."""


def make_strips(crops: list[GreyImage]) -> Strips:
    """N runs of ink (H×W uint8, white on black, trimmed, at most `LONGEST` times as wide as high) as N strips."""
    strips = np.zeros((len(crops), STRIP_HEIGHT, STRIP_WIDTH), np.uint8)
    for strip, crop in zip(strips, crops, strict=True):
        ink = _scaled(crop)
        strip[MARGIN : MARGIN + ink.shape[0], MARGIN : MARGIN + ink.shape[1]] = ink
    return strips


def columns_on_strip(width: int, height: int) -> float:
    """By how much a run of this size is scaled."""
    return _size(width, height)[0] / width


def _scaled(crop: GreyImage) -> GreyImage:
    ink = _thickened(crop)
    size = _size(crop.shape[1], crop.shape[0])
    method = cv2.INTER_AREA if crop.shape[0] > INK_HEIGHT else cv2.INTER_LINEAR
    scaled = cv2.resize(ink, size, interpolation=method)
    return np.asarray(cv2.convertScaleAbs(scaled, alpha=255.0 / max(int(scaled.max(initial=0)), 1)), np.uint8)


def _size(width: int, height: int) -> tuple[int, int]:
    return max(1, min(round(width * INK_HEIGHT / height), STRIP_WIDTH - 2 * MARGIN)), INK_HEIGHT


def _thickened(crop: GreyImage) -> GreyImage:
    """Hair lines would become a grey haze."""
    missing = THINNEST_STROKE * crop.shape[0] / INK_HEIGHT - stroke_width(crop)
    if missing < 1.0:
        return crop
    side = 1 + round(missing)
    return np.asarray(cv2.dilate(crop, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))), np.uint8)
