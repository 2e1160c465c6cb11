"""What a training run follows from."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate


class TrainingError(Exception):
    """A run that cannot start or go on. `str(error)` says what to do."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of training on one mix of samples, its learning rate falling from `rate` nearly to zero."""

    mix: str
    """Name of the mix in `corpus.MIXES`."""
    epochs: int
    rate: float
    """Highest learning rate, after the warm-up."""
    cut: float = 0.0
    """Share of the samples that the reader has cut from synthetic photos."""
    averaged: bool = False
    """Whether its end is among those whose mean is the trained network."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a run follows from, besides the digits; the defaults are the shipped model's."""

    seed: int = 1
    phases: tuple[Phase, ...] = (
        Phase("photos", 10, 3e-3),
        Phase("mixed", 10, 1.5e-3),
        Phase("clean", 6, 6e-4, averaged=True),
        Phase("hands", 8, 1.5e-3, cut=0.35),
        Phase("clean", 8, 6e-4, cut=0.25, averaged=True),
        Phase("hands", 8, 1.5e-3, cut=0.35),
        Phase("clean", 6, 6e-4, cut=0.25, averaged=True),
    )
    """From what photos show to what MNIST shows, and twice more with what the reader cuts."""
    samples: int = 80_000
    """Samples in one epoch."""
    parts: int = 5
    """Different parts of each phase's corpus, used in turn."""
    cut: int = 48_000
    """Samples cut from synthetic photos, of which the phases draw their shares."""
    batch: int = 128
    width: int = 32
    """Channels of the network's first layer."""
    held_out: int = 10_000
    """Samples made from held-out digits: half to calibrate with, half to measure on."""
    processes: int = 2
    """Processes that make samples; they do not change what is made."""

    @property
    def ends(self) -> list[int]:
        """Epochs done after each phase."""
        return list(accumulate(phase.epochs for phase in self.phases))

    @property
    def epochs(self) -> int:
        """Epochs of all phases."""
        return self.ends[-1]

    def steps(self, phase: Phase) -> int:
        """Steps of one phase."""
        return phase.epochs * -(-self.samples // self.batch)

    def phase_of(self, epoch: int) -> int:
        """Index of the phase that an epoch of the run belongs to."""
        return bisect_right(self.ends, epoch)

    def shortened(self, epochs: int) -> "Recipe":
        """The same recipe with at most so many epochs in each phase."""
        phases = tuple(replace(phase, epochs=min(phase.epochs, epochs)) for phase in self.phases)
        return replace(self, phases=phases, parts=min(self.parts, epochs))


SHIPPED = Recipe()
"""The recipe of the model in `models/`."""
