"""Which messages hold a picture."""

from datetime import UTC, datetime

import pytest
from telegram import Bot, Chat, Document, Message, PhotoSize
from telegram.constants import FileSizeLimit

from bot.chat.files import fetch, is_image, picture_file
from bot.recognition.errors import PictureTooLarge


@pytest.mark.parametrize(
    ("name", "mime", "image"),
    [
        ("a.bin", "image/png", True),
        ("SCAN.HEIC", "application/octet-stream", True),
        ("photo.jpg", None, True),
        ("notes.txt", "text/plain", False),
        (None, None, False),
        ("jpg", None, False),
    ],
)
def test_a_file_is_a_picture_by_type_or_name(name: str | None, mime: str | None, image: bool) -> None:
    assert is_image(Document("id", "unique", file_name=name, mime_type=mime)) is image


def test_the_largest_size_of_a_photo_is_taken() -> None:
    sizes = [PhotoSize(str(side), str(side), side, side) for side in (90, 1280, 320)]
    message = Message(1, datetime.now(UTC), Chat(1, Chat.PRIVATE), photo=sizes)
    assert picture_file(message) == sizes[1]


def test_a_text_has_no_picture() -> None:
    assert picture_file(Message(1, datetime.now(UTC), Chat(1, Chat.PRIVATE), text="hello")) is None


async def test_what_telegram_would_not_hand_out_is_not_asked_for() -> None:
    with pytest.raises(PictureTooLarge):
        await fetch(Bot("1:never-called"), "file", FileSizeLimit.FILESIZE_DOWNLOAD + 1)
