from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.training.compare.samples import outcome
from training.compare.outcome import RESULT, load_outcome, save_outcome, settings_of

SETTINGS = settings_of(outcome().row, split=(1, 2, 3), seed=1)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    kept = outcome(wrong=2)
    save_outcome(tmp_path, kept, SETTINGS)
    found = load_outcome(tmp_path, kept.row, SETTINGS)
    assert found is not None
    assert found.facts == kept.facts
    assert np.array_equal(found.probabilities, kept.probabilities)


def test_other_settings_are_another_run(tmp_path: Path) -> None:
    kept = outcome()
    save_outcome(tmp_path, kept, SETTINGS)
    assert load_outcome(tmp_path, kept.row, settings_of(replace(kept.row, epochs=99), split=(1, 2, 3), seed=1)) is None


def test_nothing_is_found_before_the_result_is_whole(tmp_path: Path) -> None:
    kept = outcome()
    save_outcome(tmp_path, kept, SETTINGS)
    (tmp_path / RESULT).unlink()
    assert load_outcome(tmp_path, kept.row, SETTINGS) is None
