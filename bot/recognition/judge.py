"""Segments with the classifier's word on them, and the two measures that everything later leans on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from bot.recognition.glyph import make_glyphs
from bot.recognition.types import CERTAIN, NOT_A_DIGIT, Classifier, Probabilities, Segment

WIDEST = 1.7
"""Width by height of the widest digit; what is wider is a dash, a rule or several digits."""
BELIEVED = 0.45, 0.82
"""Mean chance of the ink from which on, and from which on wholly, the classifier's word counts: on synthetic pages what
the classifier is sure of is hardly ever wrong above the second, and mostly between the two."""
HALFWAY = sum(BELIEVED) / 2
"""How far a digit's ink is believed to be one for want of a word of the ink model: never certainly."""
DOUBT = 0.4
"""Below this probability of its best digit a segment is no digit."""
SURELY_INK, LESS_DOUBT = 0.9, 0.25
"""Where the ink model is so sure of a digit's ink, this probability is enough: an odd digit rather than none."""
TELLING, SURELY = frozenset({2, 3, 4, 5, 6, 8, 9}), 0.98
"""A figure that is one of these with this probability is hardly anything else; rings, bars and corners are much."""
TRUST = 0.88
"""Share of what the classifier says that is believed of a digit that something else speaks against: never certain."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A segment in working pixels, its 11 class probabilities, and the mean chance 0..1 that its ink is a digit's."""

    segment: Segment
    probabilities: Probabilities
    belief: float = 1.0

    @cached_property
    def digit(self) -> int:
        """The likeliest digit, 0..9."""
        return int(np.argmax(self.probabilities[:NOT_A_DIGIT]))

    @cached_property
    def confidence(self) -> float:
        """Probability of that digit; 0 for shapes that no digit has, whatever the classifier says."""
        box = self.segment.box
        return 0.0 if box.width > WIDEST * box.height else float(self.probabilities[self.digit])

    @property
    def certainty(self) -> float:
        """Confidence, less where the ink may be none of a digit's: what a person is shown."""
        low, high = BELIEVED
        return self.confidence * float(np.clip((self.belief - low) / (high - low), 0.0, 1.0))

    @property
    def certain(self) -> bool:
        """Whether it may be shown without a mark of doubt."""
        return self.certainty >= CERTAIN

    @property
    def sure(self) -> bool:
        """Whether there is no need to look at it again."""
        return self.confidence >= CERTAIN

    @property
    def tells(self) -> bool:
        """Whether its form alone tells that it is a digit."""
        return self.digit in TELLING and self.confidence >= SURELY

    @property
    def likely(self) -> bool:
        """Whether it is taken for a digit."""
        return self.confidence >= (LESS_DOUBT if self.belief >= SURELY_INK else DOUBT)

    @property
    def doubted(self) -> "Candidate":
        """The same, less sure."""
        probabilities = TRUST * self.probabilities
        probabilities[NOT_A_DIGIT] += 1 - TRUST
        return replace(self, probabilities=probabilities)

    @property
    def height(self) -> int:
        """Height in working pixels."""
        return self.segment.box.height

    @cached_property
    def ink(self) -> float:
        """Amount of ink, in full pixels."""
        return float(self.segment.crop.sum()) / 255.0


class Judge:
    """Has segments classified, each form once: the same piece comes back in many looks at a page."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier, self._known = classifier, dict[bytes, Probabilities]()

    @property
    def count(self) -> int:
        """Forms classified so far."""
        return len(self._known)

    def __call__(self, segments: Sequence[Segment]) -> list[Candidate]:
        """All segments with their probabilities; those not seen before in one batch."""
        keys = [segment.crop.tobytes() + bytes(f"{segment.crop.shape}", "ascii") for segment in segments]
        new = {key: segment.crop for key, segment in zip(keys, segments, strict=True) if key not in self._known}
        rows = self._classifier.classify(make_glyphs(list(new.values())))
        self._known.update(zip(new, rows, strict=True))
        return [Candidate(segment, self._known[key]) for key, segment in zip(keys, segments, strict=True)]


def times(one: float, other: float) -> float:
    """The larger of two heights by the smaller."""
    return max(one, other) / min(one, other)


def text_height(candidates: Sequence[Candidate]) -> float:
    """Height of the page's digits in working pixels: the median over candidates, weighted by confidence and height.

    Weighting by height keeps a hundred specks from outvoting one digit. 0 without candidates.
    """
    if not candidates:
        return 0.0
    heights = np.array([candidate.height for candidate in candidates], float)
    weights = heights * np.array([candidate.confidence**2 + 1e-3 for candidate in candidates])
    order = np.argsort(heights)
    half = int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))
    return float(heights[order][min(half, len(heights) - 1)])
