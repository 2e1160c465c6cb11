import gzip
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.digits import idx, small_set, write_mnist
from training.dataset import DataError, DigitSet, load_mnist, read_idx

IMAGES = np.arange(2 * 28 * 28, dtype=np.uint8).reshape(2, 28, 28)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_reads_idx_plain_and_gzipped(tmp_path: Path, pack: type[bytes]) -> None:
    path = tmp_path / "images"
    path.write_bytes(pack(idx(IMAGES)))
    assert np.array_equal(read_idx(path), IMAGES)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>not found</html>",
        idx(IMAGES)[:-1],
        idx(IMAGES) + b"\0",
        b"\0\0\x0d\x01" + idx(IMAGES)[4:],
        b"\0\0\x08\x00",
        b"\0\0\x08\x03\0\0",
        gzip.compress(idx(IMAGES))[:-20],
        b"\x1f\x8bnonsense",
    ],
)
def test_damaged_files_get_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "images"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"images is damaged\. Delete it and run `digitbot data fetch` again\."):
        read_idx(path)


@given(st.binary(max_size=40), st.booleans())
def test_any_bytes_are_an_array_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, headed: bool
) -> None:
    path = tmp_path_factory.mktemp("idx") / "file"
    path.write_bytes((b"\0\0\x08" if headed else b"") + tail)
    with suppress(DataError):
        assert read_idx(path).dtype == np.uint8


def test_loads_the_four_files(tmp_path: Path) -> None:
    digits = small_set()
    write_mnist(tmp_path / "mnist", digits.part(0, 30), digits.part(30, 50))
    training, test = load_mnist(tmp_path / "mnist")
    assert (len(training), len(test)) == (30, 20)
    assert np.array_equal(test.images, digits.images[30:50])


def test_missing_files_name_the_command(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Run `digitbot data fetch` first"):
        load_mnist(tmp_path)


def test_a_set_refuses_what_does_not_fit() -> None:
    with pytest.raises(DataError, match="do not fit"):
        DigitSet(IMAGES, np.zeros(3, np.uint8))
    with pytest.raises(DataError, match="above 9"):
        DigitSet(IMAGES, np.full(2, 10, np.uint8))
