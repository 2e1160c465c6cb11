"""A hand that leans read as if it stood upright: the page is sheared back until its digits do.

What such a hand writes falls into the wrong pieces, its 9s look like 7s and its 1s like slashes: neither the ink model
nor the classifier has seen many that lean so far (after Bozinovic and Srihari 1989, slant correction).
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from bot.recognition.found import DIGITS_INK
from bot.recognition.ink import Ink
from bot.recognition.interpret import Interpretation, Models, interpret
from bot.recognition.judge import Candidate, text_height
from bot.recognition.place import shear
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
    lean = lean_of(found.candidates)
    if len(found.candidates) < NUMBER or not FAR <= abs(lean) <= MOST:
        return found, 0.0
    spent = models.spent
    back = MOSTLY * lean
    again = interpret(erected(ink, back), text_height(found.candidates), models, upright=True)
    models.forget_costs(spent)  # a hand that leans is no reason to look less at what else is written
    again = replace(again, share=max(again.share, found.share))
    fewest = KEPT * sum(digit.certain or digit.belief >= DIGITS_INK for digit in found.candidates)
    better = len(again.candidates) >= fewest and again.score > found.score
    return (again, back) if better else (found, 0.0)


def lean_of(digits: Sequence[Candidate]) -> float:
    """How far digits lean to the right by their height: the middle one's moments tell; 0 without any."""
    moments = [cv2.moments(digit.segment.crop) for digit in digits]
    return float(np.median([-moment["mu11"] / moment["mu02"] for moment in moments if moment["mu02"]] or [0.0]))


def erected(ink: Ink, lean: float) -> Ink:
    """The ink of a page without so much lean, on a wider page that holds all of it."""
    size, matrix = shear(ink.share.shape[1], ink.share.shape[0], lean)
    return replace(ink, share=np.asarray(cv2.warpAffine(ink.share, matrix, size, flags=cv2.INTER_LINEAR), np.uint8))
