"""What nobody foresaw: logged first, without any person's data, then told in one neutral sentence."""

import contextlib
import logging
import traceback

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.chat import replies
from bot.chat.processor import OrderedUpdates

logger = logging.getLogger(__name__)


class Errors:
    """The error handler."""

    def __init__(self, updates: OrderedUpdates) -> None:
        self._updates = updates

    async def failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log the error; keep the update for the next start if Telegram was out of reach, else say that it failed."""
        error = context.error
        if error is None or not isinstance(update, Update):
            return
        if isinstance(error, Forbidden):
            logger.info("update %d: the person or the group has blocked the bot", update.update_id)
        elif isinstance(error, NetworkError | RetryAfter) and not isinstance(error, BadRequest):
            logger.warning("update %d waits for the next start: Telegram is out of reach", update.update_id)
            self._updates.keep(update)
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
