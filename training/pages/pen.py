"""Pens: the strokes of a form again, at another width.

Digits and whatever stands beside them pass through the same pen, so that only their forms tell them apart.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage
from training.strokes import signed_distance

THINNEST_TRACED = 0.085
"""Stroke width by height up to which a form is traced along its middle lines; thicker strokes are grown."""
FORM_HEIGHT = 80
"""About how high a digit is in its form, in pixels."""


def reink(form: GreyImage, width: float) -> NDArray[np.float32]:
    """Depth below the edge (positive inside) of the form's strokes at another width, in the form's pixels."""
    if width < THINNEST_TRACED * FORM_HEIGHT:
        distance = cv2.distanceTransform(1 - _middle(form), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        return np.asarray(cv2.GaussianBlur(width / 2 - distance, (0, 0), 1.5) + 0.5, np.float32)
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
    """Mask (0 or 1) of the strokes' middle without the spurs that a rough edge throws: those are far nearer to it."""
    soft = cv2.GaussianBlur(form, (0, 0), 1.2)
    depth = cv2.distanceTransform(np.asarray(soft >= 128, np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    bent = cv2.Laplacian(cv2.GaussianBlur(depth, (0, 0), 1.2), cv2.CV_32F)
    near = cv2.dilate(depth, np.ones((7, 7), np.uint8))
    ridge = (bent < -0.15) & (depth > 0.6 * near)
    return np.asarray(ridge if ridge.any() else form >= 128, np.uint8)
