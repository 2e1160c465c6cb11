"""How training computes: in bfloat16 where the processor multiplies it in hardware, else in float32.

The weights stay float32 either way (mixed precision, Micikevicius et al. 2018). With batch normalization in one pass a
step of the ink network takes a third of the time that XLA takes on a processor with AMX, and two thirds on another.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

PROCESSOR = Path("/proc/cpuinfo")
FLAGS = "amx_bf16", "avx512_bf16"
"""Of processors that multiply bfloat16 themselves; others emulate it, slowly."""


@contextmanager
def fast_arithmetic() -> Iterator[None]:
    """Layers made within compute in the fastest way that this processor has."""
    usual = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16" if has_bfloat16() else "float32")
    try:
        yield
    finally:
        keras.config.set_dtype_policy(usual)


def has_bfloat16(processor: Path = PROCESSOR) -> bool:
    """Whether the processor multiplies bfloat16 itself; False where that cannot be told."""
    try:
        said = processor.read_text(encoding="utf-8")
    except OSError:
        return False
    return any(flag in said for flag in FLAGS)


@keras.saving.register_keras_serializable("digitbot")
class BatchNormalization(keras.layers.BatchNormalization):  # type: ignore[misc]
    """Keras's layer for N×h×w×c; in training TensorFlow's one operation instead of some ten passes over the field."""

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """The normalized field; in training by its own mean and variance, which the moving ones follow."""
        if not training:
            return super().call(inputs, training=False, mask=mask)
        gamma, beta = (tf.cast(weight, tf.float32) for weight in (self.gamma, self.beta))
        normal, mean, variance, *_ = tf.raw_ops.FusedBatchNormV3(
            x=inputs, scale=gamma, offset=beta, mean=[], variance=[], epsilon=self.epsilon, is_training=True
        )
        for moving, now in ((self.moving_mean, mean), (self.moving_variance, variance)):
            moving.assign(moving * self.momentum + tf.cast(now, moving.dtype) * (1 - self.momentum))
        return normal
