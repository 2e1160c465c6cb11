"""An ink model in miniature, from MNIST's files to one that the bot loads."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.ink_model import LiteRTInkModel
from bot.model_file import read_card
from tests.training.digits import small_set, write_mnist
from training.dataset import load_mnist
from training.ink_fit import answering, raise_digits
from training.ink_produce import load_tiles, produce_ink
from training.ink_recipe import AGAIN, SHIPPED_INK, WARM_UP, InkRecipe
from training.networks import build_ink_network
from training.places import Places

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
TINY = InkRecipe(pages=6, tiles=4, sets=((2, 2), (1,)), averaged=2, batch=8, rate=6e-3, width=4, processes=1)


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


def test_even_a_miniature_learns(places: Places, card: dict[str, Any], told: list[float]) -> None:
    with np.load(places.work / f"tiles-{TINY.seed}-{TINY.pages}-0.npz") as first_set:
        steps = len(first_set["seen"]) // TINY.batch
    first, last = told[:steps], told[3 * steps : 4 * steps]  # of the four epochs on the same tiles
    assert np.mean(last) < np.mean(first)
    assert 0.0 <= card["measured"]["ink_right"] <= 1.0
    assert card["recipe"]["pages"] == 6


def test_the_network_is_the_mean_of_the_last_two_cycles(places: Places, card: dict[str, Any]) -> None:
    assert (card["recipe"]["sets"], card["recipe"]["averaged"]) == (((2, 2), (1,)), 2)
    network, ends = build_ink_network(4), []
    for cycle in (2, 3):
        network.load_weights(places.work / "ink" / f"end-{cycle}.weights.h5")
        ends.append(network.get_weights())
    network.set_weights([(one + other) / 2 for one, other in zip(*ends, strict=True)])
    raise_digits(network, TINY.raised)
    tile = np.random.default_rng(1).integers(0, 256, (1, 128, 128), np.uint8)
    chance, *_ = answering(network).predict(tile / np.float32(255), verbose=0)
    assert LiteRTInkModel.load(places.out).look(tile).chance / 255 == pytest.approx(np.asarray(chance), abs=0.01)


def test_each_set_has_its_own_tiles_and_the_same_ones_again(
    places: Places, card: dict[str, Any], tmp_path: Path
) -> None:
    assert card["training_pages"] == 12
    digits = load_mnist(places.data / "mnist")[0].split()[0]
    one, other = (load_tiles(digits, TINY, places.work, number).seen for number in (0, 1))
    assert not np.array_equal(one, other)
    assert np.array_equal(load_tiles(digits, TINY, tmp_path, 1).seen, other)


def test_cycles_share_sets_of_tiles_in_turn() -> None:
    assert [TINY.set_of(epoch) for epoch in range(TINY.epochs)] == [0, 0, 0, 0, 1]
    assert TINY.shortened(2).set_of(1) == 0


def test_the_rate_is_high_again_at_the_start_of_each_cycle() -> None:
    falling = [TINY.rate_at(epochs) for epochs in (2.0, 2.5, 3.0, 3.999)]
    assert falling[0] == AGAIN * TINY.rate
    assert falling == sorted(falling, reverse=True)
    assert falling[-1] == pytest.approx(0.01 * AGAIN * TINY.rate, rel=0.01)


def test_the_first_cycle_begins_gently() -> None:
    growing = [TINY.rate_at(share * WARM_UP) for share in (0.0, 0.1, 0.5)]
    assert growing[0] == 0.0
    assert growing == sorted(growing)
    assert TINY.rate_at(WARM_UP) == pytest.approx(TINY.rate, rel=0.05)


def test_the_shipped_network_fits_its_size() -> None:
    assert 1_000_000 < build_ink_network(SHIPPED_INK.width).count_params() < 1_200_000
