"""Train a neural row's network, and keep how it went."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from math import ceil
from typing import Any

import keras
import numpy as np

from bot.recognition.types import Glyphs
from training.arithmetic import fast_arithmetic
from training.augment import nudge
from training.compare.rows import DIGITS, Row
from training.compare.split import Split
from training.compare.zoo import build
from training.corpus import Samples

Progress = Callable[[float], None]
"""Told the share of the work that is done, 0..1."""
UNITS = np.eye(DIGITS, dtype=np.float32)
"""Of each label 0..9, what a network should say that is wholly sure."""
History = dict[str, list[float]]
"""Per epoch: loss, accuracy, val_loss, val_accuracy, learning_rate."""


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A trained network (glyphs → logits N×10), its curves, and the processor seconds of its training, if known."""

    network: keras.Model
    history: History
    seconds: float | None


class Batches(keras.utils.PyDataset):  # type: ignore[misc]  # Keras has no types
    """The training part in another order each epoch, and a share of the digits written a little differently."""

    def __init__(self, samples: Samples, row: Row, seed: int) -> None:
        super().__init__()
        self._samples, self._row, self._seed = samples, row, seed
        self._epoch = 0
        self._order = np.random.default_rng((seed, 0)).permutation(len(samples))

    def __len__(self) -> int:
        return ceil(len(self._samples) / self._row.batch)

    def __getitem__(self, index: int) -> tuple[Glyphs, np.ndarray]:
        """Glyphs of one batch, and their labels as rows of a unit matrix."""
        chosen = self._order[index * self._row.batch : (index + 1) * self._row.batch]
        digits, labels = self._samples.glyphs[chosen], self._samples.labels[chosen]
        glyphs = digits.astype(np.float32) / np.float32(255)
        rng = np.random.default_rng((self._seed, self._epoch, index))
        for i in np.flatnonzero(rng.random(len(glyphs)) < self._row.nudged):
            glyphs[i] = nudge(digits[i], rng)
        return glyphs, UNITS[labels]

    def on_epoch_end(self) -> None:
        """Shuffle for the next epoch."""
        self._epoch += 1
        self._order = np.random.default_rng((self._seed, self._epoch)).permutation(len(self._samples))


def fit_network(row: Row, split: Split, seed: int, progress: Progress) -> Fitted:
    """Train a neural row on the split's training part. Validation is watched, and a plateau of it reduces the rate."""
    keras.utils.set_random_seed(seed)
    with fast_arithmetic():
        network, batches = build(row), Batches(split.training, row, seed)
    network.compile(
        optimizer=make_optimizer(row, steps=row.epochs * len(batches)),
        loss=keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=row.smoothing),
        metrics=["accuracy"],
        jit_compile=False,  # measured: XLA makes a step two to four times slower on a processor
    )
    start = time.process_time()  # a busy machine does not count
    watched = split.validation.scaled(), UNITS[split.validation.labels]
    callbacks = [*_schedule(row), _teller(progress, row.epochs * len(batches))]
    found = network.fit(batches, epochs=row.epochs, validation_data=watched, callbacks=callbacks, verbose=0)
    history = {name: [round(float(value), 6) for value in values] for name, values in found.history.items()}
    trained = build(row)
    trained.set_weights(network.get_weights())
    return Fitted(trained, history, time.process_time() - start)


def make_optimizer(row: Row, steps: int) -> keras.optimizers.Optimizer:
    """The row's optimizer; its rate falls along a cosine over so many steps where the row says so."""
    rate: Any = row.rate
    if row.schedule == "cosine":
        rate = keras.optimizers.schedules.CosineDecay(row.rate, max(1, steps))
    return keras.optimizers.get({"class_name": row.optimizer, "config": {"learning_rate": rate}})


def _schedule(row: Row) -> list[keras.callbacks.Callback]:
    if row.schedule != "plateau":
        return []
    return [keras.callbacks.ReduceLROnPlateau(monitor="val_accuracy", factor=0.5, patience=1, min_lr=1e-5)]


def _teller(progress: Progress, steps: int) -> keras.callbacks.Callback:
    done = count(1)
    return keras.callbacks.LambdaCallback(on_train_batch_end=lambda *_, **__: progress(next(done) / steps))
