"""Ink crop → the 28×28 glyph that the classifier was trained on.

The form is MNIST's (LeCun et al. 1998): the ink's bounding box scaled, keeping its proportions, into 20×20 pixels, and
placed so that the ink's centre of mass is the centre of a 28×28 field. Lines that would be thinner than MNIST's after
the scaling are thickened first, since a hair line becomes a grey haze that no MNIST digit shows.

This is the only code that makes glyphs, for the bot and for training. Any change that alters a glyph raises
`GLYPH_VERSION`, and models of another version are refused.
"""

import cv2
import numpy as np

from bot.recognition.shrink import at_most
from bot.recognition.types import Glyphs, GreyImage

GLYPH_VERSION = 2
GLYPH_SIDE = 28
BOX_SIDE = 20
THINNEST_STROKE = 2.0
"""Stroke width in glyph pixels below which lines are thickened; MNIST's thinnest common width."""
LARGEST = 8 * BOX_SIDE
"""Longer side that larger ink is scaled down to before it is thickened: it would cost a hundred times as much and show
nothing more. That changed glyphs of such ink by 0.006 on average and no digit of the 134 so large on the labelled
photos; so it is no new version."""


def make_glyph(crop: GreyImage) -> Glyphs:
    """Normalize one ink crop (H×W uint8, white ink on black) to a 28×28 float32 glyph in 0..1.

    A crop without ink gives a glyph of zeros.
    """
    ink = _trim(crop)
    if ink.size == 0:
        return np.zeros((GLYPH_SIDE, GLYPH_SIDE), np.float32)
    scaled = _fit(_thicken(at_most(ink, LARGEST))).astype(np.float32)
    return _centre(scaled / max(float(scaled.max()), 1.0))


def make_glyphs(crops: list[GreyImage]) -> Glyphs:
    """Normalize N crops to N×28×28."""
    if not crops:
        return np.zeros((0, GLYPH_SIDE, GLYPH_SIDE), np.float32)
    return np.stack([make_glyph(crop) for crop in crops])


def lean(ink: GreyImage) -> float:
    """How far a form leans to the right by its height, as its moments tell; 0 where it has no height."""
    moments = cv2.moments(ink)
    return float(-moments["mu11"] / moments["mu02"]) if moments["mu02"] else 0.0


def stroke_width(ink: GreyImage) -> float:
    """Mean stroke width in pixels: across a stroke of width w the distance to its edge is (w + 2) / 4 on average."""
    _, strong = cv2.threshold(ink, 127, 1, cv2.THRESH_BINARY)
    mask = cv2.copyMakeBorder(strong, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    if not cv2.countNonZero(mask):
        return 1.0
    distance = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return max(1.0, 4.0 * cv2.mean(distance, mask)[0] - 2.0)


def _trim(crop: GreyImage) -> GreyImage:
    x, y, width, height = cv2.boundingRect(crop)
    return crop[y : y + height, x : x + width]


def _thicken(ink: GreyImage) -> GreyImage:
    scale = BOX_SIDE / max(ink.shape)
    missing = THINNEST_STROKE / scale - stroke_width(ink)
    if missing < 1.0:
        return ink
    side = 1 + round(missing)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.dilate(np.pad(ink, side), kernel), np.uint8)[side:-side, side:-side]


def _fit(ink: GreyImage) -> GreyImage:
    height, width = ink.shape
    scale = BOX_SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    method = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(ink, size, interpolation=method), np.uint8)


def _centre(ink: Glyphs) -> Glyphs:
    field = np.zeros((GLYPH_SIDE, GLYPH_SIDE), np.float32)
    # OpenCV takes an array of two columns for a list of points, not for a picture two pixels wide.
    moments = cv2.moments(cv2.copyMakeBorder(ink, 0, 0, 0, 2, cv2.BORDER_CONSTANT))
    mass = max(moments["m00"], 1e-6)
    top = _offset(moments["m01"] / mass, ink.shape[0])
    left = _offset(moments["m10"] / mass, ink.shape[1])
    field[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return field


def _offset(mass_centre: float, length: int) -> int:
    return int(np.clip(round(GLYPH_SIDE / 2 - mass_centre), 0, GLYPH_SIDE - length))
