"""The command `digitbot retrain`: a progress bar around one function."""

import os
from collections.abc import Callable
from pathlib import Path

from cv2.utils.logging import LOG_LEVEL_SILENT, setLogLevel
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot.model_store import ModelStore
from bot.settings import INK_MODEL, Settings

LOWEST = 19
"""Niceness: a retraining takes only what the bot leaves."""


def retrain_once(settings: Settings) -> tuple[str, Path]:
    """Retrain with the lowest priority and a progress bar; how it ended in words, and its picture.

    Raises:
        TrainingError, DataError, ModelError, StorageError, ModuleNotFoundError: with what a person can mend.
    """
    os.nice(LOWEST)
    from training.retrain.effort import Effort  # noqa: PLC0415
    from training.retrain.outcome import PICTURE  # noqa: PLC0415
    from training.retrain.run import Place, retrain  # noqa: PLC0415 - TensorFlow takes seconds, and is an extra

    setLogLevel(LOG_LEVEL_SILENT)  # a damaged crop is counted in the report
    store = ModelStore(settings.model, settings.var / "models")
    place = Place(settings.database_url, store, settings.data, settings.var / "retrain", INK_MODEL)
    share = TextColumn("{task.percentage:.0f} %")
    columns = TextColumn("{task.description}"), BarColumn(), share, TimeRemainingColumn()
    with Progress(*columns) as progress:
        effort = Effort.of(settings.retrain_samples)
        outcome = retrain(place, effort, _bar(progress, effort.epochs * effort.samples))
    return outcome.sentence, outcome.folder / PICTURE


def _bar(progress: Progress, total: int) -> Callable[[int, float], None]:
    task = progress.add_task("gathering feedback", total=total)

    def report(seen: int, loss: float) -> None:
        progress.update(task, completed=seen, description=f"training, loss {loss:.3f}")

    return report
