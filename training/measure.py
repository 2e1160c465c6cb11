"""Digit sets that are measured on, and never trained on."""

from pathlib import Path

import numpy as np

from bot.classifier import LiteRTClassifier
from bot.recognition.glyph import make_glyphs
from training.corpus import Samples
from training.dataset import DataError, DigitSet
from training.evaluate import Score, score


def measure(model: LiteRTClassifier, test: DigitSet, invented: Samples, data: Path) -> dict[str, Score]:
    """Figures of the exported file: MNIST's test set, held-out samples, and what other sets lie in the data folder."""
    scores = {"mnist": measure_digits(model, test)}
    scores["augmented"] = score(model.classify(invented.scaled()), invented.labels)
    others = {"usps": (data / "usps" / "zip.test.gz", load_usps), "ardis": (data / "ardis", load_ardis)}
    return scores | {name: measure_digits(model, load(path)) for name, (path, load) in others.items() if path.exists()}


def measure_digits(model: LiteRTClassifier, digits: DigitSet) -> Score:
    """Figures on digits that go through the reader's own normalization first."""
    return score(model.classify(make_glyphs(list(digits.images))), digits.labels)


def load_usps(path: Path) -> DigitSet:
    """USPS (Hull 1994): rows of a label and 16×16 values −1..1; set in a 28×28 field.

    Raises:
        DataError: if the rows have another length.
    """
    rows = np.loadtxt(path, np.float32, ndmin=2)
    if rows.shape[1] != 257:
        raise DataError(f"{path.name} is damaged: a row has {rows.shape[1]} values instead of 257.")
    ink = np.rint((rows[:, 1:].reshape(-1, 16, 16) + 1) * 127.5).clip(0, 255).astype(np.uint8)
    return DigitSet(np.pad(ink, ((0, 0), (6, 6), (6, 6))), rows[:, 0].astype(np.uint8))


def load_ardis(folder: Path) -> DigitSet:
    """ARDIS IV (Kusetogullari et al. 2020), test part: rows of 784 values 0..255, and rows of one-hot labels."""
    images, labels = (np.loadtxt(folder / f"ARDIS_test_{part}.csv.gz", ndmin=2) for part in ("2828", "labels"))
    return DigitSet(images.reshape(-1, 28, 28).astype(np.uint8), labels.argmax(axis=1).astype(np.uint8))
