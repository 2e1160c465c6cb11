"""A string model in miniature, from MNIST's files to one that the bot loads."""

import json
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from bot.model_file import read_card
from bot.recognition.ctc import chance_of
from bot.recognition.types import NOT_A_DIGIT
from bot.settings import INK_MODEL
from bot.string_model import LiteRTStringModel
from tests.training.digits import small_set, write_mnist
from training.networks import build_string_network
from training.places import Places
from training.recipe import TrainingError
from training.string_corpus import LONGEST_TEXT, NO_DIGIT
from training.string_fit import ctc_loss, fit_strings
from training.string_produce import DRAWN, load_strings, produce_strings
from training.string_recipe import SHIPPED_STRINGS, StringRecipe

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
TINY = StringRecipe(epochs=2, drawn=60, found=12, samples=96, batch=8, rate=8e-3, width=4, processes=1)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    folder = tmp_path_factory.mktemp("strings")
    digits = small_set()
    write_mnist(folder / "data" / "mnist", digits.part(0, 1400), digits.part(1400))
    return Places(folder / "data", folder / "models" / "strings.tflite", folder / "work", INK_MODEL)


@pytest.fixture(scope="module")
def told() -> list[float]:
    """The running loss, as the training reports it."""
    return []


@pytest.fixture(scope="module")
def card(places: Places, told: list[float]) -> dict[str, Any]:
    return produce_strings(places, TINY, lambda _, loss: told.append(loss))


def test_the_bot_loads_what_was_produced(places: Places, card: dict[str, Any]) -> None:
    LiteRTStringModel.load(places.out)
    assert read_card(places.out) == json.loads(json.dumps(card))
    assert not list(places.out.parent.glob("*.new*"))


def test_even_a_miniature_learns(card: dict[str, Any], told: list[float]) -> None:
    steps = TINY.steps
    assert len(told) == 2 * steps
    assert told[-1] < 0.95 * told[0]
    assert 0.0 <= card["measured"]["strings_right"] <= 1.0
    assert card["training_samples"] == 2 * 96


def test_another_recipe_does_not_go_on_with_a_stopped_run(places: Places, card: dict[str, Any]) -> None:
    assert card["recipe"]["seed"] == TINY.seed
    other = StringRecipe(epochs=3, drawn=60, found=12, samples=96, batch=8, rate=8e-3, width=4, processes=1)
    drawn = load_strings(small_set(), TINY, places.work, DRAWN, None)
    with pytest.raises(TrainingError, match="other options"):
        fit_strings(drawn, drawn, other, places.work / "strings", lambda *_: None, resume=True)


def test_the_loss_is_the_chance_that_the_reader_gives(card: dict[str, Any]) -> None:
    logits = np.random.default_rng(2).normal(0, 2, (2, 9, NOT_A_DIGIT + 1)).astype(np.float32)
    texts = np.full((2, LONGEST_TEXT), NO_DIGIT, np.int32)
    texts[0, :3], texts[1, :1] = (4, 4, 2), 7
    rows = tf.nn.softmax(logits).numpy()
    expected = -np.mean([np.log(chance_of((4, 4, 2), rows[0])), np.log(chance_of((7,), rows[1]))])
    assert float(ctc_loss(tf.constant(logits), tf.constant(texts))) == pytest.approx(expected, rel=1e-4)


def test_the_rate_rises_and_falls() -> None:
    rates = [SHIPPED_STRINGS.rate_at(step) for step in range(0, SHIPPED_STRINGS.steps * SHIPPED_STRINGS.epochs, 50)]
    highest = rates.index(max(rates))
    assert rates[: highest + 1] == sorted(rates[: highest + 1])
    assert rates[highest:] == sorted(rates[highest:], reverse=True)
    assert rates[-1] < 0.01 * max(rates) == pytest.approx(0.01 * SHIPPED_STRINGS.rate, rel=0.01)


def test_a_shortened_recipe_has_fewer_epochs() -> None:
    assert SHIPPED_STRINGS.shortened(2).epochs == 2
    assert SHIPPED_STRINGS.shortened(99) == SHIPPED_STRINGS


def test_the_shipped_network_fits_its_size() -> None:
    assert 380_000 < build_string_network(SHIPPED_STRINGS.width).count_params() < 430_000
