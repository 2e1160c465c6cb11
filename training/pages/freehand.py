"""What a hand draws beside digits: lines that are shaken and slanted, in the digits' own pen."""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage
from training.pages.pen import reink, scaled


def nib(width: float) -> int:
    """A pen to draw with what will be inked at some width."""
    return max(3, round(0.7 * width))


def draw_curve(field: GreyImage, points: NDArray[np.float64], pen: int) -> None:
    """Draw a line through N×2 points with a pen of some pixels, in place."""
    cv2.polylines(field, [np.rint(points).astype(np.int32)], False, 255, pen, cv2.LINE_AA)


def by_hand(field: GreyImage, width: float, factor: float, rng: np.random.Generator) -> GreyImage:
    """What is drawn, shaken and slanted, in the digits' pen at a width in pixels, then scaled; its ink fills it."""
    rows, columns = np.mgrid[: field.shape[0], : field.shape[1]].astype(np.float32)
    cells = (max(3, field.shape[0] // 60), max(3, field.shape[1] // 60))
    across, down = (
        rng.uniform(2, 9)
        * cv2.resize(rng.standard_normal(cells, np.float32), field.shape[::-1], interpolation=cv2.INTER_CUBIC)
        for _ in range(2)
    )
    slant = np.float32(rng.uniform(-0.3, 0.3)) * (rows - field.shape[0] / 2)
    moved = cv2.remap(field, columns + across + slant, rows + down, cv2.INTER_LINEAR)
    ink = scaled(reink(np.asarray(moved, np.uint8), width), factor)
    x, y, wide, high = cv2.boundingRect(np.asarray(ink > 40, np.uint8))
    return ink[y : y + high, x : x + wide] if wide else ink[:2, :2]
