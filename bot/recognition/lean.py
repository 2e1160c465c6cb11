"""A hand that leans read as if it stood upright: the page is sheared back until its digits do.

What such a hand writes falls into the wrong pieces, its 9s look like 7s and its 1s like slashes: neither the ink model
nor the classifier has seen many that lean so far (after Bozinovic and Srihari 1989, slant correction).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.recognition.found import count_sure
from bot.recognition.glyph import lean
from bot.recognition.ink import Ink, erected
from bot.recognition.interpret import Interpretation, Models, interpret
from bot.recognition.judge import Candidate, text_height
from bot.recognition.words import NUMBER

FAR = 0.3
"""A hand leans if the middle one of its digits does so by more than this share of its height (17 degrees)."""
MOST = 1.0
"""No hand leans farther."""
MOSTLY = 0.8
"""So much of it is taken out: the hands that the networks know lean a little too."""
KEPT = 0.85
"""Least share of what is surely a digit that is found again; of one that leans, parts were taken for 1s."""


def read_erect(found: Interpretation, ink: Ink, models: Models) -> tuple[Interpretation, float]:
    """A page in a hand that leans read again with that taken out, if it reads better so.

    Second, how far the hand leans to the right, by its digits' height; 0 where it reads no better.
    """
    leans = lean_of(found.candidates)
    if len(found.candidates) < NUMBER or not FAR <= abs(leans) <= MOST:
        return found, 0.0
    spent, back = models.spent, MOSTLY * leans
    again = interpret(erected(ink, back), text_height(found.candidates), models, upright=True)
    models.forget_costs(spent)  # a hand that leans is no reason to look less at what else is written
    again = replace(again, share=max(again.share, found.share))
    better = len(again.candidates) >= KEPT * count_sure(found) and again.score > found.score
    return (again, back) if better else (found, 0.0)


def lean_of(digits: Sequence[Candidate]) -> float:
    """How far digits lean to the right by their height, in the middle; 0 without any."""
    return float(np.median([lean(digit.segment.crop) for digit in digits])) if digits else 0.0
