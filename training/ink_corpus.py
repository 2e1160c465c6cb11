"""The tiles that the ink model learns from: cut from synthetic photos, some of which show no digit."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import cv2
import numpy as np
from numpy.typing import NDArray

from training.dataset import DigitSet
from training.ink_recipe import InkRecipe
from training.ink_tiles import InkTiles, cut_tiles
from training.pages.hands import Writers
from training.pages.make import make_nothing, make_page
from training.pages.scenes import NOTHING

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
    if recipe.processes == 1 or len(jobs) == 1:
        shards = [_shard(job) for job in jobs]
    else:
        with ProcessPoolExecutor(recipe.processes, mp_context=get_context("spawn")) as pool:
            shards = list(pool.map(_shard, jobs))
    return PackedTiles(*(np.concatenate([getattr(s, name) for s in shards]) for name in ("seen", "digit", "offset")))


def _shard(job: tuple[DigitSet, InkRecipe, int, tuple[int, ...]]) -> PackedTiles:
    digits, recipe, pages, seed = job
    cv2.setNumThreads(1)
    writers, rng = Writers(digits), np.random.default_rng(seed)
    made = []
    for _ in range(pages):
        number = int(rng.integers(2**31))
        empty = rng.random() < recipe.nothing
        page = make_nothing(str(rng.choice(list(NOTHING))), number) if empty else make_page("any", number, writers)
        made.append(cut_tiles(page, LONE if len(page.digits) == 1 else recipe.tiles, rng))
    seen, digit, offset = (np.concatenate([getattr(t, name) for t in made]) for name in ("seen", "digit", "offset"))
    return PackedTiles(seen, np.packbits(digit > 0, axis=-1), offset)
