"""What retraining starts from in tests: digit sets and models in miniature."""

import shutil
from pathlib import Path

import pytest

from bot.model_store import ModelStore
from tests.training.digits import small_set, write_mnist
from tests.training.retrain.people import START, ignore
from training.places import Places
from training.produce import produce
from training.retrain.run import Place


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with digit sets, and a poor model with its weights."""
    folder = tmp_path_factory.mktemp("made")
    digits = small_set()
    write_mnist(folder / "data" / "mnist", digits.part(0, 1200), digits.part(1500))
    produce(Places(folder / "data", folder / "models" / "digits.tflite", folder / "work", folder / "no"), START, ignore)
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, migrated_sqlite: Path) -> Place:
    """The poor model in use, and an empty database."""
    database = shutil.copy(migrated_sqlite, tmp_path / "bot.sqlite3")
    store = ModelStore(made / "models" / "digits.tflite", tmp_path / "models")
    return Place(f"sqlite+aiosqlite:///{database}", store, made / "data", tmp_path / "retrain", made / "no")
