"""Promotion and rollback, and what interrupts them."""

import hashlib
import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.classifier import LiteRTClassifier
from bot.model_file import ModelError
from bot.model_store import KEPT, ModelStore
from bot.settings import PROJECT

SHIPPED = PROJECT / "models" / "digits.tflite"
OPEN = "from pathlib import Path; from bot.model_store import ModelStore; store = ModelStore(*map(Path, {places}))\n"
PROMOTE = """
try:
    store.promote(Path({file!r}))
except Exception as error:
    print(type(error).__name__, error)
"""
ALTERNATE = """
import itertools, shutil
print("go", flush=True)
for file in itertools.cycle({files}):
    new = store.promote(Path(file))
    for old in store.all():
        if old.id != new and old.path.parent.name == old.id:
            shutil.rmtree(old.path.parent)
"""


def variant(folder: Path, number: int) -> Path:
    """The shipped model with a trailing byte: another file with the same answers."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "digits.tflite"
    content = SHIPPED.read_bytes() + bytes([number])
    path.write_bytes(content)
    card = json.loads(SHIPPED.with_suffix(".json").read_text())
    card |= {"sha256": hashlib.sha256(content).hexdigest()}
    path.with_suffix(".json").write_text(json.dumps(card))
    path.with_suffix(".weights.h5").write_bytes(b"weights")
    return path


@pytest.fixture
def floor(tmp_path: Path) -> Path:
    shipped = tmp_path / "models"
    shipped.mkdir()
    shutil.copy(SHIPPED, shipped)
    shutil.copy(SHIPPED.with_suffix(".json"), shipped)
    return shipped / "digits.tflite"


@pytest.fixture
def store(floor: Path, tmp_path: Path) -> ModelStore:
    return ModelStore(floor, tmp_path / "store")


def test_the_shipped_model_is_in_use_at_first(store: ModelStore, floor: Path) -> None:
    assert store.current() == floor == store.find() == store.find("digits") == store.find("in-use")
    assert [(model.path, model.in_use) for model in store.all()] == [(floor, True)]
    with pytest.raises(ModelError, match="nothing to go back to"):
        store.rollback()


def test_promotion_and_rollback(store: ModelStore, floor: Path, tmp_path: Path) -> None:
    one, two = (store.promote(variant(tmp_path / name, number)) for number, name in enumerate(("one", "two")))
    assert store.id_in_use() == two == LiteRTClassifier.load(store.current()).model_id
    assert store.current().with_suffix(".weights.h5").read_bytes() == b"weights"
    assert {model.id: model.in_use for model in store.all()} == {store.shipped()[0].id: False, one: False, two: True}
    assert store.rollback() == store.find(one)
    assert store.rollback() == floor
    assert store.promote(store.find(two)) == two
    assert store.id_in_use() == two


def test_old_promotions_go_but_never_those_that_a_rollback_reaches(store: ModelStore, tmp_path: Path) -> None:
    made = [store.promote(variant(tmp_path / str(number), number)) for number in range(KEPT)]
    for _ in range(3):
        store.rollback()
    at_hand = {model.id for model in store.all()}
    assert at_hand >= set(made)
    newer = [store.promote(variant(tmp_path / str(number), number)) for number in range(KEPT, KEPT + 4)]
    kept = [path.name for path in (tmp_path / "store").iterdir() if path.is_dir()]
    assert sorted(kept) == sorted([*made[1 : KEPT - 3], *newer])
    assert store.id_in_use() == newer[-1]
    assert store.rollback() == store.find(newer[-2])


def test_what_a_kill_left_is_swept_by_the_next_promotion(store: ModelStore, tmp_path: Path) -> None:
    for remains in (".digits-00000000.new", ".digits-11111111.old"):
        (tmp_path / "store" / remains).mkdir(parents=True)
        (tmp_path / "store" / remains / "digits.tflite").write_bytes(b"half")
    new = store.promote(variant(tmp_path / "one", 1))
    assert {path.name for path in (tmp_path / "store").iterdir()} == {new, "in-use.json"}


def test_a_new_release_puts_promotions_over_the_old_one_aside(store: ModelStore, floor: Path, tmp_path: Path) -> None:
    store.promote(variant(tmp_path / "one", 1))
    variant(floor.parent, 7)
    assert store.current() == floor


def test_a_damaged_pointer_leaves_the_shipped_model_in_use(store: ModelStore, floor: Path, tmp_path: Path) -> None:
    store.promote(variant(tmp_path / "one", 1))
    for damage in ("", "[]", "{"):
        (tmp_path / "store" / "in-use.json").write_text(damage)
        assert store.current() == floor


def test_what_is_no_model_is_not_promoted(store: ModelStore, floor: Path, tmp_path: Path) -> None:
    damaged = variant(tmp_path / "damaged", 1)
    damaged.write_bytes(damaged.read_bytes()[:-100])
    for path in (damaged, tmp_path / "missing.tflite"):
        with pytest.raises(ModelError):
            store.promote(path)
    with pytest.raises(ModelError, match="models list"):
        store.find("unknown")
    assert store.current() == floor


def program(*places: Path, then: str) -> list[str]:
    return [sys.executable, "-c", OPEN.format(places=[str(place) for place in places]) + then]


def test_a_full_disk_leaves_the_old_model_in_use(store: ModelStore, floor: Path, tmp_path: Path) -> None:
    new = variant(tmp_path / "one", 1)
    then = PROMOTE.format(file=str(new))

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    command = program(floor, tmp_path / "store", then=then)
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, preexec_fn=full)
    assert done.stdout.startswith("ModelError The model digits.tflite cannot be put in use: ")
    assert "The old one stays in use." in done.stdout
    assert store.current() == floor
    assert list((tmp_path / "store").iterdir()) == []


def test_a_kill_at_any_moment_leaves_a_whole_model_in_use(store: ModelStore, floor: Path, tmp_path: Path) -> None:
    files = [str(variant(tmp_path / str(number), number)) for number in range(3)]
    then = ALTERNATE.format(files=files)
    chance = random.Random(1)
    for _ in range(6):
        process = subprocess.Popen(program(floor, tmp_path / "store", then=then), cwd=PROJECT, stdout=subprocess.PIPE)
        with process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.1))
            process.send_signal(signal.SIGKILL)
        LiteRTClassifier.load(store.current())
        store.promote(Path(files[0]))
        assert LiteRTClassifier.load(store.current()).model_id == store.id_in_use()
