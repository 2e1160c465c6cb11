import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.calibrate import cross_entropy, fit_temperature
from training.evaluate import calibration_error, confusion, score, wilson


def test_wilson_agrees_with_the_published_example() -> None:
    """Newcombe 1998, table I: 81 of 263 → 0.2553 to 0.3662."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_wilson_brackets_the_share(count: int, share: float) -> None:
    right = round(share * count)
    low, high = wilson(right, count)
    assert 0.0 <= low <= right / count + 1e-12
    assert right / count - 1e-12 <= high <= 1.0


@pytest.mark.parametrize(("right", "count"), [(1, 0), (-1, 3), (4, 3)])
def test_wilson_refuses_what_is_no_share(right: int, count: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(right, count)


def test_score_counts_rejected_digits_as_errors() -> None:
    probabilities = np.eye(11, dtype=np.float32)[[3, 3, 10]]
    found = score(probabilities, np.array([3, 4, 5], np.uint8))
    assert (found.right, found.count) == (1, 3)
    assert found.calibration_error == pytest.approx(2 / 3)
    assert found.card()["accuracy"] == pytest.approx(0.33333)


def test_honest_confidence_has_no_calibration_error() -> None:
    probabilities = np.full((10, 11), 0.02, np.float32)
    probabilities[:, 1] = 0.8
    labels = np.array([1] * 8 + [2] * 2, np.uint8)
    assert calibration_error(probabilities, labels) == pytest.approx(0.0, abs=1e-6)


def test_confusion_has_truth_in_rows() -> None:
    table = confusion(np.eye(11, dtype=np.float32)[[7, 7]], np.array([1, 7], np.uint8))
    assert table[1, 7] == 1
    assert table[7, 7] == 1
    assert table.sum() == 2


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.5])
def test_temperature_undoes_overconfidence(factor: float) -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (4000, 11)).astype(np.float32)
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = np.array([rng.choice(11, p=p / p.sum()) for p in chances.astype(np.float64)], np.uint8)
    assert fit_temperature(logits * np.float32(factor), labels) == pytest.approx(factor, rel=0.06)


def test_cross_entropy_of_ignorance_is_the_logarithm_of_the_classes() -> None:
    assert cross_entropy(np.zeros((4, 11), np.float32), np.arange(4, dtype=np.uint8)) == pytest.approx(np.log(11))
