"""The queue of updates of one bot: kept until the bot confirms them, handed to one poller at a time."""

from collections.abc import Iterator
from itertools import count

from bot.sandbox.changes import Changes
from bot.sandbox.wire import ApiError, JsonObject

LONGEST_POLL = 50
MOST_UPDATES = 100


class UpdateQueue:
    """Updates in the order in which they happened, numbered from `first` on."""

    def __init__(self, changes: Changes, first: int) -> None:
        self.pending: list[JsonObject] = []
        self.allowed: list[str] = []
        self._changes = changes
        self._numbers: Iterator[int] = count(first)
        self._pollers = 0
        self._ended_by = ""

    def add(self, kind: str, payload: JsonObject) -> None:
        """Append an update, unless the bot asked for other kinds only."""
        if self.allowed and kind not in self.allowed:
            return
        self.pending.append({"update_id": next(self._numbers), kind: payload})
        self._changes.note()

    def confirm(self, offset: int) -> None:
        """Forget all updates before this number; a negative one keeps that many of the newest."""
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self._changes.note()

    def clear(self) -> None:
        """Forget all updates."""
        self.pending = []
        self._changes.note()

    def end_polls(self, by: str) -> None:
        """Answer 409 to the poller that waits now; `by` is the request that ended it."""
        self._pollers += 1
        self._ended_by = by
        self._changes.note()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JsonObject]:
        """The updates from `offset` on, at most `limit`; waits up to so many seconds for the first.

        Raises:
            ApiError: 409 if another poll or a webhook came in the meantime.
        """
        if offset:
            self.confirm(offset)
        self.end_polls("other getUpdates request; make sure that only one bot instance is running")
        mine = self._pollers
        await self._changes.until(lambda: bool(self.pending) or self._pollers != mine, min(seconds, LONGEST_POLL))
        if self._pollers != mine:
            raise ApiError(409, f"Conflict: terminated by {self._ended_by}")
        return self.pending[: max(1, min(limit, MOST_UPDATES))]
