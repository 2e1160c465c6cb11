"""Grey picture → ink map: how much darker (or lighter) than its paper each pixel is, whatever the light.

The paper is estimated by a morphological closing (Serra 1982): a window wider than any stroke, filled with the
brightest value that fits, sees the paper beside the stroke. Unlike a blur or a median it follows the edge of a shadow,
since a shadow is wider than the window. Ink is (paper - grey) / paper: a share of the light that is there, so a stroke
in the shade counts like one in the sun. For light strokes on a dark ground the picture is inverted first.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.closing import close
from bot.recognition.pieces import Pieces, find_pieces, spanned_sides, spanning
from bot.recognition.place import shear, tilt
from bot.recognition.shrink import at_most, halved, shrunk, size_at
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
FAINTEST_INK = 18.0
"""Ink below this share of the paper's light, 7 %, is never taken as writing: paper's own texture reaches it."""
USUAL_WINDOW = 0.12
"""Side of the paper window as a share of the long side; wider than any stroke."""
BROAD_WINDOW = 0.3
"""The same for figures that fill the picture, in a marker's or a brush's strokes."""
LOOK, DARKER, ENOUGH = 320, 0.8, 0.004
"""On a copy of this long side, paper in the usual window that is so much darker than in the broad one, on this share of
the picture, is no paper but a stroke, or a shadow."""
CUT = 0.42
"""The level as a share of the strong ink's. The plateau measured on photos is 0.35 to 0.5."""
FLAT, SEVERAL = 0.25, 2
"""A rule, with what hangs on it, takes at most this share of the picture across; so many are no stroke of a digit."""
MOST_NOISE = 30.0
"""Grain of more grey levels is a desk's or a cloth's, not a camera's noise."""
NOISE, ALIKE = 8.0, (5, 9)
"""Grey levels by which noise makes places differ that look alike; sides of a place, and of where others are sought."""
MOSTLY_PALE = 0.6
"""Ink is mostly pale if its strength is less than this share of its strong part's."""


@dataclass(frozen=True, eq=False)
class Ink:
    """Ink of one picture at working size: `share` H×W uint8 in 255ths, `level` from which on it counts as ink.

    `scale` is working pixels per picture pixel; `strength` the share of strong ink. Both are in 255ths too: eight
    bits are more than a camera's noise leaves, and OpenCV's fastest. Most of the picture is darker than its paper by
    `grain` grey levels at most: by few, or by many where light and shadow alternate. In dim light a camera's noise may
    reach further than the level on most of the paper, and writing is `hidden` among it.
    """

    share: GreyImage
    level: float
    strength: float
    scale: float
    grain: float = 0.0
    hidden: bool = False

    @cached_property
    def mask(self) -> GreyImage:
        """Pixels that count as ink, H×W uint8, 0 or 1."""
        return np.asarray(cv2.threshold(self.share, int(np.ceil(self.level)) - 1, 1, cv2.THRESH_BINARY)[1], np.uint8)

    @cached_property
    def pieces(self) -> Pieces:
        """Connected pieces of the mask."""
        return find_pieces(self.mask)

    @cached_property
    def spanning(self) -> bool:
        """Whether one piece spans the picture: squared paper, a frame, and what is written on them."""
        return spanning(self.pieces.stats[1:], self.share.shape)

    @cached_property
    def lines(self) -> NDArray[np.bool_]:
        """Where squares are that span the picture, or several rules as long as it, with what hangs on them."""
        sizes, sides = self.pieces.stats[1:, 2:4], np.array(self.share.shape[::-1])
        spanned = spanned_sides(self.pieces.stats[1:], self.share.shape)
        rules = spanned & (sizes[:, ::-1] <= FLAT * sides[::-1])
        lines = spanned.all(axis=1) | (rules.any(axis=1) & (rules.sum() >= SEVERAL))
        return np.insert(lines, 0, False)[self.pieces.labels]

    @property
    def noisy(self) -> bool:
        """Of ink at the usual cut: whether noise says from which level on it counts, not its strength nor the paper."""
        return self.level > max(CUT * self.strength, FAINTEST_INK)

    @cached_property
    def grey(self) -> GreyImage:
        """The ink as uint8, white on black: 0 well below the level, 255 at full strength."""
        low, high = 0.6 * self.level, max(1.5 * self.level, 0.8 * self.strength)
        curve = np.clip((np.arange(256) - low) * (255.0 / (high - low)), 0, 255).astype(np.uint8)
        return np.asarray(cv2.LUT(self.share, curve), np.uint8)


def working_copy(grey: GreyImage) -> tuple[GreyImage, float]:
    """Scale a picture to working size; returns it with the scale (working pixels per picture pixel)."""
    side = max(grey.shape)
    scale = min(1.0, WORKING_SIDE / side) if side > SMALLEST_SIDE else SMALLEST_SIDE / side
    if scale == 1.0:
        return grey, 1.0
    copy = halved(grey, 2 * WORKING_SIDE)
    method = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(copy, size_at(grey, scale), interpolation=method), np.uint8), scale


def find_ink(
    grey: GreyImage, scale: float, *, light: bool = False, window: float = USUAL_WINDOW, cut: float = CUT
) -> Ink:
    """Find the ink of a working copy.

    Args:
        grey: H×W uint8.
        scale: working pixels per picture pixel, passed through.
        light: whether the strokes are lighter than the ground.
        window: see `USUAL_WINDOW`.
        cut: see `CUT`.
    """
    dark = cv2.bitwise_not(grey) if light else grey
    paper = _paper(np.asarray(dark, np.uint8), window)
    counts = _counts(np.ascontiguousarray(paper[::8, ::8]))
    usual, sheet = (_percentile(counts, share) for share in (0.5, 0.95))
    least = DARKEST_GROUND if light else max(DARKEST_PAPER, DARKEST_SHADE * sheet)
    missing = np.asarray(cv2.subtract(paper, cv2.GaussianBlur(dark, (3, 3), 0)), np.uint8)
    share = np.asarray(cv2.divide(missing, np.maximum(paper, np.uint8(least)), scale=255.0), np.uint8)
    middle, deviation = _bulk(missing)
    grain = middle + 4.0 * deviation
    _quiet(share, missing, grain)
    ink = measured(share, scale, np.asarray(paper > 0.5 * sheet, np.uint8), cut)
    hidden = grain < MOST_NOISE and 255.0 * grain > ink.level * usual
    return replace(ink, grain=grain, hidden=hidden)


def without_noise(grey: GreyImage) -> GreyImage:
    """A working copy with the camera's noise averaged away over places that look alike (Buades et al. 2005)."""
    return np.asarray(cv2.fastNlMeansDenoising(grey, None, NOISE, *ALIKE), np.uint8)


def is_broad(grey: GreyImage, *, light: bool = False) -> bool:
    """Whether the usual window takes strokes of a working copy for paper; `light` as in `find_ink`."""
    dark = np.asarray(cv2.bitwise_not(grey) if light else grey, np.uint8)
    small = at_most(dark, LOOK)
    usual, broad = (_paper(small, window) for window in (USUAL_WINDOW, BROAD_WINDOW))
    return float(np.mean(usual < DARKER * broad)) >= ENOUGH


def tilted(ink: Ink, degrees: float) -> Ink:
    """The ink of a page turned anticlockwise by so much, on a larger page that holds all of it."""
    return _warped(ink, *tilt(ink.share.shape[1], ink.share.shape[0], degrees))


def erected(ink: Ink, lean: float) -> Ink:
    """The ink of a page without so much lean to the right, by its height, on a wider page that holds all of it."""
    return _warped(ink, *shear(ink.share.shape[1], ink.share.shape[0], lean))


def _warped(ink: Ink, size: tuple[int, int], matrix: NDArray[np.float64]) -> Ink:
    return replace(ink, share=np.asarray(cv2.warpAffine(ink.share, matrix, size, flags=cv2.INTER_LINEAR), np.uint8))


def down_to(ink: Ink, cut: float) -> Ink:
    """The same ink with another level, as a share of the strong ink's."""
    return replace(ink, level=max(_floor(ink.share), cut * ink.strength))


def paler(ink: Ink) -> Ink:
    """What is left of some ink, measured by its own strength where that is mostly paler."""
    left = measured(ink.share, ink.scale, np.ones_like(ink.share))
    return left if left.strength < MOSTLY_PALE * ink.strength else ink


def without_pale(ink: Ink) -> Ink | None:
    """The same ink measured by its strong part alone (Otsu 1979); None where that is hardly stronger than the whole.

    Where a shadow's edge or squared paper is most of the ink, its strength passes for the pen's.
    """
    inked = ink.share[ink.share > ink.level]
    if not inked.any():
        return None
    parting, _ = cv2.threshold(inked, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    strength = _percentile(_counts(np.asarray(inked[inked > parting], np.uint8)), 0.9)
    if ink.strength >= MOSTLY_PALE * strength:
        return None
    return replace(ink, level=max(ink.level, CUT * strength), strength=strength)


def as_strong_as(ink: Ink, written: GreyImage) -> Ink | None:
    """The same ink measured by some shares of it, in 255ths; None where they are hardly stronger than the whole.

    Where creases, shadows or what shows through are most of the ink, they are paler than what was written.
    """
    strength = _percentile(_counts(written), 0.5)
    level = CUT * strength
    return replace(ink, level=level, strength=strength) if ink.level < MOSTLY_PALE * level else None


def measured(share: GreyImage, scale: float, bright: GreyImage, cut: float = CUT) -> Ink:
    """Shares of light as ink, with their level and strength; `bright` is not zero where the ground is bright."""
    floor = _floor(share)
    strength = _strength(share, floor, bright)
    return Ink(share, max(floor, cut * strength), max(strength, floor), scale)


def _floor(share: GreyImage) -> float:
    """The share of light below which all is paper's texture and the camera's noise."""
    middle, deviation = _bulk(share)
    return max(FAINTEST_INK, middle + 4.0 * deviation)


def _quiet(share: GreyImage, missing: GreyImage, grain: float) -> None:
    """Leave no more than the faintest ink where little light is missing: noise is a larger share in the shade."""
    most = np.where(np.arange(256) < grain, np.uint8(FAINTEST_INK), np.uint8(255)).astype(np.uint8)
    cv2.min(share, cv2.LUT(missing, most), dst=share)


def _strength(share: GreyImage, floor: float, bright: GreyImage) -> float:
    """Share of strong ink: of what lies on bright ground, where there is enough; a desk's dark grain is no measure."""
    sample = np.ascontiguousarray(share[::2])
    on_sheet, everywhere = _counts(sample, np.ascontiguousarray(bright[::2])), _counts(sample)
    on_sheet[: int(floor) + 1] = everywhere[: int(floor) + 1] = 0
    found = on_sheet if on_sheet.sum() > 0.0005 * sample.size else everywhere
    return _percentile(found, 0.9) if found.any() else 0.0


def _counts(sample: GreyImage, where: GreyImage | None = None) -> NDArray[np.int64]:
    """How often each of the 256 values occurs where the mask is not zero."""
    return cv2.calcHist([sample], [0], where, [256], [0, 256]).ravel().astype(np.int64)


def _percentile(counts: NDArray[np.int64], share: float) -> float:
    """The value that a share of all counted values does not exceed."""
    return float(np.searchsorted(np.cumsum(counts), share * counts.sum()))


def _bulk(picture: GreyImage) -> tuple[float, float]:
    """Median and deviation of a picture's bulk: from the median deviation, which strokes do not move."""
    counts = _counts(np.ascontiguousarray(picture[::3, ::3]))
    middle = _percentile(counts, 0.5)
    distances = np.abs(np.arange(256) - middle).astype(np.int64)
    return middle, 1.4826 * _percentile(np.bincount(distances, counts, 256).astype(np.int64), 0.5)


def _paper(grey: GreyImage, window: float) -> GreyImage:
    """The light of the paper at each pixel: a closing of the picture at half size, smoothed."""
    half = shrunk(grey, 0.5)
    side = max(3, round(window * max(half.shape)) | 1)
    closed = close(np.asarray(cv2.GaussianBlur(half, (3, 3), 0), np.uint8), side)
    paper = cv2.GaussianBlur(closed, (0, 0), 2.0)
    return np.asarray(cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)
