"""A tiny split and a tiny folder of MNIST for the comparison's tests."""

from functools import cache
from pathlib import Path

import numpy as np

from tests.training.digits import small_set, write_mnist
from training.compare.outcome import Facts, Outcome
from training.compare.rows import find_row
from training.compare.split import Split
from training.corpus import Samples

TESTED = 150


@cache
def small_split() -> Split:
    """300 digits to train on, 100 to validate, 150 to judge by."""
    digits = small_set()
    borders = (0, 300), (300, 400), (400, 400 + TESTED)
    return Split(*(Samples(digits.images[a:b], digits.labels[a:b]) for a, b in borders))


def write_small_mnist(folder: Path) -> Path:
    """MNIST's four files with 400 and 150 digits; their folder is returned."""
    digits = small_set()
    write_mnist(folder / "mnist", digits.part(0, 400), digits.part(400, 400 + TESTED))
    return folder / "mnist"


def outcome(name: str = "simple", wrong: int = 0) -> Outcome:
    """An outcome on the small split's test digits, the first `wrong` of which are read as the next digit."""
    labels = small_split().test.labels.astype(int)
    answers = (labels + (np.arange(len(labels)) < wrong)) % 10
    probabilities = np.full((len(labels), 11), 0.01, np.float32)
    probabilities[np.arange(len(labels)), answers] = 0.9
    history = {key: [0.5, 0.7] for key in ("loss", "accuracy", "val_loss", "val_accuracy")}
    facts = Facts(1234, 5_000_000, 40_000, len(labels) - wrong, 12.5, 0.25, 1.0, history)
    return Outcome(find_row(name), facts, probabilities)
