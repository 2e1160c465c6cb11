"""Where on a page the ink model's tiles lie: as few as can answer for all ink, each with as much around as it can see.

What a tile says of a digit leans on what stands around it. So tiles are spread evenly from the first ink to the last:
laid from one end on, the last would see a digit or two and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import cv2

from bot.recognition.types import TILE_SIDE, GreyImage

MARGIN = 16
"""Rim of a tile that is seen but not answered for: its surroundings lie outside the tile."""
CORE = TILE_SIDE - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Span:
    """Along one side of a page: what a tile answers for, and where that tile's own core begins; all even."""

    start: int
    core: slice

    @property
    def seen(self) -> slice:
        """What the tile sees, in a page with `MARGIN` pixels more before it."""
        return slice(self.start, self.start + TILE_SIDE)

    @property
    def inner(self) -> slice:
        """Where in the tile lies what it answers for."""
        before = MARGIN - self.start
        return slice(self.core.start + before, self.core.stop + before)


def lay_tiles(wanted: GreyImage) -> Iterator[tuple[Span, Span]]:
    """The tiles, down and across, that together answer for all pixels that are wanted (H×W, not 0)."""
    left, top, width, height = cv2.boundingRect(wanted)
    for down in spread(top, top + height):
        for across in spread(left, left + width):
            if wanted[down.core, across.core].any():
                yield down, across


def spread(first: int, stop: int) -> list[Span]:
    """The spans that together answer for a stretch of pixels: for each the tile whose middle is nearest."""
    if stop <= first:
        return []
    first = first & ~1
    count = ceil((stop - first) / CORE)
    step = (stop - first - CORE) / max(count - 1, 1)
    starts = [first + 2 * round(i * step / 2) for i in range(count)]
    borders = [first, *(2 * round((one + other + CORE) / 4) for one, other in pairwise(starts)), stop + stop % 2]
    return [Span(start, slice(*core)) for start, core in zip(starts, pairwise(borders), strict=True)]


def half(pixels: slice) -> slice:
    """The same stretch in a field of half the size."""
    return slice(pixels.start // 2, pixels.stop // 2)
