"""Whether a retraining would only repeat the last one: with fixed seeds, the same feedback gives the same model."""

import hashlib
import json
from pathlib import Path

from training.recipe import TrainingError
from training.retrain.choose import Chosen
from training.retrain.effort import Effort
from training.retrain.outcome import RECORD

SAME = "Nothing has changed since the last retraining, which is told of in {}: there is nothing new to learn from."


def fingerprint(model: str, chosen: Chosen, effort: Effort) -> str:
    """The same for the same model, feedback and effort alone."""
    found = hashlib.sha256(f"{model} {effort}".encode())
    for feedback in (chosen.teach, chosen.examine):
        for part in (feedback.glyphs, feedback.labels, feedback.users):
            found.update(part.tobytes())
    return found.hexdigest()


def refuse_repetition(folder: Path, found: str) -> None:
    """Make sure that the last retraining told of in the folder had another fingerprint.

    Raises:
        TrainingError: if it had this one.
    """
    last = max(folder.glob(f"*/{RECORD}"), default=None)
    if last and json.loads(last.read_text(encoding="utf-8")).get("fingerprint") == found:
        raise TrainingError(SAME.format(last.parent))
