"""The values that the reader's steps hand to each other.

| value | type | shape and range |
| --- | --- | --- |
| grey picture | `GreyImage` | H×W uint8, 0 black to 255 white, upright |
| ink crop | `GreyImage` | H×W uint8, 0 no ink to 255 full ink: white ink on black, whatever the photo's polarity |
| glyphs | `Glyphs` | N×28×28 float32 in 0..1, white ink on black, as MNIST has them |
| tiles | `Tiles` | N×128×128 uint8: ink of a page, its text 20 pixels high; or each pixel's chance to be a digit's |
| strips | `Strips` | N×32×224 uint8: ink of runs of digits that touch, 28 pixels high, white on black |
| spelled | `Spelled` | N×112×11 float32: probabilities at each place of a strip, two pixels wide |
| probabilities | `Probabilities` | N×11 float32, rows sum to 1; column 10 is "not a digit" |
| boxes | `Box` | whole pixels of the upright picture, x to the right, y down |
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

GreyImage = NDArray[np.uint8]
Glyphs = NDArray[np.float32]
Probabilities = NDArray[np.float32]
Tiles = NDArray[np.uint8]
Strips = NDArray[np.uint8]
Spelled = NDArray[np.float32]

NOT_A_DIGIT = 10
CLASS_COUNT = 11
TILE_SIDE = 128
STRIP_HEIGHT, STRIP_WIDTH, STRIP_PLACES = 32, 224, 112
CERTAIN = 0.9
"""Digits with at least this calibrated probability are shown without a mark of doubt."""
WIDE_GAP = 1.0
"""A gap between neighbours wider than this many line heights is written as a space."""


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-parallel rectangle in whole pixels of the upright picture.

    Raises:
        ValueError: if the corner is negative or the rectangle is empty.
    """

    x: int
    y: int
    width: int
    height: int

    def __post_init__(self) -> None:
        if self.x < 0 or self.y < 0 or self.width < 1 or self.height < 1:
            raise ValueError(f"not a box: {self.x}, {self.y}, {self.width}×{self.height}")

    @property
    def right(self) -> int:
        """First column to the right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.y + self.height

    def gap(self, other: "Box") -> int:
        """Pixels between two boxes across or down, whichever is more; negative where they overlap in both."""
        across = max(other.x - self.right, self.x - other.right)
        down = max(other.y - self.bottom, self.y - other.bottom)
        return max(across, down)

    def around(self, other: "Box") -> "Box":
        """The smallest box around two."""
        left, top = min(self.x, other.x), min(self.y, other.y)
        return Box(left, top, max(self.right, other.right) - left, max(self.bottom, other.bottom) - top)

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box as (x, y)."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One piece of ink that may be a digit: its place, and its ink cut free from its neighbours'."""

    box: Box
    crop: GreyImage

    def __post_init__(self) -> None:
        if self.crop.dtype != np.uint8 or self.crop.ndim != 2 or not self.crop.any():
            raise ValueError("a segment's crop is H×W uint8 and holds ink")


@dataclass(frozen=True, slots=True, eq=False)
class Digit:
    """One digit as read: value 0..9, calibrated confidence 0..1, all 11 probabilities, box and ink crop."""

    digit: int
    confidence: float
    probabilities: tuple[float, ...]
    box: Box
    crop: GreyImage

    def __post_init__(self) -> None:
        if not 0 <= self.digit <= 9 or not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"not a digit: {self.digit} at {self.confidence}")
        if len(self.probabilities) != CLASS_COUNT:
            raise ValueError(f"{len(self.probabilities)} probabilities instead of {CLASS_COUNT}")

    @property
    def certain(self) -> bool:
        """Whether the digit may be shown without a mark of doubt."""
        return self.confidence >= CERTAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of writing: at least one digit, from left to right."""

    digits: tuple[Digit, ...]

    def __post_init__(self) -> None:
        if not self.digits:
            raise ValueError("a line has at least one digit")

    @property
    def text(self) -> str:
        """The digits, with a space where the gap is wider than the line is high."""
        return join_digits([str(d.digit) for d in self.digits], [d.box for d in self.digits])


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one picture of width×height pixels: lines from top to bottom, and the model that read them."""

    lines: tuple[Line, ...]
    width: int
    height: int
    model: str

    @property
    def text(self) -> str:
        """All lines, one per row; empty if the picture shows no digits."""
        return "\n".join(line.text for line in self.lines)

    @property
    def digits(self) -> tuple[Digit, ...]:
        """All digits in reading order."""
        return tuple(digit for line in self.lines for digit in line.digits)


class Classifier(Protocol):
    """What the reader needs of a model."""

    @property
    def model_id(self) -> str:
        """Name of the model and of its weights, as kept with each reading."""

    def classify(self, glyphs: Glyphs) -> Probabilities:
        """Calibrated probabilities (N×11) of N glyphs; N may be 0."""


@dataclass(frozen=True, slots=True, eq=False)
class InkAnswer:
    """What the ink model says of N tiles.

    Attributes:
        chance: N×128×128 uint8, chance of each pixel to be a digit's ink, in 255ths.
        offset: N×64×64×2 float32, from every second pixel to the middle of its digit as (x, y), in pixels.
        turns: N×4 float32, chances that the page is upright or turned by 1, 2 or 3 quarter turns anticlockwise.
    """

    chance: Tiles
    offset: NDArray[np.float32]
    turns: NDArray[np.float32]


class InkModel(Protocol):
    """What the reader needs of the model that tells digits' ink from other ink, and the digits from each other."""

    def look(self, tiles: Tiles) -> InkAnswer:
        """What N tiles (N×128×128 uint8, 255 strongest ink) show; N may be 0."""


class StringModel(Protocol):
    """What the reader needs of the model that reads digits which touch."""

    def look(self, strips: Strips) -> Spelled:
        """What the places of N strips (N×32×224 uint8, 255 strongest ink) show; N may be 0."""


def join_digits(labels: list[str], boxes: list[Box]) -> str:
    """One line's labels as text, with a space at each gap wider than `WIDE_GAP` times the digits' median size.

    The line may run in any direction: on a turned page it does.
    """
    limit = WIDE_GAP * float(np.median([max(box.width, box.height) for box in boxes]))
    text = labels[0]
    for label, one, other in zip(labels[1:], boxes, boxes[1:], strict=False):
        text += (" " if one.gap(other) > limit else "") + label
    return text
