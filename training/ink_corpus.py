"""The tiles that the ink model learns from: cut from synthetic photos, some of which show no digit."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.dataset import DigitSet
from training.ink_recipe import InkRecipe
from training.ink_tiles import InkTiles, cut_tiles
from training.pages.hands import Writers
from training.pages.make import any_page
from training.shards import in_processes

SHARD = 50
"""Pages that one process makes at a time."""
LONE = 3
"""Tiles of a page of one digit: more would all show the same."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedTiles:
    """`InkTiles` at rest: the truth of the digits' ink as bits, N×128×16 uint8."""

    seen: NDArray[np.uint8]
    digit: NDArray[np.uint8]
    offset: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.seen)

    def take(self, rows: NDArray[np.intp]) -> InkTiles:
        """Some of the tiles, unpacked."""
        return InkTiles(self.seen[rows], np.unpackbits(self.digit[rows], axis=-1) * np.uint8(255), self.offset[rows])


def make_ink_tiles(digits: DigitSet, recipe: InkRecipe, part: int, pages: int) -> PackedTiles:
    """Tiles of so many pages; the same for the same seed and part."""
    jobs = [(digits, recipe, min(SHARD, pages - start), (recipe.seed, part, start)) for start in range(0, pages, SHARD)]
    shards = in_processes(_shard, jobs, recipe.processes)
    return PackedTiles(*(np.concatenate([getattr(s, name) for s in shards]) for name in ("seen", "digit", "offset")))


def _shard(job: tuple[DigitSet, InkRecipe, int, tuple[int, ...]]) -> PackedTiles:
    digits, recipe, pages, seed = job
    cv2.setNumThreads(1)
    writers, rng = Writers(digits), np.random.default_rng(seed)
    made = []
    for _ in range(pages):
        page = any_page(writers, recipe.nothing, rng)
        made.append(cut_tiles(page, LONE if len(page.digits) == 1 else recipe.tiles, rng))
    seen, digit, offset = (np.concatenate([getattr(t, name) for t in made]) for name in ("seen", "digit", "offset"))
    return PackedTiles(seen, np.packbits(digit > 0, axis=-1), offset)
