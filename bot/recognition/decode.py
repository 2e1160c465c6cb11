"""Photo bytes → upright picture. The only code that decodes; nothing is written to disk.

Pillow opens every format by its header alone, so that size and pixel count are checked before a pixel is decoded; HEIC
comes through pi-heif, which only decodes. EXIF orientation is obeyed, transparency is laid on white (light drawings on
black), 16-bit values are scaled to 8.
"""

import io
import warnings

import cv2
import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.recognition.errors import (
    DamagedPicture,
    EmptyFile,
    NotAPicture,
    PictureTooLarge,
    PictureTooSmall,
    RecognitionError,
)
from bot.recognition.shrink import size_at
from bot.recognition.types import GreyImage

MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000
MIN_SIDE = 16
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "DIB", "TIFF", "GIF", "HEIF")

pi_heif.register_heif_opener()
Image.init()  # Pillow opens the rarer formats only after this


def decode(data: bytes) -> GreyImage:
    """Decode a picture's bytes to H×W uint8 grey, upright.

    Raises:
        RecognitionError: a leaf of the tree in `errors.py`; no other exception, whatever the bytes.
    """
    return np.asarray(_load(data, "L"), np.uint8)


def decode_colour(data: bytes, long_side: int) -> tuple[NDArray[np.uint8], float]:
    """Decode to H×W×3 uint8 BGR, upright and at most `long_side` pixels long, with its scale (≤ 1) to the original.

    Raises:
        RecognitionError: as `decode`.
    """
    picture = np.asarray(_load(data, "RGB"), np.uint8)
    scale = min(1.0, long_side / max(picture.shape[:2]))
    small = cv2.resize(picture, size_at(picture, scale), interpolation=cv2.INTER_AREA) if scale < 1.0 else picture
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), np.uint8), scale


def _load(data: bytes, mode: str) -> Image.Image:
    if not data:
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise PictureTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # damaged metadata of a picture that can be read is nobody's concern
            return _flatten(_upright(_open(data), mode), mode)
    except RecognitionError:
        raise
    except Exception as error:  # decoders raise anything on hostile bytes; this is the door
        raise DamagedPicture from error


def _open(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise (DamagedPicture if _looks_like_heic(data) else NotAPicture) from None
    except Image.DecompressionBombError:
        raise PictureTooLarge from None
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureTooLarge
    if min(picture.size) < MIN_SIDE:
        raise PictureTooSmall
    return picture


def _looks_like_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


def _upright(picture: Image.Image, mode: str) -> Image.Image:
    picture.seek(0)
    picture.draft(mode, picture.size)  # a JPEG's colour planes are not even decoded when grey is wanted
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)  # most are upright as they are, and need no copy
    return picture


def _flatten(picture: Image.Image, mode: str) -> Image.Image:
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = _eight_bit(picture)
    if picture.has_transparency_data:
        picture = _opaque(picture.convert("RGBA"))
    return picture if picture.mode == mode else picture.convert(mode)


def _opaque(picture: Image.Image) -> Image.Image:
    """Lay a picture with transparency on white, or on black where what is drawn on it is light."""
    grey, alpha = np.asarray(picture.convert("L"), np.float32), np.asarray(picture.getchannel("A"), np.float32)
    light = float((grey * alpha).sum()) > 128.0 * float(alpha.sum())
    ground = Image.new("RGBA", picture.size, "black" if light and not alpha.all() else "white")
    return Image.alpha_composite(ground, picture)


def _eight_bit(picture: Image.Image) -> Image.Image:
    values = np.nan_to_num(np.asarray(picture, np.float32), posinf=0.0, neginf=0.0)
    full = 65535.0 if picture.mode.startswith("I") and values.max() > 255 else max(float(values.max()), 1.0)
    return Image.fromarray(np.clip(values * (255.0 / full), 0, 255).astype(np.uint8))
