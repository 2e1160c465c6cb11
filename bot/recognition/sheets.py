"""Several sheets in one picture, as sticky notes on a desk: each is cut out and read by itself."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.recognition.areas import bright_area
from bot.recognition.colour import Colours
from bot.recognition.found import Found, is_writing
from bot.recognition.interpret import Models
from bot.recognition.quad import any_quad
from bot.recognition.search import search, search_part
from bot.recognition.sides import sheet_on_grain
from bot.recognition.types import Box, GreyImage
from bot.recognition.upright import GOOD
from bot.recognition.working import Working, sheet_in, whole_picture

MOST = 6
"""Sheets that are read of one picture."""
MARGIN = 0.05
"""A sheet was cut out without its rim; so much around it goes too, as a share of its sides."""
LEAST = 0.2
"""Other sheets have at least this share of the first one's area: strips of desk are none."""
RING = 0.08
"""What lies so much farther around takes its place."""


def search_sheets(grey: GreyImage, colours: Colours, models: Models) -> list[Found]:
    """The best interpretation of a picture (H×W uint8); where that is of a sheet in it, of the other sheets too.

    A sheet on which nothing is read, as one with a drawing, hides no other.
    """
    first = search(grey, colours, models)
    found = [first]
    whole = whole_picture(grey, colours) if _is_sheet(first.place.part, grey) else None
    seen = [first.place.part]
    while whole is not None and len(seen) < MOST:
        whole = replace(whole, copy=_without_sheet(whole, seen[-1]))
        sheet = sheet_in(grey, whole, sheet_on_grain, bright_area, any_quad)
        if (
            sheet is None
            or any(sheet.part.gap(other) < 0 for other in seen)
            or _area(sheet.part) < LEAST * _area(seen[0])
        ):
            break
        seen.append(sheet.part)
        models.forget_costs()
        other = search_part(sheet, models)
        if other.score >= GOOD and is_writing(other.interpretation):
            found.append(other)
    return [each for each in found if each.interpretation.lines] or [first]


def _is_sheet(part: Box, grey: GreyImage) -> bool:
    """Whether it is a part of the picture, and not all of it."""
    return (part.height, part.width) != grey.shape


def _area(box: Box) -> int:
    return box.width * box.height


def _without_sheet(whole: Working, sheet: Box) -> GreyImage:
    """The picture's copy with pixels from close around in the place of a sheet: as dark and as rough as they."""
    inside, around = (_grown(sheet, margin, whole) for margin in (MARGIN, MARGIN + RING))
    ring = around & ~inside
    covered = whole.copy.copy()
    covered[inside] = np.resize(np.random.default_rng(0).permutation(whole.copy[ring]), int(inside.sum()))
    return covered


def _grown(box: Box, margin: float, whole: Working) -> NDArray[np.bool_]:
    """Where in the copy of a picture a box of it lies that is wider by a share of its sides on each side."""
    across, down = margin * box.width, margin * box.height
    top, bottom = (max(0, round(side * whole.scale)) for side in (box.y - down, box.bottom + down))
    left, right = (max(0, round(side * whole.scale)) for side in (box.x - across, box.right + across))
    inside = np.zeros(whole.copy.shape, np.bool_)
    inside[top:bottom, left:right] = True
    return inside
