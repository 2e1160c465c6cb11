"""Ruled lines, table lines and borders, taken out of an ink mask without cutting the digits that cross them.

A rule is thin across and long along its way. A stroke that crosses it makes the ink thicker there, so only the pixels
where the ink is thin are taken: the crossing itself stays with the stroke.
"""

import cv2
import numpy as np

from bot.recognition.types import GreyImage

SHORTEST = 0.12
"""A rule is at least this share of the picture's long side."""
STEEPEST = 0.2
"""Rise of a rule by its run; more is a slanted stroke."""
BRIDGE = 4
"""Gaps in a rule up to this many times its thickness (strokes that cross it) do not end it."""


def remove_rules(mask: GreyImage, stroke: float) -> GreyImage | None:
    """Remove rules in both directions from a mask (H×W uint8, 0 or 1) of strokes about `stroke` pixels wide.

    Returns:
        the mask without them, or None if there is no rule.
    """
    thickness = int(np.clip(round(1.6 * stroke), 3, 14))
    shortest = max(24, round(SHORTEST * max(mask.shape)))
    across = _rules(mask, thickness, shortest)
    along = np.ascontiguousarray(_rules(np.ascontiguousarray(mask.T), thickness, shortest).T)
    rules = across | along
    if not rules.any():
        return None
    rest = np.where(rules > 0, 0, mask).astype(np.uint8)
    return _mend(rest, rules, thickness)


def _rules(mask: GreyImage, thickness: int, shortest: int) -> GreyImage:
    thick = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((thickness + 1, 1), np.uint8))
    thin = cv2.subtract(mask, np.asarray(thick, np.uint8))
    bridged = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((3, BRIDGE * thickness + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(bridged, np.uint8), connectivity=8)
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    is_rule = (width >= shortest) & (height <= STEEPEST * width + 2 * thickness)
    is_rule[0] = False
    return np.asarray(is_rule[labels] & (thin > 0), np.uint8)


def _mend(rest: GreyImage, rules: GreyImage, thickness: int) -> GreyImage:
    """Drop the crumbs of removed rules: pieces that lie almost wholly on the rules' way."""
    way = cv2.dilate(rules, np.ones((3, 3), np.uint8), iterations=2)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    on_way = np.bincount(labels[way > 0], minlength=count)
    small = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) <= 2 * thickness
    crumb = small & (on_way > 0.6 * stats[:, cv2.CC_STAT_AREA])
    crumb[0] = True
    return np.asarray(~crumb[labels], np.uint8)
