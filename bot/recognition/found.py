"""What was read of a picture or a part of it, where it lies, and whether it is worth showing."""

from dataclasses import dataclass

import numpy as np

from bot.recognition.interpret import Interpretation
from bot.recognition.place import Place
from bot.recognition.types import CERTAIN, Box
from bot.recognition.upright import MINORITY, WORTHLESS
from bot.recognition.words import NUMBER

SURER = 0.8
"""Where a minority of the writing is digits, they must be so certain on average; else they are parts of letters and
drawings. What real pages have of digits among much else is nearly all certain."""
MANY = 10
"""Or so many of them are certain: no letters and no drawings show that many."""
LEAST_CERTAIN = 0.25
"""Of `MANY` figures and more at least this share is certain, or `MANY` are: of keys, leaves and scrawl fewer are."""
ALONE, DIGITS_INK = 0.97, 0.85
"""A figure that is so much of what is written, and so likely a digit's ink, is shown, be it an odd one."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An interpretation, and where the working copy that it was made from lies in the picture."""

    interpretation: Interpretation
    place: Place

    @property
    def score(self) -> float:
        """Score of the interpretation."""
        return self.interpretation.score

    @property
    def boxes(self) -> list[Box]:
        """The digits' boxes in pixels of the picture."""
        return [self.place.in_picture(digit.segment.box) for digit in self.interpretation.candidates]


def is_writing(found: Interpretation) -> bool:
    """Whether what was read is worth showing, and not parts of letters, drawings or the ground taken for digits."""
    certainty = [candidate.certainty for candidate in found.candidates]
    certain = sum(each >= CERTAIN for each in certainty)
    if not certainty:
        return False
    among_much_else = found.share < MINORITY and np.mean(certainty) < SURER
    texture = len(certainty) >= MANY and certain < LEAST_CERTAIN * len(certainty)
    if certain < MANY and (among_much_else or texture):
        return False
    return found.score >= WORTHLESS or certain >= NUMBER or _is_alone(found)


def _is_alone(found: Interpretation) -> bool:
    """Whether it is one figure and nothing else, and a digit's ink if not for sure which."""
    figures = found.candidates
    return len(figures) == 1 and found.share >= ALONE and figures[0].belief >= DIGITS_INK


def count_sure(found: Interpretation) -> int:
    """How many figures are certain digits, or surely a digit's ink: no other look may lose them."""
    return sum(figure.certain or figure.belief >= DIGITS_INK for figure in found.candidates)


def worth(found: Found) -> tuple[bool, float]:
    """What makes one part's reading better than another's: that it is worth showing, then its score."""
    return is_writing(found.interpretation), found.score
