"""What the stores give out: plain frozen values, no database rows."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.recognition.types import NOT_A_DIGIT, Box, join_digits


class How(StrEnum):
    """How a person told us what a photo really says."""

    REPLY = "reply"
    TAP = "tap"
    CONFIRM = "confirm"


class State(StrEnum):
    """What the person has said of a reading so far."""

    READ = "read"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class PhotoKey:
    """The message a photo came in: unique for all readings."""

    chat: int
    message: int


@dataclass(frozen=True, slots=True)
class StoredDigit:
    """One digit of a stored reading; `label` is the person's latest word: 0..9, `NOT_A_DIGIT`, or None."""

    id: int
    position: int
    line: int
    digit: int
    confidence: float
    probabilities: tuple[float, ...]
    box: Box
    label: int | None = None

    @property
    def shown(self) -> int:
        """What is shown for this digit now: the person's label, else what was read."""
        return self.digit if self.label is None else self.label


@dataclass(frozen=True, slots=True)
class StoredReading:
    """A logged reading with the latest corrections applied; digits in reading order.

    `true_text` is the photo's whole true text where the person gave one; `source` is the reference that fetches
    the photo again; `reply` is the message id of the answer, None until it was sent.
    """

    id: int
    key: PhotoKey
    user: int
    source: str
    model: str
    width: int
    height: int
    state: State
    reply: int | None
    true_text: str | None
    digits: tuple[StoredDigit, ...] = field(default=())

    @property
    def lines(self) -> list[list[StoredDigit]]:
        """The digits by line, those marked "not a digit" included."""
        numbers = sorted({digit.line for digit in self.digits})
        return [[digit for digit in self.digits if digit.line == number] for number in numbers]

    @property
    def text(self) -> str:
        """The numbers as they stand now: the person's text, else the digits line by line."""
        if self.true_text is not None:
            return self.true_text
        kept = [[d for d in line if d.shown != NOT_A_DIGIT] for line in self.lines]
        return "\n".join(join_digits([str(d.shown) for d in line], [d.box for d in line]) for line in kept if line)


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing a person said of a reading, as it is appended to the log.

    `event` is the id of the update that carried it: the same event is stored once. `labels` maps digit ids to
    0..9 or `NOT_A_DIGIT`; `text` is the photo's whole true text where the person gave one.

    Raises:
        ValueError: if a label is neither.
    """

    reading: int
    user: int
    how: How
    event: int
    labels: dict[int, int] = field(default_factory=dict)
    text: str | None = None

    def __post_init__(self) -> None:
        if not all(0 <= label <= NOT_A_DIGIT for label in self.labels.values()):
            raise ValueError(f"no labels: {sorted(self.labels.values())}")


@dataclass(frozen=True, slots=True)
class LabelledCrop:
    """A training sample made by a person's word: the ink crop as PNG, its latest label 0..9, `NOT_A_DIGIT`."""

    digit: int
    reading: int
    user: int
    label: int
    read_as: int
    confidence: float
    how: How
    model: str
    glyph_version: int
    when: datetime
    crop_png: bytes


REJECTED = -1
"""A reviewer's verdict: the digit teaches nothing."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label that looks wrong, why, and which one would look right."""

    digit: int
    label: int
    reason: str
    suggested: int


@dataclass(frozen=True, slots=True)
class Review:
    """A doubt for a reviewer: what the model read, and the ink crop as PNG."""

    doubt: Doubt
    read_as: int
    crop_png: bytes


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was deleted at a person's wish."""

    readings: int
    digits: int
    corrections: int
