"""Samples that take minutes to make are made once and then kept in a file."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

Samples = TypeVar("Samples")


def load_or_make(path: Path, kind: type[Samples], make: Callable[[], Samples]) -> Samples:
    """The samples (a dataclass of arrays) of a file; a missing file is made first, and written whole or not at all."""
    if not path.exists():
        _keep(path, make())  # nothing holds on to it: a set of tiles is too large to be in memory twice
    with np.load(path) as kept:
        return kind(**kept)


def _keep(path: Path, made: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".new").open("wb") as file:
        np.savez(file, **{field.name: getattr(made, field.name) for field in fields(made)})
    path.with_suffix(".new").replace(path)
