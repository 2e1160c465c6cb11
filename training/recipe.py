"""What a training run follows from."""

from dataclasses import dataclass


class TrainingError(Exception):
    """A run that cannot start or go on. `str(error)` says what to do."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a run follows from, besides the digits; the defaults are the shipped model's."""

    seed: int = 1
    epochs: int = 20
    samples: int = 80_000
    """Samples in one epoch."""
    parts: int = 5
    """Different parts of each phase's corpus, used in turn."""
    batch: int = 128
    rate: float = 3e-3
    """Highest learning rate of the first phase, after the warm-up."""
    polish: float = 0.5
    """Share of the epochs, the last ones, that polish: other samples nearer to MNIST's look, from a lower rate."""
    polish_rate: float = 1.5e-3
    """Highest learning rate while polishing."""
    width: int = 24
    """Channels of the network's first layer."""
    held_out: int = 10_000
    """Samples made from held-out digits: half to calibrate with, half to measure on."""
    processes: int = 2
    """Processes that make samples; they do not change what is made."""

    @property
    def polish_from(self) -> int:
        """First epoch that polishes."""
        return self.epochs - round(self.epochs * self.polish)

    def steps(self, epochs: int) -> int:
        """Steps of some epochs."""
        return epochs * -(-self.samples // self.batch)


SHIPPED = Recipe()
"""The recipe of the model in `models/`."""
