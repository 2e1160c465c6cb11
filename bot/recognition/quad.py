"""A light four-sided area in front of things of all brightness: a sheet held before a camera, a note on a wall.

Where a picture has darker and lighter ground around the sheet, no one threshold tells the sheet from both. So it is
looked for at several, from the brightest down, as a solid area with straight sides that is lighter than what it borders
on nearly all around.
"""

import cv2
import numpy as np

from bot.recognition.areas import LARGEST, SMALLEST, Hull, filled, has_edge, share_of_edge, squareness_of, without_bays
from bot.recognition.types import GreyImage

LEVELS = 97, 93, 88, 82, 75, 67, 58
"""Percentiles of the picture's brightness, without its writing, at which a sheet is looked for,"""
EVEN = 0.95
"""each at this share of it: a sheet's own light is uneven."""
WRITING, SPECKS = 13, 5
"""Pixels of the broadest strokes that are closed, and of specks and bridges that are opened."""
SOLID, SQUARE = 0.88, 0.77
"""It covers this share of its hull, and that so much of the smallest rectangle, however turned, that holds it."""
AS_SQUARE, MORE = 0.93, 0.02
"""The largest of those is taken that are nearly as square as the squarest, and hardly reach beyond its paper: that may
be a part of it, where the light is uneven."""
BORDER = 3, 12
"""What lies between so many pixels and so many outside its hull is what it borders on."""
DARKER, NEARLY_ALL = 0.85, 0.8
"""That has at most this share of the sheet's brightness, along this share of the border."""
ON_EDGE = 0.1
"""At most this share of the picture's edge is the sheet's: light that falls in from a side is no sheet."""
ANOTHER = 0.3
"""Where another such area, as light, is of at least this share of its size, they are the fields of a form, or keys."""


def light_quad(small: GreyImage) -> Hull | None:
    """The only such area, on a small copy of the picture; None where there is none, or several as light."""
    return _squarest(small, only=True)


def any_quad(small: GreyImage) -> Hull | None:
    """One such area, though others may be as light: of sheets side by side."""
    return _squarest(small, only=False)


def _squarest(small: GreyImage, *, only: bool) -> Hull | None:
    closed = cv2.morphologyEx(cv2.GaussianBlur(small, (3, 3), 0), cv2.MORPH_CLOSE, _square(WRITING))
    smooth = np.asarray(closed, np.uint8)
    levels = np.unique(np.round(EVEN * np.percentile(smooth[::2, ::2], LEVELS)))
    found = [quad for level in levels for quad in _quads(smooth, float(level))]
    if not found:
        return None
    insides = np.array([filled(quad, small.shape) > 0 for quad in found])
    lights = np.array([np.median(smooth[inside]) for inside in insides])
    areas = insides.sum(axis=(1, 2))
    squareness = (lights >= DARKER * lights.max()) * [squareness_of(quad) for quad in found]
    squarest = int(np.argmax(squareness))
    apart = ~(insides & insides[squarest]).any(axis=(1, 2))
    if only and (areas * (apart & (squareness > 0)) >= ANOTHER * areas[squarest]).any():
        return None
    paler = smooth < DARKER * lights[squarest]
    same = ~apart & (squareness >= AS_SQUARE * squareness[squarest])
    same &= (insides & ~insides[squarest] & paler).sum(axis=(1, 2)) <= MORE * areas[squarest]
    return found[int(np.argmax(areas * same))]


def _quads(smooth: GreyImage, level: float) -> list[Hull]:
    """Those of at least a brightness, without what of the ground lies in their hulls."""
    opened = cv2.morphologyEx((smooth >= level).astype(np.uint8), cv2.MORPH_OPEN, _square(SPECKS))
    bright = np.asarray(opened, np.uint8)
    contours, _ = cv2.findContours(bright, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    hulls = [cv2.convexHull(contour) for contour in contours if _is_quad(contour, smooth.size)]
    return [without_bays(hull, bright) for hull in hulls if _is_lighter(hull, smooth)]


def _is_quad(contour: Hull, size: int) -> bool:
    """Whether an outline in a picture of so many pixels is solid, has straight sides, and is of a sheet's size."""
    hull = cv2.convexHull(contour)
    area, own = cv2.contourArea(hull), cv2.contourArea(contour)
    return SMALLEST * size <= own <= area <= LARGEST * size and own >= SOLID * area and squareness_of(hull) >= SQUARE


def _is_lighter(hull: Hull, smooth: GreyImage) -> bool:
    """Whether what borders on a hull is darker nearly all around, at once, and the hull lies in the picture."""
    inside = filled(hull, smooth.shape)
    near, far = (cv2.dilate(inside, _square(2 * away + 1)) for away in BORDER)
    border = smooth[(far > 0) & (near == 0)]
    if share_of_edge(inside) > ON_EDGE or not border.size:
        return False
    darker = np.mean(border <= DARKER * np.median(smooth[inside > 0])) >= NEARLY_ALL
    return bool(darker) and has_edge(inside > 0, smooth)


def _square(side: int) -> GreyImage:
    return np.ones((side, side), np.uint8)
