"""What the ink network's training weighs more: other ink beside a digit's, and no other."""

import numpy as np

from bot.recognition.types import TILE_SIDE
from training.ink_fit import BESIDE, FULL, beside


def test_strong_ink_beside_a_digit_weighs_more_and_no_other() -> None:
    seen, digit = np.zeros((2, 2, TILE_SIDE, TILE_SIDE), np.float32)
    reach = BESIDE // 2
    seen[0, 40:60, 40], digit[0, 40:60, 40] = 0.9, 1.0
    seen[0, 40:60, 40 + reach] = 0.9  # a sign
    seen[0, 40:60, 41 + reach] = 0.9  # what stands farther away
    seen[0, 40:60, 40 - reach] = FULL / 2  # dirt
    seen[1, 40:60, 40] = 0.9  # a tile without digits
    expected = np.zeros_like(seen)
    expected[0, 40:60, 40 + reach] = 1.0
    np.testing.assert_array_equal(beside(seen, digit), expected)
