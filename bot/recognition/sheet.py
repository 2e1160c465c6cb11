"""A sheet of paper on a desk → the sheet alone, with its own paper in place of what lies around it.

A desk has edges, grain and shadows that are darker than any pen; on the sheet cut out nothing of them is left, and its
digits are seen at full size.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import Box, GreyImage

SIDE = 320
"""Long side of the copy on which the sheet is looked for."""
SMALLEST, LARGEST = 0.03, 0.85
"""Share of the picture that a sheet covers; what covers more needs no cutting out."""
SOLID = 0.8
"""A sheet covers this share of its convex hull."""
DARK_AROUND = 0.55
"""What lies around a sheet has at most this share of its brightness; more may be the same paper in the shade."""
RIM = 0.025
"""Share of the sheet's long side that is left out along its edge, with the edge's shadow."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet cut out of its picture: H×W uint8 grey, and the box it was cut from, in pixels of the picture."""

    grey: GreyImage
    box: Box


def find_sheet(grey: GreyImage) -> Sheet | None:
    """The brightest large solid area of a picture, taken as a sheet of paper; None where there is none to cut out."""
    factor = SIDE / max(grey.shape)
    small = np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    inside = _sheet_mask(small)
    if inside is None:
        return None
    x, y, width, height = cv2.boundingRect(inside)
    box = Box(int(x / factor), int(y / factor), max(1, int(width / factor)), max(1, int(height / factor)))
    part = grey[box.y : box.bottom, box.x : box.right]
    if min(part.shape) < 16:
        return None  # too small to hold a digit
    around = (slice(y, y + height), slice(x, x + width))
    return Sheet(_on_own_paper(part, small[around], inside[around]), box)


def _sheet_mask(small: GreyImage) -> GreyImage | None:
    """Where the sheet is in the small copy, 0 or 1, without its rim; writing on it is filled."""
    smooth = cv2.morphologyEx(cv2.GaussianBlur(small, (5, 5), 0), cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    _, bright = cv2.threshold(smooth, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(bright, np.uint8), connectivity=4)
    if len(stats) < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    area = int(stats[largest, cv2.CC_STAT_AREA])
    contours, _ = cv2.findContours((labels == largest).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(contours[0])
    covered, solid = area / small.size, area / max(cv2.contourArea(hull), 1.0)
    around = small[bright == 0]
    contrast = float(np.median(around)) / float(np.median(small[labels == largest])) if around.size else 1.0
    if not SMALLEST <= covered <= LARGEST or solid < SOLID or contrast > DARK_AROUND:
        return None
    return _without_rim(hull, area, small.shape)


def _without_rim(hull: NDArray[Any], area: int, shape: tuple[int, ...]) -> GreyImage | None:
    mask = np.pad(cv2.fillPoly(np.zeros(shape, np.uint8), [hull], 1), 1, mode="edge")
    rim = 2 * max(1, round(RIM * float(np.sqrt(area)))) + 1
    inner = cv2.erode(mask, np.ones((rim, rim), np.uint8))[1:-1, 1:-1]
    return np.asarray(inner, np.uint8) if inner.any() else None


def _on_own_paper(part: GreyImage, small: GreyImage, inside: GreyImage) -> GreyImage:
    """The part with everything outside the sheet replaced by the sheet's paper, continued outwards."""
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)).astype(np.float32)
    weight = inside.astype(np.float32)
    spread = 0.15 * max(inside.shape) + 1.0
    light = cv2.GaussianBlur(paper * weight, (0, 0), spread) / np.maximum(
        cv2.GaussianBlur(weight, (0, 0), spread), 1e-4
    )
    size = (part.shape[1], part.shape[0])
    outside = cv2.resize(light, size, interpolation=cv2.INTER_LINEAR)
    blend = cv2.resize(weight, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(blend * part + (1.0 - blend) * outside, 0, 255), np.uint8)
