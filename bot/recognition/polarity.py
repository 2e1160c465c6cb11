"""Whether a picture's strokes are lighter or darker than their ground.

Strokes are the minority around any place, so the local median is ground, and what deviates from it is a stroke, a
shadow or a lamp's light. But strokes have sharp edges, and light mostly fades; so what deviates counts where an edge
is, the more the sharper that is. A stroke that is broad in the picture is no minority in a small neighbourhood, so
there is a large one too, for where the small one tells nothing.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.shrink import halved
from bot.recognition.types import GreyImage

WINDOW = 45
"""Side of the neighbourhood in pixels, at either size; the most that is fast."""
RIM = WINDOW // 2
"""Pixels by which the picture is mirrored at its edges: its last row alone would count for many, a desk's often."""
NEAR_SIDE, FAR_SIDE = 320, 80
"""Long sides that the picture is scaled down to, so that the window is a seventh and more than half of it."""
TELLING = 0.2
"""The small neighbourhood's word is enough where it is no nearer to zero than this."""
HARDLY = 0.1
"""A skewness that is nearer to zero tells nothing."""


def polarity(grey: GreyImage) -> tuple[float, bool]:
    """How light the strokes of a picture (H×W uint8) are against their ground.

    Returns:
        The skewness of what deviates from the ground at edges, -1 (all of it darker) to 1 (all lighter), in a small
        neighbourhood or, where that tells nothing, as the mean of a small and a large one; and whether these two
        disagree, or hardly say anything. An empty picture has none, and no doubt.
    """
    small = halved(grey, NEAR_SIDE)
    smooth = cv2.GaussianBlur(small, (3, 3), 0)
    edges = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(np.float32)
    far_ground = cv2.resize(_ground(halved(small, FAR_SIDE)), small.shape[::-1], interpolation=cv2.INTER_LINEAR)
    near, far = (_skewness(small, np.asarray(ground, np.uint8), edges) for ground in (_ground(small), far_ground))
    lightness = near if abs(near) >= TELLING else (near + far) / 2
    return lightness, near * far < 0.0 or 0.0 < abs(lightness) < HARDLY


def _ground(small: GreyImage) -> GreyImage:
    """The local median."""
    wider = cv2.copyMakeBorder(small, RIM, RIM, RIM, RIM, cv2.BORDER_REFLECT)
    return np.asarray(cv2.medianBlur(wider, WINDOW)[RIM:-RIM, RIM:-RIM], np.uint8)


def _skewness(small: GreyImage, ground: GreyImage, edges: NDArray[np.float32]) -> float:
    difference = small.astype(np.float32) - ground
    cubed = difference * difference * difference * edges * edges
    return float(cubed.sum(dtype=np.float64)) / (float(np.abs(cubed).sum(dtype=np.float64)) + 1.0)
