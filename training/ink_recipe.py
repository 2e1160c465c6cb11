"""What a training run of the ink model follows from."""

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate, chain

WARM_UP = 0.15
"""Epochs in which the learning rate grows to its highest."""
AGAIN = 0.7
"""How high it is again at the start of each later cycle, by the highest."""


@dataclass(frozen=True, slots=True)
class InkRecipe:
    """All that a run follows from, besides the digits; the defaults are the shipped model's.

    Its tiles take 6.4 GB, twice that while they are made.
    """

    seed: int = 1
    pages: int = 33600
    """Synthetic photos that the tiles of one set are cut from."""
    nothing: float = 0.3
    """Share of them that show no digit."""
    tiles: int = 8
    """Tiles of one page."""
    sets: tuple[tuple[int, ...], ...] = ((23, 8, 7, 7),)
    """Epochs of each cycle on each set of tiles; a set is made when its turn comes.

    A cycle is a stretch of training, at the start of which the learning rate is high again.
    """
    averaged: int = 3
    """Cycles, the last ones, the mean of whose ends is the network: it reads photos better than any of them."""
    raised: float = 0.2
    """How much the logit of a digit's ink is raised afterwards: more of what is written on a photo is digits than on
    synthetic pages, which show whatever is hard to tell from them."""
    batch: int = 128
    rate: float = 3e-3
    """Highest learning rate."""
    width: int = 32
    """Channels of the network's first layer."""
    processes: int = 2
    """Processes that make pages; they do not change what is made."""

    @property
    def ends(self) -> list[int]:
        """Epochs done after each cycle."""
        return list(accumulate(chain.from_iterable(self.sets)))

    @property
    def epochs(self) -> int:
        """Epochs of all cycles."""
        return self.ends[-1]

    def set_of(self, epoch: int) -> int:
        """Index of the set of tiles that an epoch of the run sees."""
        return bisect_right(list(accumulate(map(sum, self.sets))), epoch)

    def rate_at(self, epochs: float) -> float:
        """The learning rate after so many epochs of the run: in each cycle it falls along a cosine to a hundredth."""
        cycle = bisect_right(self.ends, epochs)
        start, end = (0, *self.ends)[cycle : cycle + 2]
        highest = self.rate * (AGAIN if cycle else min(1.0, epochs / WARM_UP))
        return highest * (0.01 + 0.99 * (1 + math.cos(math.pi * (epochs - start) / (end - start))) / 2)

    def shortened(self, epochs: int) -> "InkRecipe":
        """The same recipe with at most so many cycles of one epoch, all on one set of pages, fewer in proportion."""
        fewer = min(epochs, len(self.ends))
        return replace(self, sets=((1,) * fewer,), pages=max(1, self.pages * fewer // self.epochs))


SHIPPED_INK = InkRecipe()
"""The recipe of the ink model in `models/`."""
