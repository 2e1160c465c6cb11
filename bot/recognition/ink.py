"""Grey picture → ink map: how much darker (or lighter) than its paper each pixel is, whatever the light.

The paper is estimated by a morphological closing (Serra 1982): a window wider than any stroke, filled with the
brightest value that fits, sees the paper beside the stroke. Unlike a blur or a median it follows the edge of a shadow,
since a shadow is wider than the window. Ink is (paper - grey) / paper: a share of the light that is there, so a stroke
in the shade counts like one in the sun. For light strokes on a dark ground the picture is inverted first.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage

WORKING_SIDE = 1280
"""Pictures are scaled to this long side: a digit of 1 % of the picture still has 13 pixels."""
SMALLEST_SIDE = 640
"""Smaller pictures are enlarged to this, so that strokes of one pixel keep their form."""
DARKEST_PAPER = 40.0
"""Grey level below which paper is taken as this bright: shares of almost nothing are noise."""
DARKEST_GROUND = 128.0
"""The same for light strokes, where the inverted ground is bright: what is not, is no board."""
DARKEST_SHADE = 0.3
"""And at least this share of the picture's brightest paper: what is darker is no paper in the shade but a desk."""
FAINTEST_INK = 0.07
"""Ink below this share of the paper's light is never taken as writing: paper's own texture reaches it."""


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """Ink of one picture at working size: `share` H×W float32 in 0..1, `level` from which on it counts as ink.

    `scale` is working pixels per picture pixel; `strength` the share of strong ink; `noise` the paper's deviation.
    """

    share: NDArray[np.float32]
    level: float
    strength: float
    noise: float
    scale: float

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Pixels that count as ink, H×W."""
        return self.share >= self.level

    @property
    def grey(self) -> GreyImage:
        """The ink as uint8, white on black: 0 well below the level, 255 at full strength."""
        low, high = 0.6 * self.level, max(1.5 * self.level, 0.8 * self.strength)
        return np.asarray(np.clip((self.share - low) * (255.0 / (high - low)), 0, 255), np.uint8)


def working_copy(grey: GreyImage) -> tuple[GreyImage, float]:
    """Scale a picture to working size; returns it with the scale (working pixels per picture pixel)."""
    side = max(grey.shape)
    scale = min(1.0, WORKING_SIDE / side) if side > SMALLEST_SIDE else SMALLEST_SIDE / side
    if scale == 1.0:
        return grey, 1.0
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    method = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, size, interpolation=method), np.uint8), scale


def is_light_on_dark(grey: GreyImage) -> bool:
    """Whether the strokes are lighter than their ground.

    Strokes are the minority around any place, so the local median is ground; strokes are what deviates most from it.
    """
    factor = min(1.0, 320 / max(grey.shape))
    small = np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    difference = small.astype(np.float32) - cv2.medianBlur(small, 61)
    return float(np.power(difference, 3).sum()) > 0.0


def find_ink(grey: GreyImage, scale: float, *, light: bool = False, window: float = 0.12, cut: float = 0.42) -> Ink:
    """Find the ink of a working copy.

    Args:
        grey: H×W uint8.
        scale: working pixels per picture pixel, passed through.
        light: whether the strokes are lighter than the ground.
        window: side of the paper window as a share of the long side; wider than any stroke.
        cut: the level as a share of the strong ink's. The plateau measured on photos is 0.35 to 0.5.
    """
    dark = 255 - grey if light else grey
    paper = _paper(dark, window)
    sheet = float(np.percentile(paper[::8, ::8], 95))
    least = DARKEST_GROUND if light else max(DARKEST_PAPER, DARKEST_SHADE * sheet)
    missing = paper - cv2.GaussianBlur(dark, (3, 3), 0)
    grain = float(np.median(missing[::3, ::3])) + 4.0 * _deviation(missing[::3, ::3])
    share: NDArray[np.float32] = np.clip(missing / np.maximum(paper, least), 0.0, 1.0).astype(np.float32)
    share[(missing < grain) & (share > FAINTEST_INK)] = FAINTEST_INK  # a camera's noise is a larger share in the shade
    noise = _deviation(share[::3, ::3])
    floor = max(FAINTEST_INK, float(np.median(share)) + 4.0 * noise)
    strength = _strength(share, floor, paper > 0.5 * sheet)
    return Ink(share, max(floor, cut * strength), max(strength, floor), noise, scale)


def _strength(share: NDArray[np.float32], floor: float, bright: NDArray[np.bool_]) -> float:
    """Share of strong ink: of what lies on bright ground, where there is enough; a desk's dark grain is no measure."""
    found = share > floor
    on_sheet = found & bright
    strong = share[on_sheet if on_sheet.sum() > 0.0005 * share.size else found]
    return float(np.percentile(strong, 90)) if strong.size else 0.0


def _deviation(sample: NDArray[np.float32]) -> float:
    """Standard deviation of the bulk of a sample: from the median deviation, which strokes do not move."""
    return 1.4826 * float(np.median(np.abs(sample - np.median(sample))))


def _half(grey: GreyImage) -> GreyImage:
    return np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def _close(grey: GreyImage, window: float) -> GreyImage:
    side = max(3, round(window * max(grey.shape)) | 1)
    blurred = cv2.GaussianBlur(grey, (3, 3), 0)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (side, side))
    return np.asarray(cv2.morphologyEx(blurred, cv2.MORPH_CLOSE, kernel), np.uint8)


def _paper(grey: GreyImage, window: float) -> NDArray[np.float32]:
    paper = cv2.GaussianBlur(_close(_half(grey), window), (0, 0), 2.0)
    return np.asarray(cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)
