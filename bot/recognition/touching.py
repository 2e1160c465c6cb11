"""Digits that touch are read once more together, where reading them one by one leaves doubts.

What parts them is then not their ink but what it spells: no cut has to be right.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.recognition.ctc import Spelling, chance_of, spell
from bot.recognition.judge import Candidate, Judge
from bot.recognition.runs import find_runs
from bot.recognition.segment import merge
from bot.recognition.spelled import part_spelled
from bot.recognition.strip import LONGEST, make_strips
from bot.recognition.types import CERTAIN, NOT_A_DIGIT, Probabilities, Segment, Spelled, Strips

LEAST_BELIEF = 0.75
"""Mean chance of a run's ink to be a digit's from which on it is read."""
WIDE = 0.9
"""A single piece is a run if it is doubtful, or so wide by its height."""
LOWEST = 0.6
"""Height of a run in text heights."""
LIKELY = 0.8
"""What it spells is believed at this chance of each digit,"""
MUCH, MOST_MUCH = 10.0, 100.0
"""and if it is so many times as likely as what was read: the more, the surer that was."""
UNLIKELY = 0.1
"""Where what was read stays and is less likely than that, none of it is certain."""
SURELY_NONE = 0.95
"""A single figure that is no digit with this probability is not spelled as one: a plus is not a 4."""
MOST = 16
"""Runs that are read, the widest first."""


def read_together(
    candidates: list[Candidate], height: float, look: Callable[[Strips], Spelled], judge: Judge
) -> list[Candidate]:
    """The candidates, with those of some runs replaced by what the run spells."""
    runs = [_Run.of([candidates[i] for i in run]) for run in find_runs([c.segment for c in candidates], height)]
    some = sorted((run for run in runs if run.is_doubtful(height)), key=lambda run: -run.whole.box.width)[:MOST]
    rows = look(make_strips([run.whole.crop for run in some]))
    read = {id(run): _reread(run, row, judge) for run, row in zip(some, rows, strict=True)}
    return [candidate for run in runs for candidate in read.get(id(run), run.parts)]


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """Candidates from left to right, and the ink of all."""

    parts: Sequence[Candidate]
    whole: Segment

    @classmethod
    def of(cls, parts: list[Candidate]) -> "_Run":
        return cls(parts, merge(*(part.segment for part in parts)))

    @property
    def belief(self) -> float:
        """Mean chance that its ink is a digit's."""
        return float(np.average([part.belief for part in self.parts], weights=[part.ink for part in self.parts]))

    def is_doubtful(self, height: float) -> bool:
        """Whether it may hold digits that were parted wrongly."""
        box = self.whole.box
        if self.belief < LEAST_BELIEF or box.height < LOWEST * height or box.width > LONGEST * box.height:
            return False
        several = len(self.parts) > 1 or box.width >= WIDE * box.height
        return several and (
            len(self.parts) == 1 or min(part.confidence for part in self.parts) < CERTAIN or _touch(self.parts)
        )


def _touch(parts: Sequence[Candidate]) -> bool:
    boxes = [part.segment.box for part in parts]
    return any(one.right >= other.x for one, other in itertools.pairwise(boxes))


def _reread(run: _Run, rows: Probabilities, judge: Judge) -> Sequence[Candidate]:
    """What a run spells; as it was where that is not likelier."""
    spelling = spell(rows)
    if len(run.parts) == len(spelling.digits) == 1 and run.parts[0].probabilities[NOT_A_DIGIT] >= SURELY_NONE:
        return run.parts  # the classifier has seen signs, and the string model has not
    before = tuple(part.digit for part in run.parts if part.likely)
    if spelling.digits == before:
        return run.parts
    known = chance_of(before, rows)
    if spelling.digits and chance_of(spelling.digits, rows) >= _least_chance(run, spelling, known):
        return _respelled(run, spelling, judge) or run.parts
    return run.parts if known >= UNLIKELY else [part.doubted if part.sure else part for part in run.parts]


def _least_chance(run: _Run, spelling: Spelling, known: float) -> float:
    """From which chance on a spelling is believed, where what was read before has the chance `known`."""
    doubt = 1 - min(part.confidence for part in run.parts)
    much = float(np.clip(1 / max(doubt, 1e-6), MUCH, MOST_MUCH))
    return float(max(LIKELY ** len(spelling.digits), much * known))


def _respelled(run: _Run, spelling: Spelling, judge: Judge) -> list[Candidate]:
    """The digits that a run spells; its parts keep their ink if they are as many, else it is cut anew, if it can be."""
    as_many = len(run.parts) == len(spelling.digits) and all(part.likely for part in run.parts)
    segments = [part.segment for part in run.parts] if as_many else part_spelled(run.whole, spelling, judge)
    return [Candidate(ink, row, run.belief) for ink, row in zip(segments, spelling.probabilities, strict=False)]
