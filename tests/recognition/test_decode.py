import io
import struct
import zlib

import cv2
import numpy as np
import pi_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.recognition.decode import MAX_BYTES, decode, decode_colour
from bot.recognition.errors import (
    DamagedPicture,
    EmptyFile,
    NotAPicture,
    PictureTooLarge,
    PictureTooSmall,
    RecognitionError,
)
from tests.drawing import draw_page, jpeg, photo, png
from tests.recognition.heic import HEIC

PAGE = draw_page(["42"])
GREY = cv2.cvtColor(PAGE, cv2.COLOR_BGR2GRAY)


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "GIF", "WEBP", "JPEG"])
def test_every_format_gives_the_same_grey_picture(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    decoded = decode(encoded(Image.fromarray(GREY), kind, **options))
    assert decoded.dtype == np.uint8
    assert decoded.shape == GREY.shape
    assert np.abs(decoded.astype(int) - GREY).mean() < 3


def test_heic_is_decoded() -> None:
    assert pi_heif.is_supported(HEIC)
    assert decode(HEIC).shape == (64, 64)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_obeyed(orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    upright = decode(encoded(Image.fromarray(GREY), "JPEG", exif=exif))
    turned = orientation >= 5
    assert upright.shape == (GREY.shape[::-1] if turned else GREY.shape)
    if orientation == 3:
        assert np.abs(upright.astype(int) - GREY[::-1, ::-1]).mean() < 5


def test_transparency_is_laid_on_white_and_light_drawings_on_black() -> None:
    drawing = np.zeros((60, 60, 4), np.uint8)
    drawing[20:40, 28:32] = (0, 0, 0, 255)
    assert decode(encoded(Image.fromarray(drawing), "PNG"))[0, 0] == 255
    drawing[20:40, 28:32] = 255
    assert decode(encoded(Image.fromarray(drawing), "PNG"))[0, 0] == 0


def test_sixteen_bits_are_scaled_to_eight() -> None:
    deep = (GREY.astype(np.uint16) * 257).astype(np.uint16)
    _, data = cv2.imencode(".png", deep)
    assert np.abs(decode(data.tobytes()).astype(int) - GREY).max() <= 1


def test_of_an_animation_the_first_frame_is_read() -> None:
    first, second = Image.fromarray(GREY), Image.fromarray(255 - GREY)
    data = encoded(first, "GIF", save_all=True, append_images=[second])
    assert np.abs(decode(data).astype(int) - GREY).mean() < 3


def test_colour_is_scaled_down_only() -> None:
    small, scale = decode_colour(png(PAGE), 100)
    assert max(small.shape[:2]) == 100
    assert small.shape[2] == 3
    assert scale == pytest.approx(100 / max(PAGE.shape[:2]))
    assert decode_colour(png(PAGE), 5000)[1] == 1.0


def huge_png() -> bytes:
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    body = b"IHDR" + header
    end = b"IDAT" + zlib.compress(b"\0")
    chunks = [struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (body, end)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"just text, named .jpg", NotAPicture),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAPicture),
        (photo("42")[:900], DamagedPicture),
        (HEIC[:300], DamagedPicture),
        (png(np.zeros((1, 1, 3), np.uint8)), PictureTooSmall),
        (b"\xff\xd8" + b"0" * MAX_BYTES, PictureTooLarge),
        (huge_png(), PictureTooLarge),
    ],
    ids=["empty", "text", "svg", "cut off", "corrupt HEIC", "1x1", "20 MB", "50000x50000"],
)
def test_bad_input_is_named(data: bytes, error: type[RecognitionError]) -> None:
    with pytest.raises(error):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_picture_or_a_recognition_error(data: bytes) -> None:
    check(data)


@given(
    source=st.sampled_from([jpeg(PAGE), png(PAGE), HEIC, encoded(Image.fromarray(GREY), "GIF")]),
    place=st.floats(0, 1),
    junk=st.binary(min_size=1, max_size=40),
)
def test_damaged_pictures_give_a_picture_or_a_recognition_error(source: bytes, place: float, junk: bytes) -> None:
    at = int(place * len(source))
    check(source[:at] + junk + source[at + len(junk) :])
    check(source[:at])


def check(data: bytes) -> None:
    try:
        picture = decode(data)
    except RecognitionError:
        return
    assert picture.ndim == 2
    assert picture.dtype == np.uint8
