"""One hypothesis about a picture's ink → lines of digits, with a score that says how well it explains the ink."""

from dataclasses import dataclass

import numpy as np

from bot.recognition.centres import label_digits
from bot.recognition.cut import cut_touching
from bot.recognition.ink import Ink
from bot.recognition.join import join_broken
from bot.recognition.judge import DOUBT, Candidate, judge, text_height
from bot.recognition.lines import order_lines
from bot.recognition.segment import Pieces, cut_digits, find_pieces
from bot.recognition.tiles import map_ink
from bot.recognition.types import Classifier, GreyImage, InkModel, Segment

LOWEST, HIGHEST = 0.45, 2.2
"""Digits of one page are between these shares of the text height."""


@dataclass(frozen=True, slots=True, eq=False)
class Interpretation:
    """Lines of candidates in reading order; `score` 0..1, the better the likelier that this is what is written."""

    lines: tuple[tuple[Candidate, ...], ...]
    score: float

    @property
    def candidates(self) -> list[Candidate]:
        """All candidates in reading order."""
        return [candidate for line in self.lines for candidate in line]


NOTHING = Interpretation((), 0.0)


def interpret(ink: Ink, mask: GreyImage, classifier: Classifier, ink_model: InkModel | None = None) -> Interpretation:
    """Read one ink mask (H×W uint8): pieces, joined and cut by the classifier's word, kept if they are digits.

    The ink model, where there is one, first takes out of the mask what is no digit's.
    """
    found = find_pieces(ink, mask)
    if ink_model is not None:
        return _guided(ink, mask, found, classifier, ink_model)
    pieces = judge(found.segments, classifier)
    height = text_height(pieces)
    whole = join_broken(pieces, height, classifier)
    digits = cut_touching(whole, text_height(whole), classifier)
    kept = _keep(digits)
    lines = order_lines([candidate.segment.box for candidate in kept])
    return Interpretation(tuple(tuple(kept[i] for i in line) for line in lines), _score(kept, digits, found.framed))


def _guided(ink: Ink, mask: GreyImage, found: Pieces, classifier: Classifier, model: InkModel) -> Interpretation:
    height = text_height(judge(_sample(found.segments), classifier))
    for _ in range(2):
        if not height:
            return NOTHING
        ink_map = map_ink(ink, mask, height, model)
        digits = judge(cut_digits(ink, label_digits(ink_map, mask)), classifier)
        before, height = height, text_height(digits)
        if not height or max(height / before, before / height) < 1.5:
            break
    kept = _keep(digits)
    lines = order_lines([candidate.segment.box for candidate in kept])
    return Interpretation(tuple(tuple(kept[i] for i in line) for line in lines), _score(kept, digits, 0.0))


def _sample(segments: list[Segment]) -> list[Segment]:
    """Enough of the pieces to tell the text's height from."""
    return [segments[i] for i in np.unique(np.linspace(0, len(segments) - 1, 60).astype(int))] if segments else []


def _keep(candidates: list[Candidate]) -> list[Candidate]:
    height = text_height([candidate for candidate in candidates if candidate.confidence >= DOUBT])
    return [c for c in candidates if c.confidence >= DOUBT and LOWEST * height <= c.height <= HIGHEST * height]


def _score(kept: list[Candidate], candidates: list[Candidate], framed: float) -> float:
    """Mean confidence by ink, the worst digit, the share of ink explained, less the spread of heights.

    A mean and not a sum: halves of a 2 or a 9 are sure digits too, and a sum would favour more pieces.
    """
    if not kept:
        return 0.0
    confidence = np.array([candidate.confidence for candidate in kept])
    ink = np.array([candidate.ink for candidate in kept])
    heights = np.array([candidate.height for candidate in kept], float)
    explained = float(ink.sum()) / (framed + sum(candidate.ink for candidate in candidates))
    spread = float(np.median(np.abs(heights - np.median(heights)))) / float(np.median(heights))
    mean = float((confidence * ink).sum() / ink.sum())
    return 0.5 * mean + 0.2 * float(confidence.min()) + 0.3 * explained - 0.2 * spread
