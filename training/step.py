"""One step of training, for networks whose loss is more than Keras' own."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf

REMEMBERED = 0.98
"""Share of the running loss that a step leaves as it was."""


def compile_step(network: keras.Model, loss_of: Callable[..., Any]) -> Callable[..., float]:
    """A step down the gradient on one batch: what the network sees, and the truths about it → the loss.

    Args:
        network: compiled with its optimizer.
        loss_of: the network's answer in float32, what it saw, and the truths → the loss, a scalar.
    """
    optimizer = network.optimizer

    def step(seen: Any, *truths: Any) -> Any:
        with tf.GradientTape() as tape:
            said = tf.nest.map_structure(lambda output: tf.cast(output, tf.float32), network(seen, training=True))
            loss = loss_of(said, seen, *truths)
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
        return loss

    compiled = tf.function(step)
    return lambda *batch: float(compiled(*batch))


def smoothed(running: float, loss: float) -> float:
    """The running loss after one more step; NaN before the first."""
    return loss if np.isnan(running) else REMEMBERED * running + (1 - REMEMBERED) * loss
