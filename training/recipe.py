"""What a training run follows from."""

from dataclasses import dataclass


class TrainingError(Exception):
    """A run that cannot start or go on. `str(error)` says what to do."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a run follows from, besides the digits; the defaults are the shipped model's."""

    seed: int = 1
    epochs: int = 10
    samples: int = 80_000
    """Samples in one epoch."""
    parts: int = 5
    """Different parts of the corpus; epoch e uses part e modulo this, so each sample is seen epochs / parts times."""
    batch: int = 128
    rate: float = 3e-3
    """Highest learning rate, after the warm-up."""
    width: int = 24
    """Channels of the network's first layer."""
    held_out: int = 10_000
    """Samples made from held-out digits: half to calibrate with, half to measure on."""
    processes: int = 2
    """Processes that make samples; they do not change what is made."""

    @property
    def steps(self) -> int:
        """Steps of the whole run."""
        return self.epochs * -(-self.samples // self.batch)


SHIPPED = Recipe()
"""The recipe of the model in `models/`."""
