"""Things beside paper: seeded, on the sheet, and none so tall that it stands like a 1."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.pages.objects import HIGHEST, any_outline, put_object

seeds = st.integers(0, 10_000)


@given(seeds)
def test_an_outline_fills_its_square_and_does_not_stand(seed: int) -> None:
    outline = any_outline(np.random.default_rng(seed))
    width, height = np.ptp(outline, axis=0)
    assert np.abs(outline).max() == 1.0
    assert height <= 2 * HIGHEST * width


@given(seeds)
def test_a_thing_is_seen_stays_a_picture_and_is_seeded(seed: int) -> None:
    sheets = [np.full((80, 100, 3), 0.9, np.float32) for _ in range(2)]
    for sheet in sheets:
        put_object(sheet, (50, 40), 40, np.random.default_rng(seed))
    assert np.array_equal(sheets[0], sheets[1])
    assert sheets[0].min() >= 0
    assert sheets[0].max() <= 1
    assert (np.abs(sheets[0] - 0.9) > 0.02).any()
