import gzip
import re
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.digits import idx, small_set, write_mnist
from training.dataset import TRAIN_FILES, DataError, DigitSet, load_mnist, read_idx

IMAGES = np.arange(2 * 28 * 28, dtype=np.uint8).reshape(2, 28, 28)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_reads_idx_plain_and_gzipped(tmp_path: Path, pack: type[bytes]) -> None:
    path = tmp_path / "images"
    path.write_bytes(pack(idx(IMAGES)))
    assert np.array_equal(read_idx(path), IMAGES)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "does not begin as an IDX file does, with two zeros"),
        (b"<html>not found</html>", "does not begin as an IDX file does, with two zeros"),
        (idx(IMAGES)[:-1], "holds 1567 values, its header says 2×28×28"),
        (idx(IMAGES) + b"\0", "holds 1569 values, its header says 2×28×28"),
        (b"\0\0\x0d\x01" + idx(IMAGES)[4:], "holds values of type 0x0d, not bytes (0x08)"),
        (b"\0\0\x08\x00", "ends within its header"),
        (b"\0\0\x08\x03\0\0", "ends within its header"),
        (gzip.compress(idx(IMAGES))[:-20], "was cut off"),
        (b"\x1f\x8bnonsense", "fails gzip's own checks"),
    ],
)
def test_damaged_files_get_a_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "images"
    path.write_bytes(content)
    sentence = f"images is damaged: it {why}. Delete it and run `digitbot data fetch` again."
    with pytest.raises(DataError, match=f"^{re.escape(sentence)}$"):
        read_idx(path)


@given(st.integers(10), st.integers(1, 255))
def test_one_wrong_byte_in_a_gzipped_file_never_changes_a_digit(
    tmp_path_factory: pytest.TempPathFactory, place: int, change: int
) -> None:
    packed = bytearray(gzip.compress(idx(IMAGES), mtime=0))
    packed[10 + place % (len(packed) - 10)] ^= change
    path = tmp_path_factory.mktemp("idx") / "file"
    path.write_bytes(packed)
    with suppress(DataError):  # the last bits of a compressed stream mean nothing
        assert np.array_equal(read_idx(path), IMAGES)


def test_labels_in_place_of_images_get_a_sentence(tmp_path: Path) -> None:
    digits = small_set()
    write_mnist(tmp_path / "mnist", digits.part(0, 30), digits.part(30, 50))
    for name in TRAIN_FILES:
        (tmp_path / "mnist" / f"{name}.gz").write_bytes(gzip.compress(idx(digits.labels[:30])))
    with pytest.raises(DataError, match="is another file under that name"):
        load_mnist(tmp_path / "mnist")


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
