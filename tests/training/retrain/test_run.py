"""A retraining in miniature, from corrections in a database to a model in use."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.model_store import ModelStore
from tests.training.digits import small_set, write_mnist
from tests.training.retrain.people import fill
from training.places import Places
from training.produce import produce
from training.recipe import Phase, Recipe
from training.retrain.effort import Effort
from training.retrain.run import Place, retrain

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
START = Recipe(phases=(Phase("clean", 6, 1e-2),), samples=1500, parts=1, batch=32, width=6, held_out=200, processes=1)
TINY = Effort(
    samples=1000, epochs=4, rate=3e-3, batch=32, held_out=200, exam=200, margin=0.05, background=300, processes=1
)


def ignore(seen: int, loss: float) -> None:
    """Nobody looks at the progress."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with digit sets, and a poor model with its weights."""
    folder = tmp_path_factory.mktemp("made")
    digits = small_set()
    write_mnist(folder / "data" / "mnist", digits.part(0, 1200), digits.part(1500))
    produce(Places(folder / "data", folder / "models" / "digits.tflite", folder / "work", folder / "no"), START, ignore)
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, migrated_sqlite: Path) -> Place:
    database = shutil.copy(migrated_sqlite, tmp_path / "bot.sqlite3")
    store = ModelStore(made / "models" / "digits.tflite", tmp_path / "models")
    return Place(f"sqlite+aiosqlite:///{database}", store, made / "data", tmp_path / "retrain", made / "no")


def speak(place: Place, people: int = 12, each: int = 25) -> None:
    """Digits that neither training nor test set has, upside down, rightly labelled."""
    digits = small_set().part(1200, 1500)
    upside_down = np.ascontiguousarray(digits.images[:, ::-1])
    chosen = {user: np.arange(user * each, (user + 1) * each) % len(digits) for user in range(people)}
    fill(place.database_url, {u: (list(upside_down[i]), digits.labels[i].tolist()) for u, i in chosen.items()})


def test_a_better_candidate_is_put_in_use(place: Place) -> None:
    speak(place)
    before = place.store.id_in_use()
    outcome = retrain(place, TINY, ignore)
    (Path("/tmp/d_outcome")).write_text(
        outcome.sentence + json.dumps(outcome.record(), indent=1) + (outcome.folder / "outcome.json").read_text()
    )
    shutil.copytree(outcome.folder, "/tmp/d_outcome_dir", dirs_exist_ok=True)
    assert outcome.promoted
    assert place.store.id_in_use() == outcome.after != before == outcome.before
