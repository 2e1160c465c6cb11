import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.sandbox.pictures import blank_png, picture_size

from .drawing import draw


@pytest.mark.parametrize(
    ("form", "mime"),
    [(".jpg", "image/jpeg"), (".png", "image/png"), (".bmp", "image/bmp"), (".webp", "image/webp")],
)
def test_size_of_each_format(form: str, mime: str) -> None:
    assert picture_size(draw(width=322, height=201, form=form)) == (mime, 322, 201)


@pytest.mark.parametrize(
    "options", [{"format": "GIF"}, {"format": "WEBP", "lossless": True}, {"format": "WEBP", "exif": b"x"}]
)
def test_size_of_formats_that_pillow_writes(options: dict[str, object]) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (37, 41), "red").save(buffer, **options)  # type: ignore[arg-type]
    found = picture_size(buffer.getvalue())
    assert found is not None
    assert found[1:] == (37, 41)


def test_blank_picture_is_a_real_one() -> None:
    picture = Image.open(io.BytesIO(blank_png(90, 60)))
    picture.load()
    assert picture.size == (90, 60)


@given(st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"RIFF0000WEBP"]), st.binary())
def test_any_bytes_have_a_size_or_none(start: bytes, rest: bytes) -> None:
    found = picture_size(start + rest)
    assert found is None or len(found) == 3


@pytest.mark.parametrize("form", [".jpg", ".png", ".webp", ".bmp"])
def test_cut_off_pictures_never_fail(form: str) -> None:
    picture = draw(form=form)
    for length in range(700):
        found = picture_size(picture[:length])
        assert found is None or found[1:] == (320, 200)
