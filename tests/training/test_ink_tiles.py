import numpy as np
import pytest

from tests.training.digits import small_set
from training.ink_fit import turn_offset
from training.ink_tiles import cut_tiles
from training.pages.hands import Writers
from training.pages.make import make_nothing, make_page

WRITERS = Writers(small_set())


@pytest.mark.parametrize("condition", ["plain", "table", "dense"])
def test_offsets_of_a_digit_point_to_one_place(condition: str) -> None:
    page = make_page(condition, 3, WRITERS)
    tiles = cut_tiles(page, 4, np.random.default_rng(0))
    assert tiles.seen.shape == tiles.digit.shape == (4, 128, 128)
    assert tiles.offset.shape == (4, 64, 64, 2)
    for digit, offset in zip(tiles.digit, tiles.offset, strict=True):
        rows, columns = np.nonzero((offset != 0).any(axis=-1))
        assert digit[::2, ::2][rows, columns].all()
        places = {tuple(p // 3) for p in np.stack([columns, rows], axis=1) * 2 + offset[rows, columns]}
        assert len(places) < 0.3 * max(len(rows), 10)


def test_a_page_without_digits_teaches_what_is_none() -> None:
    tiles = cut_tiles(make_nothing("words", 1), 4, np.random.default_rng(0))
    assert tiles.seen.any()
    assert not tiles.digit.any()
    assert not tiles.offset.any()


def test_offsets_turn_with_their_picture() -> None:
    offset = np.zeros((4, 4, 2), np.float32)
    offset[0, 1] = 5.0, 2.0
    turned = turn_offset(offset, 1)
    assert turned[2, 0].tolist() == [2.0, -5.0]
    assert (turn_offset(offset, 4) == offset).all()
