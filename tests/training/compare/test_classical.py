import numpy as np
import pytest

from tests.training.compare.samples import small_split
from training.compare.classical import Classical, fit_classical, kept_values
from training.compare.judge import classify_all, milliseconds, right

ROWS = ("knn", "svm", "forest")


@pytest.fixture(scope="module", params=ROWS)
def fitted(request: pytest.FixtureRequest) -> Classical:
    return fit_classical(request.param, small_split(), seed=1)


def test_a_fitted_row_reads_most_digits(fitted: Classical) -> None:
    assert right(classify_all(fitted, small_split().test), small_split().test) > 100


def test_probabilities_are_chances_of_ten_digits(fitted: Classical) -> None:
    found = fitted.classify(small_split().test.scaled()[:20])
    assert found.shape == (20, 11)
    assert np.allclose(found.sum(axis=1), 1.0)
    assert (found[:, 10] == 0.0).all()


def test_it_says_what_it_keeps_and_how_long_a_digit_takes(fitted: Classical) -> None:
    assert kept_values(fitted.estimator) > 1000
    assert fitted.size > 10_000
    assert milliseconds(fitted, small_split().test.scaled()[:3]) > 0.0
