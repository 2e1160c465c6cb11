"""What came of a case: the digits read beside the digits written."""

import time
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from benchmarks.alignment import Pair, pairs
from benchmarks.cases import Case, Sample, digits_only
from bot.recognition.errors import RecognitionError
from bot.recognition.reader import Reader
from bot.recognition.types import CERTAIN, Box, Line


@dataclass(frozen=True, slots=True)
class Shown:
    """One digit as the person sees it: "0" to "9", its confidence, its box in pixels of the upright picture."""

    digit: str
    confidence: float
    box: Box

    @property
    def certain(self) -> bool:
        """Whether it is shown without a mark of doubt."""
        return self.confidence >= CERTAIN


@dataclass(frozen=True)
class Outcome:
    """A case, its truth, and the reading: lines of digits, seconds it took, the error's kind if there was one."""

    case: Case
    truth: tuple[str, ...]
    read: tuple[tuple[Shown, ...], ...]
    seconds: float
    error: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as read."""
        return tuple("".join(shown.digit for shown in line) for line in self.read)

    @property
    def shown(self) -> list[Shown]:
        """All digits read, in reading order."""
        return [shown for line in self.read for shown in line]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Written and read digits side by side."""
        return pairs("".join(self.truth), "".join(self.lines))

    @property
    def digits(self) -> int:
        """How many digits are written."""
        return sum(map(len, self.truth))

    @property
    def edits(self) -> int:
        """Edit distance between what is written and what is read, line breaks aside."""
        return sum(not pair.right for pair in self.pairs)

    @property
    def right(self) -> bool:
        """Whether all digits are right, in reading order."""
        return self.edits == 0

    @property
    def lines_right(self) -> bool:
        """Whether the lines are right too."""
        return self.truth == self.lines

    @property
    def why(self) -> str:
        """What is wrong, in words; empty if nothing is."""
        wrong = Counter(f"{pair.true}→{pair.read}" for pair in self.pairs if pair.true and pair.read and not pair.right)
        parts = {
            "wrong": ", ".join(f"{change} ×{n}" if n > 1 else change for change, n in wrong.most_common(8)),
            "missed": "".join(pair.true for pair in self.pairs if not pair.read)[:40],
            "extra": "".join(pair.read for pair in self.pairs if not pair.true)[:40],
        }
        said = [f"{word} {what}" for word, what in parts.items() if what]
        said += ["lines"] if self.right and not self.lines_right else []
        return "; ".join([*said, *([f"error: {self.error}"] if self.error else [])])


def read_case(reader: Reader, case: Case) -> Outcome:
    """Make a case's picture and read it; a picture that is refused counts as read empty."""
    return read_sample(reader, case, case.make())


def read_sample(reader: Reader, case: Case, sample: Sample) -> Outcome:
    """As `read_case`, with the picture already made."""
    start = time.perf_counter()
    try:
        lines, error = reader.read(sample.data).lines, ""
    except RecognitionError as refusal:
        lines, error = (), refusal.kind
    seconds = time.perf_counter() - start
    return Outcome(case, digits_only(list(sample.lines)), tuple(map(_shown, lines)), seconds, error)


def _shown(line: Line) -> tuple[Shown, ...]:
    return tuple(Shown(str(digit.digit), digit.confidence, digit.box) for digit in line.digits)
