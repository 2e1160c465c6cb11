"""Looks at a working copy in ever less usual ways, as long as no look explains its ink well."""

from dataclasses import replace

import numpy as np

from bot.recognition.hypotheses import OTHERS, USUAL, Hypothesis, look
from bot.recognition.interpret import NOTHING, Interpretation, interpret
from bot.recognition.judge import text_height
from bot.recognition.types import CERTAIN, Classifier, GreyImage

GOOD = 0.93
"""A first look that scores this is not doubted: on the labelled photos no other look bettered it."""
POOR = 0.8
"""Below this, with several digits found, the page may be turned."""
TURN_PRIOR = 0.08
"""What a turned reading must gain: 6 and 9, 1, 0 and 8 are digits whichever way they stand."""
FEWEST_TO_TURN = 3
"""A single digit stays upright: nothing tells a turned 6 from a 9."""


def search(copy: GreyImage, scale: float, classifier: Classifier) -> tuple[Interpretation, int]:
    """The best interpretation of a working copy (H×W uint8) and the quarter turns (anticlockwise) it was read after."""
    best = _look(copy, scale, USUAL, 0.0, classifier)
    if best.score >= GOOD:
        return best, 0
    text = text_height([candidate for candidate in best.candidates if candidate.confidence >= CERTAIN])
    best = max([best, *(_look(copy, scale, other, text, classifier) for other in OTHERS)], key=_score)
    if best.score >= POOR or len(best.candidates) < FEWEST_TO_TURN:
        return best, 0
    return max([(best, 0), *(_turned(copy, scale, turns, text, classifier) for turns in (1, 3, 2))], key=_first_score)


def _look(copy: GreyImage, scale: float, hypothesis: Hypothesis, text: float, classifier: Classifier) -> Interpretation:
    seen = look(copy, scale, hypothesis, text)
    if seen is None:
        return NOTHING
    found = interpret(*seen, classifier)
    return replace(found, score=found.score - hypothesis.prior)


def _turned(
    copy: GreyImage, scale: float, turns: int, text: float, classifier: Classifier
) -> tuple[Interpretation, int]:
    page = np.ascontiguousarray(np.rot90(copy, turns))
    looks = [_look(page, scale, hypothesis, text, classifier) for hypothesis in (USUAL, OTHERS[0])]
    best = max(looks, key=_score)
    return replace(best, score=best.score - TURN_PRIOR), turns


def _score(found: Interpretation) -> float:
    return found.score


def _first_score(found: tuple[Interpretation, int]) -> float:
    return found[0].score
