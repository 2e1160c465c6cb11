"""Digit sets from disk: MNIST's IDX files, plain or gzipped, checked before use."""

import gzip
import math
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TRAIN_FILES = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
TEST_FILES = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
BYTES = 0x08
"""The code of unsigned bytes in an IDX file's header."""
HELD_OUT = 1 / 12
"""Share at the end of a training set that is kept for calibration and validation: 5000 of MNIST's 60 000."""


class DataError(Exception):
    """Training data that is missing or damaged. `str(error)` says what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class DigitSet:
    """Labelled digits: images N×28×28 uint8 (white ink on black), labels N uint8 in 0..9."""

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    def __post_init__(self) -> None:
        if self.images.shape[1:] != (28, 28) or len(self.images) != len(self.labels):
            raise DataError("The digit set has images that do not fit its labels. Run `digitbot data fetch` again.")
        if len(self.labels) and int(self.labels.max()) > 9:
            raise DataError("The digit set has labels above 9. Run `digitbot data fetch` again.")

    def __len__(self) -> int:
        return len(self.labels)

    def part(self, start: int, stop: int | None = None) -> "DigitSet":
        """The digits of that range, as `list[start:stop]` counts."""
        return DigitSet(self.images[start:stop], self.labels[start:stop])

    def split(self) -> tuple["DigitSet", "DigitSet"]:
        """The digits to train on, and the held-out ones."""
        border = len(self) - round(len(self) * HELD_OUT)
        return self.part(0, border), self.part(border)


def load_mnist(folder: Path) -> tuple[DigitSet, DigitSet]:
    """MNIST's training (60 000) and test (10 000) sets from its four files in a folder.

    Raises:
        DataError: if a file is missing or damaged.
    """
    return _load_pair(folder, TRAIN_FILES), _load_pair(folder, TEST_FILES)


def read_idx(path: Path) -> NDArray[np.uint8]:
    """Array of unsigned bytes in an IDX file (http://yann.lecun.com/exdb/mnist/), gzipped or not.

    Raises:
        DataError: if the file is not IDX, not of bytes, has another length than its header says, or fails its
            checksum, which gzip keeps.
    """
    content = _content(path)
    if len(content) < 4 or content[:2] != b"\0\0":
        raise _damaged(path, "does not begin as an IDX file does, with two zeros")
    if content[2] != BYTES:
        raise _damaged(path, f"holds values of type 0x{content[2]:02x}, not bytes (0x{BYTES:02x})")
    start = 4 + 4 * content[3]
    if content[3] == 0 or len(content) < start:
        raise _damaged(path, "ends within its header")
    shape = struct.unpack(f">{content[3]}I", content[4:start])
    if len(content) - start != math.prod(shape):
        sizes = "×".join(str(size) for size in shape)
        raise _damaged(path, f"holds {len(content) - start} values, its header says {sizes}")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _damaged(path: Path, why: str) -> DataError:
    return DataError(f"{path.name} is damaged: it {why}. Delete it and run `digitbot data fetch` again.")


def _load_pair(folder: Path, names: tuple[str, str]) -> DigitSet:
    images, labels = (read_idx(_find(folder, name)) for name in names)
    if images.ndim != 3 or labels.ndim != 1:
        raise DataError(f"{names[0]} or {names[1]} is another file under that name. Run `digitbot data fetch` again.")
    return DigitSet(images, labels)


def _find(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.gz", folder / name):
        if path.is_file():
            return path
    raise DataError(f"{name} is not in {folder}. Run `digitbot data fetch` first.")


def _content(path: Path) -> bytes:
    raw = path.read_bytes()
    if raw[:2] != b"\x1f\x8b":
        return raw
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        why = "was cut off" if isinstance(error, EOFError) else "fails gzip's own checks"
        raise _damaged(path, why) from error
