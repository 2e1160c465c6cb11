"""Digit sets through the shipped model: digits as others have cut them out, so the classifier alone is measured."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.figures import Figure, Options, Part, Table
from benchmarks.subject import classifier
from bot.recognition.glyph import make_glyphs
from bot.recognition.types import NOT_A_DIGIT, Classifier
from training.dataset import DataError, DigitSet, load_mnist
from training.evaluate import answers, wilson
from training.measure import load_ardis, load_usps

TITLE = "Digit sets"
SETS: dict[str, tuple[Callable[[Path], DigitSet], float]] = {
    "MNIST test": (lambda data: load_mnist(data / "mnist")[1], 0.9975),
    "USPS test": (lambda data: load_usps(data / "usps" / "zip.test.gz"), 0.98),
    "ARDIS test": (lambda data: load_ardis(data / "ardis"), 0.98),
}
"""Name → how the set is loaded from the data folder, and the target."""


def run(options: Options) -> Part:
    """Classify each set that the data folder has."""
    figures, rows, missing = [], list[tuple[str, ...]](), []
    for name, (load, target) in SETS.items():
        try:
            digits = load(options.data)
        except (OSError, DataError):
            missing.append(name)
            continue
        shares = measure(classifier(), digits)
        low, high = wilson(round(shares[0] * len(digits)), len(digits))
        figures.append(Figure(f"{name}: digits right", shares[0], at_least=target))
        rows.append((name, str(len(digits)), *(f"{100 * share:.2f} %" for share in (*shares, low, high))))
    header = ("set", "digits", "reader's rule", "likeliest of 11", "likeliest of 10", "95 % from", "to")
    note = f"Not in the data folder: {', '.join(missing)}." if missing else ""
    return Part(TITLE, figures, [Table(TITLE, header, rows)], note=note)


def measure(model: Classifier, digits: DigitSet) -> tuple[float, float, float]:
    """Share right by the reader's rule, by the likeliest of all classes, and by the likeliest digit."""
    found = model.classify(make_glyphs(list(digits.images)))
    said = answers(found), found.argmax(axis=1), found[:, :NOT_A_DIGIT].argmax(axis=1)
    by_rule, of_eleven, of_ten = (float(np.mean(answer == digits.labels)) for answer in said)
    return by_rule, of_eleven, of_ten
