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
        assert patch.shape[0] <= 1.8 * HEIGHT
        lower = above_ground(sign, HEIGHT, patch.shape[0])
        assert lower >= -0.4 * HEIGHT
        assert lower + patch.shape[0] <= 1.8 * HEIGHT


@pytest.mark.parametrize("sign", sorted(set(STRAIGHT) - set("/:.,")))
def test_signs_of_sums_are_of_all_sizes_about_the_middle_of_the_digits(sign: str) -> None:
    patches = [draw_sign(sign, HEIGHT, 0.08, np.random.default_rng(seed)) for seed in range(40)]
    widths = [patch.shape[1] for patch in patches]
    assert min(widths) < 0.6 * HEIGHT < HEIGHT < max(widths)
    middles = [above_ground(sign, HEIGHT, len(patch)) + len(patch) / 2 for patch in patches]
    assert all(abs(middle - 0.47 * HEIGHT) <= 1 for middle in middles)


def test_a_broader_pen_leaves_more_ink() -> None:
    for sign in SIGNS:
        thin, thick = (draw_sign(sign, HEIGHT, width, np.random.default_rng(3)) for width in (0.05, 0.15))
        assert (thick >= 90).sum() > (thin >= 90).sum()


def test_signs_that_may_stand_alone_are_signs() -> None:
    assert set(ALONE) < set(SIGNS)
    assert not set(ALONE) & set("()[]°?/.,:")
