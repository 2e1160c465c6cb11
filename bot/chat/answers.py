"""The bot's answer to a photo: sent once, edited in place from then on."""

import logging
from io import BytesIO

from telegram import Bot, InlineKeyboardMarkup, InputMediaPhoto, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat import replies
from bot.chat.files import fetch
from bot.chat.keyboards import answer_buttons
from bot.recognition.errors import RecognitionError
from bot.service import Answer, Service
from bot.storage.records import StoredReading

logger = logging.getLogger(__name__)
HTML = ParseMode.HTML


async def send_answer(photo: Message, answer: Answer) -> Message:
    """Reply to the photo with numbers, annotated picture and buttons; the message to be edited later on."""
    reading = answer.reading
    text, buttons = replies.caption(reading), answer_buttons(reading)
    if not reading.digits:
        return await photo.reply_html(text, do_quote=True, allow_sending_without_reply=True)
    message = await photo.reply_photo(
        answer.picture,
        caption=text,
        parse_mode=HTML,
        reply_markup=buttons,
        do_quote=True,
        allow_sending_without_reply=True,
    )
    if replies.needs_own_message(reading):
        await _send_numbers(photo.get_bot(), message.chat_id, message.message_id, reading)
    return message


async def show(
    bot: Bot,
    message: int,
    reading: StoredReading,
    note: str = "",
    buttons: InlineKeyboardMarkup | None = None,
) -> bool:
    """Edit the text and the buttons of an answer (by default, the plain answer's); False if that changes nothing."""
    chat, text = reading.key.chat, replies.caption(reading, note)
    buttons = buttons or answer_buttons(reading)
    try:
        if reading.digits:
            await bot.edit_message_caption(chat, message, caption=text, parse_mode=HTML, reply_markup=buttons)
        else:
            await bot.edit_message_text(text, chat, message, parse_mode=HTML, reply_markup=buttons)
    except BadRequest as error:
        logger.info("an answer was not edited: %s", error.message)
        return False
    return True


async def redraw(bot: Bot, service: Service, message: int, reading: StoredReading) -> None:
    """Show the reading as it stands now, picture included; without the picture if that cannot be had again."""
    picture = await _picture(bot, service, reading)
    if picture is None or not await _replace(bot, message, reading, picture):
        await show(bot, message, reading)
    if replies.needs_own_message(reading):
        await _send_numbers(bot, reading.key.chat, message, reading)


async def _picture(bot: Bot, service: Service, reading: StoredReading) -> bytes | None:
    if not reading.digits:
        return None
    try:
        return await service.picture(reading, await fetch(bot, reading.source))
    except (RecognitionError, TelegramError) as error:
        logger.info("reading %d is shown without a new picture: %s", reading.id, type(error).__name__)
        return None


async def _replace(bot: Bot, message: int, reading: StoredReading, picture: bytes) -> bool:
    media = InputMediaPhoto(picture, caption=replies.caption(reading), parse_mode=HTML)
    try:
        await bot.edit_message_media(media, reading.key.chat, message, reply_markup=answer_buttons(reading))
    except BadRequest as error:
        logger.info("a picture was not replaced: %s", error.message)
        return False
    return True


async def _send_numbers(bot: Bot, chat: int, reply_to: int, reading: StoredReading) -> None:
    text, parent = replies.numbers(reading), ReplyParameters(reply_to, allow_sending_without_reply=True)
    if len(text) <= replies.TEXT_LIMIT:
        await bot.send_message(chat, text, parse_mode=HTML, reply_parameters=parent)
        return
    file = BytesIO(reading.text.encode())
    await bot.send_document(chat, file, filename="numbers.txt", reply_parameters=parent)
