"""Where in a picture a sheet of paper may lie: the calm area on a grained desk, be that as bright as the paper.

It is found on a small copy, as the hull of one large solid area with what is written on it, or of a few that columns of
writing part.
"""

import cv2
import numpy as np

from bot.recognition.areas import LARGEST, Hull, filled, is_solid, largest_piece, share_of_edge, squareness_of
from bot.recognition.types import GreyImage

EVERY = 2
"""Every second pixel's slope is enough to tell how rough a place is."""
GAPS = 1, 9
"""Rough places in a calm sheet, in such pixels, that are its writing."""
NEIGHBOURHOOD = 11
"""Side of the neighbourhood, in such pixels, of whose slopes the median is taken: strokes are too few to count."""
CALMEST = 2, 4, 6, 9, 13, 19, 28
"""Slopes, half grey levels per pixel, up to which a place may be calm: it depends on noise and the paper's grain."""
SOLID = 0.85
"""A calm sheet covers this share of its convex hull."""
PART, PARTED = 0.15, 0.6
"""Columns of writing may part it: pieces of this share of the largest's area are one sheet if they cover so much of
their hull."""
MOST = 4
"""Pieces that it is parted into; more are islands in the grain."""
SQUARE = 0.75
"""A calm sheet's hull covers this share of the smallest rectangle, however turned, that holds it."""
ROUGHER = 2.0
"""What lies around a calm sheet is so many times as rough as it."""
GRAIN = 8.0
"""And so rough at least, in the slopes' unit: paper in the light is rougher than paper in the shade."""
NEARLY = 0.5
"""The largest sheet is taken whose surroundings are as rough as this share of the roughest: others are parts of it."""
CALM_AROUND = 0.1
"""And at most this share of it is as calm as the sheet: margins and gaps in a page of writing are no sheets."""
ON_EDGE = 0.35
"""At most this share of the picture's edge is the sheet's: an empty half of a page is no sheet."""


def calm_area(small: GreyImage) -> Hull | None:
    """The large solid area that is much calmer than all around it: paper on wood, cloth or stone as bright as it."""
    across, down = (cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, *axis), alpha=0.5) for axis in ((1, 0), (0, 1)))
    slopes = np.ascontiguousarray(cv2.add(across, down)[::EVERY, ::EVERY])
    rough = np.asarray(cv2.medianBlur(slopes, NEIGHBOURHOOD), np.uint8)
    if np.count_nonzero(rough > ROUGHER * CALMEST[0]) < (1 - LARGEST) * rough.size:
        return None  # hardly anything is rough: the usual case
    sheets: list[tuple[float, Hull]] = []
    for gap in GAPS:
        sheets = sheets or [sheet for slope in CALMEST for sheet in _sheets(rough, slope, gap)]
    if not sheets:
        return None
    calmest = max(rougher for rougher, _ in sheets)
    return EVERY * max((hull for rougher, hull in sheets if rougher >= NEARLY * calmest), key=cv2.contourArea)


def _sheets(rough: GreyImage, slope: int, gap: int) -> list[tuple[float, Hull]]:
    """The sheets at one idea of what calm is, each after how much rougher its surroundings are."""
    calm = np.asarray(rough <= slope, np.uint8)
    closed = np.asarray(cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8)), np.uint8)
    largest = largest_piece(closed, SOLID)
    hulls = [largest[0] if largest is not None else None, _parted(closed)]
    return [(by, hull) for hull in hulls if hull is not None and (by := _rougher_around(hull, rough, calm)) is not None]


def _parted(calm: GreyImage) -> Hull | None:
    """The hull of a few large pieces of a mask that may be one sheet, parted by what is written on it."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(calm, connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    parts = np.flatnonzero(areas >= max(1.0, PART * areas.max()))
    if not 2 <= len(parts) <= MOST:
        return None
    hull = cv2.convexHull(cv2.findNonZero(np.isin(labels, parts).astype(np.uint8)))
    return hull if is_solid(int(areas[parts].sum()), hull, calm.size, PARTED) else None


def _rougher_around(hull: Hull, rough: GreyImage, calm: GreyImage) -> float | None:
    """How much rougher it is around a sheet than on it; None if it is none."""
    if squareness_of(hull) < SQUARE:
        return None
    inside = filled(hull, rough.shape)
    around = inside == 0
    if not around.any() or share_of_edge(inside) > ON_EDGE or calm[around].mean() > CALM_AROUND:
        return None
    grain = float(np.median(rough[around]))
    rougher = (grain + 1.0) / (float(np.median(rough[~around])) + 1.0)
    return rougher if rougher >= ROUGHER and grain >= GRAIN else None
