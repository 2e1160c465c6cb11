import numpy as np
import pytest

from benchmarks.calibration import calibrate, expected_error, judge
from tests.benchmarks.samples import outcome


def test_a_digit_that_is_not_written_is_wrong() -> None:
    assert [right for _, right in judge(outcome("12", "172"))] == [True, False, True]
    assert [right for _, right in judge(outcome("12", "2"))] == [True]


def test_the_figures_count_wrong_among_certain_and_certain_among_all() -> None:
    found = calibrate([outcome("1234", "1235", sure=0.95), outcome("1234", "1234", sure=0.5)])
    wrong, certain, error = (figure.value for figure in found.figures)
    assert (wrong, certain) == (0.25, 0.5)
    assert error == pytest.approx((0.2 * 4 + 0.5 * 4) / 8)


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    right = np.array([1.0] * 9 + [0.0])
    assert expected_error(np.full(10, 0.9), right) == pytest.approx(0.0)
    assert expected_error(np.full(10, 0.9), 1 - right) == pytest.approx(0.8)


def test_without_digits_there_is_a_sentence() -> None:
    assert calibrate([outcome("1", "")]).note
