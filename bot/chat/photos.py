"""Photos and image files: read and answered."""

import logging

from telegram import Document, Message, PhotoSize, Update
from telegram.ext import ContextTypes

from bot.chat import replies
from bot.chat.answers import send_answer
from bot.chat.files import fetch, picture_file
from bot.chat.working import working
from bot.recognition.errors import RecognitionError
from bot.service import Answer, Service
from bot.storage.records import PhotoKey

logger = logging.getLogger(__name__)


class Photos:
    """Handlers of messages with a photo or a file."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def photo(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a photo once: nothing is sent if the answer is known to have arrived."""
        message = update.message
        file = picture_file(message) if message else None
        if message is None or file is None:
            return
        known = await self._service.find(PhotoKey(message.chat_id, message.message_id))
        if known and known.reply is not None:
            return
        try:
            async with working(message):
                answer = await self._read(message, file)
                reply = await send_answer(message, answer)
        except RecognitionError as error:
            logger.info("a photo was not read: %s", error.kind)
            await message.reply_text(str(error), do_quote=True, allow_sending_without_reply=True)
            return
        await self._service.replied(answer.reading.id, reply.message_id)

    async def other_file(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that a file is no picture."""
        message = update.message
        if message:
            await message.reply_text(replies.NOT_A_PICTURE, do_quote=True, allow_sending_without_reply=True)

    async def _read(self, message: Message, file: PhotoSize | Document) -> Answer:
        data = await fetch(message.get_bot(), file.file_id, file.file_size)
        key = PhotoKey(message.chat_id, message.message_id)
        user = message.from_user.id if message.from_user else message.chat_id
        return await self._service.read_photo(key, user, file.file_id, data)
