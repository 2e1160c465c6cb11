"""A row's figures as the report's tables show them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import NOT_A_DIGIT
from training.compare.outcome import Outcome
from training.compare.statistics import mcnemar
from training.evaluate import calibration_error, wilson

Labels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is compared of a row, beside its facts: shares of the test digits, 0..1."""

    right: int
    count: int
    low: float
    high: float
    calibration_error: float
    only_this: int
    """Test digits that this row reads right and ours does not."""
    only_ours: int
    p_value: float
    """McNemar's exact test against ours, two-sided."""

    @property
    def accuracy(self) -> float:
        """Share of the test digits that are read right."""
        return self.right / self.count

    @property
    def error(self) -> float:
        """Share of the test digits that are read wrong."""
        return 1.0 - self.accuracy


def figures_of(outcome: Outcome, labels: Labels, ours: Outcome) -> Figures:
    """The row's figures against N labels, and against ours."""
    right = outcome.answers == labels
    only_this, only_ours, p_value = mcnemar(right, ours.answers == labels)
    low, high = wilson(int(right.sum()), len(labels))
    error = calibration_error(outcome.probabilities[:, :NOT_A_DIGIT], labels)
    return Figures(int(right.sum()), len(labels), low, high, error, only_this, only_ours, p_value)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One test digit that a row reads wrong: its index, its label, the answer, and the row's confidence in it."""

    index: int
    label: int
    answer: int
    confidence: float


def worst_mistakes(outcome: Outcome, labels: Labels, count: int = 24) -> list[Mistake]:
    """The wrong answers that the row is surest of, surest first."""
    answers, sure = outcome.answers, outcome.probabilities[:, :NOT_A_DIGIT].max(axis=1)
    wrong = np.flatnonzero(answers != labels)
    worst = wrong[np.argsort(-sure[wrong], kind="stable")][:count]
    return [Mistake(int(i), int(labels[i]), int(answers[i]), float(sure[i])) for i in worst]


def confusion_of(outcome: Outcome, labels: Labels) -> NDArray[np.int64]:
    """Counts 10×10: row is the true digit, column the answer."""
    table = np.zeros((NOT_A_DIGIT, NOT_A_DIGIT), np.int64)
    np.add.at(table, (labels, outcome.answers), 1)
    return table
