from pathlib import Path

import numpy as np
import pytest

from tests.training.compare.samples import write_small_mnist
from training.compare.split import Split, first, load_split
from training.dataset import DataError


@pytest.fixture(scope="module")
def mnist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_mnist(tmp_path_factory.mktemp("split"))


@pytest.fixture(scope="module")
def split(mnist: Path) -> Split:
    return load_split(mnist)


def test_four_fifths_train_and_one_fifth_validates(split: Split) -> None:
    assert split.sizes == (320, 80, 150)


def test_the_parts_together_are_the_set(split: Split, mnist: Path) -> None:
    again = load_split(mnist, seed=2)
    one, other = (np.concatenate([s.training.labels, s.validation.labels]) for s in (split, again))
    assert not np.array_equal(one, other)
    assert np.array_equal(np.bincount(one), np.bincount(other))


def test_the_same_seed_is_the_same_split(split: Split, mnist: Path) -> None:
    assert np.array_equal(load_split(mnist).training.glyphs, split.training.glyphs)


def test_a_fraction_is_the_beginning_of_each_part(split: Split, mnist: Path) -> None:
    some = load_split(mnist, 0.7)
    assert some.sizes == (224, 56, 105)
    assert np.array_equal(some.validation.glyphs, first(split.validation, 56).glyphs)


def test_too_small_a_fraction_gets_a_sentence(mnist: Path) -> None:
    with pytest.raises(DataError, match="Choose a larger --fraction"):
        load_split(mnist, 0.1)
