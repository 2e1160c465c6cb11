"""Pictures at another size, of any form: a strip a thousand times as long as it is high stays a strip."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


def size_at(picture: NDArray[np.uint8], factor: float) -> tuple[int, int]:
    """Width and height of a picture (H×W or H×W×3) when each is multiplied by the factor; at least one pixel."""
    rows, columns = (max(1, round(side * factor)) for side in picture.shape[:2])
    return columns, rows


def shrunk(picture: NDArray[np.uint8], factor: float) -> NDArray[Any]:
    """H×W or H×W×3 uint8 made smaller by exactly this factor, as far as at least one pixel is left of each side."""
    rows, columns = (max(factor, 1.0 / side) for side in picture.shape[:2])
    return np.asarray(cv2.resize(picture, None, fx=columns, fy=rows, interpolation=cv2.INTER_AREA), np.uint8)


def halved(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """H×W or H×W×3 uint8, halved as long as its longer side has more pixels than this: by two costs least."""
    while max(picture.shape[:2]) > side:
        picture = np.asarray(shrunk(picture, 0.5), np.uint8)
    return picture


def at_most(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """H×W or H×W×3 uint8, made smaller if its longer side has more pixels than this."""
    factor = side / max(picture.shape[:2])
    return np.asarray(shrunk(picture, factor), np.uint8) if factor < 1.0 else picture
