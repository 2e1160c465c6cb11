"""Where in a picture a sheet of paper may lie: the bright area on a dark desk, or the calm one on a grained desk.

Both are found on a small copy, as the hull of one large solid area with what is written on it.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage

Hull = NDArray[Any]
"""An outline as OpenCV has it, mostly convex: N×1×2 int32, (x, y)."""

SMALLEST, LARGEST = 0.03, 0.85
"""Share of the picture that a sheet covers; what covers more needs no cutting out."""
SOLID, AS_SOLID = 0.8, 0.85
"""A bright, and a calm sheet covers this share of its convex hull."""
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
EVERY = 2
"""Every second pixel's slope is enough to tell how rough a place is."""
GAPS = 1, 9
"""Rough places in a calm sheet, in such pixels, that are its writing."""
NEIGHBOURHOOD = 11
"""Side of the neighbourhood, in such pixels, of whose slopes the median is taken: strokes are too few to count."""
CALMEST = 2, 4, 6, 9, 13, 19, 28
"""Slopes, half grey levels per pixel, up to which a place may be calm: it depends on noise and the paper's grain."""
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


def bright_area(small: GreyImage) -> Hull | None:
    """The brightest large solid area, on much darker ground, without what of that lies in its hull."""
    closed = cv2.morphologyEx(cv2.GaussianBlur(small, (5, 5), 0), cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    smooth = np.asarray(closed, np.uint8)
    bright = np.asarray(cv2.threshold(smooth, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1], np.uint8)
    found = _largest(bright, SOLID)
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


def calm_area(small: GreyImage) -> Hull | None:
    """The large solid area that is much calmer than all around it: paper on wood, cloth or stone as bright as it."""
    across, down = (cv2.convertScaleAbs(cv2.Sobel(small, cv2.CV_16S, *axis), alpha=0.5) for axis in ((1, 0), (0, 1)))
    slopes = np.ascontiguousarray(cv2.add(across, down)[::EVERY, ::EVERY])
    rough = np.asarray(cv2.medianBlur(slopes, NEIGHBOURHOOD), np.uint8)
    if np.count_nonzero(rough > ROUGHER * CALMEST[0]) < (1 - LARGEST) * rough.size:
        return None  # hardly anything is rough: the usual case
    hulls: list[tuple[float, Hull]] = []
    for gap in GAPS:
        hulls = hulls or [hull for slope in CALMEST if (hull := _calm(rough, slope, gap)) is not None]
    if not hulls:
        return None
    calmest = max(rougher for rougher, _ in hulls)
    return EVERY * max((hull for rougher, hull in hulls if rougher >= NEARLY * calmest), key=cv2.contourArea)


def _calm(rough: GreyImage, slope: int, gap: int) -> tuple[float, Hull] | None:
    """The calm sheet at one idea of what calm is, after how much rougher its surroundings are."""
    calm = np.asarray(rough <= slope, np.uint8)
    closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    found = _largest(np.asarray(closed, np.uint8), AS_SOLID)
    if found is None or cv2.contourArea(found[0]) < SQUARE * np.prod(cv2.minAreaRect(found[0])[1]):
        return None
    inside = filled(found[0], rough.shape)
    around = inside == 0
    if not around.any() or share_of_edge(inside) > ON_EDGE or calm[around].mean() > CALM_AROUND:
        return None
    grain = float(np.median(rough[around]))
    rougher = (grain + 1.0) / (float(np.median(rough[~around])) + 1.0)
    return (rougher, found[0]) if rougher >= ROUGHER and grain >= GRAIN else None


def _largest(mask: GreyImage, solid: float) -> tuple[Hull, NDArray[np.bool_]] | None:
    """Hull and pixels of the largest piece of a mask, if it is of a sheet's size and as solid."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if len(stats) < 2:
        return None
    piece = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    contours, _ = cv2.findContours(piece.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull, area = cv2.convexHull(contours[0]), int(np.count_nonzero(filled(contours[0], mask.shape)))
    fits = SMALLEST * mask.size <= area <= LARGEST * mask.size and area >= solid * max(cv2.contourArea(hull), 1.0)
    return (hull, piece) if fits else None


def filled(hull: Hull, shape: tuple[int, ...]) -> GreyImage:
    """A mask of this shape, 1 within the hull."""
    return np.asarray(cv2.fillPoly(np.zeros(shape, np.uint8), [hull], 1), np.uint8)


def share_of_edge(inside: GreyImage) -> float:
    """Share of the picture's edge that lies in a mask."""
    return float(np.concatenate([inside[0], inside[-1], inside[:, 0], inside[:, -1]]).mean())


def has_edge(sheet: NDArray[np.bool_], smooth: GreyImage) -> bool:
    """Whether the light falls at once where a sheet ends, within the picture."""
    inner, outer = _rings(sheet, smooth, EDGE)
    if not (inner.size and outer.size and np.median(outer) <= JUMP * np.median(inner)):
        return False
    brighter, darker = _rings(sheet, smooth, BEYOND)
    fall = float(np.median(inner) - np.median(outer))
    return not (brighter.size and darker.size) or fall >= AT_ONCE * float(np.median(brighter) - np.median(darker))


def _rings(sheet: NDArray[np.bool_], smooth: GreyImage, away: tuple[int, int]) -> tuple[GreyImage, GreyImage]:
    """What of a picture lies between so many and so many pixels from the sheet's edge: within it, and without."""
    (near_in, far_in), (near_out, far_out) = (
        [cv2.dilate(np.asarray(part, np.uint8), np.ones((2 * far + 1, 2 * far + 1), np.uint8)) > 0 for far in away]
        for part in (~sheet, sheet)
    )
    return smooth[far_in & ~near_in], smooth[far_out & ~near_out]
