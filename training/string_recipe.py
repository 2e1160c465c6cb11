"""What a training run of the string model follows from."""

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class StringRecipe:
    """All that a run follows from, besides the digits and the ink model; the defaults are the shipped model's."""

    seed: int = 1
    epochs: int = 14
    drawn: int = 120_000
    """Strings drawn in one hand each."""
    found: int = 24_000
    """Runs of digits found on synthetic photos."""
    samples: int = 80_000
    """Samples of one epoch."""
    share: float = 0.35
    """Share of them that were found."""
    batch: int = 128
    rate: float = 2e-3
    """Highest learning rate, after the warm-up; it falls along a cosine nearly to zero."""
    width: int = 32
    """Channels of the network's first layer."""
    processes: int = 2
    """Processes that make samples; they do not change what is made."""

    @property
    def steps(self) -> int:
        """Steps of one epoch."""
        return self.samples // self.batch

    def rate_at(self, step: int) -> float:
        """The learning rate at a step of the run."""
        last = self.steps * self.epochs
        warm = min(300, last // 10)
        if step < warm:
            return self.rate * (step + 1) / warm
        return self.rate * (0.002 + 0.998 * (1 + math.cos(math.pi * (step - warm) / (last - warm))) / 2)

    def shortened(self, epochs: int) -> "StringRecipe":
        """The same recipe with at most so many epochs."""
        return replace(self, epochs=min(self.epochs, epochs))


SHIPPED_STRINGS = StringRecipe()
"""The recipe of the string model in `models/`."""
