"""Samples are made once; a file of them is whole or missing."""

from pathlib import Path

import numpy as np
import pytest

from training.corpus import Samples
from training.kept import load_or_make

MADE = Samples(np.arange(2 * 28 * 28, dtype=np.uint8).reshape(2, 28, 28), np.array([3, 10], np.uint8))


def never() -> Samples:
    raise AssertionError("made again")


def test_what_was_made_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "samples.npz"
    for make in (lambda: MADE, never):
        samples = load_or_make(path, Samples, make)
        assert np.array_equal(samples.glyphs, MADE.glyphs)
        assert np.array_equal(samples.labels, MADE.labels)
        assert samples.glyphs.dtype == np.uint8


def test_what_could_not_be_made_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="made again"):
        load_or_make(tmp_path / "samples.npz", Samples, never)
    assert list(tmp_path.iterdir()) == []
