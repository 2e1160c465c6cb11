"""A retraining in miniature, from corrections in a database to a model in use."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import cv2
import keras
import pytest

from bot.classifier import LiteRTClassifier
from bot.model_file import read_card
from bot.storage.errors import StorageError
from tests.training.digits import small_set
from tests.training.retrain.people import START, ignore, speak
from training.networks import build_network
from training.recipe import TrainingError
from training.retrain.effort import Effort
from training.retrain.run import Place, retrain
from training.retrain.tune import load_network

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
TINY = Effort(
    samples=1000, epochs=4, rate=3e-3, batch=32, held_out=200, exam=200, margin=0.05, background=300, processes=1
)


def test_a_better_candidate_is_put_in_use_and_reported(place: Place) -> None:
    speak(place.database_url)
    before = place.store.id_in_use()
    outcome = retrain(place, TINY, ignore)
    assert outcome.promoted, outcome.sentence
    assert place.store.id_in_use() == outcome.after != before == outcome.before
    card = read_card(place.store.current())
    assert (card["retrained_from"], card["recipe"]["width"]) == (before, START.width)
    assert place.store.current().with_suffix(".weights.h5").is_file()
    record = json.loads((outcome.folder / "outcome.json").read_text())
    feedback = record["exams"]["Feedback of people not learnt from"]
    assert feedback["right_after"] - feedback["right_before"] == feedback["fixed"] - feedback["broken"] > 10
    assert record["facts"]["people"] == 12
    report = (outcome.folder / "report.html").read_text()
    assert outcome.sentence.replace("'", "&#x27;") in report
    assert report.count("<figure>") >= feedback["fixed"]
    picture = cv2.imread(str(outcome.folder / "picture.png"))
    assert picture is not None
    assert picture.shape[1] > 800
    assert card["measured"]["mnist"]["count"] == 297
    assert LiteRTClassifier.load(place.store.rollback()).model_id == before


def test_a_candidate_that_gains_nothing_is_kept_with_the_reason(place: Place) -> None:
    """Everybody labels at random, and differently."""
    speak(place.database_url, label=lambda _, rng: int(rng.integers(10)))
    before = place.store.id_in_use()
    outcome = retrain(place, replace(TINY, epochs=1), ignore)
    assert not outcome.promoted
    assert place.store.id_in_use() == before
    assert outcome.sentence.startswith(f"{before} stays in use. {outcome.after} did not pass: ")
    assert json.loads((outcome.folder / "outcome.json").read_text())["objections"] == list(outcome.objections)
    assert (outcome.folder / "digits.tflite").is_file()


def test_without_corrections_nothing_is_made(place: Place) -> None:
    with pytest.raises(TrainingError, match="no corrections yet"):
        retrain(place, TINY, ignore)
    assert [path.name for path in place.folder.iterdir()] == ["lock"]


def test_a_newer_database_is_refused(place: Place) -> None:
    file = place.database_url.partition("///")[2]
    with closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
        database.commit()
    with pytest.raises(StorageError, match="newer version"):
        retrain(place, TINY, ignore)


@pytest.mark.parametrize("damage", ["missing", "another's", "cut"])
def test_weights_that_do_not_fit_are_named(place: Place, tmp_path: Path, damage: str) -> None:
    model = place.store.current()
    folder = Path(shutil.copytree(model.parent, tmp_path / "damaged"))
    weights = folder / "digits.weights.h5"
    if damage == "missing":
        weights.unlink()
    elif damage == "cut":
        weights.write_bytes(weights.read_bytes()[:5000])
    else:
        keras.utils.set_random_seed(5)
        build_network(START.width).save_weights(weights)
    digits = small_set().part(0, 60)
    with pytest.raises(TrainingError, match="no weights beside it" if damage == "missing" else "are not those"):
        load_network(folder / model.name, TINY, digits)
