"""Ink map → the ink of each digit: every pixel votes for the middle of its digit, and goes where its vote falls.

So touching digits come apart and broken ones together, whatever the way in which their strokes meet.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.pieces import Labels, Pieces
from bot.recognition.segment import MIN_HEIGHT, places
from bot.recognition.tiles import LIKELY, TEXT, InkMap
from bot.recognition.types import Segment

VOTING = 64
"""Ink votes from this chance on, in 255ths."""
PERHAPS = 90
"""A small piece is a digit's as a whole if its pixels are with this chance on average."""
SMALL = 2.5
"""Pieces of at most so many text heights are judged as a whole: rules and frames are longer."""
SHARPNESS = 1.3
"""Votes for one middle scatter about so many pixels of the half-size map, in which text is 10 pixels high."""
FEW = 200
"""Pixels from which a mean is taken."""
FEWEST = 0.6
"""Votes at a middle, after smoothing, below which they are stray: a digit has about two."""


def label_digits(found: InkMap, pieces: Pieces) -> Labels:
    """Which digit each pixel of the pieces belongs to, from 1 on; -1 is ink of no digit."""
    labels = np.zeros(pieces.labels.shape, np.int32)
    nearest = _nearest_middle(found)
    rows, columns = places(pieces.labels > 0)
    if nearest is None or not len(rows):
        return labels
    x, y = _on_map(found, rows, columns)
    belongs = _belongs(_sample(found.chance, x, y), pieces, pieces.labels[rows, columns], SMALL * TEXT / found.scale)
    voted = _voted(found, x, y) / 2
    voted_x, voted_y = (_within(voted[:, axis], nearest.shape[1 - axis]) for axis in (0, 1))
    labels[rows, columns] = np.where(belongs, nearest[voted_y, voted_x], -1)
    return labels


def foreign_pieces(labels: Labels, pieces: Pieces) -> NDArray[np.intp]:
    """Numbers of the pieces that are mostly ink of no digit, specks left out."""
    foreign = np.bincount(pieces.labels[labels < 0], minlength=len(pieces.stats))
    large = pieces.stats[:, 2:4].max(axis=1) >= MIN_HEIGHT
    return np.flatnonzero(large & (foreign > 0.5 * pieces.stats[:, cv2.CC_STAT_AREA]))


def mean_chance(found: InkMap, segment: Segment) -> float:
    """Mean chance 0..1 that a segment's ink is a digit's."""
    rows, columns = np.nonzero(segment.crop >= 128)
    if not len(rows):
        return 0.0
    some = np.linspace(0, len(rows) - 1, min(len(rows), FEW)).astype(int)
    x, y = _on_map(found, segment.box.y + rows[some], segment.box.x + columns[some])
    return float(_sample(found.chance, x, y).mean()) / 255


def votes(found: InkMap, segment: Segment) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Where a segment's crop has ink, H×W, and where each of these N pixels votes for a middle: N×2, x and y.

    In text heights.
    """
    inked = segment.crop > 0
    rows, columns = np.nonzero(inked)
    voted = _voted(found, *_on_map(found, segment.box.y + rows, segment.box.x + columns))
    return inked, (voted / TEXT).astype(np.float32)


def _on_map(
    found: InkMap, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Where the middles of N working pixels lie on the map, x and y, in its pixels."""
    return (columns + 0.5) * found.scale - 0.5, (rows + 0.5) * found.scale - 0.5


def _voted(found: InkMap, x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.float64]:
    """The middles that N places of the map vote for, N×2."""
    return np.asarray(np.stack([x, y], axis=1) + _sample(found.offset, x / 2, y / 2), np.float64)


def _belongs(chance: NDArray[Any], pieces: Pieces, piece: Labels, small: float) -> NDArray[np.bool_]:
    """Which of N pixels of ink are digits': a small piece as a whole, what hangs together further pixel by pixel."""
    mean = np.bincount(piece, chance, len(pieces.stats)) / pieces.stats[:, cv2.CC_STAT_AREA]
    whole = (mean >= PERHAPS) & (pieces.stats[:, 2:4].max(axis=1) <= small)
    return np.asarray((chance >= LIKELY) | whole[piece], np.bool_)


def _nearest_middle(found: InkMap) -> Labels | None:
    """For each place of the half-size map, the number of the middle nearest to it; None if there is no digit."""
    chance = found.chance[::2, ::2]
    rows, columns = np.nonzero(chance >= VOTING)
    away = found.offset[rows, columns] / 2
    x, y = _within(columns + away[:, 0], chance.shape[1]), _within(rows + away[:, 1], chance.shape[0])
    counted = np.bincount(y * chance.shape[1] + x, minlength=chance.size).reshape(chance.shape).astype(np.float32)
    smooth = cv2.GaussianBlur(counted, (0, 0), SHARPNESS)
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
