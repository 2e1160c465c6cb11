"""The ways to look at a picture, from the usual to the unusual; the one that explains its ink best is believed."""

from dataclasses import dataclass

import cv2
import numpy as np

from bot.recognition.glyph import stroke_width
from bot.recognition.ink import Ink, find_ink, is_light_on_dark
from bot.recognition.rules import remove_rules
from bot.recognition.types import GreyImage


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """How the picture may have to be looked at.

    Attributes:
        window: paper window as a share of the long side (see `ink.py`).
        cut: ink level as a share of the strong ink's.
        flip: whether the strokes have the other polarity than the picture suggests.
        no_rules: whether ruled lines are removed.
        prior: how much is taken off its score, for being unusual.
    """

    window: float = 0.12
    cut: float = 0.42
    flip: bool = False
    no_rules: bool = False
    prior: float = 0.0


USUAL = Hypothesis()
OTHERS = (
    Hypothesis(no_rules=True, prior=0.0),
    Hypothesis(cut=0.28, prior=0.02),
    Hypothesis(cut=0.6, prior=0.02),
    Hypothesis(window=0.3, prior=0.02),
    Hypothesis(window=0.05, prior=0.02),
    Hypothesis(cut=0.28, no_rules=True, prior=0.03),
    Hypothesis(flip=True, prior=0.3),
)


def look(grey: GreyImage, scale: float, hypothesis: Hypothesis, text: float) -> tuple[Ink, GreyImage] | None:
    """The ink and the mask (H×W uint8) of a working copy under one hypothesis; None where it does not apply.

    Args:
        grey: the working copy, H×W uint8.
        scale: working pixels per picture pixel.
        hypothesis: how to look at it.
        text: height of the digits in working pixels where an earlier look has found it, else 0.
    """
    light = is_light_on_dark(grey) != hypothesis.flip
    ink = find_ink(grey, scale, light=light, window=hypothesis.window, cut=hypothesis.cut)
    mask = cv2.morphologyEx(ink.mask, cv2.MORPH_CLOSE, np.ones((2, 2), np.uint8))
    if not hypothesis.no_rules:
        return ink, np.asarray(mask, np.uint8)
    without = remove_rules(np.asarray(mask, np.uint8), stroke_width(np.asarray(mask * 255, np.uint8)), text)
    return None if without is None else (ink, without)
