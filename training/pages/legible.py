"""Whether a person can read a page's digits: they are high enough and stand out from what is around them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from training.pages.layer import boxes_of
from training.pages.page import ColourImage, Owner

LONG_SIDE = 1280
"""Long side in pixels at which a picture is judged, as a phone shows it or a messenger sends it."""
LEAST_HEIGHT = 12.0
"""Median height of the digits at that size, below which a page is a strain to read."""
LEAST_CONTRAST = 24.0
"""Median difference, in grey levels of the strongest channel, between the digits and the ground beside them."""


def is_legible(picture: ColourImage, owner: Owner, count: int) -> bool:
    """Whether most of the `count` digits of a picture with their owner map are high and dark (or light) enough."""
    boxes = boxes_of(owner, count)
    height = float(np.median(boxes[:, 2:].max(axis=1)))
    if height * LONG_SIDE / max(owner.shape) < LEAST_HEIGHT:
        return False
    step = max(1, int(height / 24))
    return bool(np.median(contrasts(picture[::step, ::step], owner[::step, ::step], count)) >= LEAST_CONTRAST)


def contrasts(picture: ColourImage, owner: Owner, count: int) -> NDArray[np.float64]:
    """For each digit, the largest difference over the channels between its ink and the ground beside it, N levels."""
    reach = round(float(np.median(boxes_of(owner, count)[:, 3]))) | 1
    free = cv2.dilate((owner > 0).astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    weight = free.astype(np.float32)
    around = cv2.boxFilter(weight, -1, (reach, reach)) + np.float32(1e-6)
    ground = cv2.boxFilter(picture * weight[:, :, np.newaxis], -1, (reach, reach)) / around[:, :, np.newaxis]
    rows, columns = np.nonzero((owner > 0) & (around > 0.01))
    index = owner[rows, columns].astype(np.int64) - 1
    apart = picture[rows, columns] - ground[rows, columns]
    pixels = np.maximum(np.bincount(index, minlength=count), 1)
    means = [np.bincount(index, apart[:, channel], minlength=count) / pixels for channel in range(3)]
    return np.asarray(np.abs(means).max(axis=0), np.float64)
