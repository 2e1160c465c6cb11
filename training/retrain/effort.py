"""How much is done in one retraining."""

from dataclasses import dataclass
from math import sqrt
from typing import Self

from training.recipe import Phase, Recipe


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done in one retraining; the defaults take two cores a quarter of an hour."""

    samples: int = 40_000
    """Samples in one epoch."""
    epochs: int = 4
    rate: float = 6e-4
    """Highest learning rate: half of the last phase's in the shipped recipe."""
    share: float = 0.3
    """Most of the samples that may be feedback."""
    cut: float = 0.0
    """Share of the other samples that the reader has cut from synthetic photos, where an ink model is there."""
    held_out: int = 4000
    """Samples to calibrate and to compare Keras with LiteRT on, half each."""
    exam: int = 5000
    """Glyphs in the synthetic exam."""
    margin: float = 0.0005
    """Share of MNIST's test digits, and of the synthetic glyphs, that a candidate may lose by chance."""
    background: int = 3000
    """Synthetic glyphs that show what a sound label looks like."""
    batch: int = 128
    processes: int = 2
    seed: int = 1

    @classmethod
    def of(cls, samples: int) -> Self:
        """The default effort with so many samples in each epoch; the synthetic glyphs beside them shrink less."""
        whole = cls()
        share = min(1.0, sqrt(samples / whole.samples))
        held_out, exam, background = (round(share * n) for n in (whole.held_out, whole.exam, whole.background))
        return cls(samples=samples, held_out=held_out, exam=exam, background=background)

    def recipe(self, width: int) -> Recipe:
        """The effort as a recipe for a network of this width."""
        phases = (Phase("mixed", self.epochs, self.rate, self.cut),)
        return Recipe(
            seed=self.seed,
            phases=phases,
            samples=self.samples,
            parts=1,
            cut=round(self.cut * self.samples),
            batch=self.batch,
            width=width,
            held_out=self.held_out,
            processes=self.processes,
        )
