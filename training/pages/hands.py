"""Hands: one person's digits, in one pen, at any size.

MNIST's digits of one writer keep a page in one hand (the writers are known from QMNIST, Yadav and Bottou 2019); drawn
strokes add the ways of writing that MNIST hardly has.
"""

import gzip
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.glyph import lean
from bot.recognition.types import GreyImage
from training.dataset import DigitSet, load_mnist
from training.lettering import stroke_letters
from training.pages.pen import reink, scaled
from training.shapes import draw_digit
from training.warp import enlarge, warp

DRAWN = (0.0, 0.4, 1.0)
"""Shares of its digits that a hand draws otherwise than MNIST's writers do, and how many hands have each."""
HANDS = (0.45, 0.3, 0.25)
ONES = 7
"""So many of a hand's 1s say how it leans."""
STROKE_FONTS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX)
"""Drawn digits are partly theirs: the words beside the digits are too, and only their forms shall tell them apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Writers:
    """Digits and who wrote each: `writer` has N numbers, or is None where it is not known."""

    digits: DigitSet
    writer: NDArray[np.int64] | None = None


def load_writers(data: Path, split: str) -> Writers:
    """MNIST's digits of the split "train" or "test", with their writers where QMNIST's labels are in the data folder.

    Raises:
        DataError: if MNIST is missing or damaged.
    """
    digits = load_mnist(data / "mnist")[split == "test"]
    labels = data / "qmnist" / f"qmnist-{split}-labels.tsv.gz"
    if not labels.is_file():
        return Writers(digits)
    with gzip.open(labels, "rt") as file:
        writer = np.loadtxt(file, np.int64, usecols=2, max_rows=len(digits))
    return Writers(digits, writer)


class Hand:
    """One writer with one pen, who may lean farther to the right than the writers do, by so much of the height.

    Attributes:
        width: stroke width by the height of a digit.
    """

    def __init__(
        self, writers: Writers, rng: np.random.Generator, width: float | None = None, lean: float = 0.0
    ) -> None:
        self._writers, self._rng = writers, rng
        self.width = width or float(np.exp(rng.uniform(np.log(0.05), np.log(0.19))))
        self._drawn = float(rng.choice(DRAWN, p=HANDS))
        self._slant = float(rng.normal(0, 0.1)) - lean
        self._unsteady = float(rng.uniform(0.15, 0.5))
        self._own = self._choose()

    @cached_property
    def lean(self) -> float:
        """How far this hand's 1s lean to the right, by their height; drawn ones are upright but for the slant."""
        if self._drawn == 1.0:
            return -self._slant
        return float(np.median([lean(self._writers.digits.images[one]) for one in self._own[1][:ONES]])) - self._slant

    def form(self, digit: int, height: int, bolder: float = 1.0) -> GreyImage:
        """A digit as H×W uint8, white ink on black, its ink filling the picture; `height` pixels high.

        Strokes are so much `bolder` by its height, as those of a small digit are, for the pen is the same.
        """
        form = self._form(digit)
        grown = reink(form, bolder * self.width * cv2.boundingRect(np.asarray(form >= 128, np.uint8))[3])
        x, y, width, tall = cv2.boundingRect(np.asarray(grown > 0, np.uint8))
        if tall < 8:
            return self.form(digit, height, bolder)
        margin = 8
        top, left = max(0, y - margin), max(0, x - margin)
        ink = scaled(grown[top : y + tall + margin, left : x + width + margin], height / tall)
        x, y, width, tall = cv2.boundingRect(np.asarray(ink >= 64, np.uint8))
        return ink[y : y + tall, x : x + width]

    def _form(self, digit: int) -> GreyImage:
        if self._rng.random() < self._drawn:
            form = self._draw(digit)
        else:
            form = enlarge(self._writers.digits.images[self._rng.choice(self._own[digit])])
        shear = np.array([[1, self._slant, -self._slant * 56], [0, 1, 0]])
        slanted = cv2.warpAffine(form, shear, (form.shape[1], form.shape[0]))
        return warp(np.asarray(slanted, np.uint8), self._rng, self._unsteady)

    def _draw(self, digit: int) -> GreyImage:
        if self._rng.random() < 0.3:
            return stroke_letters(str(digit), int(self._rng.choice(STROKE_FONTS)), int(self._rng.integers(3, 9)))
        return draw_digit(self._rng, digit)[0]

    def _choose(self) -> list[NDArray[np.int64]]:
        """For each digit, the indices this hand writes it with: the writer's own, else anyone's."""
        labels, writer = self._writers.digits.labels, self._writers.writer
        if writer is None:
            mine = self._rng.integers(len(labels), size=200)
        else:
            mine = np.flatnonzero(writer == writer[self._rng.integers(len(writer))])
        own = [mine[labels[mine] == digit] for digit in range(10)]
        anyone = [np.flatnonzero(labels == digit) for digit in range(10)]
        return [found if found.size else others for found, others in zip(own, anyone, strict=True)]
