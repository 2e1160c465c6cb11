import numpy as np
import pytest

from tests.training.digits import small_set
from training.ink_shown import shown, turn_offset
from training.ink_tiles import InkTiles, cut_tiles
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


def test_what_is_shown_turns_with_its_truth() -> None:
    seen = np.zeros((12, 128, 128), np.uint8)
    seen[:, 20:60, 30:36] = 170
    tiles = InkTiles(seen, np.where(seen, 255, 0).astype(np.uint8), np.zeros((12, 64, 64, 2), np.int8))
    said, digit, _, turns = shown(tiles, np.random.default_rng(2))
    assert set(turns) == {0, 1, 2, 3}
    assert said.min() >= 0.0
    assert said.max() <= 1.0
    for picture, truth, turn in zip(said, digit, turns, strict=True):
        assert set(np.unique(truth)) == {0.0, 1.0}
        upright = np.rot90(truth, -turn)
        assert upright[20:60, 30:36].all()
        assert upright.sum() <= 43 * 9
        ink = np.rot90(picture, -turn)
        assert ink[30:50, 30:36].mean() > 2 * ink[:, 80:].mean()


def test_tiles_are_shown_the_same_again_and_otherwise_by_another_seed() -> None:
    tiles = cut_tiles(make_page("plain", 3, WRITERS), 4, np.random.default_rng(0))
    one, again, other = (shown(tiles, np.random.default_rng(seed))[0] for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)
