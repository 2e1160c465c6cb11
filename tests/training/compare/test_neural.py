from dataclasses import replace

import numpy as np
import pytest

from tests.training.compare.samples import small_split
from tests.training.test_produce import KERAS_COPIES
from training.compare.neural import Batches, fit_network, make_optimizer
from training.compare.rows import ROWS, Row, find_row

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
TRAINING = small_split().training
SIMPLE = find_row("simple")


def test_each_epoch_has_its_own_order_and_every_digit_once() -> None:
    batches = Batches(TRAINING, SIMPLE, seed=1)
    first = np.concatenate([batches[i][1] for i in range(len(batches))])
    batches.on_epoch_end()
    second = np.concatenate([batches[i][1] for i in range(len(batches))])
    assert not np.array_equal(first, second)
    assert np.array_equal(first.sum(axis=0), np.bincount(TRAINING.labels))


def test_the_same_seed_gives_the_same_batches() -> None:
    row = find_row("three")
    one, other = Batches(TRAINING, row, seed=1)[2][0], Batches(TRAINING, row, seed=1)[2][0]
    assert np.array_equal(one, other)


def test_nudged_digits_are_written_a_little_differently() -> None:
    plain, _ = Batches(TRAINING, replace(SIMPLE, batch=20), seed=1)[0]
    nudged, _ = Batches(TRAINING, replace(SIMPLE, batch=20, nudged=1.0), seed=1)[0]
    change = np.abs(plain - nudged).mean()
    assert 0.01 < change < np.abs(plain - plain[::-1]).mean()


def test_a_share_of_the_digits_is_nudged() -> None:
    plain, half = (Batches(TRAINING, replace(SIMPLE, batch=64, nudged=share), seed=1)[0][0] for share in (0.0, 0.5))
    assert 0.3 < (plain != half).any(axis=(1, 2)).mean() < 0.7


def test_training_keeps_its_curves_and_tells_how_far_it_is() -> None:
    told: list[float] = []
    row = replace(find_row("rmsprop"), epochs=2, width=4)
    fitted = fit_network(row, small_split(), 1, told.append)
    assert {"loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"} == set(fitted.history)
    assert all(len(values) == 2 for values in fitted.history.values())
    assert fitted.history["loss"][1] < fitted.history["loss"][0]
    assert told == pytest.approx(np.arange(1, 11) / 10)
    assert (fitted.seconds or 0.0) > 0.0


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind == "neural"], ids=lambda row: row.name)
def test_the_optimizer_is_the_rows(row: Row) -> None:
    assert make_optimizer(row, steps=10).__class__.__name__.lower() == row.optimizer
