"""Segments with the classifier's word on them, and the two measures that everything later leans on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.recognition.glyph import make_glyphs
from bot.recognition.types import CERTAIN, NOT_A_DIGIT, Classifier, Probabilities, Segment

WIDEST = 1.7
"""Width by height of the widest digit; what is wider is a dash, a rule or several digits."""
DOUBT = 0.4
"""Below this probability of its best digit a segment is no digit."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A segment in working pixels and its 11 class probabilities."""

    segment: Segment
    probabilities: Probabilities

    @property
    def digit(self) -> int:
        """The likeliest digit, 0..9."""
        return int(np.argmax(self.probabilities[:NOT_A_DIGIT]))

    @property
    def confidence(self) -> float:
        """Probability of that digit; 0 for shapes that no digit has, whatever the classifier says."""
        box = self.segment.box
        return 0.0 if box.width > WIDEST * box.height else float(self.probabilities[self.digit])

    @property
    def sure(self) -> bool:
        """Whether there is no need to look at it again."""
        return self.confidence >= CERTAIN

    @property
    def height(self) -> int:
        """Height in working pixels."""
        return self.segment.box.height

    @property
    def ink(self) -> float:
        """Amount of ink, in full pixels."""
        return float(self.segment.crop.sum()) / 255.0


def judge(segments: Sequence[Segment], classifier: Classifier) -> list[Candidate]:
    """Classify all segments in one batch."""
    rows = classifier.classify(make_glyphs([segment.crop for segment in segments]))
    return [Candidate(segment, row) for segment, row in zip(segments, rows, strict=True)]


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
