"""The one split of MNIST that every row shares."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.recognition.glyph import make_glyphs
from training.corpus import Samples
from training.dataset import DataError, DigitSet, load_mnist

TRAINING_SHARE = 0.8
"""48 000 of MNIST's 60 000 training digits are trained on, the other 12 000 are for validation."""
SMALLEST = 50


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Glyphs to train on, to watch and calibrate with, and to judge by."""

    training: Samples
    validation: Samples
    test: Samples

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many glyphs each part has."""
        return len(self.training), len(self.validation), len(self.test)


def load_split(folder: Path, fraction: float = 1.0, seed: int = 1) -> Split:
    """MNIST's files in a folder as glyphs, shuffled by the seed and split; of each part the first `fraction`.

    Raises:
        DataError: if a file is missing or damaged, or too little is left of a part.
    """
    training, test = load_mnist(folder)
    border = round(len(training) * TRAINING_SHARE)
    shuffled = np.random.default_rng(seed).permutation(len(training))
    order = np.arange(len(test))
    parts = (training, shuffled[:border]), (training, shuffled[border:]), (test, order)
    return Split(*(_glyphs(digits, chosen[: round(len(chosen) * fraction)]) for digits, chosen in parts))


def first(samples: Samples, count: int) -> Samples:
    """At most so many of the samples, from the beginning."""
    return Samples(samples.glyphs[:count], samples.labels[:count])


def _glyphs(digits: DigitSet, chosen: np.ndarray) -> Samples:
    if len(chosen) < SMALLEST:
        raise DataError(f"A part of the split has only {len(chosen)} digits. Choose a larger --fraction.")
    glyphs = make_glyphs(list(digits.images[chosen]))
    return Samples(np.rint(glyphs * 255).astype(np.uint8), digits.labels[chosen])
