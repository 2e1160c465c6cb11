"""Texts that reply to an answer: the photo's right numbers."""

import contextlib

from telegram import Message, Update
from telegram.constants import ChatType, ReactionEmoji
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat import replies
from bot.chat.answers import redraw
from bot.chat.payload import Choose, Forget, unpack
from bot.service import Service, ServiceError
from bot.storage.records import PhotoKey, StoredReading


class Corrections:
    """Handler of texts that reply to a message."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def reply(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take the text as the right numbers of the photo whose answer it replies to."""
        message = update.message
        if message is None or message.reply_to_message is None or message.from_user is None:
            return
        reading = await self._reading(message.reply_to_message)
        if reading is None:
            if message.chat.type == ChatType.PRIVATE:
                await message.reply_text(replies.HINT)
            return
        try:
            fresh = await self._service.correct_text(
                reading, message.from_user.id, message.text or "", update.update_id
            )
        except ServiceError as error:
            await message.reply_text(str(error), do_quote=True, allow_sending_without_reply=True)
            return
        with contextlib.suppress(TelegramError):  # a group may forbid reactions
            await message.set_reaction(ReactionEmoji.THUMBS_UP)
        shown = _shown_in(message.reply_to_message, fresh)
        if shown is not None:
            await redraw(context.bot, self._service, shown, fresh)

    async def _reading(self, target: Message) -> StoredReading | None:
        """The reading that a message answers; in a private chat, a reply to the photo itself means it too."""
        found = await self._service.by_reply(target.chat_id, target.message_id)
        if found is None and target.chat.type == ChatType.PRIVATE:
            found = await self._service.find(PhotoKey(target.chat_id, target.message_id))
        return found or await self._by_buttons(target)

    async def _by_buttons(self, target: Message) -> StoredReading | None:
        """The reading that the message's buttons name: a copy of the answer, sent twice by a broken connection."""
        rows = target.reply_markup.inline_keyboard if target.reply_markup else ()
        data = [button.callback_data for row in rows for button in row if isinstance(button.callback_data, str)]
        payload = unpack(data[0]) if data else None
        if payload is None or isinstance(payload, Choose | Forget):
            return None
        found = await self._service.get(payload.reading)
        return found if found and found.key.chat == target.chat_id else None


def _shown_in(target: Message, reading: StoredReading) -> int | None:
    """The message to edit: the replied one, but the answer where the person replied to the photo itself."""
    return reading.reply if target.message_id == reading.key.message else target.message_id
