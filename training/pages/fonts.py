"""Print: the text fonts that come with matplotlib, and words set in them."""

from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bot.recognition.types import GreyImage

FOLDER = Path(mpl.get_data_path(), "fonts", "ttf")
"""Where matplotlib keeps its fonts."""


@cache
def fonts() -> tuple[Path, ...]:
    """The text fonts that come with matplotlib."""
    wanted = ("DejaVu", "STIXGeneral", "cmr", "cmss", "cmtt", "cmb")
    return tuple(
        sorted(path for path in FOLDER.glob("*.ttf") if path.name.startswith(wanted) and "Display" not in path.name)
    )


@cache
def broad_fonts() -> tuple[Path, ...]:
    """Those of them that have letters of many languages."""
    return tuple(path for path in fonts() if path.name.startswith(("DejaVu", "STIX")))


@lru_cache(256)
def face_of(font: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font at a size in pixels."""
    return ImageFont.truetype(font, size)


@lru_cache(4096)
def printed(word: str, font: Path, size: int) -> GreyImage:
    """A printed word as H×W uint8, white on black, its ink filling the picture."""
    face = face_of(font, size)
    left, top, right, bottom = face.getbbox(word)
    picture = Image.new("L", (max(1, round(right - left) + 2), max(1, round(bottom - top) + 2)))
    ImageDraw.Draw(picture).text((1 - left, 1 - top), word, 255, face)
    return np.asarray(picture, np.uint8)
