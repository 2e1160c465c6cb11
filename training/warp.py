"""Hands: slant, tilt, proportions, perspective and wobble of a drawn form (112×112 uint8)."""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage

FORM_SIDE = 112
_GRID = np.stack(np.meshgrid(np.arange(FORM_SIDE), np.arange(FORM_SIDE))).astype(np.float32)
Matrix = NDArray[np.float64]


RIM = 32
"""Grey value up to which an enlarged digit's outskirts are cleared: taken for ink, the haze of the interpolation would
make its glyph smaller and paler than MNIST's (a mean of 0.111 instead of 0.131; 0.127 without it)."""


def enlarge(digit: GreyImage) -> GreyImage:
    """A 28×28 digit as a form, smoothly enlarged four times."""
    form = cv2.resize(digit, (FORM_SIDE, FORM_SIDE), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.threshold(form, RIM, 0, cv2.THRESH_TOZERO)[1], np.uint8)


def warp(form: GreyImage, rng: np.random.Generator, strength: float = 1.0) -> GreyImage:
    """The form as another hand would write it; strength 0 leaves it as it is, 1 is the full range."""
    x, y = _project(_matrix(rng, strength))
    if rng.random() < 0.6:
        x, y = x + _wobble(rng, strength), y + _wobble(rng, strength)
    return np.asarray(cv2.remap(form, x, y, cv2.INTER_LINEAR), np.uint8)


def _matrix(rng: np.random.Generator, strength: float) -> Matrix:
    """Homography from the new form's coordinates to the old one's, about the centre."""
    turn = np.deg2rad(rng.uniform(-15, 15)) * strength
    shear = rng.uniform(-0.3, 0.3) * strength
    aspect = np.exp(rng.uniform(np.log(0.7), np.log(1.4)) * strength)
    scale = 1 / np.exp(rng.uniform(-0.25, 0.05) * strength)
    rotate = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    stretch = np.array([[np.sqrt(aspect), shear], [0, 1 / np.sqrt(aspect)]]) * scale
    matrix = np.eye(3)
    matrix[:2, :2] = rotate @ stretch
    matrix[2, :2] = rng.uniform(-0.0015, 0.0015, 2) * strength
    return matrix


def _project(matrix: Matrix) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    centre = FORM_SIDE / 2
    across, down = _GRID - np.float32(centre)
    rows = [np.float32(a) * across + np.float32(b) * down + np.float32(c) for a, b, c in matrix]
    return rows[0] / rows[2] + np.float32(centre), rows[1] / rows[2] + np.float32(centre)


def _wobble(rng: np.random.Generator, strength: float) -> NDArray[np.float32]:
    """Elastic displacement in pixels (after Simard et al. 2003), from a coarse field instead of a wide blur."""
    cells = int(rng.integers(4, 8))
    coarse = rng.standard_normal((cells, cells), np.float32) * np.float32(rng.uniform(0.5, 4.0) * strength)
    return np.asarray(cv2.resize(coarse, (FORM_SIDE, FORM_SIDE), interpolation=cv2.INTER_CUBIC), np.float32)
