import numpy as np
import pytest

from bot.recognition.ink import find_ink
from bot.recognition.interpret import interpret
from bot.recognition.tiles import digit_ink
from bot.recognition.types import CLASS_COUNT, Glyphs, Probabilities, Tiles
from tests.drawing import Look, draw_page

INK = find_ink(np.ascontiguousarray(draw_page(["1234", "5678"], Look(noise=0, shade=0))[:, :, 0]), 1.0)


class Believing:
    """An ink model that answers the same of every pixel."""

    def __init__(self, chance: int) -> None:
        self.chance, self.seen = chance, 0

    def digit_ink(self, tiles: Tiles) -> Tiles:
        self.seen += len(tiles)
        return np.full_like(tiles, self.chance)


class Sevens:
    """A classifier that takes everything for a 7."""

    model_id = "sevens"

    def classify(self, glyphs: Glyphs) -> Probabilities:
        rows = np.zeros((len(glyphs), CLASS_COUNT), np.float32)
        rows[:, 7] = 1.0
        return rows


@pytest.mark.parametrize("height", [15.0, 60.0, 200.0])
def test_every_pixel_of_ink_gets_an_answer(height: float) -> None:
    found = digit_ink(INK, INK.mask, height, Believing(255))
    assert found.shape == INK.mask.shape
    assert (found[INK.mask > 0] > 200).mean() > 0.99


def test_larger_text_costs_fewer_tiles() -> None:
    small, large = Believing(0), Believing(0)
    digit_ink(INK, INK.mask, 20.0, small)
    digit_ink(INK, INK.mask, 100.0, large)
    assert 0 < large.seen < small.seen


def test_ink_that_is_no_digit_is_not_read() -> None:
    assert len(interpret(INK, INK.mask, Sevens()).candidates) == 8
    assert len(interpret(INK, INK.mask, Sevens(), Believing(255)).candidates) == 8
    assert not interpret(INK, INK.mask, Sevens(), Believing(0)).candidates
