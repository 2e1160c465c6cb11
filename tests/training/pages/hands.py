"""Writers for tests: scikit-learn's bundled digits, a made-up writer for each fifty of them."""

from functools import cache

import cv2
import numpy as np

from bot.recognition.types import GreyImage
from tests.training.digits import small_set
from training.pages.hands import Hand, Writers


@cache
def writers() -> Writers:
    digits = small_set()
    return Writers(digits, np.arange(len(digits.labels)) // 50)


def hand(seed: int = 0, width: float | None = None) -> Hand:
    return Hand(writers(), np.random.default_rng(seed), width)


def leaning(form: GreyImage) -> float:
    """How far a form leans to the right, by its height."""
    moments = cv2.moments(form)
    return -moments["mu11"] / moments["mu02"]
