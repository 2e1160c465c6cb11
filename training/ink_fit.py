"""Train the ink network on tiles: what is a digit's ink, where its middle is, and which way up the page.

In cycles (SGDR, Loshchilov and Hutter 2017), of whose ends the last are averaged: the end of one cycle knows too well
how synthetic pages look, and takes digits from real pens for drawings.
"""

import math
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from bot.recognition.tiles import TELLING
from training.checkpoint import begin, keep_end, mean_of_ends, save
from training.fit import WORTH_COMPILING, Report
from training.ink_corpus import PackedTiles
from training.ink_recipe import InkRecipe
from training.ink_tiles import InkTiles
from training.networks import REACH, build_ink_network
from training.weight_files import Trained

TURNED = 0.45
"""Share of the tiles shown turned by a quarter, a half or three quarters."""
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
    compiled = recipe.epochs * recipe.pages * recipe.tiles // recipe.batch > WORTH_COMPILING
    step = _step(network, network.optimizer, compiled=compiled)
    kept = lru_cache(1)(load)
    for epoch in range(done, recipe.epochs):
        tiles = kept(recipe.set_of(epoch))
        start = time.monotonic()
        _run_epoch(step, network.optimizer, tiles, recipe, epoch, report)
        seconds += time.monotonic() - start
        if (epoch + 1) % recipe.cycle_epochs == 0:
            keep_end(network, folder, (epoch + 1) // recipe.cycle_epochs)
        save(network, folder, epoch + 1, seconds, recipe)
    last = range(max(1, recipe.cycles - recipe.averaged + 1), recipe.cycles + 1)
    return Trained(mean_of_ends(network, folder, last), seconds)


def rate_at(recipe: InkRecipe, cycles: float) -> float:
    """The learning rate after so many cycles: in each it falls along a cosine to a hundredth."""
    return recipe.rate * (0.01 + 0.99 * (1 + math.cos(math.pi * (cycles % 1))) / 2)


def _run_epoch(
    step: Any,
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
    for number in range(steps):
        rows = order[number * recipe.batch : (number + 1) * recipe.batch]
        optimizer.learning_rate = rate_at(recipe, (epoch + number / steps) / recipe.cycle_epochs)
        loss = float(step(*_shown(tiles.take(rows), rng)))
        running = loss if np.isnan(running) else 0.98 * running + 0.02 * loss
        report((epoch * steps + number + 1) * recipe.batch, running)


def _shown(tiles: InkTiles, rng: np.random.Generator) -> tuple[NDArray[Any], ...]:
    """A batch as the network sees it: ink fainter or stronger, noise, some of the tiles turned."""
    seen = tiles.seen.astype(np.float32) / np.float32(255) * rng.uniform(0.75, 1.25, (len(tiles.seen), 1, 1))
    if rng.random() < 0.3:
        seen += rng.normal(0, rng.uniform(0, 0.05), seen.shape)
    digit, offset = tiles.digit > 0, tiles.offset.astype(np.float32)
    turns = rng.choice(4, len(seen), p=[1 - TURNED, *[TURNED / 3] * 3])
    for row, turn in enumerate(turns):
        seen[row], digit[row] = np.rot90(seen[row], turn), np.rot90(digit[row], turn)
        offset[row] = turn_offset(offset[row], int(turn))
    return np.clip(seen, 0, 1).astype(np.float32), digit.astype(np.float32), offset, turns.astype(np.int32)


def turn_offset(offset: NDArray[np.float32], turns: int) -> NDArray[np.float32]:
    """A field of (x, y) turned anticlockwise with its picture: each turn makes x of y and y of -x."""
    for _ in range(turns):
        offset = np.rot90(offset)
        offset = np.stack([offset[..., 1], -offset[..., 0]], axis=-1)
    return offset


def _step(network: keras.Model, optimizer: keras.optimizers.Optimizer, *, compiled: bool) -> Any:
    def step(seen: Any, digit: Any, offset: Any, turn: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = _loss(network(seen, training=True), seen, digit, offset, turn)
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
        return loss

    return tf.function(step, jit_compile=compiled)


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


def answering(network: keras.Model) -> keras.Model:
    """The trained network as the reader wants it: chances and pixels instead of logits and units."""
    digit, offset, turn = network.output
    chance = keras.layers.Activation("sigmoid", name="chance")(digit)
    away = keras.layers.Rescaling(REACH, name="away")(offset)
    return keras.Model(network.input, [chance, away, keras.layers.Softmax(name="turns")(turn)], name="ink")
