"""Whether a picture's strokes are lighter or darker than their ground.

Strokes are the minority around any place, so the local median is ground; strokes are what deviates most from it. A
stroke that is broad in the picture is no minority in a small neighbourhood, so there are two of them.
"""

import cv2
import numpy as np

from bot.recognition.shrink import shrunk
from bot.recognition.types import GreyImage

WINDOW = 45
"""Side of the neighbourhood in pixels, at either size; the most that is fast."""
RIM = WINDOW // 2
"""Pixels by which the picture is mirrored at its edges: its last row alone would count for many, a desk's often."""
SIDES = 320, 80
"""Long sides that the picture is scaled down to, so that the window is a seventh and more than half of it."""


def polarity(grey: GreyImage) -> tuple[float, bool]:
    """How light the strokes of a picture (H×W uint8) are against their ground.

    Returns:
        The skewness of what deviates from the ground, -1 (all of it darker) to 1 (all lighter), as the mean of two
        neighbourhoods; and whether these two disagree.
    """
    small, found = grey, []
    for side in SIDES:
        while max(small.shape) > side:
            small = shrunk(small, 0.5)
        ground = cv2.medianBlur(cv2.copyMakeBorder(small, RIM, RIM, RIM, RIM, cv2.BORDER_REFLECT), WINDOW)
        difference = small.astype(np.float32) - ground[RIM:-RIM, RIM:-RIM]
        cubed = difference * difference * difference
        found.append(float(cubed.sum()) / (float(np.abs(cubed).sum()) + 1.0))
    return sum(found) / len(found), min(found) < 0.0 < max(found)
