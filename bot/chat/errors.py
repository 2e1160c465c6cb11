"""What nobody foresaw: logged first, without any person's data, then told in one neutral sentence.

What will pass (Telegram or the database out of reach) is no failure yet: the update is handled again.
"""

import asyncio
import contextlib
import logging
import traceback

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.chat import replies
from bot.chat.processor import OrderedUpdates
from bot.storage.errors import StorageError

logger = logging.getLogger(__name__)

AGAIN = 60.0
"""Seconds after which an update is handled again."""
MOST_AGAIN = 60
"""After so many times it is left to the next start."""


class Errors:
    """The error handler."""

    def __init__(self, updates: OrderedUpdates, again: float = AGAIN) -> None:
        self._updates = updates
        self._again = again

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log the error; handle the update again later if that may help, else say that it failed."""
        error = context.error
        if error is None or not isinstance(update, Update):
            return
        if isinstance(error, Forbidden):
            logger.info("update %d: the person or the group has blocked the bot", update.update_id)
        elif isinstance(error, NetworkError | RetryAfter | StorageError) and not isinstance(error, BadRequest):
            logger.warning("update %d waits: %s", update.update_id, type(error).__name__)
            if self._updates.keep(update) <= MOST_AGAIN:
                queue = context.application.update_queue
                asyncio.get_running_loop().call_later(self._again, queue.put_nowait, update)
        else:
            logger.error("update %d failed: %s", update.update_id, outline(error))
            await _apologize(update)


def outline(error: BaseException) -> str:
    """Type and place of an error and of what caused it; no message, since messages quote what people sent."""
    places = traceback.extract_tb(error.__traceback__)
    path = " > ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in places)
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} in {path}" + (f"; from {outline(cause)}" if cause else "")


async def _apologize(update: Update) -> None:
    with contextlib.suppress(TelegramError):
        if update.callback_query:
            await update.callback_query.answer(replies.FAILED, show_alert=True)
        elif update.effective_message:
            await update.effective_message.reply_text(replies.FAILED)
