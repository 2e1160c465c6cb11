import numpy as np
import pytest

from bot.recognition.ink import find_ink
from bot.recognition.interpret import interpret
from bot.recognition.tiles import map_ink
from bot.recognition.types import CLASS_COUNT, Glyphs, InkAnswer, Probabilities, Tiles
from tests.drawing import Look, draw_page

INK = find_ink(np.ascontiguousarray(draw_page(["1234", "5678"], Look(noise=0, shade=0))[:, :, 0]), 1.0)


class Believing:
    """An ink model that believes the same of every pixel, and that each is the middle of its digit."""

    def __init__(self, chance: int, turns: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0)) -> None:
        self.chance, self.turns, self.seen = chance, turns, 0

    def look(self, tiles: Tiles) -> InkAnswer:
        self.seen += len(tiles)
        offset = np.zeros((len(tiles), 64, 64, 2), np.float32)
        return InkAnswer(
            np.full_like(tiles, self.chance), offset, np.tile(np.array(self.turns, np.float32), (len(tiles), 1))
        )


class Sevens:
    """A classifier that takes everything for a 7."""

    model_id = "sevens"

    def classify(self, glyphs: Glyphs) -> Probabilities:
        rows = np.zeros((len(glyphs), CLASS_COUNT), np.float32)
        rows[:, 7] = 1.0
        return rows


@pytest.mark.parametrize("height", [15.0, 60.0, 200.0])
def test_every_pixel_of_ink_gets_an_answer(height: float) -> None:
    found = map_ink(INK, INK.mask, height, Believing(255))
    rows, columns = np.nonzero(INK.mask)
    answers = found.chance[(rows * found.scale).astype(int), (columns * found.scale).astype(int)]
    assert (answers > 200).mean() > 0.99


def test_larger_text_costs_fewer_tiles() -> None:
    small, large = Believing(0), Believing(0)
    map_ink(INK, INK.mask, 20.0, small)
    map_ink(INK, INK.mask, 100.0, large)
    assert 0 < large.seen < small.seen


def test_tiles_agree_on_the_turn() -> None:
    found = map_ink(INK, INK.mask, 20.0, Believing(255, (0.3, 0.4, 0.2, 0.1)))
    assert found.turns.argmax() == 1
    assert found.turns[1] > 0.6
    assert found.turns.sum() == pytest.approx(1.0)


def test_ink_that_is_no_digit_is_not_read() -> None:
    assert len(interpret(INK, INK.mask, Sevens()).candidates) == 8
    assert not interpret(INK, INK.mask, Sevens(), Believing(0)).candidates
