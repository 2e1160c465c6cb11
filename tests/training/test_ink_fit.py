"""What is done to the ink network after its training."""

import numpy as np
import pytest

from bot.recognition.types import TILE_SIDE
from training.ink_fit import raise_digits
from training.networks import build_ink_network


@pytest.mark.train
def test_raised_by_so_much_a_digits_ink_is_likelier_and_nothing_else_changes() -> None:
    tile = np.random.default_rng(1).random((1, TILE_SIDE, TILE_SIDE), np.float32)
    network = build_ink_network(4)
    before = [np.asarray(answer) for answer in network(tile)]
    after = [np.asarray(answer) for answer in raise_digits(network, 0.5)(tile)]
    assert after[0] - before[0] == pytest.approx(np.full_like(before[0], 0.5), abs=1e-4)
    for old, new in zip(before[1:], after[1:], strict=True):
        np.testing.assert_array_equal(new, old)
