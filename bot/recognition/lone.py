"""A picture of one figure that looks like a digit, and of nothing else or of smudges, shows that digit.

The ink model tells digits from rules, drawings and letters mostly by what stands around them; around a lone figure
there is nothing to tell by. But nobody sends a photo of a single upright stroke, or of a single 7, clear of the edges,
for any other reason than that it is a digit. Since a letter may look like one, it is never certain.
"""

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.ink import Ink
from bot.recognition.judge import DOUBT, HALFWAY, Candidate, Judge
from bot.recognition.segment import cut_pieces, merge
from bot.recognition.types import CERTAIN

SMALLEST = 0.2
"""Share of the picture's height that the figure has at least: what is small may be a scratch or a hair."""
CLEAR = 0.02
"""It keeps so far from the picture's edges, as a share of the height: what runs out of the picture is an edge."""
CLEAN = 0.05
"""Other ink of at most this share of the figure's is dirt."""
LARGE, SMALL = 0.4, 0.25
"""A figure of this share of the picture's height is meant, be there other ink besides: up to as much as its own, in
pieces lower than this share of it. Those are smudges, or show through from the other side; a 1 may be a crease."""
UPRIGHT = 1.0
"""Width by height of the most leaning 1: a shadow's edge leans more."""
MOST_STROKES, APART = 3, 0.2
"""A figure may fall into so many strokes, none further from the largest than this share of its longer side."""


def lone_digit(ink: Ink, judge: Judge) -> Candidate | None:
    """The only figure of a picture as a digit, never certain; None where there is more, or what is no digit."""
    alone, large = _strokes(ink.pieces.stats), _large(ink.pieces.stats, ink.share.shape[0])
    figure = cut_pieces(ink, alone if len(alone) else large)
    if not figure:
        return None
    (digit,) = judge([merge(*figure)])
    box, (height, width) = digit.segment.box, ink.share.shape
    clear = min(box.x, box.y, width - box.right, height - box.bottom) >= CLEAR * height
    least = DOUBT if digit.digit == 1 and len(alone) == 1 else CERTAIN
    crease_or_shadow = digit.digit == 1 and (not len(alone) or box.width > UPRIGHT * box.height)
    if not clear or crease_or_shadow or box.height < SMALLEST * height or digit.confidence < least:
        return None
    return replace(digit, belief=HALFWAY)


def _strokes(stats: NDArray[np.int32]) -> NDArray[np.intp]:
    """The numbers of the pieces that are the only figure, the largest first; none if there are several, or none."""
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.int64)
    areas[0] = 0
    largest = int(areas.argmax())
    strokes = np.flatnonzero(areas > CLEAN * areas[largest])
    if not len(strokes) or len(strokes) > MOST_STROKES or areas.sum() > (1 + CLEAN) * areas[strokes].sum():
        return np.zeros(0, np.intp)
    corners, ends = stats[strokes, :2], stats[strokes, :2] + stats[strokes, 2:4]
    main = strokes == largest
    gaps = np.maximum(corners - ends[main], corners[main] - ends).max(axis=1)
    together = (gaps <= APART * stats[largest, 2:4].max()).all()
    return strokes if together else np.zeros(0, np.intp)


def _large(stats: NDArray[np.int32], height: int) -> NDArray[np.intp]:
    """The number of the one large piece among small ones in a picture so high; none if there is no such piece."""
    areas, heights = stats[:, cv2.CC_STAT_AREA].astype(np.int64), stats[:, cv2.CC_STAT_HEIGHT].astype(np.int64)
    areas[0] = heights[0] = 0
    largest = int(areas.argmax())
    others = np.arange(len(stats)) != largest
    alone = heights[others].max(initial=0) <= SMALL * heights[largest] and areas[others].sum() <= areas[largest]
    return np.array([largest] if alone and heights[largest] >= LARGE * height else [], np.intp)
