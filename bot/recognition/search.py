"""Looks at a picture in ever less usual ways, as long as no look explains its ink well."""

from dataclasses import dataclass, replace

import numpy as np

from bot.recognition.hypotheses import OTHERS, USUAL, Hypothesis, look
from bot.recognition.ink import working_copy
from bot.recognition.interpret import NOTHING, Interpretation, interpret
from bot.recognition.judge import text_height
from bot.recognition.place import Place
from bot.recognition.sheet import find_sheet
from bot.recognition.types import CERTAIN, Box, Classifier, Glyphs, GreyImage, InkModel, Probabilities

GOOD = 0.93
"""A first look that scores this is not doubted: on the labelled photos no other look bettered it."""
WORTHLESS = 0.62
"""What scores less is no writing: on the labelled photos no right reading scores under 0.68, texture and rules do."""
POOR = 0.8
"""Below this the page may be turned."""
TURN_PRIOR = 0.08
"""What a turned reading must gain: 6 and 9, 1, 0 and 8 are digits whichever way they stand."""
PATIENCE = 5000
"""Glyphs after which no further look at a part is begun: what takes as many is a texture, or good enough."""
FEWEST_TO_TURN = 3
"""A single digit stays upright: nothing tells a turned 6 from a 9."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An interpretation, and where the working copy that it was made from lies in the picture."""

    interpretation: Interpretation
    place: Place

    @property
    def score(self) -> float:
        """Score of the interpretation."""
        return self.interpretation.score


def search(grey: GreyImage, classifier: Classifier, ink_model: InkModel | None = None) -> Found:
    """The best interpretation of a picture (H×W uint8), or of the sheet of paper in it.

    One without lines if none is good.
    """
    best = _search_whole(grey, classifier, ink_model)
    return best if best.score >= WORTHLESS else replace(best, interpretation=NOTHING)


def _search_whole(grey: GreyImage, classifier: Classifier, ink_model: InkModel | None) -> Found:
    whole = _search_part(grey, Box(0, 0, grey.shape[1], grey.shape[0]), classifier, ink_model)
    sheet = find_sheet(grey) if whole.score < GOOD else None
    if sheet is None:
        return whole
    return max(whole, _search_part(sheet.grey, sheet.box, classifier, ink_model), key=_score)


class _Counting:
    """A classifier that counts its glyphs, and the ink model beside it."""

    def __init__(self, classifier: Classifier, ink_model: InkModel | None) -> None:
        self._classifier, self.model_id, self.count = classifier, classifier.model_id, 0
        self.ink_model = ink_model

    def classify(self, glyphs: Glyphs) -> Probabilities:
        """As the classifier inside."""
        self.count += len(glyphs)
        return self._classifier.classify(glyphs)


def _search_part(grey: GreyImage, part: Box, classifier: Classifier, ink_model: InkModel | None) -> Found:
    copy, scale = working_copy(grey)
    best, turns = _search_copy(copy, scale, _Counting(classifier, ink_model))
    return Found(best, Place(copy.shape[1], copy.shape[0], part, turns))


def _search_copy(copy: GreyImage, scale: float, classifier: _Counting) -> tuple[Interpretation, int]:
    """The best interpretation of a working copy, and the quarter turns (anticlockwise) it was read after."""
    best = _look(copy, scale, USUAL, 0.0, classifier)
    if best.score >= GOOD:
        return best, 0
    text = _certain_height(best)
    for other in OTHERS:
        if classifier.count < PATIENCE:
            best = max(best, _look(copy, scale, other, text, classifier), key=_score)
    if best.score >= POOR or classifier.count >= PATIENCE:
        return best, 0
    turned = [(_turned(copy, scale, turns, classifier), turns) for turns in (1, 3, 2)]
    fewest = max(FEWEST_TO_TURN, len(best.candidates))
    fuller = [found for found in turned if len(found[0].candidates) >= fewest]
    return max([(best, 0), *fuller], key=lambda found: found[0].score)


def _look(copy: GreyImage, scale: float, hypothesis: Hypothesis, text: float, classifier: _Counting) -> Interpretation:
    seen = look(copy, scale, hypothesis, text)
    if seen is None:
        return NOTHING
    found = interpret(*seen, classifier, classifier.ink_model)
    return replace(found, score=found.score - hypothesis.prior)


def _turned(copy: GreyImage, scale: float, turns: int, classifier: _Counting) -> Interpretation:
    page = np.ascontiguousarray(np.rot90(copy, turns))
    best = _look(page, scale, USUAL, 0.0, classifier)
    if best.score < GOOD:
        best = max(best, _look(page, scale, OTHERS[0], _certain_height(best), classifier), key=_score)
    return replace(best, score=best.score - TURN_PRIOR)


def _certain_height(found: Interpretation) -> float:
    """Height of the digits that are certain, in working pixels; 0 if none is."""
    return text_height([candidate for candidate in found.candidates if candidate.confidence >= CERTAIN])


def _score(found: Interpretation | Found) -> float:
    return found.score
