"""Synthetic photos: pages with exact truth, condition by condition, and pictures without any digit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.cases import Sample
from benchmarks.figures import Figure, Options, Part, Table, percent
from benchmarks.outcome import Outcome
from benchmarks.pool import read_all
from benchmarks.scoring import by_group, tally
from training.pages.conditions import CONDITIONS
from training.pages.hands import Writers, load_writers
from training.pages.make import make_nothing, make_page
from training.pages.scenes import NOTHING

FIRST_SEED = 1_000_000
"""Pages for training have lower seeds."""
PAGES, PICTURES = 200, 320
"""Pages of a condition, and pictures without digits over all kinds, at least."""
SHORT = 12
"""Pages of up to so many digits are counted as right or wrong as a whole."""
PAGES_TITLE, NOTHING_TITLE = "Synthetic pages", "Pictures without digits"


@dataclass(frozen=True, slots=True)
class SyntheticPage:
    """A page of one condition, written with MNIST's test digits."""

    condition: str
    seed: int
    data: Path

    @property
    def name(self) -> str:
        """Condition and seed, from which the page can be made again."""
        return f"{self.condition} {self.seed}"

    @property
    def group(self) -> str:
        """Pages are counted by condition."""
        return self.condition

    def make(self) -> Sample:
        """The page."""
        page = make_page(self.condition, self.seed, _writers(self.data))
        return Sample(page.jpeg, tuple(page.text.split("\n")))


@dataclass(frozen=True, slots=True)
class NoDigits:
    """A picture in which nothing is to be read."""

    kind: str
    seed: int

    @property
    def name(self) -> str:
        """Kind and seed, from which the picture can be made again."""
        return f"{self.kind} {self.seed}"

    @property
    def group(self) -> str:
        """Pictures are counted by kind."""
        return self.kind

    def make(self) -> Sample:
        """The picture."""
        return Sample(make_nothing(self.kind, self.seed).jpeg, ())


def run_pages(options: Options) -> Part:
    """Read pages of every condition."""
    seeds = range(FIRST_SEED, FIRST_SEED + options.count(PAGES))
    cases = [SyntheticPage(condition, seed, options.data) for condition in CONDITIONS for seed in seeds]
    return pages_part(read_all(cases, options.jobs, PAGES_TITLE))


def pages_part(outcomes: Sequence[Outcome]) -> Part:
    """The section's figures and its table."""
    groups = by_group(outcomes)
    digits = {name: 1 - tally(some).error_rate for name, some in groups.items()}
    pages = {name: tally(short(some)).share_right for name, some in groups.items() if short(some)}
    figures = [
        Figure("digits right, all conditions", 1 - tally(outcomes).error_rate),
        Figure(f"digits right, worst condition ({_least(digits)})", min(digits.values()), at_least=0.99),
        Figure("pages of up to 12 digits wholly right, all conditions", tally(short(outcomes)).share_right),
        Figure(f"the same, worst condition ({_least(pages)})", min(pages.values(), default=0.0), at_least=0.95),
        Figure("conditions with 99 % of digits right", sum(s >= 0.99 for s in digits.values()) / len(digits)),
        Figure("conditions with 95 % of short pages right", sum(s >= 0.95 for s in pages.values()) / len(digits)),
    ]
    rows = [_page_row(name, groups[name]) for name in sorted(digits, key=lambda name: digits[name])]
    header = ("condition", "pages", "digits right", "short pages", "wholly right", "median s", "worst s")
    return Part(PAGES_TITLE, figures, [Table(PAGES_TITLE, header, rows)], outcomes)


def run_nothing(options: Options) -> Part:
    """Read pictures of every kind without digits."""
    each = options.count(-(-PICTURES // len(NOTHING)))
    cases = [NoDigits(kind, FIRST_SEED + seed) for kind in NOTHING for seed in range(each)]
    return nothing_part(read_all(cases, options.jobs, NOTHING_TITLE))


def nothing_part(outcomes: Sequence[Outcome]) -> Part:
    """The section's figures and its table."""
    figures = [
        Figure("pictures without digits in which digits are read", _share_read(outcomes), at_most=0.01),
        Figure("pictures without digits in which a certain digit is read", _share_certain(outcomes)),
    ]
    rows = [
        (kind, str(len(some)), percent(_share_read(some)), percent(_share_certain(some)))
        for kind, some in by_group(outcomes).items()
    ]
    header = ("kind", "pictures", "digits read", "certain digits read")
    return Part(NOTHING_TITLE, figures, [Table(NOTHING_TITLE, header, rows)], outcomes)


def short(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes of pages of up to 12 digits."""
    return [outcome for outcome in outcomes if outcome.digits <= SHORT]


def _page_row(name: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    few, seconds = short(outcomes), sorted(outcome.seconds for outcome in outcomes)
    return (
        name,
        str(len(outcomes)),
        percent(1 - tally(outcomes).error_rate),
        str(len(few)),
        percent(tally(few).share_right) if few else "",
        f"{seconds[len(seconds) // 2]:.2f}",
        f"{seconds[-1]:.2f}",
    )


def _share_read(outcomes: Sequence[Outcome]) -> float:
    return sum(bool(outcome.shown) for outcome in outcomes) / len(outcomes)


def _share_certain(outcomes: Sequence[Outcome]) -> float:
    return sum(any(shown.certain for shown in outcome.shown) for outcome in outcomes) / len(outcomes)


def _least(shares: dict[str, float]) -> str:
    return min(shares, key=lambda name: shares[name], default="none")


@cache
def _writers(data: Path) -> Writers:
    return load_writers(data, "test")
