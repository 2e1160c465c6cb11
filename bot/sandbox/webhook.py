"""Delivery of updates by POST: in order, again with growing pauses until the bot takes them."""

import asyncio
import ipaddress
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from bot.sandbox.changes import Changes
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.wire import JsonObject, bad_request

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 30.0
"""Seconds between two tries: doubled each time."""
PATIENCE = 60.0
"""Seconds after which an unanswered delivery counts as failed."""


def is_loopback(host: str) -> bool:
    """Whether this name or address stays on this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class Target:
    """Where updates go, and what went wrong last."""

    url: str
    secret: str
    error: str = ""
    error_date: int = 0


class Webhook:
    """The webhook of one bot; at most one target at a time."""

    def __init__(self, queue: UpdateQueue, changes: Changes) -> None:
        self.target: Target | None = None
        self._queue = queue
        self._changes = changes
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str) -> None:
        """Deliver to this address from now on.

        Raises:
            ApiError: 400 for an address that is not HTTP(S) on this machine.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not is_loopback(parts.hostname or ""):
            raise bad_request("bad webhook: the sandbox delivers to addresses of this machine only")
        self.remove()
        self.target = Target(url, secret)
        self._task = asyncio.create_task(self._deliver(self.target))

    def remove(self) -> None:
        """Deliver no more."""
        self.target = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def view(self) -> JsonObject:
        """Telegram's WebhookInfo."""
        info: JsonObject = {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue.pending),
        }
        if self.target is not None:
            info["url"] = self.target.url
            if self.target.error:
                info.update(last_error_date=self.target.error_date, last_error_message=self.target.error)
        return info

    async def _deliver(self, target: Target) -> None:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            pause = FIRST_PAUSE
            while not self._changes.closed:
                await self._changes.until(lambda: bool(self._queue.pending), PATIENCE)
                if not self._queue.pending:
                    continue
                update = self._queue.pending[0]
                if await _post(client, target, update):
                    self._queue.confirm(update["update_id"] + 1)
                    pause = FIRST_PAUSE
                else:
                    await self._changes.pause(pause)
                    pause = min(2 * pause, LONGEST_PAUSE)


async def _post(client: httpx.AsyncClient, target: Target, update: JsonObject) -> bool:
    """Whether the bot took the update."""
    headers = {SECRET_HEADER: target.secret} if target.secret else {}
    try:
        answer = await client.post(target.url, json=update, headers=headers)
    except httpx.HTTPError as error:
        target.error = f"Connection failed: {type(error).__name__}"
    else:
        if answer.is_success:
            return True
        target.error = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
    target.error_date = int(time.time())
    return False
