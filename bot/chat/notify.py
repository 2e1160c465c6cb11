"""A message to the person who runs the bot."""

import logging

from telegram import Bot
from telegram.constants import MessageLimit
from telegram.error import TelegramError

logger = logging.getLogger(__name__)


async def send_picture(token: str, api_url: str, chat: int, text: str, picture: bytes) -> bool:
    """Send a picture with a text below it; False, and a line in the log, if it does not arrive."""
    limit = MessageLimit.CAPTION_LENGTH
    caption = text if len(text) <= limit else f"{text[: limit - 1]}…"
    try:
        async with Bot(token, base_url=f"{api_url}/bot") as bot:
            await bot.send_photo(chat, picture, caption=caption)
    except TelegramError as error:
        logger.warning("the admin chat was not told: %s", type(error).__name__)
        return False
    return True
