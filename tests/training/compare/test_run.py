"""A comparison in miniature, from MNIST's files to the page."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.classifier import LiteRTClassifier
from bot.model_file import read_card
from bot.settings import PROJECT
from tests.training.compare.samples import TESTED, write_small_mnist
from tests.training.test_produce import KERAS_COPIES
from training.compare.neural import Fitted
from training.compare.one import train_one
from training.compare.outcome import Outcome
from training.compare.plan import Plan
from training.compare.rows import Row, Shape, find_row, limited, select_rows, shaped
from training.compare.run import compare_all, run_rows
from training.compare.split import load_split
from training.compare.weights import load_fitted, log_path
from training.compare.zoo import build
from training.dataset import DataError
from training.places import Places
from training.weight_files import WeightFiles, save_weights

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
SMALL = Shape(hidden=(32,))
ANN = shaped(find_row("ann"), SMALL)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("compare")
    rows = select_rows(["svm", "ann"], epochs=4, shape=SMALL)
    return Plan(rows, write_small_mnist(folder), folder / "out", PROJECT / "models" / "digits.tflite")


@pytest.fixture(scope="module")
def told() -> list[tuple[str, float]]:
    """Rows and shares, as the comparison tells them."""
    return []


@pytest.fixture(scope="module")
def page(plan: Plan, told: list[tuple[str, float]]) -> Path:
    return compare_all(plan, lambda row, share: told.append((row.name, share)))


def again(plan: Plan) -> tuple[list[Outcome], list[tuple[str, float]]]:
    """The rows run once more, and what was told meanwhile."""
    told: list[tuple[str, float]] = []
    split = load_split(plan.mnist, plan.fraction, plan.seed)
    return run_rows(plan, split, lambda row, share: told.append((row.name, share))), told


def test_the_page_and_its_table_are_written(page: Path) -> None:
    assert "support vector machine" in page.read_text(encoding="utf-8")
    assert "| ours (the shipped model) |" in page.with_suffix(".md").read_text(encoding="utf-8")


def test_every_row_is_told_from_begin_to_end(page: Path, told: list[tuple[str, float]]) -> None:
    assert [name for name, share in told if share == 0.0] == ["svm", "ann", "digits"]
    assert {name for name, share in told if share == 1.0} == {"svm", "ann", "digits"}
    assert [share for _, share in told if share == 0.0].count(0.0) == 3


def test_the_bot_loads_what_was_trained(plan: Plan, page: Path) -> None:
    glyphs = load_split(plan.mnist).test.scaled()[:5]
    for quantized in (False, True):
        path = plan.model(ANN, quantized=quantized)
        answers = LiteRTClassifier.load(path).classify(glyphs)
        card = read_card(path)
        assert answers.sum(axis=1) == pytest.approx(1.0, abs=1e-5)
        assert (answers[:, 10] == 0.0).all()
        assert card["measured"]["mnist"]["count"] == TESTED
        assert (card["name"], card["quantized"]) == ("ann", quantized)


def test_weights_of_bytes_are_smaller(plan: Plan, page: Path) -> None:
    sizes = [plan.model(ANN, quantized=quantized).stat().st_size for quantized in (True, False)]
    assert sizes[0] < 0.5 * sizes[1]


def test_a_second_run_takes_what_is_there(plan: Plan, page: Path) -> None:
    outcomes, told = again(plan)
    assert told == [(name, share) for name in ("svm", "ann", "digits") for share in (0.0, 1.0)]
    assert [len(outcome.answers) for outcome in outcomes] == [TESTED] * 3


def test_other_settings_load_the_weights_instead_of_training(plan: Plan, page: Path) -> None:
    longer = tuple(limited(row, 3) if row.name == "ann" else row for row in plan.rows)
    kept = {outcome.row.name: outcome for outcome in again(plan)[0]}
    outcomes, told = again(replace(plan, rows=longer, load=True))
    loaded = next(outcome for outcome in outcomes if outcome.row.name == "ann")
    assert [share for name, share in told if name == "ann"] == [0.0, 1.0]
    assert loaded.facts.history == kept["ann"].facts.history
    assert np.allclose(loaded.probabilities, kept["ann"].probabilities, atol=1e-4)


def test_a_stopped_run_goes_on_with_the_row_at_work(plan: Plan, page: Path, tmp_path: Path) -> None:
    fresh = replace(plan, out=tmp_path)

    def stop(row: Row, share: float) -> None:
        if row.name == "ann" and share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare_all(fresh, stop)
    _, told = again(fresh)
    assert [share for name, share in told if name == "svm"] == [0.0, 1.0]
    assert len([share for name, share in told if name == "ann"]) > 10


def test_one_network_is_loaded_from_its_weights_and_exported(plan: Plan, page: Path, tmp_path: Path) -> None:
    places = Places(plan.mnist.parent, tmp_path / "mine.tflite", tmp_path, tmp_path / "ink.tflite")
    files = WeightFiles(load=plan.weights(ANN), save=tmp_path / "copy.weights.h5")
    card = train_one(ANN, places, files, 1, lambda _: None)
    assert card["name"] == "mine"
    assert LiteRTClassifier.load(places.out).model_id.startswith("mine-")
    fitted = load_fitted(ANN, tmp_path / "copy.weights.h5")
    assert isinstance(fitted, Fitted)
    assert len(fitted.history["loss"]) == 4
    log_path(tmp_path / "copy.weights.h5").unlink()
    unknown = load_fitted(ANN, tmp_path / "copy.weights.h5")
    assert (unknown.history, unknown.seconds) == ({}, None)


def test_weights_of_another_network_get_a_sentence(plan: Plan, page: Path) -> None:
    with pytest.raises(DataError, match="are missing, damaged, or not those of the network ann"):
        load_fitted(find_row("ann"), plan.weights(ANN))


@pytest.mark.parametrize("content", [None, b"nonsense"])
def test_missing_and_damaged_weights_get_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "some.weights.h5"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match="are missing, damaged"):
        load_fitted(ANN, path)


def test_weights_need_their_ending(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"must end in \.weights\.h5"):
        save_weights(build(ANN), tmp_path / "weights.bin")
