"""Which ink is a digit's, and of which digit: a small network looks at the page tile by tile, its text of one height.

Rules, frames, letters and print differ from digits less in themselves than in what is around them, so the network sees
about six text heights each way (Ronneberger et al. 2015, U-Net). Of every pixel it says how likely it is a digit's ink
and where the middle of its digit lies (Cheng et al. 2020, Panoptic-DeepLab); of every tile, how the page is turned.
Scaling by the text height makes a huge digit as cheap as a small one, and tiles without ink are not looked at.
"""

from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.ink import Ink
from bot.recognition.tiling import CORE, MARGIN, half, lay_tiles
from bot.recognition.types import TILE_SIDE, GreyImage, InkModel

TEXT = 20
"""Height of the text in a tile, in pixels."""
FULL = 170.0
"""What the network sees of strong ink, of 255."""
FADED = 0.8
"""Share of its strength that ink as thick as a ballpoint's keeps in scaling."""
MOST_FADED = 3.0
"""Ink is not made stronger than so many times: what has faded more is noise."""
FAINTEST = 0.4
"""Ink is looked at from this share of its level on: strokes thinner than a pixel grow faint in scaling."""
LIKELY = 128
"""Ink that is a digit's with at least this chance, in 255ths, is taken for one."""
TELLING = 60
"""Pixels of digits' ink from which on a tile can tell how the page is turned."""
LARGEST = 1280
"""Long side of the scaled page; text so small that a page needs more is a texture."""


@dataclass(frozen=True, slots=True, eq=False)
class InkMap:
    """What the network says of a page, at the page's scaled size.

    Attributes:
        chance: h×w uint8, chance of each pixel to be a digit's ink, in 255ths; 0 where there is no ink near.
        offset: h/2×w/2×2 float32, from every second pixel to the middle of its digit as (x, y), in pixels.
        turns: 4 chances, that the page is upright or turned by 1, 2 or 3 quarter turns anticlockwise.
        scale: scaled pixels by working pixels.
    """

    chance: GreyImage
    offset: NDArray[np.float32]
    turns: NDArray[np.float32]
    scale: float


def map_ink(ink: Ink, height: float, model: InkModel) -> InkMap:
    """Ask the network about all ink of a page.

    Args:
        ink: the picture's ink.
        height: height of the text in working pixels.
        model: the network.
    """
    scale = min(TEXT / height, LARGEST / max(ink.share.shape))
    page = scaled_ink(ink, scale)
    faintest = FAINTEST * FULL * ink.level / max(ink.strength, 1.0)
    wanted = cv2.dilate(cv2.threshold(page, faintest, 1, cv2.THRESH_BINARY)[1], np.ones((3, 3), np.uint8))
    padded = np.pad(page, ((MARGIN, TILE_SIDE), (MARGIN, TILE_SIDE)))
    room = page.shape[0] + TILE_SIDE, page.shape[1] + TILE_SIDE
    chance, offset = np.zeros(room, np.uint8), np.zeros((room[0] // 2, room[1] // 2, 2), np.float32)
    tiles = list(lay_tiles(np.asarray(wanted, np.uint8)))
    answer = model.look(np.array([padded[down.seen, across.seen] for down, across in tiles], np.uint8))
    for (down, across), tile, away in zip(tiles, answer.chance, answer.offset, strict=True):
        chance[down.core, across.core] = tile[down.inner, across.inner]
        offset[half(down.core), half(across.core)] = away[half(down.inner), half(across.inner)]
    rows, columns = page.shape
    seen = chance[:rows, :columns]
    return InkMap(seen, offset[: (rows + 1) // 2, : (columns + 1) // 2], _turns(answer.turns, answer.chance), scale)


def count_tiles(ink: Ink, height: float) -> int:
    """About how many tiles the network has to look at, if the text is so high."""
    x, y, width, tall = cv2.boundingRect(ink.mask)
    side = CORE * height / TEXT
    grid = ceil(width / side), ceil(tall / side)
    if not all(grid):
        return 0
    inked = cv2.resize(255 * ink.mask[y : y + tall, x : x + width], grid, interpolation=cv2.INTER_AREA)
    return cv2.countNonZero(inked)


def scaled_ink(ink: Ink, scale: float) -> GreyImage:
    """The page's ink as the network sees it: uint8, strong ink at two thirds of the range.

    Strokes that scaling makes thinner than a pixel fade; all ink is made stronger by what most of it has faded.
    """
    size = max(8, round(ink.share.shape[1] * scale)), max(8, round(ink.share.shape[0] * scale))
    method = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
    page = cv2.resize(ink.share, size, interpolation=method)
    strength = max(ink.strength, 1.0)
    gain = FULL / strength * _faded(np.asarray(page, np.uint8), FAINTEST * ink.level / MOST_FADED, strength)
    curve = np.clip(np.arange(256) * gain, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(page, curve), np.uint8)


def _faded(page: GreyImage, least: float, strength: float) -> float:
    """How often the strength of the page's strongest ink goes into that before it was scaled."""
    counts = cv2.calcHist([page], [0], None, [256], [0, 256]).ravel()
    counts[: int(least) + 1] = 0
    if not counts.any():
        return 1.0
    strong = float(np.searchsorted(np.cumsum(counts), 0.9 * counts.sum()))
    return float(np.clip(FADED * strength / max(strong, 1.0), 1.0, MOST_FADED))


def _turns(tiles: NDArray[np.float32], chance: GreyImage) -> NDArray[np.float32]:
    """The tiles' words on the page's turn together, as independent witnesses, each heard if it sees a digit's ink."""
    heard = (chance >= LIKELY).sum(axis=(1, 2)) >= TELLING
    doubt = np.log(np.clip(tiles[heard], 1e-3, 1.0)).sum(axis=0) if heard.any() else np.zeros(4, np.float32)
    chances = np.exp(doubt - doubt.max())
    return np.asarray(chances / chances.sum(), np.float32)
