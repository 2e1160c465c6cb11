"""Hands: forms of any height and width, of one writer where the writers are known."""

import gzip
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.training.digits import small_set, write_mnist
from tests.training.pages.hands import hand, leaning, writers
from training.pages.hands import Hand, Writers, load_writers


@pytest.mark.parametrize("height", [12, 40, 200])
@pytest.mark.parametrize("width", [0.05, 0.15])
def test_a_form_is_as_high_as_asked_and_fills_its_picture(height: int, width: float) -> None:
    for digit in range(10):
        form = hand(3, width).form(digit, height)
        assert form.dtype == np.uint8
        assert abs(form.shape[0] - height) <= max(3, 0.15 * height)
        assert (form[[0, -1]] >= 64).any(axis=1).all()
        assert (form[:, [0, -1]] >= 64).any(axis=0).all()


def test_strokes_are_as_wide_as_the_pen() -> None:
    found = [np.median([half_width(hand(seed, pen).form(1, 120)) for seed in range(12)]) for pen in (0.04, 0.08, 0.18)]
    assert found[0] < found[1] < found[2]


def half_width(form: np.ndarray) -> float:
    return float(cv2.distanceTransform((form >= 128).astype(np.uint8), cv2.DIST_L2, 5).max())


def test_thin_strokes_have_no_thorns() -> None:
    found = [roughness(hand(seed, 0.06).form(1, 120)) for seed in range(12)]
    assert np.mean(found) < 1.24


def roughness(form: np.ndarray) -> float:
    """Length of the ink's outline by that of its convex hull: near 1 for a straight smooth stroke."""
    mask = cv2.copyMakeBorder((form >= 128).astype(np.uint8), 3, 3, 3, 3, cv2.BORDER_CONSTANT)
    outline = max(cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0], key=len)
    return cv2.arcLength(outline, True) / cv2.arcLength(cv2.convexHull(outline), True)


def test_the_same_seed_writes_the_same() -> None:
    one, other = (hand(5).form(4, 60) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_a_hand_leans_as_far_as_asked() -> None:
    def leans(lean: float) -> list[float]:
        hands = [Hand(writers(), np.random.default_rng(seed), 0.1, lean) for seed in range(8)]
        return [leaning(hand.form(1, 60)) for hand in hands]

    further = np.subtract(leans(0.5), leans(0.0))
    assert np.median(further) == pytest.approx(0.5, abs=0.1)


def test_a_hand_takes_the_digits_of_one_writer_where_it_has_them() -> None:
    owned = Hand(writers(), np.random.default_rng(2))._own
    known = writers().writer
    assert known is not None
    of_one = [set(known[indices]) for indices in owned]
    assert len(set.intersection(*of_one)) == 1
    assert all((writers().digits.labels[indices] == digit).all() for digit, indices in enumerate(owned))


def test_unknown_writers_still_write_every_digit() -> None:
    anyone = Hand(Writers(small_set()), np.random.default_rng(1))
    assert all(anyone.form(digit, 30).any() for digit in range(10))


def test_writers_come_from_the_labels_file_if_it_is_there(tmp_path: Path) -> None:
    digits = small_set()
    write_mnist(tmp_path / "mnist", digits.part(0, 100), digits.part(100, 160))
    assert load_writers(tmp_path, "train").writer is None
    (tmp_path / "qmnist").mkdir()
    table = "".join(f"{label}\t0\t{index // 10}\t0\n" for index, label in enumerate(digits.labels[100:170]))
    (tmp_path / "qmnist" / "qmnist-test-labels.tsv.gz").write_bytes(gzip.compress(table.encode()))
    found = load_writers(tmp_path, "test")
    assert found.writer is not None
    assert found.writer.tolist() == [index // 10 for index in range(60)]
