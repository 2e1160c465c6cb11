"""Counts over outcomes, as the tool that scores readings of labelled photos counts them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pictures, how many of them right (with their lines too), how many digits and edits."""

    pictures: int
    right: int
    lines_right: int
    digits: int
    edits: int

    @property
    def share_right(self) -> float:
        """Share of pictures with all digits right in reading order."""
        return self.right / max(1, self.pictures)

    @property
    def share_lines_right(self) -> float:
        """Share of pictures with the line breaks right as well."""
        return self.lines_right / max(1, self.pictures)

    @property
    def error_rate(self) -> float:
        """Character error rate: edits per written digit; above 1 where more is invented than written."""
        return self.edits / max(1, self.digits)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """The counts of some outcomes."""
    rows = [(1, o.right, o.lines_right, o.digits, o.edits) for o in outcomes]
    return Tally(*(sum(column) for column in zip(*rows, strict=True))) if rows else Tally(0, 0, 0, 0, 0)


def mean_over_groups(outcomes: Sequence[Outcome]) -> float:
    """Mean over groups of the share of right pictures, so that a group with few weighs as much as one with many."""
    shares = [tally(group).share_right for group in by_group(outcomes).values()]
    return sum(shares) / max(1, len(shares))


def by_group(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each group, in order of appearance."""
    found = defaultdict[str, list[Outcome]](list)
    for outcome in outcomes:
        found[outcome.case.group].append(outcome)
    return dict(found)
