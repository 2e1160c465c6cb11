"""What is known of a row after its run, and how it is kept so that a stopped comparison goes on."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import NOT_A_DIGIT, Probabilities
from training.compare.rows import Row

RESULT, ANSWERS = "result.json", "answers.npz"
Settings = dict[str, Any]
"""All that an outcome follows from; another value, another run."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A row's figures beside its answers; None where a row has no such thing."""

    parameters: int
    """Weights of a network, or the numbers that another model keeps to decide by."""
    float_bytes: int
    quantized_bytes: int | None
    quantized_right: int | None
    """Test digits that the quantized file reads right."""
    training_seconds: float | None
    """Of processor time: the same on a busy machine, and on any number of cores."""
    milliseconds: float
    """Median time of one digit on one core."""
    temperature: float
    history: dict[str, list[float]]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """A row, its figures, and its calibrated probabilities (N×11) of the test digits."""

    row: Row
    facts: Facts
    probabilities: Probabilities

    @property
    def answers(self) -> NDArray[np.int64]:
        """The likeliest of the ten digits for each test digit: here all are digits, so none may be refused."""
        return np.asarray(self.probabilities[:, :NOT_A_DIGIT].argmax(axis=1), np.int64)


def settings_of(row: Row, **more: Any) -> Settings:
    """A row's settings in the form in which they are kept."""
    kept: Settings = json.loads(json.dumps({"row": asdict(row), **more}))
    return kept


def save_outcome(folder: Path, outcome: Outcome, settings: Settings) -> None:
    """Keep an outcome. The result is written last, so where it lies, all of it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / ANSWERS, probabilities=outcome.probabilities)
    new = folder / f"{RESULT}.new"
    new.write_text(json.dumps({"settings": settings, "facts": asdict(outcome.facts)}, indent=1), encoding="utf-8")
    new.replace(folder / RESULT)


def load_outcome(folder: Path, row: Row, settings: Settings) -> Outcome | None:
    """The outcome in a folder, if there is one of these settings."""
    if not (folder / RESULT).exists():
        return None
    kept = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    if kept["settings"] != settings:
        return None
    with np.load(folder / ANSWERS) as answers:
        return Outcome(row, Facts(**kept["facts"]), answers["probabilities"])
