from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.tiling import CORE, MARGIN, half, lay_tiles, spread
from bot.recognition.types import TILE_SIDE

STRETCHES = st.tuples(st.integers(0, 500), st.integers(1, 900))


@given(STRETCHES)
def test_each_pixel_is_answered_for_once(stretch: tuple[int, int]) -> None:
    first, stop = stretch[0], sum(stretch)
    spans = spread(first, stop)
    assert spans[0].core.start <= first
    assert spans[-1].core.stop >= stop
    assert all(one.core.stop == other.core.start for one, other in pairwise(spans))
    assert len(spans) == -(-(stop - (first & ~1)) // CORE)


@given(STRETCHES)
def test_what_is_answered_for_lies_well_inside_its_tile(stretch: tuple[int, int]) -> None:
    for span in spread(stretch[0], sum(stretch)):
        assert span.inner.start >= MARGIN - 2
        assert span.inner.stop <= TILE_SIDE - MARGIN + 2
        assert span.inner.start % 2 == span.inner.stop % 2 == span.core.start % 2 == 0
        assert half(span.inner).stop - half(span.inner).start == half(span.core).stop - half(span.core).start


@given(st.integers(CORE + 1, 900))
def test_each_tile_is_full(length: int) -> None:
    spans = spread(0, length)
    steps = np.diff([span.start for span in spans])
    assert steps.max() - steps.min() <= 2
    assert abs(spans[-1].seen.stop - 2 * MARGIN - length) <= 1


def test_neighbours_across_a_border_are_seen() -> None:
    left, right = spread(0, CORE + 40)
    assert left.seen.stop - MARGIN - left.core.stop >= 40
    assert right.core.start - (right.start - MARGIN) >= 40


def test_tiles_without_ink_are_not_looked_at() -> None:
    page = np.zeros((3 * CORE, 3 * CORE), np.uint8)
    page[0, 0] = page[-1, -1] = 1
    assert len(list(lay_tiles(page))) == 2
    assert not list(lay_tiles(np.zeros((50, 50), np.uint8)))
