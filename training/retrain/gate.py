"""May the candidate replace the model in use? It may if it is better on feedback and worse on nothing.

Each exam asks both models the same questions, so only the questions that they answer differently count: of those, the
candidate's share of right answers is that of a fair coin if the two are equally good (McNemar 1947, exact).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.05
"""A better model must be better with 95 % confidence."""
Right = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Exam:
    """One set of questions: which the model in use and the candidate answer right.

    The candidate must not have fewer right answers than before, but for `margin`, a share of all; where it must be
    better, `must_gain` is true.
    """

    name: str
    before: Right
    after: Right
    margin: float = 0.0
    must_gain: bool = False

    @property
    def fixed(self) -> int:
        """Questions that only the candidate answers right."""
        return int((self.after & ~self.before).sum())

    @property
    def broken(self) -> int:
        """Questions that only the model in use answers right."""
        return int((self.before & ~self.after).sum())

    @property
    def chance(self) -> float:
        """How likely the candidate's lead would be at least so large if both were equally good (one-sided)."""
        return tail(self.fixed, self.fixed + self.broken)

    @property
    def objection(self) -> str | None:
        """Why the candidate does not pass; None if it does."""
        if self.broken - self.fixed > self.margin * len(self.before):
            return f"{self.name}: {self.fixed} fixed but {self.broken} broken of {len(self.before)}."
        if self.must_gain and self.chance >= LEVEL:
            return (
                f"{self.name}: {self.fixed} fixed and {self.broken} broken of {len(self.before)}, "
                f"which may be chance (p = {self.chance:.2f}, needed below {LEVEL})."
            )
        return None


def objections(exams: Sequence[Exam]) -> list[str]:
    """Why the candidate may not replace the model in use; empty if it may."""
    return [objection for exam in exams if (objection := exam.objection)]


def tail(heads: int, tosses: int) -> float:
    """Probability that a fair coin shows at least so many heads."""
    return float(sum(comb(tosses, k) for k in range(heads, tosses + 1)) / 2**tosses)
