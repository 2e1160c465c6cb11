"""Ink → pieces: connected ink that may be a digit or a part of one, each cut free from its neighbours.

Pieces are `Segment`s in working pixels. What geometry alone can rule out goes here: specks, frames and table grids,
edges of the sheet. What needs the classifier's word (joining, cutting, signs) is decided later.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.ink import Ink
from bot.recognition.types import Box, GreyImage, Segment

MIN_HEIGHT = 7
"""Pieces of fewer working pixels in their longer side are specks."""
MAX_PIECES = 700
"""More pieces than any page has digits: of a texture, only the strongest are kept."""
ROUGHEST = 0.45
"""Mean faint ink around a piece, as a share of the level, above which it lies on no paper. On labelled photos digits
have at most 0.27 around them (nearly all under 0.15), pieces of wood, cloth and creases 0.4 to 0.9."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces that may be digits, and the ink (in pixels) of frames around them, which explain nothing that is read."""

    segments: list[Segment]
    framed: float


def find_pieces(ink: Ink, mask: GreyImage) -> Pieces:
    """Cut the mask's connected components (8-neighbours) out of the ink.

    Args:
        ink: the picture's ink.
        mask: H×W uint8, non-zero where there is ink; the ink's own mask or one with rules removed.
    """
    _, found, stats, centres = cv2.connectedComponentsWithStatsWithAlgorithm(mask, 8, cv2.CV_32S, cv2.CCL_GRANA)
    labels = np.asarray(found, np.int32)
    ground, grey = _Ground(ink, mask), ink.grey
    large = [i for i in range(1, len(stats)) if stats[i][2:4].max() >= MIN_HEIGHT and stats[i][4] >= MIN_HEIGHT]
    strongest = sorted(large, key=lambda i: -int(stats[i][cv2.CC_STAT_AREA]))[:MAX_PIECES]
    on_paper = [i for i in strongest if ground.roughness(_box(stats[i])) <= ROUGHEST * ink.level]
    frames = {i for i in on_paper if _is_frame(stats[i], np.asarray(centres)[on_paper], mask.shape)}
    whole = [i for i in on_paper if i not in frames and not _is_cut_off(stats[i], mask.shape)]
    pieces = [_cut_out(grey, labels, i, stats[i]) for i in whole]
    framed = float(sum(int(stats[i][cv2.CC_STAT_AREA]) for i in frames))
    return Pieces([piece for piece in pieces if piece is not None], framed)


def cut_digits(ink: Ink, labels: NDArray[np.int32]) -> list[Segment]:
    """The ink of each label above 0 as one segment (labels H×W; below 0 is ink of no digit); specks are left out."""
    grey = ink.grey
    rows, columns = np.nonzero(labels > 0)
    owners = labels[rows, columns]
    order = np.argsort(owners, kind="stable")
    numbers, starts, areas = np.unique(owners[order], return_index=True, return_counts=True)
    if not len(numbers):
        return []
    low = [np.minimum.reduceat(places[order], starts) for places in (columns, rows)]
    sizes = [
        np.maximum.reduceat(places[order], starts) - least + 1
        for places, least in zip((columns, rows), low, strict=True)
    ]
    stats = np.stack([*low, *sizes, areas], axis=1)
    large = np.flatnonzero((stats[:, 2:4].max(axis=1) >= MIN_HEIGHT) & (areas >= MIN_HEIGHT))
    pieces = [_cut_out(grey, labels, int(numbers[i]), stats[i]) for i in large]
    return [piece for piece in pieces if piece is not None]


def merge(*parts: Segment) -> Segment:
    """One segment of several, in the smallest box around all."""
    left, top = min(p.box.x for p in parts), min(p.box.y for p in parts)
    right, bottom = max(p.box.right for p in parts), max(p.box.bottom for p in parts)
    crop = np.zeros((bottom - top, right - left), np.uint8)
    for part in parts:
        rows = slice(part.box.y - top, part.box.bottom - top)
        columns = slice(part.box.x - left, part.box.right - left)
        crop[rows, columns] = np.maximum(crop[rows, columns], part.crop)
    return Segment(Box(left, top, right - left, bottom - top), crop)


def slice_columns(segment: Segment, start: int, stop: int) -> Segment | None:
    """The part of a segment between two of its columns, trimmed to its ink; None if there is none."""
    return trim(segment.crop[:, start:stop], segment.box.x + start, segment.box.y)


def trim(crop: GreyImage, x: int, y: int) -> Segment | None:
    """A segment of the crop's ink in its smallest box, where the crop's corner is at (x, y); None without ink."""
    rows, columns = np.flatnonzero(crop.any(axis=1)), np.flatnonzero(crop.any(axis=0))
    if rows.size == 0:
        return None
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    return Segment(Box(x + left, y + top, right - left, bottom - top), crop[top:bottom, left:right].copy())


def _box(stat: NDArray[Any]) -> Box:
    return Box(*(int(value) for value in stat[:4]))


class _Ground:
    """The ink shares of what is not ink, summed over boxes by summed-area tables (Crow 1984)."""

    def __init__(self, ink: Ink, mask: GreyImage) -> None:
        near = cv2.dilate(cv2.max(ink.mask, mask), np.ones((5, 5), np.uint8))
        free = np.asarray(near == 0, np.uint8)
        self._shares = cv2.integral(cv2.multiply(ink.share, free))
        self._free = cv2.integral(free)

    def roughness(self, box: Box) -> float:
        """Mean faint ink in and around a box, in 255ths; 0 where there is nothing but ink."""
        rim = max(4, box.height // 4)
        last = self._free.shape[0] - 1, self._free.shape[1] - 1
        top, bottom = max(0, box.y - rim), min(last[0], box.bottom + rim)
        left, right = max(0, box.x - rim), min(last[1], box.right + rim)
        shares, free = (
            int(table[bottom, right]) - int(table[top, right]) - int(table[bottom, left]) + int(table[top, left])
            for table in (self._shares, self._free)
        )
        return shares / free if free else 0.0


def _borders(stat: NDArray[Any], shape: tuple[int, ...]) -> int:
    """How many sides of the picture a piece touches."""
    x, y, width, height = (int(value) for value in stat[:4])
    return (x == 0) + (y == 0) + (x + width == shape[1]) + (y + height == shape[0])


def _is_cut_off(stat: NDArray[Any], shape: tuple[int, ...]) -> bool:
    """Whether a piece at the picture's border is none of the writing: a desk's corner, a shadow, a sheet's rim."""
    width, height, area = (int(value) for value in stat[2:5])
    borders = _borders(stat, shape)
    corner = borders >= 2 and area > 0.02 * shape[0] * shape[1]
    return corner or (borders >= 1 and min(width, height) < 0.06 * max(width, height))


def _is_frame(stat: NDArray[Any], centres: NDArray[Any], shape: tuple[int, ...]) -> bool:
    """Whether a sparse piece holds others: a box, a table, the rim of a sheet; one is enough in a corner."""
    x, y, width, height, area = (int(value) for value in stat)
    inside = (centres[:, 0] > x) & (centres[:, 0] < x + width) & (centres[:, 1] > y) & (centres[:, 1] < y + height)
    held = int(inside.sum()) - 1
    return area < 0.35 * width * height and held >= (1 if _borders(stat, shape) >= 2 else 3)


def _cut_out(grey: GreyImage, labels: NDArray[Any], label: int, stat: NDArray[Any]) -> Segment | None:
    """Cut one component with the soft rim of its strokes, one pixel wide, and nothing of its neighbours."""
    x, y, width, height = (int(value) for value in stat[:4])
    left, top = max(0, x - 1), max(0, y - 1)
    window = (slice(top, y + height + 1), slice(left, x + width + 1))
    own = (labels[window] == label).astype(np.uint8)
    rim = cv2.dilate(own, np.ones((3, 3), np.uint8))
    free = (labels[window] == 0) | (own > 0)
    crop = np.where((rim > 0) & free, grey[window], 0).astype(np.uint8)
    return trim(crop, left, top)
