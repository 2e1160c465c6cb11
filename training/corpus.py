"""The samples of one part of the training set: MNIST's own look, other hands and pens, drawn digits, negatives.

Each part follows from the seed and its number alone, so a stopped run goes on with the same samples.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.glyph import GLYPH_SIDE
from bot.recognition.types import NOT_A_DIGIT, Glyphs
from training.augment import augment, nudge, vary
from training.dataset import DigitSet
from training.negatives import draw_negative
from training.shapes import draw_digit
from training.shards import in_processes

Sample = tuple[Glyphs, int]
SHARD = 2000
"""Samples that one process makes at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Glyphs N×28×28 uint8 (255 is 1.0) and their labels N uint8 in 0..10."""

    glyphs: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.labels)

    def scaled(self) -> Glyphs:
        """The glyphs as the network takes them: float32 in 0..1."""
        return self.glyphs.astype(np.float32) / np.float32(255)


def pristine(digits: DigitSet, rng: np.random.Generator) -> Sample:
    """A digit as MNIST has it: its own glyph, but for 1 in some 2000, whose hair line the reader would thicken."""
    index = int(rng.integers(len(digits)))
    return digits.images[index].astype(np.float32) / np.float32(255), int(digits.labels[index])


def nudged(digits: DigitSet, rng: np.random.Generator) -> Sample:
    """A digit in MNIST's pen, written a little differently."""
    index = int(rng.integers(len(digits)))
    return nudge(digits.images[index], rng), int(digits.labels[index])


def augmented(digits: DigitSet, rng: np.random.Generator) -> Sample:
    """A digit by another hand, pen, paper and camera."""
    index = int(rng.integers(len(digits)))
    label = int(digits.labels[index])
    return augment(digits.images[index], label, rng), label


def drawn(_: DigitSet, rng: np.random.Generator) -> Sample:
    """A digit in a way of writing that MNIST hardly has."""
    form, label = draw_digit(rng)
    return vary(form, label, rng), label


def negative(digits: DigitSet, rng: np.random.Generator) -> Sample:
    """Something that is not a digit."""
    return vary(draw_negative(digits, rng), NOT_A_DIGIT, rng, 0.7), NOT_A_DIGIT


Source = Callable[[DigitSet, np.random.Generator], Sample]
Mix = tuple[tuple[float, Source], ...]
"""Shares and sources of samples."""
MIXES: dict[str, Mix] = {
    "photos": ((0.12, pristine), (0.18, nudged), (0.46, augmented), (0.06, drawn), (0.18, negative)),
    "mixed": ((0.25, pristine), (0.25, nudged), (0.30, augmented), (0.05, drawn), (0.15, negative)),
    "clean": ((0.40, pristine), (0.35, nudged), (0.14, augmented), (0.03, drawn), (0.08, negative)),
    "hands": ((0.22, pristine), (0.22, nudged), (0.28, augmented), (0.14, drawn), (0.14, negative)),
}
"""What the phases of a recipe train on, from what photos show to what MNIST shows."""
VALIDATION: Mix = ((0.75, augmented), (0.05, drawn), (0.2, negative))


def make_samples(digits: DigitSet, mix: Mix, count: int, seed: tuple[int, ...], processes: int = 2) -> Samples:
    """`count` samples of a mix, made from digits by some processes; the same for the same seed."""
    jobs = [(digits, mix, min(SHARD, count - start), (*seed, start)) for start in range(0, count, SHARD)]
    shards = in_processes(make_shard, jobs, processes)
    return Samples(*(np.concatenate(arrays) for arrays in zip(*shards, strict=True)))


def make_shard(
    job: tuple[DigitSet, Mix, int, tuple[int, ...]],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Glyphs and labels of one shard: digits, mix, count, seed."""
    digits, mix, count, seed = job
    cv2.setNumThreads(1)
    rng = np.random.default_rng(seed)
    glyphs, labels = np.empty((count, GLYPH_SIDE, GLYPH_SIDE), np.uint8), np.empty(count, np.uint8)
    shares = [share for share, _ in mix]
    for row, choice in enumerate(rng.choice(len(mix), count, p=shares)):
        glyph, labels[row] = mix[choice][1](digits, rng)
        glyphs[row] = np.rint(glyph * 255)
    return glyphs, labels
