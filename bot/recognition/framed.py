"""Where in a picture a sheet of paper may lie: a light area with something dark all around, be it a desk or a frame.

Its outline is exact, and what is farther away may be anything: a screen's dark frame lies on a light desk.
"""

import cv2
import numpy as np

from bot.recognition.areas import Hull, filled, rings, share_of_edge, solid_hull, squareness_of
from bot.recognition.types import GreyImage

LIKELIEST = 4
"""So many of the largest light areas are looked at."""
SOLID, SQUARE = 0.85, 0.8
"""The sheet covers this share of its convex hull, and the hull so much of the smallest rectangle around it."""
FRAME = 1, 3
"""What is dark lies between so many and so many pixels outside its edge."""
DARK, EVERYWHERE = 0.5, 0.9
"""It has at most this share of the sheet's light, on this share of the way around."""


def framed_area(small: GreyImage) -> Hull | None:
    """The largest four-sided light area within a picture that is dark all around."""
    smooth = cv2.GaussianBlur(small, (3, 3), 0)
    light = np.asarray(cv2.threshold(smooth, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1], np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(light, connectivity=4)
    largest = 1 + np.argsort(-stats[1:, cv2.CC_STAT_AREA], kind="stable")[:LIKELIEST]
    hulls = (_sheet(small, np.asarray(labels == i, np.uint8)) for i in largest)
    return next((hull for hull in hulls if hull is not None), None)


def _sheet(small: GreyImage, piece: GreyImage) -> Hull | None:
    """The hull of a light piece, if that is a sheet within the picture with something dark all around."""
    hull = solid_hull(piece, SOLID) if not share_of_edge(piece) else None
    if hull is None or squareness_of(hull) < SQUARE:
        return None
    _, around = rings(filled(hull, small.shape) > 0, small, FRAME)
    light = float(np.median(small[piece > 0]))
    return hull if around.size and np.quantile(around, EVERYWHERE) <= DARK * light else None
