"""A mask of ink → its connected components, labelled and measured."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage

Labels = NDArray[np.int32]
"""H×W: the number of what each pixel belongs to, from 1 on; 0 is no ink, below 0 ink that is not wanted."""

SPANNING = 0.8
"""A piece spans the picture if it takes so much of its width and height."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Connected components (8-neighbours) of a mask, numbered from 1 on; `stats` has x, y, width, height, area."""

    labels: Labels
    stats: NDArray[np.int32]


def find_pieces(mask: GreyImage) -> Pieces:
    """The pieces of a mask (H×W uint8, non-zero where there is ink)."""
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(mask, 8, cv2.CV_32S, cv2.CCL_GRANA)
    return Pieces(np.asarray(labels, np.int32), np.asarray(stats, np.int32))


def spanned_sides(stats: NDArray[np.int32], picture: tuple[int, ...]) -> NDArray[np.bool_]:
    """Whether each of N pieces spans a picture (rows, columns) across, and from top to bottom: N×2."""
    return np.asarray(stats[:, 2:4] >= SPANNING * np.array(picture[::-1]), np.bool_)


def spanning(stats: NDArray[np.int32], picture: tuple[int, ...]) -> bool:
    """Whether one of N pieces spans a picture (rows, columns): squared paper, a frame."""
    return bool(spanned_sides(stats, picture).all(axis=1).any())
