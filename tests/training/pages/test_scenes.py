"""Pictures of nothing: every kind is a picture, seeded, and none has a slim slab that stands alone like a 1."""

import numpy as np
import pytest

from training.pages.objects import SLIMMEST, is_slim
from training.pages.scenes import NOTHING


@pytest.mark.parametrize("kind", NOTHING)
def test_every_kind_is_a_picture_and_seeded(kind: str) -> None:
    one, same, other = (NOTHING[kind](np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one.dtype == np.uint8
    assert one.ndim == 3
    assert min(one.shape[:2]) >= 100
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("angle", [0, 30, 90])
def test_a_bar_is_slim_however_it_lies_and_a_square_is_not(angle: int) -> None:
    turn = np.deg2rad(angle)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    square = np.array([[-50, -50], [50, -50], [50, 50], [-50, 50]])
    bar = square * [1, 1 / (SLIMMEST + 1)]
    assert not is_slim(np.rint(square @ matrix.T).astype(np.int32))
    assert is_slim(np.rint(bar @ matrix.T).astype(np.int32))
