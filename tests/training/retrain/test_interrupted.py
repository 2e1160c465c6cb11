"""A whole `digitbot retrain` that the disk or a kill -9 stops: a whole model stays in use, and nothing half written."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.classifier import LiteRTClassifier
from bot.settings import PROJECT
from bot.tidy import sweep
from tests.training.retrain.people import speak
from training.recipe import TrainingError
from training.retrain.run import Place
from training.retrain.space import reserve

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
KILLED_AT_PROMOTION = """
import os, runpy, signal, sys

def kill(event, arguments):
    if event == "os.rename" and os.path.dirname(arguments[1]) == {models!r}:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill)
runpy.run_module("bot", run_name="__main__")
"""
"""The bot, killed when the first file or folder is about to be put in place among the promoted models."""


def start(place: Place, *program: str, limit: int = resource.RLIM_INFINITY) -> subprocess.Popen[str]:
    """`digitbot retrain` in a process that may write no file larger than `limit` bytes."""
    settings = {
        "DATABASE_URL": place.database_url,
        "MODEL": place.store.current(),
        "VAR": place.folder.parent,
        "DATA": place.data,
        "RETRAIN_SAMPLES": 1000,
    }
    return subprocess.Popen(
        [sys.executable, *(program or ("-m", "bot", "retrain"))],
        cwd=PROJECT,
        env=os.environ | {f"DIGITBOT_{name}": str(value) for name, value in settings.items()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: (  # noqa: PLW1509 - nothing else runs yet
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        ),
    )


def remains(place: Place) -> set[str]:
    """What lies in the folders of reports and of promoted models."""
    return {path.name for folder in (place.folder, place.folder.parent / "models") for path in folder.glob("*")}


def test_a_full_disk_gets_a_sentence_and_changes_nothing(place: Place) -> None:
    speak(place.database_url)
    before = place.store.id_in_use()
    with start(place, limit=1_000_000) as process:
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert f"There is no room in {place.folder}" in said
    assert "Traceback" not in said
    assert place.store.id_in_use() == before
    assert remains(place) == {"lock"}


def test_a_kill_at_the_promotion_leaves_a_whole_model_in_use(place: Place) -> None:
    speak(place.database_url)
    program = KILLED_AT_PROMOTION.format(models=str(place.folder.parent / "models"))
    with start(place, "-c", program, "retrain") as process:
        process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    assert LiteRTClassifier.load(place.store.current()).model_id == place.store.id_in_use()
    assert not list(place.folder.glob("2*"))
    sweep(place.folder)
    assert [path.name for path in place.folder.iterdir()] == ["lock"]


def test_no_room_is_said_before_anything_is_written(place: Place, tmp_path: Path) -> None:
    model = Path(shutil.copy(place.store.current(), tmp_path / "digits.tflite"))
    reserve(tmp_path, model)
    with (tmp_path / "digits.weights.h5").open("wb") as huge:
        huge.truncate(shutil.disk_usage(tmp_path).total)  # a hole: it takes no room itself
    with pytest.raises(TrainingError, match="Make room"):
        reserve(tmp_path, model)
