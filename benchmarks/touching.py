"""Strings of digits that touch or overlap a little: the reader must cut them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from benchmarks.cases import Sample
from benchmarks.drawing import photograph, scaled
from benchmarks.figures import Figure, Options, Part, Table, percent
from benchmarks.pool import read_all
from benchmarks.scoring import by_group, tally
from bot.recognition.types import GreyImage
from training.pages.hands import Writers, load_writers

TITLE = "Touching strings"
COUNT = 2000
LENGTHS = range(2, 7)
SIDE = 28
INK = 64
"""Grey level from which on a pixel of a digit is its ink."""
OVERLAP = range(1, 4)
"""Columns of 28 that neighbours have in common."""
LONGEST_CONTACT = 7
"""Rows of 28 along which neighbours may touch: two 1s that lie along each other are one bar to a person too."""
TRIES = 60
"""Digits tried for each place of a string, until one touches its neighbour; then another writer is taken."""


@dataclass(frozen=True, slots=True)
class TouchingString:
    """2 to 6 of MNIST's test digits, of one writer where writers are known."""

    seed: int
    data: Path

    @property
    def length(self) -> int:
        """How many digits it has."""
        return LENGTHS[self.seed % len(LENGTHS)]

    @property
    def name(self) -> str:
        """Its number."""
        return f"string {self.seed}"

    @property
    def group(self) -> str:
        """Strings are counted by length."""
        return f"{self.length} digits"

    def make(self) -> Sample:
        """The string on a picture of its own, 28 to 80 pixels high."""
        rng = np.random.default_rng((TRIES, self.seed))
        ink, text = draw_string(_writers(self.data), self.length, rng)
        height = int(rng.integers(28, 81))
        size = round(ink.shape[1] * height / SIDE), height
        margin = round(height * float(rng.uniform(0.4, 1.0)))
        return Sample(photograph(np.pad(scaled(ink, size), margin), rng), (text,))


def run(options: Options) -> Part:
    """Read the strings."""
    cases = [TouchingString(seed, options.data) for seed in range(options.count(COUNT))]
    outcomes = read_all(cases, options.jobs, TITLE)
    found = {group: tally(some) for group, some in sorted(by_group(outcomes).items())}
    rows = [(group, str(t.pictures), percent(t.share_right), percent(t.error_rate)) for group, t in found.items()]
    figure = Figure("strings wholly right", tally(outcomes).share_right, at_least=0.96)
    return Part(TITLE, [figure], [Table(TITLE, ("length", "strings", "right", "CER"), rows)], outcomes)


def draw_string(writers: Writers, length: int, rng: np.random.Generator) -> tuple[GreyImage, str]:
    """Touching digits as 28×W uint8, white ink on black, and their text."""
    while True:  # some writers left few digits, none of which may touch another
        mine = _of_one_writer(writers, rng)
        ink, text = _columns(writers.digits.images[mine[0]]), str(writers.digits.labels[mine[0]])
        for index in rng.choice(mine, TRIES * length):
            if len(text) == length:
                return ink, text
            joined = join(ink, _columns(writers.digits.images[index]), int(rng.choice(OVERLAP)))
            if joined is not None:
                ink, text = joined, text + str(writers.digits.labels[index])


def join(left: GreyImage, right: GreyImage, overlap: int) -> GreyImage | None:
    """Both digits with so many columns in common; None where their ink does not touch there, or along too many rows."""
    width = left.shape[1] + right.shape[1] - overlap
    if overlap >= min(left.shape[1], right.shape[1]):
        return None
    one = np.pad(left, ((0, 0), (0, width - left.shape[1])))
    other = np.pad(right, ((0, 0), (width - right.shape[1], 0)))
    near = cv2.dilate(np.asarray(one >= INK, np.uint8), np.ones((3, 3), np.uint8))
    contact = int(((near > 0) & (other >= INK)).any(axis=1).sum())
    return np.maximum(one, other) if 0 < contact <= LONGEST_CONTACT else None


def _columns(image: GreyImage) -> GreyImage:
    """A digit in all its rows, without the empty columns beside it."""
    columns = np.flatnonzero((image >= INK).any(axis=0))
    return image[:, columns[0] : columns[-1] + 1]


def _of_one_writer(writers: Writers, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Indices of one writer's digits in any order; of anyone's where writers are not known."""
    if writers.writer is None:
        return rng.permutation(len(writers.digits))
    return rng.permutation(np.flatnonzero(writers.writer == rng.choice(writers.writer)))


@cache
def _writers(data: Path) -> Writers:
    return load_writers(data, "test")
