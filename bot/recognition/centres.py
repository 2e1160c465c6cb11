"""Ink map → the ink of each digit: every pixel votes for the middle of its digit, and goes where its vote falls.

So touching digits come apart and broken ones together, whatever the way in which their strokes meet.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.tiles import InkMap
from bot.recognition.types import GreyImage

Labels = NDArray[np.int32]
LIKELY = 128
"""Ink that is a digit's with at least this chance, in 255ths, belongs to one."""
SHARPNESS = 1.3
"""Votes for one middle scatter about so many pixels of the half-size map, in which text is 10 pixels high."""
FEWEST = 0.6
"""Votes at a middle, after smoothing, below which they are stray: a digit has about two."""


def label_digits(found: InkMap, mask: GreyImage) -> Labels:
    """Which digit each pixel of the mask (H×W uint8) belongs to: H×W, from 1 on; -1 is no digit's ink, 0 no ink."""
    labels = np.zeros(mask.shape, np.int32)
    nearest = _nearest_middle(found)
    if nearest is None:
        return labels
    points = cv2.findNonZero(mask)
    if points is None:
        return labels
    columns, rows = points[:, 0], points[:, 1]
    x, y = ((at + 0.5) * found.scale - 0.5 for at in (columns, rows))
    chance = _sample(found.chance, x, y)
    away = _sample(found.offset, x / 2, y / 2)
    voted = _within((x + away[:, 0]) / 2, nearest.shape[1]), _within((y + away[:, 1]) / 2, nearest.shape[0])
    labels[rows, columns] = np.where(chance >= LIKELY, nearest[voted[1], voted[0]], -1)
    return labels


def _nearest_middle(found: InkMap) -> Labels | None:
    """For each place of the half-size map, the number of the middle nearest to it; None if there is no digit."""
    chance = found.chance[::2, ::2]
    rows, columns = np.nonzero(chance >= LIKELY)
    away = found.offset[rows, columns] / 2
    x, y = _within(columns + away[:, 0], chance.shape[1]), _within(rows + away[:, 1], chance.shape[0])
    votes = np.bincount(y * chance.shape[1] + x, minlength=chance.size).reshape(chance.shape).astype(np.float32)
    smooth = cv2.GaussianBlur(votes, (0, 0), SHARPNESS)
    peaks = (smooth >= FEWEST) & (smooth >= cv2.dilate(smooth, np.ones((5, 5), np.uint8)))
    if not peaks.any():
        return None
    away_from = np.asarray(~peaks, np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(away_from, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_CCOMP)
    return np.asarray(nearest, np.int32)


def _sample(picture: NDArray[Any], x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[Any]:
    """A picture's values between its pixels, for N places; in pieces, as OpenCV's maps are at most 32767 long."""
    parts = []
    for start in range(0, len(x), 30000):
        part = slice(start, start + 30000)
        maps = x[part, None].astype(np.float32), y[part, None].astype(np.float32)
        parts.append(cv2.remap(picture, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[:, 0])
    return np.concatenate(parts)


def _within(values: NDArray[np.floating], size: int) -> NDArray[np.intp]:
    return np.asarray(np.clip(np.rint(values), 0, size - 1), np.intp)
