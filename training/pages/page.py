"""What a synthetic photo is: the picture, and which pixel is whose ink."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import Box

ColourImage = NDArray[np.uint8]
"""H×W×3 uint8, blue, green, red."""
Sheet = NDArray[np.float32]
"""H×W×3 float32, blue, green, red: the light that a sheet gives back, 0..1, before a camera sees it."""
Owner = NDArray[np.uint16]
"""H×W uint16: 0 where there is no digit's ink, else 1 + the index of the digit in reading order."""


@dataclass(frozen=True, slots=True)
class Written:
    """One digit on a page: its value 0..9 and the box of its ink in the final picture."""

    digit: int
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A synthetic photo with its truth; a picture of nothing has no lines.

    `owner` has the picture's height and width and is turned with it; where digits overlap, the later owns the pixel.
    """

    picture: ColourImage
    owner: Owner
    lines: tuple[tuple[Written, ...], ...]
    """Digits in reading order, as the upright page is read."""
    condition: str
    quality: int = 90
    """Quality with which the picture is encoded as JPEG."""

    @property
    def jpeg(self) -> bytes:
        """The picture as a camera or a messenger stores it."""
        return bytes(cv2.imencode(".jpg", self.picture, (cv2.IMWRITE_JPEG_QUALITY, self.quality))[1])

    @property
    def text(self) -> str:
        """The digits, line by line, without spaces."""
        return "\n".join("".join(str(written.digit) for written in line) for line in self.lines)

    @property
    def digits(self) -> tuple[Written, ...]:
        """All digits in reading order; the one at index i owns the pixels i + 1."""
        return tuple(written for line in self.lines for written in line)
