"""Pens: the strokes of a form again, at another width.

Digits and whatever stands beside them pass through the same pen, so that only their forms tell them apart.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage
from training.strokes import exact_distance, signed_distance

THINNEST_TRACED = 0.085
"""Stroke width by height up to which a form is traced along its middle lines; thicker strokes are grown."""
SMOOTHED, LIFTED = 1.5, 0.65
"""How far a traced stroke is smoothed, in pixels, and how much further its middle then seems to be away."""
THINNEST = 2.8
"""Width in pixels of the thinnest stroke that does not fall apart."""
DIRECTIONS = {(0, 1): 0.12, (1, 0): 0.12, (1, 1): 0.24, (1, -1): 0.24}
"""Steps (rows, columns) across a ridge, and how much the depth bends there at least."""
FORM_HEIGHT = 80
"""About how high a digit is in its form, in pixels."""


def reink(form: GreyImage, width: float) -> NDArray[np.float32]:
    """Depth below the edge (positive inside) of the form's strokes at another width, in the form's pixels."""
    if width < THINNEST_TRACED * FORM_HEIGHT:
        distance = exact_distance(np.asarray(1 - _middle(form), np.uint8))
        smooth = cv2.GaussianBlur(distance, (0, 0), SMOOTHED) - LIFTED
        return np.asarray((max(width, THINNEST) - 1.0) / 2 - smooth, np.float32)
    depth = signed_distance(form)
    inside = depth[depth > 0]
    half = float(np.percentile(inside, 85)) if inside.size else width / 2
    return np.asarray(depth + np.clip(width / 2 - half, -0.6 * half, 5.0), np.float32)


def scaled(depth: NDArray[np.float32], factor: float) -> GreyImage:
    """Depth below the edge as ink at another size, H×W uint8, with the edge as sharp as the pixels allow."""
    size = max(2, round(depth.shape[1] * factor)), max(2, round(depth.shape[0] * factor))
    larger = cv2.resize(depth, size, interpolation=cv2.INTER_LINEAR) * np.float32(factor)
    return np.asarray(np.clip((larger / 1.2 + 0.5) * 255, 0, 255), np.uint8)


def _middle(form: GreyImage) -> NDArray[np.uint8]:
    """Mask (0 or 1) of the strokes' middle, a pixel wide: where the depth has a ridge across one of four directions.

    Without the spurs that a rough edge throws: those are far nearer to it.
    """
    soft = cv2.GaussianBlur(form, (0, 0), 1.2)
    depth = exact_distance(np.asarray(soft >= 128, np.uint8))
    field = cv2.GaussianBlur(depth, (0, 0), 1.5)
    ridge = np.zeros(form.shape, np.bool_)
    for (down, across), bent in DIRECTIONS.items():
        one, other = (np.roll(field, (sign * down, sign * across), (0, 1)) for sign in (1, -1))
        ridge |= (field >= one) & (field > other) & (2 * field - one - other > bent)
    ridge &= depth > 0.72 * cv2.dilate(depth, np.ones((9, 9), np.uint8))
    return np.asarray(ridge if ridge.any() else form >= 128, np.uint8)
