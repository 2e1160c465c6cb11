"""Signs beside numbers: each is ink, of the height and in the pen that were asked for."""

import numpy as np
import pytest

from training.pages.signs import ALONE, SIGNS, STRAIGHT, above_ground, draw_sign

HEIGHT = 60


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_ink_that_fills_its_patch(sign: str) -> None:
    for seed in range(4):
        patch = draw_sign(sign, HEIGHT, 0.08, np.random.default_rng(seed))
        assert patch.max() >= 90
        assert (patch[0] > 0).any()
        assert (patch[:, 0] > 0).any()
        assert patch.shape[0] <= 1.6 * HEIGHT
        assert patch.shape[0] + above_ground(sign, HEIGHT) <= 1.6 * HEIGHT


@pytest.mark.parametrize("sign", sorted(set(STRAIGHT) - {"/"}))
def test_signs_of_sums_are_smaller_than_a_digit(sign: str) -> None:
    assert max(draw_sign(sign, HEIGHT, 0.08, np.random.default_rng(1)).shape) <= HEIGHT


def test_a_broader_pen_leaves_more_ink() -> None:
    for sign in SIGNS:
        thin, thick = (draw_sign(sign, HEIGHT, width, np.random.default_rng(3)) for width in (0.05, 0.15))
        assert (thick >= 90).sum() > (thin >= 90).sum()


def test_signs_that_may_stand_alone_are_signs() -> None:
    assert set(ALONE) < set(SIGNS)
    assert not set(ALONE) & set("()°?/.,:")
