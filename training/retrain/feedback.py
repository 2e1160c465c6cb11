"""Labelled crops → glyphs with labels, each once, in the form in which the reader sees them now."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.glyph import GLYPH_SIDE, make_glyph
from bot.recognition.types import Glyphs
from bot.storage.records import LabelledCrop


@dataclass(frozen=True, slots=True, eq=False)
class Feedback:
    """N labelled glyphs: N×28×28 uint8 (255 is 1.0), labels N in 0..10, whose and which digit each is."""

    glyphs: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    users: NDArray[np.int64]
    digits: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.labels)

    def scaled(self) -> Glyphs:
        """The glyphs as the network takes them: float32 in 0..1."""
        return self.glyphs.astype(np.float32) / np.float32(255)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Feedback":
        """The samples of a mask or of indices."""
        return Feedback(self.glyphs[chosen], self.labels[chosen], self.users[chosen], self.digits[chosen])

    def relabelled(self, labels: NDArray[np.uint8]) -> "Feedback":
        """The same samples with other labels."""
        return Feedback(self.glyphs, labels, self.users, self.digits)


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Feedback, and how many crops are not in it: damaged ones, and repetitions of the same glyph and label."""

    feedback: Feedback
    damaged: int
    repeated: int


def gather(crops: Iterable[LabelledCrop]) -> Gathered:
    """Feedback from crops; of several with the same glyph and label the first one stays.

    The glyphs are made anew, so that crops from before a change of the glyph's form serve as well as others.
    """
    rows: list[tuple[NDArray[np.uint8], int, int, int]] = []
    seen: set[tuple[str, int]] = set()
    damaged = repeated = 0
    for crop in crops:
        glyph = read_crop(crop.crop_png)
        if glyph is None:
            damaged += 1
            continue
        key = glyph_hash(glyph), crop.label
        if key in seen:
            repeated += 1
            continue
        seen.add(key)
        rows.append((glyph, crop.label, crop.user, crop.digit))
    return Gathered(_stack(rows), damaged, repeated)


def read_crop(png: bytes) -> NDArray[np.uint8] | None:
    """The 28×28 uint8 glyph of a stored crop; None if the file is damaged or shows no ink."""
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE) if png else None
    if picture is None or not picture.any():
        return None
    return np.rint(make_glyph(np.asarray(picture, np.uint8)) * 255).astype(np.uint8)


def glyph_hash(glyph: NDArray[np.uint8]) -> str:
    """The same for the same glyph alone."""
    return hashlib.sha256(glyph.tobytes()).hexdigest()


def _stack(rows: list[tuple[NDArray[np.uint8], int, int, int]]) -> Feedback:
    glyphs = np.array([row[0] for row in rows], np.uint8).reshape(-1, GLYPH_SIDE, GLYPH_SIDE)
    labels = np.array([row[1] for row in rows], np.uint8)
    users, digits = (np.array([row[column] for row in rows], np.int64) for column in (2, 3))
    return Feedback(glyphs, labels, users, digits)
