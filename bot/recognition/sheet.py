"""A sheet of paper on a desk → the sheet alone, with its own paper in place of what lies around it.

A desk has edges, grain and shadows that are darker than any pen; on the sheet cut out nothing of them is left, and its
digits are seen at full size.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from bot.recognition.areas import Area, Hull, filled, first_found
from bot.recognition.shrink import size_at
from bot.recognition.types import Box, GreyImage

SIDE = 320
"""Long side of the copy on which the sheet is looked for."""
RIM = 0.012
"""Share of the sheet's long side that is left out along its edge, with the edge's shadow."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet cut out of its picture: H×W uint8 grey, and the box it was cut from, in pixels of the picture."""

    grey: GreyImage
    box: Box


def find_sheet(grey: GreyImage, copy: GreyImage, *areas: Area) -> Sheet | None:
    """Cut the sheet out of a picture; None where there is none to cut out.

    Args:
        grey: the picture.
        copy: the same, smaller.
        areas: where in a still smaller copy a sheet may lie (see `areas.py`); the first that finds one counts.
    """
    factor = SIDE / max(grey.shape)
    small = np.asarray(cv2.resize(copy, size_at(grey, factor), interpolation=cv2.INTER_AREA), np.uint8)
    hull = first_found(small, *areas)
    inside = None if hull is None else _without_rim(hull, small.shape)
    if inside is None:
        return None
    x, y, width, height = cv2.boundingRect(inside)
    box = Box(int(x / factor), int(y / factor), max(1, int(width / factor)), max(1, int(height / factor)))
    part = grey[box.y : box.bottom, box.x : box.right]
    if min(part.shape) < 16:
        return None  # too small to hold a digit
    around = (slice(y, y + height), slice(x, x + width))
    return Sheet(_on_own_paper(part, small[around], inside[around]), box)


def _without_rim(hull: Hull, shape: tuple[int, ...]) -> GreyImage | None:
    """Where the sheet is in the small copy, 0 or 1, without its rim."""
    mask = np.pad(filled(hull, shape), 1, mode="edge")
    rim = 2 * max(1, round(RIM * float(np.sqrt(mask.sum())))) + 1
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
