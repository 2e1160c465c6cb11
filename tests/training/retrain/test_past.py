import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.recipe import TrainingError
from training.retrain.choose import Chosen
from training.retrain.effort import Effort
from training.retrain.feedback import Feedback
from training.retrain.past import fingerprint, refuse_repetition


def chosen(label: int) -> Chosen:
    one = Feedback(np.ones((1, 28, 28), np.uint8), np.array([label], np.uint8), np.array([1]), np.array([1]))
    return Chosen(one, one, 0)


def test_a_fingerprint_is_of_model_feedback_and_effort() -> None:
    first = fingerprint("m", chosen(1), Effort())
    assert first == fingerprint("m", chosen(1), Effort())
    others = fingerprint("n", chosen(1), Effort()), fingerprint("m", chosen(2), Effort())
    assert first not in (*others, fingerprint("m", chosen(1), replace(Effort(), seed=2)))


def test_only_the_last_retraining_counts(tmp_path: Path) -> None:
    refuse_repetition(tmp_path, "a")
    for number, kept in enumerate("ab"):
        (tmp_path / f"2026-01-0{number + 1}-000000").mkdir()
        (tmp_path / f"2026-01-0{number + 1}-000000" / "outcome.json").write_text(json.dumps({"fingerprint": kept}))
    refuse_repetition(tmp_path, "a")
    with pytest.raises(TrainingError, match=r"Nothing has changed since .*2026-01-02"):
        refuse_repetition(tmp_path, "b")
