"""A batch of tiles as the ink network sees it in training: fainter, stronger, thicker, hazy, turned.

Synthetic pages are all made by one generator, and the network learns how that one looks; real pens and papers are not
among them. What is changed here costs little and hides the generator's own look (domain randomization, Tobin et al.
2017).
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import TILE_SIDE
from training.ink_tiles import InkTiles

TURNED = 0.45
"""Share of the tiles shown turned by a quarter, a half or three quarters."""
CHANGED = 0.2
"""Share of the tiles that each change is made to."""
BRUSH = np.ones((2, 2), np.uint8)
"""Makes a stroke a pixel thicker, or thinner by half of that."""
FINEST, COARSEST = 3, 12
"""Places each way from which a field of haze is drawn."""


def shown(tiles: InkTiles, rng: np.random.Generator) -> tuple[NDArray[Any], ...]:
    """What the network sees N×128×128 in 0..1, which of it is a digit's, offsets, and quarter turns N."""
    strength = rng.uniform(0.75, 1.25, (len(tiles.seen), 1, 1))
    seen = np.asarray(tiles.seen.astype(np.float32) / np.float32(255) * strength, np.float32)
    digit, offset = np.array(tiles.digit > 0, np.uint8), tiles.offset.astype(np.float32)
    turns = rng.choice(4, len(seen), p=[1 - TURNED, *[TURNED / 3] * 3])
    for row, turn in enumerate(turns):
        seen[row], digit[row] = (np.rot90(picture, turn) for picture in _changed(seen[row], digit[row], rng))
        offset[row] = turn_offset(offset[row], int(turn))
    if rng.random() < 0.3:
        seen += rng.normal(0, rng.uniform(0, 0.05), seen.shape)
    return np.clip(seen, 0, 1), digit.astype(np.float32), offset, turns.astype(np.int32)


def turn_offset(offset: NDArray[np.float32], turns: int) -> NDArray[np.float32]:
    """A field of (x, y) turned anticlockwise with its picture: each turn makes x of y and y of -x."""
    for _ in range(turns):
        offset = np.rot90(offset)
        offset = np.stack([offset[..., 1], -offset[..., 0]], axis=-1)
    return offset


def _changed(
    seen: NDArray[np.float32], digit: NDArray[np.uint8], rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """One tile by another pen, on another paper, through another lens; each change comes with `CHANGED`."""
    thicker, thinner, curved, faded, hazy, blurred = rng.random(6) < CHANGED
    ink: NDArray[Any] = seen
    if thicker and not thinner:
        ink, digit = cv2.dilate(ink, BRUSH), np.asarray(cv2.dilate(digit, BRUSH), np.uint8)
    if thinner and not thicker:
        ink = 0.5 * ink + 0.5 * cv2.erode(ink, BRUSH)
    if curved:
        ink = ink ** rng.uniform(0.65, 1.5)
    if faded:
        ink = ink * (1 - rng.uniform(0, 0.7) * _haze(rng))
    if hazy:
        ink = ink + rng.uniform(0, 0.2) * _haze(rng) * (1 - ink)
    if blurred:
        ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.4, 1.1))
    return np.asarray(ink, np.float32), digit


def _haze(rng: np.random.Generator) -> NDArray[np.float32]:
    """A smooth field 128×128 in 0..1."""
    places = int(rng.integers(FINEST, COARSEST + 1))
    coarse = rng.random((places, places), np.float32)
    return np.clip(cv2.resize(coarse, (TILE_SIDE, TILE_SIDE), interpolation=cv2.INTER_CUBIC), 0, 1)
