"""A training in miniature, from MNIST's files to a model that the bot loads."""

import json
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from bot.classifier import LiteRTClassifier
from bot.model_file import read_card
from bot.model_store import WEIGHTS
from bot.recognition.glyph import GLYPH_VERSION
from bot.recognition.types import Glyphs
from tests.training.digits import small_set, write_mnist
from training.dataset import load_mnist
from training.export import calibrated, check_agreement, compare_answers, export_model
from training.fit import Material, fit
from training.networks import build_network
from training.places import Places
from training.produce import held_out_samples, produce
from training.recipe import SHIPPED, Phase, Recipe, TrainingError
from training.weight_files import load_weights

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
"""Keras takes arrays from TensorFlow's variables in a way that NumPy 2 deprecates."""
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
PHASES = (Phase("photos", 1, 1e-2, averaged=True), Phase("clean", 1, 5e-3, averaged=True))
TINY = Recipe(phases=PHASES, samples=1500, parts=1, batch=32, width=8, processes=1, held_out=200)


def ignore(seen: int, loss: float) -> None:
    """Nobody looks at the progress."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    folder = tmp_path_factory.mktemp("produce")
    digits = small_set()
    write_mnist(folder / "data" / "mnist", digits.part(0, 1400), digits.part(1400))
    return Places(folder / "data", folder / "models" / "tiny.tflite", folder / "work", folder / "ink.tflite")


@pytest.fixture(scope="module")
def told() -> list[int]:
    """Samples seen, as the training reports them."""
    return []


@pytest.fixture(scope="module")
def card(places: Places, told: list[int]) -> dict[str, Any]:
    return produce(places, TINY, lambda seen, _: told.append(seen))


@pytest.fixture(scope="module")
def untrained() -> keras.Model:
    keras.utils.set_random_seed(0)
    return calibrated(build_network(4), 1.5)


@pytest.fixture(scope="module")
def exported(untrained: keras.Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "net.tflite"
    export_model(untrained, path)
    return path


@pytest.fixture
def noise() -> Glyphs:
    return np.random.default_rng(0).random((200, 28, 28), np.float32)


def test_the_bot_loads_what_was_produced(places: Places, card: dict[str, Any]) -> None:
    model = LiteRTClassifier.load(places.out)
    assert model.model_id == f"tiny-{card['sha256'][:8]}"
    assert read_card(places.out) == json.loads(json.dumps(card))
    assert not list(places.out.parent.glob("*.new*"))


def test_the_card_says_what_the_model_is(card: dict[str, Any]) -> None:
    assert card["glyph_version"] == GLYPH_VERSION
    assert card["classes"] == 11
    assert card["recipe"]["seed"] == TINY.seed
    assert card["training_samples"] == 3000
    assert card["training_seconds"] >= 0
    assert card["agreement"]["count"] == 100
    assert card["agreement"]["same_answer"] >= 97  # a miniature hardly decides, and its weights are rounded to bytes
    assert set(card["measured"]) == {"mnist", "augmented"}
    assert card["measured"]["mnist"]["count"] == 397
    assert card["versions"]["keras"] == keras.__version__


def test_the_card_says_how_often_the_file_answers_as_its_network(places: Places, card: dict[str, Any]) -> None:
    network = build_network(TINY.width)
    load_weights(network, places.out.with_suffix(WEIGHTS))
    _, unseen = load_mnist(places.data / "mnist")[0].split()
    _, validation = held_out_samples(unseen, TINY)
    found = compare_answers(calibrated(network, card["temperature"]), places.out, validation.scaled())
    assert (card["agreement"]["count"], card["agreement"]["same_answer"]) == (found.count, found.same_answer)


def test_even_a_miniature_learns(card: dict[str, Any]) -> None:
    assert card["measured"]["mnist"]["accuracy"] > 0.4


def test_a_finished_run_goes_on_without_training(places: Places, card: dict[str, Any]) -> None:
    again = produce(places, TINY, ignore, resume=True)
    assert again["training_seconds"] == card["training_seconds"]
    assert again["measured"] == card["measured"]


def test_a_stopped_run_ends_as_an_unbroken_one(tmp_path: Path) -> None:
    material = Material(small_set().part(0, 300), tmp_path / "ink.tflite")
    recipe = Recipe(phases=PHASES, samples=128, parts=2, batch=32, width=4, processes=1)
    whole = fit(material, recipe, tmp_path / "whole", ignore)

    def stop(seen: int, loss: float) -> None:
        if seen > 160:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(material, recipe, tmp_path / "stopped", stop)
    resumed = fit(material, recipe, tmp_path / "stopped", ignore, resume=True)
    for left, right in zip(whole.network.get_weights(), resumed.network.get_weights(), strict=True):
        assert left == pytest.approx(right, abs=1e-4)


def test_going_on_with_another_recipe_is_refused(places: Places, card: dict[str, Any]) -> None:
    other = Recipe(phases=PHASES * 2, samples=1500, parts=1, batch=32, width=8, processes=1)
    with pytest.raises(TrainingError, match="had other options"):
        fit(Material(small_set(), places.ink_model), other, places.work, ignore, resume=True)


def test_progress_counts_every_sample(card: dict[str, Any], told: list[int]) -> None:
    assert len(told) == 2 * 47
    assert told[:2] == [32, 64]
    assert told[46:48] == [1500, 1532]
    assert told[-1] == card["training_samples"]


def test_the_export_answers_as_keras_does(untrained: keras.Model, exported: Path, noise: Glyphs) -> None:
    found = check_agreement(untrained, exported, noise)
    assert (found.count, found.same_answer) == (200, 200)
    assert found.largest_difference < 1e-4


def test_weights_rounded_to_bytes_answer_nearly_so_and_in_less_room(
    untrained: keras.Model, exported: Path, noise: Glyphs, tmp_path: Path
) -> None:
    small = tmp_path / "small.tflite"
    export_model(untrained, small, quantized=True)
    found = check_agreement(untrained, small, noise, quantized=True)
    assert 1e-7 < found.mean_difference < found.largest_difference < 0.05
    assert small.stat().st_size < exported.stat().st_size


def test_an_export_of_another_network_is_noticed(exported: Path, noise: Glyphs) -> None:
    keras.utils.set_random_seed(1)
    with pytest.raises(TrainingError, match="the export is not used"):
        check_agreement(calibrated(build_network(4), 1.0), exported, noise)


def test_the_shipped_network_fits_its_size() -> None:
    parameters = build_network(SHIPPED.width).count_params()
    assert 500_000 < parameters < 700_000
