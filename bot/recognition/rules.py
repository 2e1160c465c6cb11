"""Ink without the rules of lined and squared paper.

A rule is a straight line as long as a good part of the picture. Where faint squares pass for ink, all that is on the
page hangs together, and nothing tells digits apart any more. So the light that a rule takes is given back: no more
than it takes in general, so that a stroke that runs along one stays; and where a stroke crosses one, the gap is closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.ink import Ink, measured
from bot.recognition.pieces import find_pieces, spanning
from bot.recognition.shrink import shrunk
from bot.recognition.types import Box, GreyImage

SHORTEST = 0.06
"""Length of the straight runs that rules are made of, as a share of the picture's long side."""
ACROSS = 0.25
"""A rule is at least so long, as a share of the side along which it runs."""
THICKEST = 0.012
"""Rules are thinner than this share of the long side; what is thicker is a broad pen's."""
CROSSED = 0.03
"""A rule goes on behind a stroke that is no wider than this share of the long side."""
SLACK = 0.004
"""How far a run may stray from a straight line, as a share of the long side: rules are bent by paper and lens."""
SEVERAL = 4
"""So many rules are ruled paper; fewer may be strokes of a large digit."""
EXCESS = 1.4
"""A rule takes at most so much more light than the page's rules usually do."""
SLOPES = np.tan(np.radians(np.arange(-16.0, 17.0, 4.0)))
"""Slopes of rules that are looked for; a run's slack reaches from one to the next."""
PALER = 0.75
"""Rules that are printed on paper take at most this share of the light that the pen takes."""
LONGER = 2.0
"""What is written hangs on a rule where its ink goes on as a line so many times as long as it, and as that is broad."""
QUICK_SIDE = 320
"""Long side of the copy on which the slope is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Unruled:
    """Ink less its rules, and whether they are paler than the writing; those that are not may be a table's lines."""

    ink: Ink
    pale: bool


def without_rules(ink: Ink) -> Unruled | None:
    """The ink less its rules; None where it has none."""
    level = _level_rules(ink.share, ink.level)
    upright = np.ascontiguousarray(_level_rules(np.ascontiguousarray(ink.share.T), ink.level).T)
    rules = np.asarray(cv2.max(level, upright), np.uint8)
    if not rules.any():
        return None
    left = np.asarray(cv2.subtract(ink.share, rules), np.uint8)
    gap = round(THICKEST * max(left.shape)) + 2 * _slack(left) + 1
    across = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((gap, 1), np.uint8))
    along = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    bridged = np.maximum(np.where(level > 0, across, left), np.where(upright > 0, along, left))
    bare = measured(np.minimum(ink.share, bridged), ink.scale, np.ones_like(left))
    return Unruled(bare, pale=bool(np.median(rules[rules > 0]) <= PALER * bare.strength))


def hang_on_rules(boxes: Sequence[Box], ink: Ink) -> bool:
    """Whether what stands in one of these boxes hangs together with a line as long as a rule, or a net of them."""
    return any(_hangs(box, ink) for box in boxes)


def _hangs(box: Box, ink: Ink) -> bool:
    labels = ink.pieces.labels[box.y : box.bottom, box.x : box.right]
    piece = np.bincount(labels[labels > 0], minlength=1).argmax()  # most of the ink in the box
    size = ink.pieces.stats[[piece], cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1]
    (width, height), (rows, columns) = size[0], ink.share.shape
    level = width >= max(ACROSS * columns, LONGER * box.width, LONGER * height)
    upright = height >= max(ACROSS * rows, LONGER * box.height, LONGER * width)
    return bool(piece and (level or upright or spanning(ink.pieces.stats[[piece]], ink.share.shape)))


def _level_rules(share: GreyImage, level: float) -> GreyImage:
    """The more or less level rules of H×W ink; 0 where there are none."""
    slope = _slope(share)
    rules = _sheared(_rules(_runs(_sheared(share, -slope)), level), slope)
    rim = (len(rules) - len(share)) // 2
    return np.ascontiguousarray(rules[rim : rim + len(share)])


def _slack(share: GreyImage) -> int:
    return max(1, round(SLACK * float(max(share.shape)) / 2))


def _runs(share: GreyImage) -> GreyImage:
    """How strong a level thin run of ink each pixel belongs to: an opening of the ink, spread by the slack."""
    side = max(share.shape)
    thickest = max(3, round(THICKEST * side))
    thick = cv2.morphologyEx(share, cv2.MORPH_OPEN, np.ones((thickest, 1), np.uint8))
    stroke = max(3, round(CROSSED * side))
    thin = cv2.morphologyEx(cv2.subtract(share, thick), cv2.MORPH_CLOSE, np.ones((1, stroke), np.uint8))
    band = cv2.dilate(cv2.min(thin, share), np.ones((2 * _slack(share) + 1, 1), np.uint8))
    return np.asarray(cv2.morphologyEx(band, cv2.MORPH_OPEN, np.ones((1, max(9, round(SHORTEST * side))), np.uint8)))


def _rules(runs: GreyImage, level: float) -> GreyImage:
    """The runs that are long enough for rules, none much stronger than they are in general; 0 if they are few."""
    mask = np.asarray(cv2.threshold(runs, 0.5 * level, 1, cv2.THRESH_BINARY)[1], np.uint8)
    pieces = find_pieces(mask)
    labels, stats = pieces.labels, pieces.stats
    long = stats[:, cv2.CC_STAT_WIDTH] >= ACROSS * runs.shape[1]
    long[0] = False
    if np.count_nonzero(long) < SEVERAL:
        return np.zeros_like(runs)
    usual = [_strength(runs, labels, stats[number, :4].tolist(), int(number)) for number in np.flatnonzero(long)]
    most = np.uint8(min(255.0, EXCESS * float(np.median(usual))))
    return np.asarray(cv2.min(runs, most * long[labels].astype(np.uint8)), np.uint8)


def _strength(runs: GreyImage, labels: NDArray[np.int32], box: list[int], number: int) -> float:
    """The median of a piece's runs; `box` is its x, y, width and height."""
    part = np.s_[box[1] : box[1] + box[3], box[0] : box[0] + box[2]]
    return float(np.median(runs[part][labels[part] == number]))


def _slope(share: GreyImage) -> float:
    """The slope at which the most ink lies in level runs."""
    factor = QUICK_SIDE / max(share.shape)
    small = shrunk(share, factor)
    found = [float(_runs(_sheared(small, -slope)).sum()) for slope in SLOPES]
    return float(SLOPES[int(np.argmax(found))])


def _sheared(share: GreyImage, slope: float) -> GreyImage:
    """H×W pixels moved down by `slope` times their distance from the middle column, with room above and below."""
    height, width = share.shape
    rim = int(np.ceil(abs(slope) * width / 2)) + 1
    shift: NDArray[np.float32] = np.array([[1, 0, 0], [slope, 1, rim - slope * width / 2]], np.float32)
    return np.asarray(cv2.warpAffine(share, shift, (width, height + 2 * rim), flags=cv2.INTER_LINEAR), np.uint8)
