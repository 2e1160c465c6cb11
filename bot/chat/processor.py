"""Which updates are handled when: several chats at once, one chat's updates one after the other.

Each update stays in the inbox until its handlers are through, so that a stop in the middle loses none.
"""

import asyncio
import contextlib
import inspect
import logging
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from bot.chat import replies
from bot.inbox import Inbox

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 256
"""Updates in work or waiting for their chat's turn; the reader's workers bound the real work."""
MOST_ATTEMPTS = 5
"""An update that ended the process so often is given up."""


class OrderedUpdates(BaseUpdateProcessor):
    """Handles updates chat by chat in their order and strikes them off in the inbox."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(MOST_AT_ONCE)
        self._inbox = inbox
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self._kept: dict[int, int] = {}

    async def initialize(self) -> None:
        """Take updates, again after a stop."""
        self._stopping = False

    async def shutdown(self) -> None:
        """Nothing to do."""

    def keep(self, update: Update) -> int:
        """Leave an update in the inbox although its handlers end; says the how many-th time. It costs no attempt."""
        self._kept[update.update_id] = self._kept.get(update.update_id, 0) + 1
        return self._kept[update.update_id]

    def finish_only_started(self) -> None:
        """From now on leave updates whose turn comes to the next start."""
        self._stopping = True

    def cancel(self) -> None:
        """Break off what is in work and begin nothing new; the next start does it again."""
        self.finish_only_started()
        for task in self._tasks:
            task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the handlers' coroutine when it is the chat's turn."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            if isinstance(update, Update):
                async with self._turn(update):
                    if not self._stopping:
                        await self._handle(update, coroutine)
        finally:
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # a coroutine that nobody awaited would be reported as forgotten

    def _turn(self, update: Update) -> asyncio.Lock:
        """The lock of the update's chat; waiting tasks get it in the order in which they asked."""
        place = update.effective_chat or update.effective_user
        return self._turns.setdefault(place.id if place else 0, asyncio.Lock())

    async def _handle(self, update: Update, coroutine: Awaitable[Any]) -> None:
        kept = self._kept.get(update.update_id, 0)
        attempts = 0 if kept else await self._inbox.begin(update.update_id)
        if attempts > MOST_ATTEMPTS:
            logger.error("update %d is given up after %d attempts", update.update_id, attempts - 1)
            await _apologize(update)
        else:
            await coroutine
        if self._kept.get(update.update_id, 0) == kept:
            await self._inbox.done(update.update_id)
            self._kept.pop(update.update_id, None)


async def _apologize(update: Update) -> None:
    if update.effective_chat:
        with contextlib.suppress(TelegramError):
            await update.effective_chat.send_message(replies.GAVE_UP)
