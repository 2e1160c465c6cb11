"""Train the string network: which digits a strip shows, without being told where (CTC, Graves et al. 2006)."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from bot.recognition.types import NOT_A_DIGIT
from training.checkpoint import begin, save
from training.fit import Report
from training.networks import build_string_network
from training.step import compile_step, smoothed
from training.string_corpus import NO_DIGIT, StringSamples
from training.string_recipe import StringRecipe
from training.weight_files import Trained


def fit_strings(
    drawn: StringSamples,
    found: StringSamples,
    recipe: StringRecipe,
    folder: Path,
    report: Report,
    *,
    resume: bool = False,
) -> Trained:
    """Train with AdamW on strings that were drawn and some that were found; checkpoints lie in `folder`.

    With `resume` a run of the same recipe goes on after its last whole epoch.

    Raises:
        TrainingError: if the stopped run had another recipe.
    """
    network, done, seconds = begin(folder, recipe, build_string_network, resume=resume)
    if not done:
        network.compile(optimizer=keras.optimizers.AdamW(weight_decay=2e-3, global_clipnorm=5.0), loss=None)
    step = compile_step(network, lambda logits, _, texts: ctc_loss(logits, texts))
    for epoch in range(done, recipe.epochs):
        start = time.monotonic()
        _run_epoch(step, network.optimizer, (drawn, found), recipe, epoch, report)
        seconds += time.monotonic() - start
        save(network, folder, epoch + 1, seconds, recipe)
    trained = build_string_network(recipe.width)
    trained.set_weights(network.get_weights())
    return Trained(trained, seconds)


def _run_epoch(
    step: Callable[..., float],
    optimizer: keras.optimizers.Optimizer,
    kinds: tuple[StringSamples, StringSamples],
    recipe: StringRecipe,
    epoch: int,
    report: Report,
) -> None:
    """One epoch; which samples it sees follows from seed and epoch alone."""
    rng, running = np.random.default_rng((recipe.seed, epoch)), np.nan
    count = round(recipe.share * recipe.batch)
    for number in range(recipe.steps):
        rows = [
            rng.integers(len(kind), size=size) for kind, size in zip(kinds, (recipe.batch - count, count), strict=True)
        ]
        strips = np.concatenate([kind.strips[some] for kind, some in zip(kinds, rows, strict=True)])
        texts = np.concatenate([kind.texts[some] for kind, some in zip(kinds, rows, strict=True)])
        optimizer.learning_rate = recipe.rate_at(epoch * recipe.steps + number)
        loss = step(strips.astype(np.float32) / np.float32(255), texts.astype(np.int32))
        running = smoothed(running, loss)
        report((epoch * recipe.steps + number + 1) * recipe.batch, running)


def ctc_loss(logits: Any, texts: Any) -> Any:
    """Mean negative log-likelihood of N texts (N×12, filled with `NO_DIGIT`) under logits N×112×11."""
    where = tf.where(texts != NO_DIGIT)
    labels = tf.sparse.SparseTensor(where, tf.gather_nd(texts, where), tf.shape(texts, out_type=tf.int64))
    times = tf.fill([tf.shape(logits)[0]], tf.shape(logits)[1])
    lost = tf.nn.ctc_loss(labels, tf.transpose(logits, [1, 0, 2]), None, times, blank_index=NOT_A_DIGIT)
    return tf.reduce_mean(lost)
