"""What a button carries: at most 64 bytes of ASCII, a letter and numbers between colons.

Each payload names its reading, so that a button works under any copy of an answer. Whatever else arrives as button data
(an older version's, another bot's, a forgery) unpacks to None.
"""

import re
from collections.abc import Callable
from dataclasses import astuple, dataclass
from zlib import crc32

SHAPE = re.compile(r"([a-z])((?::(?:0|[1-9][0-9]{0,17}))*)", re.ASCII)
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Right:
    """All digits of the reading are right."""

    reading: int


@dataclass(frozen=True, slots=True)
class Fix:
    """Show the reading's digits as buttons, from this page on."""

    reading: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Pick:
    """Show the keypad for the digit at this position."""

    reading: int
    position: int


@dataclass(frozen=True, slots=True)
class Key:
    """The digit at this position is a `label` (0..9)."""

    reading: int
    position: int
    label: int

    def __post_init__(self) -> None:
        if not 0 <= self.label <= 9:
            raise ValueError(f"no digit: {self.label}")


@dataclass(frozen=True, slots=True)
class NotADigit:
    """What was read at this position is no digit."""

    reading: int
    position: int


@dataclass(frozen=True, slots=True)
class Back:
    """Show the plain answer again."""

    reading: int


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete all of this person (`sure` is 1), or keep it (0)."""

    user: int
    sure: int

    def __post_init__(self) -> None:
        if self.sure not in (0, 1):
            raise ValueError(f"neither yes nor no: {self.sure}")


@dataclass(frozen=True, slots=True)
class Choose:
    """Read this person's photos with the model of this number (see `number_of`); 0 is the one in use for all."""

    user: int
    model: int


Payload = Right | Fix | Pick | Key | NotADigit | Back | Forget | Choose

KINDS: dict[str, Callable[..., Payload]] = {
    "r": Right,
    "f": Fix,
    "p": Pick,
    "k": Key,
    "n": NotADigit,
    "b": Back,
    "d": Forget,
    "m": Choose,
}
LETTERS = {kind: letter for letter, kind in KINDS.items()}


def number_of(model: str) -> int:
    """A number that stands for a model's name in a button, the same in every run and never 0."""
    return 1 + crc32(model.encode())


def pack(payload: Payload) -> str:
    """The payload as button data."""
    return ":".join([LETTERS[type(payload)], *map(str, astuple(payload))])


def unpack(data: str | None) -> Payload | None:
    """The payload in button data, None if it is not one of ours."""
    shape = SHAPE.fullmatch(data or "")
    if shape is None or shape[1] not in KINDS:
        return None
    numbers = [int(number) for number in shape[2].split(":")[1:]]
    try:
        payload = KINDS[shape[1]](*numbers)
    except (TypeError, ValueError):
        return None
    return payload if pack(payload) == data else None
