"""Ruled lines, table lines and borders, taken out of an ink mask without cutting the digits that cross them.

A rule is thin across and long along its way. A stroke that crosses it makes the ink thicker there, so only the pixels
where the ink is thin are taken: the crossing itself stays with the stroke.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage

SHORTEST = 0.12
"""A rule is at least this share of the picture's long side."""
LONGER_THAN_TEXT = 2.2
"""And this many times as long as the digits are high, so that the stem of a 1 is none."""
STEEPEST = 0.2
"""Rise of a rule by its run; more is a slanted stroke."""
BRIDGE = 4
"""Gaps in a rule up to this many times its thickness (strokes that cross it) do not end it."""


def remove_rules(mask: GreyImage, stroke: float, text: float) -> GreyImage | None:
    """Remove rules in both directions from a mask (H×W uint8, 0 or 1).

    Args:
        mask: where there is ink.
        stroke: width of the strokes in pixels.
        text: height of the digits in pixels, 0 if it is not known.

    Returns:
        the mask without them, or None if there is no rule.
    """
    thickness = int(np.clip(round(1.6 * stroke), 3, 14))
    shortest = max(24, round(SHORTEST * max(mask.shape)), round(LONGER_THAN_TEXT * text))
    across = _rules(mask, thickness, shortest)
    along = np.ascontiguousarray(_rules(np.ascontiguousarray(mask.T), thickness, shortest).T)
    rules = across | along
    if not rules.any():
        return None
    rest = np.where(rules > 0, 0, mask).astype(np.uint8)
    return _mend(rest, rules, thickness)


def _rules(mask: GreyImage, thickness: int, shortest: int) -> GreyImage:
    """The pixels of rules that run from left to right."""
    run = _run_down(mask)
    thin = ((run > 0) & (run <= thickness)).astype(np.uint8)
    bridged = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((3, BRIDGE * thickness + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(bridged, np.uint8), connectivity=8)
    rules = np.zeros_like(mask)
    for label in range(1, len(stats)):
        x, y, width, height = (int(value) for value in stats[label][:4])
        if width >= shortest and height <= STEEPEST * width + 2 * thickness:
            window = (slice(y, y + height), slice(x, x + width))
            rules[window] |= _follow((labels[window] == label) & (thin[window] > 0), run[window], shortest)
    return rules


def _follow(piece: NDArray[np.bool_], run: NDArray[np.int32], length: int) -> GreyImage:
    """Follow a rule stretch by stretch, each about `length` long: a whole rule on creased paper is no parabola."""
    stretches = np.array_split(np.arange(piece.shape[1]), max(1, piece.shape[1] // length))
    return np.hstack([_on_way(piece[:, columns], run[:, columns]) for columns in stretches])


def _run_down(mask: GreyImage) -> NDArray[np.int32]:
    """For each pixel of ink, the length of the vertical run of ink it belongs to; 0 elsewhere."""
    rows = np.arange(mask.shape[0], dtype=np.int32)[:, None]
    above = np.maximum.accumulate(np.where(mask == 0, rows, -1), axis=0)
    below = np.minimum.accumulate(np.where(mask == 0, rows, mask.shape[0])[::-1], axis=0)[::-1]
    return np.where(mask > 0, below - above - 1, 0)


def _on_way(piece: NDArray[np.bool_], run: NDArray[np.int32]) -> GreyImage:
    """The pixels of a rule's piece that lie on its way, a parabola, and are no thicker than the rule itself.

    What leaves the way, or is thicker, belongs to a stroke that meets the rule: the bowl of a 0 that stands on it.
    """
    y, x = np.nonzero(piece)
    if len(np.unique(x)) < 4:
        return piece.astype(np.uint8)
    thick = float(np.median(run[y, x]))
    inlier = np.ones(len(x), bool)
    for _ in range(3):
        way = np.polynomial.Polynomial.fit(x[inlier], y[inlier], 2)
        off = np.abs(y - way(x))
        inlier = off <= max(thick, float(np.median(off[inlier])))
    rule = np.zeros(piece.shape, np.uint8)
    keep = (off <= 0.5 * thick + 1.0) & (run[y, x] <= thick + 1.5)
    rule[y[keep], x[keep]] = 1
    return rule


def _mend(rest: GreyImage, rules: GreyImage, thickness: int) -> GreyImage:
    """Drop the crumbs of removed rules: pieces that lie almost wholly on the rules' way."""
    way = cv2.dilate(rules, np.ones((3, 3), np.uint8), iterations=2)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    on_way = np.bincount(labels[way > 0], minlength=count)
    small = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) <= 2 * thickness
    crumb = small & (on_way > 0.6 * stats[:, cv2.CC_STAT_AREA])
    crumb[0] = True
    return np.asarray(~crumb[labels], np.uint8)
