"""Made outcomes, and cases that the tests draw themselves."""

from dataclasses import dataclass

from benchmarks.cases import Sample
from benchmarks.outcome import Outcome, Shown
from bot.recognition.types import Box
from tests.drawing import photo


@dataclass(frozen=True)
class Drawn:
    """A drawn photo of one line."""

    text: str
    group: str = "drawn"
    data: bytes = b""

    @property
    def name(self) -> str:
        return f"drawn {self.text}"

    def make(self) -> Sample:
        return Sample(self.data or photo(self.text), (self.text,))


def outcome(true: str, read: str, group: str = "a", sure: float = 0.99, seconds: float = 0.1) -> Outcome:
    """An outcome whose lines are separated by spaces."""
    lines = tuple(
        tuple(Shown(digit, sure, Box(10 + 30 * x, 10 + 40 * y, 20, 30)) for x, digit in enumerate(line))
        for y, line in enumerate(read.split())
    )
    return Outcome(Drawn("7", group), tuple(true.split()), lines, seconds)
