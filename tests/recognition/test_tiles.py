import numpy as np
import pytest

from bot.recognition.ink import find_ink
from bot.recognition.tiles import count_tiles, map_ink
from tests.drawing import draw_grey
from tests.recognition.ink_models import Believing

INK = find_ink(draw_grey("1234", "5678"), 1.0)


@pytest.mark.parametrize("height", [15.0, 60.0, 200.0])
def test_every_pixel_of_ink_gets_an_answer(height: float) -> None:
    found = map_ink(INK, height, Believing(255))
    rows, columns = np.nonzero(INK.mask)
    answers = found.chance[(rows * found.scale).astype(int), (columns * found.scale).astype(int)]
    assert (answers > 200).mean() > 0.99


def test_larger_text_costs_fewer_tiles() -> None:
    small, large = Believing(0), Believing(0)
    map_ink(INK, 20.0, small)
    map_ink(INK, 100.0, large)
    assert 0 < large.seen < small.seen


@pytest.mark.parametrize("height", [15.0, 40.0, 100.0])
def test_how_many_tiles_it_takes_is_told_beforehand(height: float) -> None:
    model = Believing(0)
    map_ink(INK, height, model)
    assert count_tiles(INK, height) == pytest.approx(model.seen, rel=0.5, abs=2)


def test_tiles_agree_on_the_turn() -> None:
    found = map_ink(INK, 20.0, Believing(255, (0.3, 0.4, 0.2, 0.1)))
    assert found.turns.argmax() == 1
    assert found.turns[1] > 0.6
    assert found.turns.sum() == pytest.approx(1.0)
