"""Synthetic photos → tiles for the ink model: the ink as the reader finds it, and whether it is a digit's."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.ink import Ink, find_ink, working_copy
from bot.recognition.polarity import polarity
from bot.recognition.tiles import TEXT, scaled_ink
from bot.recognition.types import TILE_SIDE, GreyImage, Tiles
from training.pages.page import Page

WINDOWS = (0.12, 0.12, 0.12, 0.3, 0.05)
"""Paper windows of the reader's hypotheses, the usual one most often."""
JITTER = 1.8
"""The reader's first guess of the text height is right within this factor."""


@dataclass(frozen=True, slots=True, eq=False)
class InkTiles:
    """Tiles of a page with their truth."""

    seen: Tiles
    """N×128×128 uint8: the ink as the reader finds it."""
    digit: Tiles
    """N×128×128 uint8: 255 where a digit's ink is, else 0."""
    offset: NDArray[np.int8]
    """N×64×64×2 int8: from every second pixel of a digit's ink, pixels to the middle of its digit as (x, y); else 0."""


def cut_tiles(page: Page, count: int, rng: np.random.Generator) -> InkTiles:
    """`count` tiles of a page, and their truth."""
    grey = np.asarray(cv2.cvtColor(page.picture, cv2.COLOR_BGR2GRAY), np.uint8)
    copy, scale = working_copy(grey)
    light = (polarity(copy)[0] > 0) != (rng.random() < 0.03)
    ink = find_ink(copy, scale, light=light, window=float(rng.choice(WINDOWS)))
    height = text_height(page, ink, rng) * np.exp(rng.uniform(-np.log(JITTER), np.log(JITTER)))
    seen = scaled_ink(ink, min(TEXT / height, 3000 / max(copy.shape)))
    digit, offset = _truth(page, seen.shape)
    places = [_place(seen, digit, rng) for _ in range(count)]
    cuts = [[_cut(picture, place) for picture in (seen, digit, offset)] for place in places]
    tiles, digits, offsets = (np.array(column) for column in zip(*cuts, strict=True))
    return InkTiles(tiles, digits, offsets[:, ::2, ::2])


def _truth(page: Page, shape: tuple[int, ...]) -> tuple[GreyImage, NDArray[np.int8]]:
    """Which pixels of the scaled page are a digit's, and how far the digit's middle is from each."""
    size = (shape[1], shape[0])
    owned = np.asarray(page.owner > 0, np.uint8) * 255
    digit = np.asarray(cv2.resize(owned, size, interpolation=cv2.INTER_AREA) > 90, np.uint8) * np.uint8(255)
    owner = cv2.dilate(cv2.resize(page.owner, size, interpolation=cv2.INTER_NEAREST), np.ones((3, 3), np.uint8))
    ratio = np.array(size) / page.owner.shape[::-1]
    middles = np.array([(0.0, 0.0), *(written.box.centre for written in page.digits)]) * ratio
    rows, columns = np.nonzero((digit > 0) & (owner > 0))
    offset = np.zeros((*shape, 2), np.int8)
    away = middles[owner[rows, columns]] - np.stack([columns, rows], axis=1)
    offset[rows, columns] = np.clip(np.rint(away), -127, 127)
    return digit, offset


def text_height(page: Page, ink: Ink, rng: np.random.Generator) -> float:
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


def _cut(picture: NDArray[Any], middle: tuple[int, int]) -> NDArray[Any]:
    half = TILE_SIDE // 2
    rows, columns = ((max(0, at - half), max(0, at + half)) for at in middle)
    part = picture[rows[0] : rows[1], columns[0] : columns[1]]
    top, left = max(0, half - middle[0]), max(0, half - middle[1])
    tile = np.zeros((TILE_SIDE, TILE_SIDE, *picture.shape[2:]), picture.dtype)
    tile[top : top + part.shape[0], left : left + part.shape[1]] = part
    return tile
