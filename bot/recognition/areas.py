"""Where in a picture a sheet of paper may lie: the bright area on a dark desk.

It is found on a small copy, as the hull of one large solid area with what is written on it.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage

Hull = NDArray[Any]
"""An outline as OpenCV has it, mostly convex: N×1×2 int32, (x, y)."""

Area = Callable[[GreyImage], Hull | None]
"""Finds where in a small copy of a picture a sheet may lie."""

SMALLEST, LARGEST = 0.03, 0.85
"""Share of the picture that a sheet covers; what covers more needs no cutting out."""
SOLID = 0.8
"""A bright sheet covers this share of its convex hull."""
MOSTLY_BRIGHT = 0.65
"""And so much of its hull is bright, when its writing is closed: a light 0 on a board is no sheet."""
DARK_AROUND = 0.55
"""What lies around a bright sheet has at most this share of its brightness; more may be the same paper in the shade."""
EDGE, JUMP = (1, 5), 0.88
"""Between so many and so many pixels outside its edge there is at most this share of the light as far inside: where
light fades, as a lamp's, there is no edge."""
BEYOND, AT_ONCE = (5, 12), 0.55
"""And that is this share at least of the fall between so many and so many pixels on either side: a lamp's fades."""
BAY, SHORE = 5, 12
"""Pixels that a bay of the desk in a bright sheet's hull is broad, and that it is long where it meets the hull."""


def first_found(small: GreyImage, *areas: Area) -> Hull | None:
    """What the first of some finders finds that finds any."""
    return next((hull for area in areas if (hull := area(small)) is not None), None)


def bright_area(small: GreyImage) -> Hull | None:
    """The brightest large solid area, on much darker ground, without what of that lies in its hull."""
    closed = cv2.morphologyEx(cv2.GaussianBlur(small, (5, 5), 0), cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    smooth = np.asarray(closed, np.uint8)
    bright = np.asarray(cv2.threshold(smooth, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1], np.uint8)
    found = largest_piece(bright, SOLID)
    around = small[bright == 0]
    if found is None or not around.size:
        return None
    hull, sheet = found
    is_paper = sheet.sum() >= MOSTLY_BRIGHT * cv2.contourArea(hull)
    dark_around = np.median(around) <= DARK_AROUND * np.median(small[sheet])
    return without_bays(hull, bright) if is_paper and dark_around and has_edge(sheet, smooth) else None


def without_bays(hull: Hull, bright: GreyImage) -> Hull:
    """The hull without the dark desk between the sheet and a hand or another thing that lies over its edge."""
    inside = filled(hull, bright.shape)
    broad = cv2.morphologyEx(inside & (1 - bright), cv2.MORPH_OPEN, np.ones((BAY, BAY), np.uint8))
    count, labels = cv2.connectedComponents(broad)
    edge = (inside > 0) & (cv2.erode(inside, np.ones((3, 3), np.uint8)) == 0)
    is_bay = np.bincount(labels[edge & (labels > 0)], minlength=count) >= SHORE
    bays = cv2.dilate(is_bay[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    rest = np.where(bays > 0, np.uint8(0), inside)
    contours, _ = cv2.findContours(rest, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return max(contours, key=cv2.contourArea)


def largest_piece(mask: GreyImage, solid: float) -> tuple[Hull, NDArray[np.bool_]] | None:
    """Hull and pixels of the largest piece of a mask, if it is of a sheet's size and as solid."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if len(stats) < 2:
        return None
    piece = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    hull = solid_hull(piece.astype(np.uint8), solid)
    return None if hull is None else (hull, piece)


def solid_hull(piece: GreyImage, solid: float) -> Hull | None:
    """Hull of a piece of a mask (H×W, 0 or 1), its holes filled, if it is of a sheet's size and so solid."""
    contours, _ = cv2.findContours(piece, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull, area = cv2.convexHull(contours[0]), int(np.count_nonzero(filled(contours[0], piece.shape)))
    return hull if is_solid(area, hull, piece.size, solid) else None


def is_solid(area: float, hull: Hull, size: int, solid: float) -> bool:
    """Whether what has this area is of a sheet's size, in a picture of so many pixels, and so solid in its hull."""
    return SMALLEST * size <= area <= LARGEST * size and area >= solid * max(cv2.contourArea(hull), 1.0)


def squareness_of(outline: Hull) -> float:
    """Area of an outline by that of the smallest rectangle around it, however turned; a face above a sheet has less."""
    return cv2.contourArea(outline) / max(1.0, float(np.prod(cv2.minAreaRect(outline)[1])))


def filled(hull: Hull, shape: tuple[int, ...]) -> GreyImage:
    """A mask of this shape, 1 within the hull."""
    return np.asarray(cv2.fillPoly(np.zeros(shape, np.uint8), [hull], 1), np.uint8)


def share_of_edge(inside: GreyImage) -> float:
    """Share of the picture's edge that lies in a mask."""
    return float(np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]]).mean())


def has_edge(sheet: NDArray[np.bool_], smooth: GreyImage) -> bool:
    """Whether the light falls at once where a sheet ends, within the picture."""
    inner, outer = rings(sheet, smooth, EDGE)
    if not (inner.size and outer.size and np.median(outer) <= JUMP * np.median(inner)):
        return False
    brighter, darker = rings(sheet, smooth, BEYOND)
    fall = float(np.median(inner) - np.median(outer))
    return not (brighter.size and darker.size) or fall >= AT_ONCE * float(np.median(brighter) - np.median(darker))


def rings(sheet: NDArray[np.bool_], smooth: GreyImage, away: tuple[int, int]) -> tuple[GreyImage, GreyImage]:
    """What of a picture lies between so many and so many pixels from the sheet's edge: within it, and without."""
    (near_in, far_in), (near_out, far_out) = (
        [cv2.dilate(np.asarray(part, np.uint8), np.ones((2 * far + 1, 2 * far + 1), np.uint8)) > 0 for far in away]
        for part in (~sheet, sheet)
    )
    return smooth[far_in & ~near_in], smooth[far_out & ~near_out]
