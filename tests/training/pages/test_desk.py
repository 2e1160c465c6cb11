"""Desks, and things that never cover ink."""

import numpy as np
import pytest

from training.pages.desk import KINDS, lay_things, make_desk
from training.pages.layer import Layer


@pytest.mark.parametrize("kind", KINDS)
def test_a_desk_is_light_that_a_ground_can_give_back(kind: str) -> None:
    desk = make_desk((120, 160), np.random.default_rng(1), kind)
    assert desk.shape == (120, 160, 3)
    assert desk.dtype == np.float32
    assert 0 <= desk.min() <= desk.max() <= 1
    assert desk.std() > 0


def test_kinds_differ() -> None:
    desks = [make_desk((120, 160), np.random.default_rng(1), kind) for kind in KINDS]
    assert len({desk.tobytes() for desk in desks}) == len(KINDS)


def test_things_lie_where_no_ink_is() -> None:
    for seed in range(30):
        layer, sheet = Layer(200, 300), np.full((200, 300, 3), 0.9, np.float32)
        layer.alpha[::9, ::9] = 255
        lay_things(sheet, layer, np.random.default_rng(seed))
        assert (sheet[::9, ::9] == np.float32(0.9)).all()


def test_things_lie_on_an_empty_sheet() -> None:
    sheet = np.full((200, 300, 3), 0.9, np.float32)
    lay_things(sheet, Layer(200, 300), np.random.default_rng(0))
    assert (sheet != np.float32(0.9)).any()
