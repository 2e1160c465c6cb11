"""Train the ink network on tiles: what is a digit's ink, where its middle is, and which way up the page.

In cycles (SGDR, Loshchilov and Hutter 2017), of whose ends the last are averaged: the end of one cycle knows too well
how synthetic pages look, and takes digits from real pens for drawings.
"""

import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from bot.recognition.tiles import TELLING
from training.checkpoint import begin, keep_end, mean_of_ends, save
from training.fit import Report
from training.ink_corpus import PackedTiles
from training.ink_recipe import InkRecipe
from training.ink_shown import shown
from training.networks import REACH, build_ink_network
from training.step import compile_step, smoothed
from training.weight_files import Trained

FAINT, FULL = 0.1, 0.3
"""A pixel's weight grows from almost nothing to one between these strengths of ink: empty paper is easy."""
LEAST = 0.03
"""Weight of a pixel without ink."""
OFFSET_WEIGHT, TURN_WEIGHT = 0.03, 0.12
"""How much a pixel of offset, and the cross-entropy of the turn, count beside that of the ink."""


def fit_ink(
    load: Callable[[int], PackedTiles], recipe: InkRecipe, folder: Path, report: Report, *, resume: bool = False
) -> Trained:
    """Train with AdamW on the sets of tiles that `load` gives by their index; checkpoints lie in `folder`.

    With `resume` a run of the same recipe goes on after its last whole epoch.

    Raises:
        TrainingError: if the stopped run had another recipe.
    """
    network, done, seconds = begin(folder, recipe, build_ink_network, resume=resume)
    if not done:
        network.compile(optimizer=keras.optimizers.AdamW(weight_decay=1e-3, global_clipnorm=1.0), loss=None)
    step = compile_step(network, _loss)
    kept = lru_cache(1)(load)
    for epoch in range(done, recipe.epochs):
        tiles = kept(recipe.set_of(epoch))
        start = time.monotonic()
        _run_epoch(step, network.optimizer, tiles, recipe, epoch, report)
        seconds += time.monotonic() - start
        if epoch + 1 in recipe.ends:
            keep_end(network, folder, recipe.ends.index(epoch + 1) + 1)
        save(network, folder, epoch + 1, seconds, recipe)
    last = range(1, len(recipe.ends) + 1)[-recipe.averaged :]
    return Trained(raise_digits(mean_of_ends(build_ink_network(recipe.width), folder, last), recipe.raised), seconds)


def _run_epoch(
    step: Callable[..., float],
    optimizer: keras.optimizers.Optimizer,
    tiles: PackedTiles,
    recipe: InkRecipe,
    epoch: int,
    report: Report,
) -> None:
    """One pass over the tiles; their order and how they are shown follow from seed and epoch alone."""
    rng = np.random.default_rng((recipe.seed, epoch))
    order, running = rng.permutation(len(tiles)), np.nan
    steps = len(tiles) // recipe.batch
    batches = (shown(tiles.take(rows), rng) for rows in order[: steps * recipe.batch].reshape(steps, recipe.batch))
    for number, batch in enumerate(batches):
        optimizer.learning_rate = recipe.rate_at(epoch + number / steps)
        running = smoothed(running, step(*batch))
        report((epoch * steps + number + 1) * recipe.batch, running)


def _loss(said: list[Any], seen: Any, digit: Any, offset: Any, turn: Any) -> Any:
    weight = tf.clip_by_value((seen - FAINT) / (FULL - FAINT), LEAST, 1.0)
    ink = _weighted_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=digit, logits=said[0]), weight)
    known = tf.cast(tf.reduce_any(offset != 0.0, axis=-1), tf.float32)
    away = _weighted_mean(tf.reduce_sum(tf.abs(REACH * said[1] - offset), axis=-1), known)
    telling = tf.cast(tf.reduce_sum(digit, axis=[1, 2]) > TELLING, tf.float32)
    turned = _weighted_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=turn, logits=said[2]), telling)
    return ink + OFFSET_WEIGHT * away + TURN_WEIGHT * turned


def _weighted_mean(values: Any, weights: Any) -> Any:
    return tf.reduce_sum(values * weights) / (tf.reduce_sum(weights) + 1.0)


def raise_digits(network: keras.Model, more: float) -> keras.Model:
    """The network with so much more on the logits of a digit's ink."""
    bias = network.get_layer("ink").bias
    bias.assign(bias + more)
    return network


def answering(network: keras.Model) -> keras.Model:
    """The trained network as the reader wants it: chances and pixels instead of logits and units."""
    digit, offset, turn = network.output
    chance = keras.layers.Activation("sigmoid", name="chance")(digit)
    away = keras.layers.Rescaling(REACH, name="away")(offset)
    return keras.Model(network.input, [chance, away, keras.layers.Softmax(name="turns")(turn)], name="ink")
