"""What is put on a sheet: one layer of ink with its digits, and the room that is taken."""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage
from training.pages.page import Owner


class Layer:
    """Ink on a sheet of H×W pixels: `alpha` uint8, `owner` of the digits' pixels, `lines` of digits as written."""

    def __init__(self, height: int, width: int) -> None:
        self.alpha: GreyImage = np.zeros((height, width), np.uint8)
        self.owner: Owner = np.zeros((height, width), np.uint16)
        self.lines: list[list[int]] = []

    @property
    def height(self) -> int:
        """Rows of the sheet."""
        return int(self.alpha.shape[0])

    @property
    def width(self) -> int:
        """Columns of the sheet."""
        return int(self.alpha.shape[1])

    @property
    def count(self) -> int:
        """Digits put so far."""
        return sum(len(line) for line in self.lines)

    def new_line(self) -> None:
        """The digits that follow are on a new line."""
        self.lines.append([])

    def put(self, patch: GreyImage, x: int, y: int, digit: int | None = None) -> bool:
        """Put a patch of ink with its corner at (x, y); a digit must lie wholly on the sheet, else nothing is put."""
        inside = x >= 0 and y >= 0 and x + patch.shape[1] <= self.width and y + patch.shape[0] <= self.height
        if not inside:
            if digit is None:
                self._put_cut(patch, x, y)
            return inside
        window = np.s_[y : y + patch.shape[0], x : x + patch.shape[1]]
        np.maximum(self.alpha[window], patch, out=self.alpha[window])
        if digit is not None:
            self.lines[-1].append(digit)
            self.owner[window][patch >= 90] = self.count
        return True

    def _put_cut(self, patch: GreyImage, x: int, y: int) -> None:
        left, top = max(0, -x), max(0, -y)
        part = patch[top : self.height - y, left : self.width - x] if x < self.width and y < self.height else patch[:0]
        if part.size:
            window = np.s_[y + top : y + top + part.shape[0], x + left : x + left + part.shape[1]]
            np.maximum(self.alpha[window], part, out=self.alpha[window])

    def taken(self, around: int) -> GreyImage:
        """Where there is ink, or a digit within some pixels, H×W uint8."""
        return np.asarray(cv2.dilate(self.alpha, np.ones((around | 1, around | 1), np.uint8)), np.uint8)

    def digit_boxes(self) -> NDArray[np.int64]:
        """Left, top, width and height of each digit's own pixels, N×4."""
        return boxes_of(self.owner, self.count)


def boxes_of(owner: Owner, count: int) -> NDArray[np.int64]:
    """Left, top, width and height of the pixels that each of `count` digits owns; width 0 where it owns none."""
    rows, columns = np.nonzero(owner)
    index = owner[rows, columns].astype(np.int64) - 1
    low = np.full((count, 2), np.iinfo(np.int64).max)
    high = np.full((count, 2), -1)
    for axis, places in enumerate((columns, rows)):
        np.minimum.at(low[:, axis], index, places)
        np.maximum.at(high[:, axis], index, places)
    found = high[:, 0] >= 0
    return np.hstack([np.where(found[:, None], low, 0), np.where(found[:, None], high - low + 1, 0)])
