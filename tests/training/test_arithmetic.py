from pathlib import Path

import keras
import numpy as np
import pytest

from training.arithmetic import BatchNormalization, fast_arithmetic, has_bfloat16


def test_bfloat16_is_used_where_the_processor_has_it(tmp_path: Path) -> None:
    processor = tmp_path / "cpuinfo"
    for flag in ("amx_bf16 amx_tile", "avx512_bf16"):
        processor.write_text(f"flags\t: fpu avx512f {flag}\n")
        assert has_bfloat16(processor)
    processor.write_text("flags\t: fpu avx2\n")
    assert not has_bfloat16(processor)
    assert not has_bfloat16(tmp_path / "missing")


def test_the_arithmetic_of_layers_made_later_is_the_usual_one() -> None:
    with fast_arithmetic():
        assert keras.layers.Dense(1).dtype_policy.name in {"mixed_bfloat16", "float32"}
    assert keras.layers.Dense(1).dtype_policy.name == "float32"


def test_batch_normalization_is_keras_s_own() -> None:
    field = np.random.default_rng(1).normal(3.0, 2.0, (16, 8, 8, 5)).astype(np.float32)
    ours, theirs = BatchNormalization(momentum=0.9), keras.layers.BatchNormalization(momentum=0.9)
    for training in (True, True, False):
        said, expected = (np.asarray(layer(field, training=training)) for layer in (ours, theirs))
        assert said == pytest.approx(expected, abs=1e-2 if not training else 1e-4)
    for mine, other in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        assert mine == pytest.approx(other, rel=2e-3)
