"""Which ink is a digit's: a small network looks at the page tile by tile, its text scaled to one height.

Rules, frames, letters and print differ from digits less in themselves than in what is around them, so the network sees
about six text heights each way. It says of every pixel how likely it is a digit's ink (Ronneberger et al. 2015, U-Net).
Scaling by the text height makes a huge digit as cheap as a small one, and tiles without ink are not looked at.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from bot.recognition.ink import Ink
from bot.recognition.types import TILE_SIDE, GreyImage, InkModel

TEXT = 20
"""Height of the text in a tile, in pixels."""
MARGIN = 16
"""Rim of a tile that is seen but not answered for: its surroundings lie outside the tile."""
CORE = TILE_SIDE - 2 * MARGIN
LARGEST = 3000
"""Long side of the scaled page; text so small that a page needs more is a texture."""


def digit_ink(ink: Ink, mask: GreyImage, height: float, model: InkModel) -> GreyImage:
    """Chance of each pixel to be a digit's ink, H×W uint8 in 255ths; 0 where the mask has no ink near.

    Args:
        ink: the picture's ink.
        mask: H×W uint8, non-zero where there is ink.
        height: height of the text in working pixels.
        model: the network.
    """
    scale = min(TEXT / height, LARGEST / max(mask.shape))
    page = scaled_ink(ink, scale)
    near = cv2.dilate(mask, np.ones((3, 3), np.uint8)) * np.uint8(255)
    wanted = cv2.dilate(cv2.resize(near, page.shape[::-1], interpolation=cv2.INTER_AREA), np.ones((3, 3), np.uint8))
    padded = np.pad(page, ((MARGIN, TILE_SIDE), (MARGIN, TILE_SIDE)))
    chance = np.zeros((page.shape[0] + CORE, page.shape[1] + CORE), np.uint8)
    corners = list(_corners(np.asarray(wanted, np.uint8)))
    tiles = [padded[y : y + TILE_SIDE, x : x + TILE_SIDE] for y, x in corners]
    for (y, x), answer in zip(corners, model.digit_ink(np.array(tiles, np.uint8)), strict=True):
        chance[y : y + CORE, x : x + CORE] = answer[MARGIN:-MARGIN, MARGIN:-MARGIN]
    found = chance[: page.shape[0], : page.shape[1]]
    return np.asarray(cv2.resize(found, mask.shape[::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def scaled_ink(ink: Ink, scale: float) -> GreyImage:
    """The page's ink as the network sees it: uint8, strong ink at two thirds of the range."""
    curve = np.clip(np.arange(256) * (170.0 / max(ink.strength, 1.0)), 0, 255).astype(np.uint8)
    size = max(8, round(ink.share.shape[1] * scale)), max(8, round(ink.share.shape[0] * scale))
    method = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(cv2.LUT(ink.share, curve), size, interpolation=method), np.uint8)


def _corners(wanted: GreyImage) -> Iterator[tuple[int, int]]:
    """Top and left of the cores that together cover all that is wanted; the grid starts at the first of it."""
    left, top, width, height = cv2.boundingRect(wanted)
    for y in range(top, top + height, CORE):
        for x in range(left, left + width, CORE):
            if wanted[y : y + CORE, x : x + CORE].any():
                yield y, x
