import numpy as np
import pytest

from tests.training.compare.samples import TESTED, outcome, small_split
from training.compare.figures import confusion_of, figures_of, worst_mistakes

LABELS = small_split().test.labels


def test_figures_compare_a_row_with_ours() -> None:
    found = figures_of(outcome(wrong=9), LABELS, outcome("digits", wrong=3))
    assert (found.right, found.count) == (TESTED - 9, TESTED)
    assert (found.only_this, found.only_ours) == (0, 6)
    assert found.p_value == pytest.approx(2 / 2**6)
    assert found.accuracy + found.error == pytest.approx(1.0)
    assert found.low < found.accuracy < found.high


def test_the_likeliest_digit_counts_even_where_no_digit_is_likelier() -> None:
    shy = outcome()
    shy.probabilities[:, 10] = 5.0
    assert figures_of(shy, LABELS, shy).right == TESTED


def test_the_surest_mistakes_come_first() -> None:
    some = outcome(wrong=4)
    some.probabilities[2, some.answers[2]] = 0.97
    found = worst_mistakes(some, LABELS, count=3)
    assert [mistake.index for mistake in found] == [2, 0, 1]
    assert found[0].label == LABELS[2]
    assert found[0].answer == (LABELS[2] + 1) % 10
    assert found[0].confidence == pytest.approx(0.97)


def test_confusion_has_truth_in_rows() -> None:
    table = confusion_of(outcome(wrong=1), LABELS)
    assert table.sum() == TESTED
    assert np.trace(table) == TESTED - 1
    assert table[LABELS[0], (LABELS[0] + 1) % 10] == 1
