"""Pens: how wide, how even and how sharp the strokes of a drawn form are.

A form is a 112×112 uint8 picture, white ink on black. Distances are in its pixels, four to one of MNIST's.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage

Field = NDArray[np.float32]


def redraw(form: GreyImage, rng: np.random.Generator) -> GreyImage:
    """The same form with another pen: width, unevenness, ragged or soft edge."""
    depth = trace(form, rng) if rng.random() < 0.4 else regrow(form, rng)
    depth += roughness(form.shape, rng)
    softness = rng.choice([0.5, 2.0, 5.0], p=[0.5, 0.3, 0.2])
    return np.asarray(np.clip((depth / softness + 0.5) * 255, 0, 255), np.uint8)


def regrow(form: GreyImage, rng: np.random.Generator) -> Field:
    """Depth below the edge (positive inside) after the strokes grew or shrank, keeping their own variation."""
    depth = signed_distance(form)
    inner = float(np.percentile(depth[depth > 0], 90)) if (depth > 0).any() else 1.0
    return depth + np.float32(rng.uniform(-0.45 * inner, rng.choice([1.5, 4.0, 7.0], p=[0.5, 0.35, 0.15])))


def trace(form: GreyImage, rng: np.random.Generator) -> Field:
    """Depth below the edge of a stroke of one width along the form's middle lines, as a pen or a mouse draws it."""
    ridge = middle_lines(form)
    width = rng.choice([rng.uniform(1.5, 5), rng.uniform(5, 12), rng.uniform(12, 18)], p=[0.45, 0.4, 0.15])
    return np.float32(width / 2) - cv2.distanceTransform(1 - ridge, cv2.DIST_L2, 5).astype(np.float32)


def middle_lines(form: GreyImage) -> NDArray[np.uint8]:
    """Mask (0 or 1) of the strokes' middle: where the distance from the edge has a ridge."""
    inside = cv2.distanceTransform((form >= 128).astype(np.uint8), cv2.DIST_L2, 5)
    ridge = (cv2.Laplacian(cv2.GaussianBlur(inside, (0, 0), 1.0), cv2.CV_32F) < -0.18) & (inside > 1.5)
    if not ridge.any():
        return np.asarray(form >= 128, np.uint8)
    return np.asarray(ridge, np.uint8)


def signed_distance(form: GreyImage) -> Field:
    """Distance to the edge at half intensity: positive inside the ink, negative outside."""
    mask = (form >= 128).astype(np.uint8)
    inside = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    return np.asarray(inside - cv2.distanceTransform(1 - mask, cv2.DIST_L2, 3), np.float32)


def roughness(shape: tuple[int, ...], rng: np.random.Generator) -> Field:
    """Smooth noise for the edge: none in half of all cases, else of random height and grain."""
    if rng.random() < 0.5:
        return np.zeros(shape, np.float32)
    grain = int(rng.integers(2, 9))
    small = rng.standard_normal((shape[0] // grain + 1, shape[1] // grain + 1), np.float32)
    noise = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(noise * np.float32(rng.uniform(0.3, 2.0)), np.float32)


def exact_distance(mask: NDArray[np.uint8]) -> Field:
    """Distance of each pixel of a mask to its nearest zero, as exact as a float32 can be.

    OpenCV's precise transform differs in the last bit with the memory's alignment, so that a drawn page would differ in
    a pixel now and then; the square of a distance between pixels is a whole number, which mends that.
    """
    distance = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(np.sqrt(np.rint(distance * distance)), np.float32)
