"""The ways to look at a picture, from the usual to the unusual; the one that explains its ink best is believed."""

from collections.abc import Iterator
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
    Hypothesis(flip=True, prior=0.05),
)


def look(grey: GreyImage, scale: float, hypothesis: Hypothesis) -> Iterator[tuple[Ink, GreyImage]]:
    """The ink and the mask (H×W uint8) of a working copy under one hypothesis; nothing where it does not apply."""
    dark = 255 - grey if is_light_on_dark(grey) != hypothesis.flip else grey
    ink = find_ink(dark, scale, window=hypothesis.window, cut=hypothesis.cut)
    mask = ink.mask.astype(np.uint8)
    if hypothesis.no_rules:
        without = remove_rules(mask, stroke_width(np.asarray(mask * 255, np.uint8)))
        if without is None:
            return
        mask = without
    yield ink, np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((2, 2), np.uint8)), np.uint8)
