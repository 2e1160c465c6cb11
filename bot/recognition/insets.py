"""Dark areas with light strokes in an otherwise light picture: a drawing program's canvas, a tile of a plot, a board.

Such an area is replaced by its negative, so that all strokes of the picture are darker than their ground.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from bot.recognition.areas import DARK_AROUND, filled
from bot.recognition.shrink import at_most
from bot.recognition.types import GreyImage

SIDE = 320
"""Long side of the copy on which insets are looked for."""
ENOUGH = 2
"""It is made of so many times as many of the picture's rows and columns; more tell nothing."""
SMALLEST, LARGEST = 0.004, 0.9
"""Share of the picture that an inset covers; what covers more is the ground, whatever lies on it."""
RECTANGULAR = 0.9
"""Share of the smallest rectangle around it, however turned, that an inset fills."""
FEWEST, MOST = 0.005, 0.5
"""Share of an inset that is light strokes."""
BROADEST = 0.16
"""Half the width of these strokes at most, by the inset's shorter side."""
EDGE = 2
"""The edge of an inset, where light and dark mix, is so many of its pixels on the copy, or of the picture, broad."""


def without_insets(grey: GreyImage) -> GreyImage:
    """The picture (H×W uint8), its dark insets, if it has any, replaced by their negatives on the light ground."""
    step = max(1, max(grey.shape) // (ENOUGH * SIDE))
    some = np.ascontiguousarray(grey[::step, ::step])
    small = at_most(some, SIDE)
    level, mask = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    dark = np.asarray(mask, np.uint8)
    insets = [(inside, float(np.median(small[(inside & dark) > 0]))) for inside in _insets(dark)]
    light = float(np.median(small[dark == 0])) if insets else 0.0
    insets = [(inside, ground) for inside, ground in insets if ground <= DARK_AROUND * light]
    positive = grey.copy() if insets else grey
    for inside, ground in insets:
        _negate(positive, inside, level, (ground, light))
    return positive


def _insets(dark: GreyImage) -> Iterator[GreyImage]:
    """The areas (masks) that are mostly dark, rectangular, and hold light strokes."""
    contours, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in contours:
        sides = np.array(cv2.minAreaRect(outline)[1]) + 1.0
        if not SMALLEST * dark.size <= sides.prod() <= LARGEST * dark.size:
            continue
        inside = filled(outline, dark.shape)
        strokes = inside & (1 - dark)
        area = int(inside.sum())
        is_dark = FEWEST * area <= int(strokes.sum()) <= MOST * area
        if is_dark and area >= RECTANGULAR * sides.prod() and _half_width(strokes) <= BROADEST * sides.min():
            yield inside


def _half_width(strokes: GreyImage) -> float:
    return float(cv2.distanceTransform(strokes, cv2.DIST_L2, 3).max())


def _negate(grey: GreyImage, inside: GreyImage, level: float, grounds: tuple[float, float]) -> None:
    """Replace an inset (its mask on the copy) by its negative, on a ground as light as around, and paint over its edge.

    Args:
        grey: the picture, changed in place.
        inside: where the inset is on the copy of the picture.
        level: up to which grey level pixels are dark.
        grounds: how bright the inset's own ground is, and the ground around it.
    """
    reach = np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8)
    x, y, width, height = cv2.boundingRect(cv2.dilate(inside, reach))
    scale = max(grey.shape) / max(inside.shape)
    window = grey[round(y * scale) : round((y + height) * scale), round(x * scale) : round((x + width) * scale)]
    sure, near = (
        cv2.resize(brush(inside, reach)[y : y + height, x : x + width], window.shape[::-1]) > 0
        for brush in (cv2.erode, cv2.dilate)
    )
    exact = np.asarray(sure | (near & (window <= level)), np.uint8)
    edge = cv2.morphologyEx(exact, cv2.MORPH_GRADIENT, reach, borderType=cv2.BORDER_REPLICATE)
    negative = np.clip(sum(grounds) - np.arange(256), 0, 255).astype(np.uint8)
    window[exact > 0] = negative[window[exact > 0]]
    window[edge > 0] = round(grounds[1])
