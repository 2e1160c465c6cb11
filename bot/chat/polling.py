"""Running the bot: start in order, fetch updates until told to stop, stop in order.

The updates are fetched here and not by python-telegram-bot's Updater, since that one goes on forever when the token is
revoked, and hides the place that matters: an update is confirmed only after the queue has stored it.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from telegram import Bot, BotCommand, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.chat import replies
from bot.chat.application import ChatApplication
from bot.chat.processor import OrderedUpdates
from bot.chat.retry import seconds
from bot.inbox import InboxQueue

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

LONG_POLL = 10
"""Seconds that Telegram waits for updates before it answers that there are none."""
KINDS = ["message", "callback_query"]
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds between tries to reach Telegram."""
GRACE = 10.0
"""Seconds for what is in work when the bot stops; what takes longer is done again at the next start."""


class ChatError(Exception):
    """The bot cannot run. `str(error)` is one sentence that says what to do."""


async def run_polling(application: ChatApplication, stop: asyncio.Event, grace: float = GRACE) -> None:
    """Answer updates until `stop` is set, then finish within `grace` seconds what is in work.

    Raises:
        ChatError: if Telegram refuses the token.
        StorageError: if the inbox cannot be used at the start.
    """
    running = asyncio.create_task(_run(application))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
    finally:
        for task in (running, stopping):
            task.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)
        await _shut_down(application, grace)


async def _run(application: ChatApplication) -> None:
    bot: Bot = application.bot
    await _until_reached(application.initialize)
    await _until_reached(lambda: bot.set_my_commands([BotCommand(*pair) for pair in replies.COMMANDS.items()]))
    await _until_reached(bot.delete_webhook)
    await application.start()
    queue = application.update_queue
    if isinstance(queue, InboxQueue):
        left = await queue.replay(lambda payload: Update.de_json(json.loads(payload), bot))
        logger.info("the bot runs; %d updates were left from before", left)
    offset = 0
    while True:
        updates = await _until_reached(
            partial(bot.get_updates, offset=offset, timeout=LONG_POLL, allowed_updates=KINDS)
        )
        for update in updates:
            await queue.put(update)
            offset = update.update_id + 1


async def _until_reached(request: Callable[[], Awaitable[Result]]) -> Result:
    """The request's result, tried again until Telegram answers.

    Raises:
        ChatError: if Telegram refuses the token.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            return await request()
        except InvalidToken:
            raise ChatError(
                "The token was refused by Telegram: get one from @BotFather and set DIGITBOT_TOKEN."
            ) from None  # the cause quotes the token
        except TelegramError as error:
            wait = seconds(error) if isinstance(error, RetryAfter) else pause
            logger.warning("%s Trying again in %.0f s.", _trouble(error), wait)
        await asyncio.sleep(wait)
        pause = min(2 * pause, LONGEST_PAUSE)


def _trouble(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "Another program fetches this bot's updates: stop it, or use another token."
    if isinstance(error, TimedOut):
        return "Telegram did not answer in time."
    return f"Telegram cannot be reached ({type(error).__name__})."


def _drop(queue: asyncio.Queue[object]) -> None:
    """Leave what was not started to the next start: it is in the inbox."""
    while not queue.empty():
        queue.get_nowait()
        queue.task_done()


async def _shut_down(application: ChatApplication, grace: float) -> None:
    updates = application.update_processor
    if isinstance(updates, OrderedUpdates) and application.running:
        updates.finish_only_started()
        _drop(application.update_queue)
        stopped = asyncio.create_task(application.stop())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(stopped), grace)
        updates.cancel()
        await stopped
    await application.shutdown()
    await application.bot.shutdown()
