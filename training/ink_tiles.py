"""Synthetic photos → tiles for the ink model: the ink as the reader finds it, and whether it is a digit's."""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.ink import Ink, find_ink, is_light_on_dark, working_copy
from bot.recognition.tiles import TEXT, scaled_ink
from bot.recognition.types import TILE_SIDE, GreyImage, Tiles
from training.pages.page import Page

WINDOWS = (0.12, 0.12, 0.12, 0.3, 0.05)
"""Paper windows of the reader's hypotheses, the usual one most often."""
JITTER = 1.8
"""The reader's first guess of the text height is right within this factor."""


def cut_tiles(page: Page, count: int, rng: np.random.Generator) -> tuple[Tiles, Tiles]:
    """`count` tiles of a page, and their truth: 255 where a digit's ink is, else 0."""
    grey = np.asarray(cv2.cvtColor(page.picture, cv2.COLOR_BGR2GRAY), np.uint8)
    copy, scale = working_copy(grey)
    light = is_light_on_dark(copy) != (rng.random() < 0.03)
    ink = find_ink(copy, scale, light=light, window=float(rng.choice(WINDOWS)))
    height = _text_height(page, ink, rng) * np.exp(rng.uniform(-np.log(JITTER), np.log(JITTER)))
    seen = scaled_ink(ink, min(TEXT / height, 3000 / max(copy.shape)))
    owned = np.asarray(page.owner > 0, np.uint8) * 255
    size = (seen.shape[1], seen.shape[0])
    true = (cv2.resize(owned, size, interpolation=cv2.INTER_AREA) > 90).astype(np.uint8) * np.uint8(255)
    pairs = [_cut(seen, true, _place(seen, true, rng)) for _ in range(count)]
    return np.array([seen for seen, _ in pairs]), np.array([true for _, true in pairs])


def _text_height(page: Page, ink: Ink, rng: np.random.Generator) -> float:
    """Height of the page's digits in working pixels; without digits, that of any of its pieces."""
    if page.digits:
        return float(np.median([written.box.height for written in page.digits])) * ink.scale
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.mask, connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    heights = heights[heights >= 7]
    return float(rng.choice(heights)) if heights.size else 40.0


def _place(seen: GreyImage, true: GreyImage, rng: np.random.Generator) -> tuple[int, int]:
    """Where a tile's middle lies: on a digit in two of three cases, else on other ink, else anywhere."""
    other = (seen > 60) & (true == 0)
    choices = (true > 0, other) if rng.random() < 0.65 else (other, true > 0)
    for choice in choices:
        found = np.flatnonzero(choice)
        if found.size:
            y, x = divmod(int(rng.choice(found)), seen.shape[1])
            return y + int(rng.integers(-40, 41)), x + int(rng.integers(-40, 41))
    return int(rng.integers(seen.shape[0])), int(rng.integers(seen.shape[1]))


def _cut(seen: GreyImage, true: GreyImage, middle: tuple[int, int]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    half = TILE_SIDE // 2
    rows, columns = ((max(0, at - half), max(0, at + half)) for at in middle)
    window = np.s_[rows[0] : rows[1], columns[0] : columns[1]]
    tiles = []
    for picture in (seen, true):
        tile = np.zeros((TILE_SIDE, TILE_SIDE), np.uint8)
        part = picture[window]
        top, left = max(0, half - middle[0]), max(0, half - middle[1])
        tile[top : top + part.shape[0], left : left + part.shape[1]] = part
        tiles.append(tile)
    return tiles[0], tiles[1]
