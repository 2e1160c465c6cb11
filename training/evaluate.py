"""How well probabilities fit labels: accuracy with its uncertainty, calibration, confusion."""

from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.recognition.judge import DOUBT
from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, Probabilities

Labels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Score:
    """One set's figures: how many of how many are right, that share with its 95 % interval, calibration error.

    `right` is by the reader's rule (`answers`); `right_by_argmax` counts the likeliest of all eleven classes, so
    that a digit which is likelier no digit than itself is wrong, however likely it is.
    """

    right: int
    right_by_argmax: int
    count: int
    accuracy: float
    low: float
    high: float
    calibration_error: float

    def card(self) -> dict[str, Any]:
        """The figures as the card keeps them, shares to five places."""
        return {name: round(value, 5) for name, value in asdict(self).items()}


def answers(probabilities: Probabilities) -> Labels:
    """The reader's answers to N×11 probabilities: the likeliest digit, or "not a digit" where it is below `DOUBT`."""
    digits = probabilities[:, :NOT_A_DIGIT]
    return np.where(digits.max(axis=1) >= DOUBT, digits.argmax(axis=1), NOT_A_DIGIT).astype(np.uint8)


def score(probabilities: Probabilities, labels: Labels) -> Score:
    """Figures of N×11 probabilities against N labels, answered as the reader answers."""
    right, count = int((answers(probabilities) == labels).sum()), len(labels)
    low, high = wilson(right, count)
    by_argmax = int((probabilities.argmax(axis=1) == labels).sum())
    return Score(right, by_argmax, count, right / count, low, high, calibration_error(probabilities, labels))


def wilson(right: int, count: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), which stays within 0..1 near the ends.

    Raises:
        ValueError: unless 0 ≤ right ≤ count and count is positive.
    """
    if not 0 <= right <= count or count == 0:
        raise ValueError(f"not a share: {right} of {count}")
    share, weight = right / count, z * z / count
    middle = share + weight / 2
    half = z * sqrt(share * (1 - share) / count + weight / (4 * count))
    return max(0.0, (middle - half) / (1 + weight)), min(1.0, (middle + half) / (1 + weight))


def calibration_error(probabilities: Probabilities, labels: Labels, bins: int = 15) -> float:
    """Expected calibration error (Guo et al. 2017): mean distance of confidence from accuracy over equal bins."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(float((confidence[bin_of == b] - right[bin_of == b]).sum())) for b in range(bins)]
    return sum(gaps) / len(labels)


def confusion(probabilities: Probabilities, labels: Labels) -> NDArray[np.int64]:
    """Counts 11×11: row is the true class, column the answer."""
    table = np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64)
    np.add.at(table, (labels, answers(probabilities)), 1)
    return table
