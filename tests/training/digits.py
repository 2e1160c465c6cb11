"""Small labelled digits for tests: scikit-learn's bundled ones, enlarged to 28×28, and files in MNIST's form."""

import gzip
import struct
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from training.dataset import TEST_FILES, TRAIN_FILES, DigitSet


@cache
def small_set() -> DigitSet:
    """1797 digits of 8×8 grey levels as 28×28 pictures."""
    found = load_digits()
    small = (found.images * 15.9).astype(np.uint8)
    large = [np.pad(cv2.resize(digit, (20, 20), interpolation=cv2.INTER_CUBIC), 4) for digit in small]
    return DigitSet(np.stack(large), found.target.astype(np.uint8))


def idx(array: NDArray[np.uint8]) -> bytes:
    """An array of bytes as an IDX file."""
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def write_mnist(folder: Path, training: DigitSet, test: DigitSet) -> None:
    """Two sets as MNIST's four files, gzipped."""
    folder.mkdir(parents=True)
    for names, digits in ((TRAIN_FILES, training), (TEST_FILES, test)):
        for name, array in zip(names, (digits.images, digits.labels), strict=True):
            (folder / f"{name}.gz").write_bytes(gzip.compress(idx(array), 1))
