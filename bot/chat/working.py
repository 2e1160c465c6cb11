"""The sign that the bot is at work, shown for as long as it is."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

REFRESH = 4.0
"""Seconds between two signs; Telegram takes one away after five."""


@contextlib.asynccontextmanager
async def working(message: Message) -> AsyncIterator[None]:
    """Show in the message's chat that a picture is on its way, until the block ends."""
    task = asyncio.create_task(_keep_showing(message))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _keep_showing(message: Message) -> None:
    while True:
        with contextlib.suppress(TelegramError):
            await message.reply_chat_action(ChatAction.UPLOAD_PHOTO)
        await asyncio.sleep(REFRESH)
