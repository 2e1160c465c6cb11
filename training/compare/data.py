"""What the digits themselves are like, before any model: the first part of the report."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from bot.recognition.types import Glyphs
from training.compare.doubtful import Doubtful, find_doubtful
from training.compare.rows import DIGITS
from training.compare.split import Split, first
from training.corpus import Samples

EMBEDDED = 2000
"""Digits in the embedding: more would hide each other."""
INKED = 128
"""Grey level from which a pixel counts as ink."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """Pixel statistics of the training digits, 0..1: mean, deviation, share empty, pixels never inked."""

    mean: float
    deviation: float
    empty: float
    unused: int


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """Places N×2 of digits in a plane where likeness is nearness, and their labels."""

    places: NDArray[np.float32]
    labels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class DataReport:
    """All that the report says of the data.

    Attributes:
        counts: 3×10, digits of each class in training, validation and test.
        means: 10×28×28, mean digit of each class, 0..1.
        ink: 10 arrays, shares of inked pixels of each class's training digits.
        pixels: statistics of all pixels of the training digits.
        repeated: training digits that equal an earlier one.
        leaked: validation and test digits that equal a training digit.
        doubtful: training digits whose labels look wrong.
        embedding: a sample of the training digits in a plane.
    """

    counts: NDArray[np.int64]
    means: Glyphs
    ink: list[NDArray[np.float64]]
    pixels: Pixels
    repeated: int
    leaked: int
    doubtful: Doubtful
    embedding: Embedding


def describe_data(split: Split) -> DataReport:
    """Look at the split: balance, mean digits, pixels, duplicates, doubtful labels, embedding."""
    training = split.training
    of_class = [training.glyphs[training.labels == digit] for digit in range(DIGITS)]
    repeated, leaked = duplicates(split)
    return DataReport(
        counts=np.stack([class_counts(part) for part in (training, split.validation, split.test)]),
        means=np.stack([glyphs.mean(axis=0) / 255 for glyphs in of_class]).astype(np.float32),
        ink=[(glyphs >= INKED).mean(axis=(1, 2)) for glyphs in of_class],
        pixels=pixel_statistics(training),
        repeated=repeated,
        leaked=leaked,
        doubtful=find_doubtful(training),
        embedding=embed(first(training, EMBEDDED)),
    )


def class_counts(samples: Samples) -> NDArray[np.int64]:
    """How many samples each of the ten classes has."""
    return np.bincount(samples.labels, minlength=DIGITS)


def pixel_statistics(samples: Samples) -> Pixels:
    """Statistics over all pixels of all samples."""
    glyphs = samples.glyphs
    unused = int((glyphs.max(axis=0) < INKED).sum())
    return Pixels(float(glyphs.mean() / 255), float(glyphs.std() / 255), float((glyphs == 0).mean()), unused)


def duplicates(split: Split) -> tuple[int, int]:
    """How many training glyphs equal an earlier one, and how many validation and test glyphs equal a training one."""
    seen = {glyph.tobytes() for glyph in split.training.glyphs}
    others = [*split.validation.glyphs, *split.test.glyphs]
    return len(split.training) - len(seen), sum(glyph.tobytes() in seen for glyph in others)


def embed(samples: Samples) -> Embedding:
    """t-SNE (van der Maaten and Hinton 2008) of the samples' first principal components."""
    flat = samples.scaled().reshape(len(samples), -1)
    perplexity = min(30.0, (len(samples) - 1) / 3)
    with threadpool_limits(1):
        compact = PCA(min(50, len(samples)), random_state=0).fit_transform(flat)
        places = TSNE(perplexity=perplexity, init="pca", random_state=0, n_jobs=1).fit_transform(compact)
    return Embedding(np.asarray(places, np.float32), samples.labels)
