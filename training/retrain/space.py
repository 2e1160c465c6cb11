"""Room on the disk, asked for before it is needed: the library that writes weights dies where there is none."""

import os
from pathlib import Path
from tempfile import TemporaryFile

from training.recipe import TrainingError

FULL = "There is no room in {} for a new model and its report ({:.0f} MB): {}. Make room, and start again."
REPORT = 2_000_000
"""Bytes of a report, about."""


def reserve(folder: Path, model: Path) -> None:
    """Make sure that the folder has room for two models like this one, with card and weights, and a report.

    Raises:
        TrainingError: if it has not.
    """
    files = model.parent.glob(f"{model.stem}.*")
    size = REPORT + 2 * sum(file.stat().st_size for file in files)
    try:
        with TemporaryFile(dir=folder) as file:
            os.posix_fallocate(file.fileno(), 0, size)
    except OSError as error:
        raise TrainingError(FULL.format(folder, size / 1e6, error.strerror)) from error
