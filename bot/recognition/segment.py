"""Labelled ink → segments: the ink of each digit, cut free from its neighbours' and from what lies around.

Segments are in working pixels. Beside cutting, here is what later steps do with them: merge, slice, take apart.
"""

from functools import reduce
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.ink import Ink
from bot.recognition.pieces import Labels, find_pieces
from bot.recognition.types import Box, GreyImage, Segment

MIN_HEIGHT = 7
"""Pieces of fewer working pixels in their longer side are specks."""
SPECK = 0.1
"""Loose ink of less than this share of a digit's largest piece is no part of it."""
SPARSE, HELD, FRAMES = 0.35, 3, 30
"""A frame covers less than this share of its box and holds so many pieces; at most so many are looked for."""
PALE = 200
"""A segment whose strongest ink is weaker than this is pale, in 255ths of the page's strong ink."""
FAR_SPECK, FAR = 0.35, 0.3
"""Nor is ink of less than that share further away than so much of the piece's length."""


def some_pieces(ink: Ink, count: int, *, frames: bool = True) -> NDArray[np.intp]:
    """Numbers of at most `count` pieces, evenly from the largest to the smallest; without frames if so asked."""
    pieces = ink.pieces
    size, area = pieces.stats[1:, 2:4].max(axis=1), pieces.stats[1:, cv2.CC_STAT_AREA]
    large = 1 + np.flatnonzero((size >= MIN_HEIGHT) & (area >= MIN_HEIGHT))
    large = large if frames else large[~_frames(pieces.stats[large])]
    ranked = large[np.argsort(-pieces.stats[large, cv2.CC_STAT_AREA], kind="stable")]
    return ranked[np.unique(np.linspace(0, len(ranked) - 1, count).astype(int))] if len(ranked) else ranked


def cut_pieces(ink: Ink, numbers: NDArray[np.intp]) -> list[Segment]:
    """Some of the ink's pieces, by their numbers, as they hang together."""
    found = [_cut_out(ink.grey, ink.pieces.labels, int(i), ink.pieces.stats[i]) for i in numbers]
    return [segment for segment in found if segment is not None]


def _frames(stats: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of N pieces are sparse and hold others: a box, a table, the rim of a sheet."""
    corners, sizes = stats[:, :2], stats[:, 2:4]
    middles = corners + sizes / 2
    sparse = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < SPARSE * sizes.prod(axis=1))
    frames = np.zeros(len(stats), np.bool_)
    for i in sparse[np.argsort(-sizes[sparse].max(axis=1), kind="stable")][:FRAMES]:
        inside = ((middles > corners[i]) & (middles < corners[i] + sizes[i])).all(axis=1)
        frames[i] = inside.sum() - 1 >= HELD
    return frames


def cut_digits(ink: Ink, labels: Labels) -> dict[int, Segment]:
    """The ink of each label above 0 as one segment (labels H×W; below 0 is ink of no digit); specks are left out."""
    grey = ink.grey
    rows, columns = places(labels > 0)
    owners = labels[rows, columns]
    order = np.argsort(owners, kind="stable")
    numbers, starts, areas = np.unique(owners[order], return_index=True, return_counts=True)
    if not len(numbers):
        return {}
    points = np.stack([columns, rows])[:, order]
    corners = np.minimum.reduceat(points, starts, axis=1)
    sizes = np.maximum.reduceat(points, starts, axis=1) - corners + 1
    stats = np.stack([*corners, *sizes, areas], axis=1)
    large = np.flatnonzero((stats[:, 2:4].max(axis=1) >= MIN_HEIGHT) & (areas >= MIN_HEIGHT))
    pieces = {int(numbers[i]): _cut_out(grey, labels, int(numbers[i]), stats[i]) for i in large}
    return {label: _without_specks(piece) for label, piece in pieces.items() if piece is not None}


def loose_pieces(segment: Segment) -> list[Segment]:
    """The pieces of a segment that do not touch each other; specks are left out."""
    pieces = find_pieces(np.asarray(segment.crop > 0, np.uint8))
    large = [i for i in range(1, len(pieces.stats)) if pieces.stats[i][2:4].max() >= MIN_HEIGHT]
    found = [_masked(segment, pieces.labels == i) for i in large]
    return [piece for piece in found if piece is not None]


def part_of(segment: Segment, where: NDArray[np.bool_]) -> Segment | None:
    """A segment's ink where it is wished, without specks; None if that is no more than a speck."""
    part = _masked(segment, where)
    return None if part is None or part.box.height < MIN_HEIGHT else _without_specks(part)


def places(where: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of a field's true pixels; twice as fast as `np.nonzero` where few are."""
    found = np.flatnonzero(where.ravel())
    return np.divmod(found, where.shape[1])


def merge(*parts: Segment) -> Segment:
    """One segment of several, in the smallest box around all."""
    whole = reduce(Box.around, (part.box for part in parts))
    crop = np.zeros((whole.height, whole.width), np.uint8)
    for part in parts:
        rows = slice(part.box.y - whole.y, part.box.bottom - whole.y)
        columns = slice(part.box.x - whole.x, part.box.right - whole.x)
        crop[rows, columns] = np.maximum(crop[rows, columns], part.crop)
    return Segment(whole, crop)


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


def _masked(segment: Segment, where: NDArray[np.bool_]) -> Segment | None:
    return trim(np.asarray(np.where(where, segment.crop, np.uint8(0)), np.uint8), segment.box.x, segment.box.y)


def _without_specks(segment: Segment) -> Segment:
    """The segment without loose ink that is no part of its digit: a point after the number, a grain of the paper."""
    pieces = find_pieces(np.asarray(segment.crop > 0, np.uint8))
    parts = pieces.stats
    if len(parts) <= 2:
        return segment
    main = 1 + int(parts[1:, cv2.CC_STAT_AREA].argmax())
    share = parts[:, cv2.CC_STAT_AREA] / parts[main, cv2.CC_STAT_AREA]
    corners, ends = parts[:, :2], parts[:, :2] + parts[:, 2:4]
    apart = np.maximum(corners - ends[main], corners[main] - ends).max(axis=1) / (ends - corners)[main].max()
    specks = (share < SPECK) | ((share < FAR_SPECK) & (apart > FAR))
    specks[0] = False
    crop = np.where(specks[pieces.labels], np.uint8(0), segment.crop)
    return trim(crop, segment.box.x, segment.box.y) or segment


def _cut_out(grey: GreyImage, labels: NDArray[Any], label: int, stat: NDArray[Any]) -> Segment | None:
    """Cut one component with the soft rim of its strokes, one pixel wide, and nothing of its neighbours."""
    x, y, width, height = (int(value) for value in stat[:4])
    left, top = max(0, x - 1), max(0, y - 1)
    window = (slice(top, y + height + 1), slice(left, x + width + 1))
    own = (labels[window] == label).astype(np.uint8)
    rim = cv2.dilate(own, np.ones((3, 3), np.uint8))
    free = (labels[window] == 0) | (own > 0)
    crop = np.where((rim > 0) & free, grey[window], 0).astype(np.uint8)
    return trim(_strengthened(crop), left, top)


def _strengthened(crop: GreyImage) -> GreyImage:
    """Pale ink at full strength: beside black print a pencil's digits are no less digits."""
    strongest = int(crop.max(initial=0))
    return np.asarray(cv2.convertScaleAbs(crop, alpha=255.0 / strongest), np.uint8) if 0 < strongest < PALE else crop
