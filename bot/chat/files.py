"""Which file of a message holds the picture, and its bytes."""

from pathlib import PurePath

from telegram import Bot, Document, Message, PhotoSize
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, InvalidToken

from bot.chat import replies
from bot.chat.retry import persistently
from bot.recognition.errors import PictureTooLarge, RecognitionError

IMAGE_SUFFIXES = {
    ".jpg", ".jpeg", ".jpe", ".png", ".webp", ".bmp", ".dib", ".tif", ".tiff", ".gif", ".heic", ".heif",
}  # fmt: skip


def picture_file(message: Message) -> PhotoSize | Document | None:
    """The largest size of the message's photo, or its image file; None if it has neither."""
    if message.photo:
        return max(message.photo, key=lambda size: size.width * size.height)
    document = message.document
    return document if document and is_image(document) else None


def is_image(document: Document) -> bool:
    """Whether the file says by its type or by its name that it is a picture."""
    by_type = (document.mime_type or "").lower().startswith("image/")
    return by_type or PurePath(document.file_name or "").suffix.lower() in IMAGE_SUFFIXES


async def fetch(bot: Bot, file_id: str, size: int | None = None) -> bytes:
    """The bytes of a file that Telegram keeps; `size` is what it says about it.

    Raises:
        PictureTooLarge: if it is larger than Telegram hands to bots.
        RecognitionError: if Telegram does not have it any more.
    """
    if size is not None and size > FileSizeLimit.FILESIZE_DOWNLOAD:
        raise PictureTooLarge
    try:
        file = await bot.get_file(file_id)
        return bytes(await persistently(file.download_as_bytearray, "download"))
    except BadRequest as error:
        raise (PictureTooLarge() if "too big" in error.message else RecognitionError(replies.NO_FILE)) from error
    except InvalidToken as error:  # what python-telegram-bot makes of a 404 for the file
        raise RecognitionError(replies.NO_FILE) from error
