"""What a section of the benchmark finds: figures with their targets, tables, and the outcomes behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Options:
    """Where the data lie, how many cases at most a group has, how many processes read, where the report goes."""

    data: Path
    limit: int | None = None
    jobs: int = 2
    out: Path = Path("var/bench")

    def count(self, usual: int) -> int:
        """The usual number of cases, or the limit where that is less."""
        return usual if self.limit is None else min(usual, self.limit)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, and the least or the most that is wanted of it.

    `unit` is "%" for shares (0..1 as measured), else what is written after the number.
    """

    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None
    unit: str = "%"

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.at_least is None and self.at_most is None:
            return None
        low = self.at_least is None or self.value >= self.at_least
        return low and (self.at_most is None or self.value <= self.at_most)

    @property
    def said(self) -> str:
        """The value with its unit."""
        return said(self.value, self.unit)

    @property
    def target(self) -> str:
        """The target with its sign, empty without one."""
        low = [f"≥ {said(self.at_least, self.unit)}"] if self.at_least is not None else []
        high = [f"≤ {said(self.at_most, self.unit)}"] if self.at_most is not None else []
        return ", ".join(low + high)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its figures, tables, outcomes, and a sentence where something had to be left out."""

    title: str
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    outcomes: Sequence[Outcome] = field(default=(), repr=False)
    note: str = ""


def percent(share: float) -> str:
    """A share in percent with one decimal, two where it is near to all or nothing."""
    fine = 0.0 < abs(share) < 0.01 or 0.99 < share < 1.0
    return f"{100 * share:.{2 if fine else 1}f} %"


def said(value: float, unit: str) -> str:
    """A value with its unit."""
    return percent(value) if unit == "%" else f"{value:.{0 if value >= 100 else 1}f} {unit}".strip()
