"""Requests to Telegram are tried again until they get through, so that no answer is lost to a bad minute."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any, TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

PATIENCE = 300.0
"""Seconds after which a request is given up."""
LITTLE_PATIENCE = {"getMe": 0.0, "sendChatAction": 0.0, "setMessageReaction": 5.0, "answerCallbackQuery": 15.0}
"""Requests that are worth little later on, or whose caller tries again itself."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


async def persistently(request: Callable[[], Awaitable[Result]], name: str, patience: float = PATIENCE) -> Result:
    """The request's result, after as many tries as `patience` (seconds) allows.

    Tried again are what may pass: flood limits, server errors, broken connections. A lost answer to a request that
    did arrive makes a double: Telegram has no key to tell the two apart.

    Raises:
        TelegramError: what cannot pass at once; the last trouble when patience ends.
    """
    end = time.monotonic() + patience
    pause = FIRST_PAUSE
    while True:
        try:
            return await request()
        except (RetryAfter, NetworkError) as error:
            wait = seconds(error) if isinstance(error, RetryAfter) else pause
            if isinstance(error, BadRequest) or time.monotonic() + wait > end:
                raise
            logger.warning("%s failed (%s), trying again in %.1f s", name, type(error).__name__, wait)
        await asyncio.sleep(wait)
        pause = min(2 * pause, LONGEST_PAUSE)


class PersistentRequests(BaseRateLimiter[None]):
    """Sends each request persistently; python-telegram-bot calls it for all but getUpdates and downloads."""

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],  # noqa: ARG002
        rate_limit_args: None,  # noqa: ARG002
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """The request's result, tried again as far as the endpoint is worth it."""
        patience = LITTLE_PATIENCE.get(endpoint, PATIENCE)
        return await persistently(lambda: callback(*args, **kwargs), endpoint, patience)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
