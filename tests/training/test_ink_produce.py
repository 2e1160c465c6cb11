"""An ink model in miniature, from MNIST's files to one that the bot loads."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.ink_model import LiteRTInkModel
from bot.model_file import read_card
from tests.training.digits import small_set, write_mnist
from training.ink_fit import answering
from training.ink_produce import produce_ink
from training.ink_recipe import SHIPPED_INK, InkRecipe
from training.networks import build_ink_network
from training.places import Places

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
TINY = InkRecipe(pages=6, tiles=4, cycles=3, cycle_epochs=2, batch=8, width=4, processes=1)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    folder = tmp_path_factory.mktemp("ink")
    digits = small_set()
    write_mnist(folder / "data" / "mnist", digits.part(0, 1400), digits.part(1400))
    return Places(folder / "data", folder / "models" / "ink.tflite", folder / "work", folder / "models" / "ink.tflite")


@pytest.fixture(scope="module")
def told() -> list[float]:
    """The running loss, as the training reports it."""
    return []


@pytest.fixture(scope="module")
def card(places: Places, told: list[float]) -> dict[str, Any]:
    return produce_ink(places, TINY, lambda _, loss: told.append(loss))


def test_the_bot_loads_what_was_produced(places: Places, card: dict[str, Any]) -> None:
    LiteRTInkModel.load(places.out)
    assert read_card(places.out) == json.loads(json.dumps(card))
    assert not list(places.out.parent.glob("*.new*"))


def test_even_a_miniature_learns(card: dict[str, Any], told: list[float]) -> None:
    assert told[-1] < told[0]
    assert 0.0 <= card["measured"]["ink_right"] <= 1.0
    assert card["recipe"]["pages"] == 6


def test_the_network_is_the_mean_of_the_last_two_cycles(places: Places, card: dict[str, Any]) -> None:
    assert (card["recipe"]["cycles"], card["recipe"]["averaged"]) == (3, 2)
    network, ends = build_ink_network(4), []
    for cycle in (2, 3):
        network.load_weights(places.work / "ink" / f"end-{cycle}.weights.h5")
        ends.append(network.get_weights())
    network.set_weights([(one + other) / 2 for one, other in zip(*ends, strict=True)])
    tile = np.random.default_rng(1).integers(0, 256, (1, 128, 128), np.uint8)
    chance, *_ = answering(network).predict(tile / np.float32(255), verbose=0)
    assert LiteRTInkModel.load(places.out).look(tile).chance / 255 == pytest.approx(np.asarray(chance), abs=0.01)


def test_the_same_recipe_makes_the_same_tiles(places: Places, card: dict[str, Any], tmp_path: Path) -> None:
    again = Places(places.data, tmp_path / "ink.tflite", tmp_path / "work", places.ink_model)
    assert produce_ink(again, TINY, lambda *_: None)["training_tiles"] == card["training_tiles"]


def test_the_shipped_network_fits_its_size() -> None:
    assert 150_000 < build_ink_network(SHIPPED_INK.width).count_params() < 250_000
