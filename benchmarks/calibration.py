"""Whether the reader knows what it knows: confidence of the digits shown against whether they are right."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from benchmarks.figures import Figure, Part, Table, percent
from benchmarks.outcome import Outcome
from bot.recognition.types import CERTAIN

TITLE = "Calibration"
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
BINS = 15


def calibrate(outcomes: Sequence[Outcome]) -> Part:
    """Figures over all digits shown; one that is not written counts as wrong."""
    judged = [one for outcome in outcomes for one in judge(outcome)]
    if not judged:
        return Part(TITLE, note="No digit was shown, so there is nothing to judge.")
    confidence, right = (np.array(column, float) for column in zip(*judged, strict=True))
    certain = confidence >= CERTAIN
    wrong = float(np.mean(1 - right[certain])) if certain.any() else 0.0
    figures = [
        Figure("of digits shown as certain, wrong", wrong, at_most=0.005),
        Figure("digits shown as certain", float(certain.mean()), at_least=0.9),
        Figure("expected calibration error", expected_error(confidence, right), at_most=0.02),
    ]
    rows = [_row(low, high, confidence, right) for low, high in pairwise(EDGES)]
    header = ("confidence", "digits", "mean confidence", "right")
    return Part(TITLE, figures, [Table(TITLE, header, [row for row in rows if row[1] != "0"])])


def judge(outcome: Outcome) -> list[tuple[float, bool]]:
    """Confidence of each digit shown, and whether it is right, texts laid side by side by edit distance."""
    read = [pair.right for pair in outcome.pairs if pair.read]
    return [(shown.confidence, right) for shown, right in zip(outcome.shown, read, strict=True)]


def expected_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over equal bins (Guo et al. 2017)."""
    bin_of = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(float((confidence - right)[bin_of == number].sum())) for number in range(BINS)]
    return sum(gaps) / len(confidence)


def _row(low: float, high: float, confidence: np.ndarray, right: np.ndarray) -> tuple[str, ...]:
    here = (confidence >= low) & (confidence < high)
    if not here.any():
        return f"{low:.2f}", "0", "", ""
    name = f"{low:.2f} to {min(high, 1.0):.2f}"
    return name, str(int(here.sum())), f"{confidence[here].mean():.3f}", percent(float(right[here].mean()))
