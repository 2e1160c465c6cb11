"""The durable inbox between Telegram and the handlers.

python-telegram-bot awaits `update_queue.put()` before it tells Telegram that an update was received, with
polling and with a webhook. `InboxQueue` commits the update to the database in that moment: a kill loses none.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol, runtime_checkable

from sqlalchemy import delete, select, update

from bot.storage.database import Database, StorageError, insert
from bot.storage.tables import InboxRow, now

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 10.0
"""Seconds between tries to store an update while the database cannot be used."""


class Inbox:
    """Keeps updates until they are handled. All methods raise StorageError if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, update_id: int, user: int | None, payload: str) -> bool:
        """Store an update, safe on the disk when this returns; False if it is known already."""
        async with self._database.write() as session:
            row = insert(session, InboxRow).values(update_id=update_id, user_id=user, payload=payload, attempts=0)
            added = await session.scalar(row.on_conflict_do_nothing().returning(InboxRow.update_id))
        return added is not None

    async def pending(self) -> list[tuple[int, str, int]]:
        """What is not done yet, oldest first: (update id, payload, attempts)."""
        waiting = (
            select(InboxRow.update_id, InboxRow.payload, InboxRow.attempts)
            .where(InboxRow.done_at.is_(None))
            .order_by(InboxRow.received_at, InboxRow.update_id)
        )
        async with self._database.read() as session:
            rows = (await session.execute(waiting)).all()
        return [(update_id, payload or "", attempts) for update_id, payload, attempts in rows]

    async def begin(self, update_id: int) -> int:
        """Count one more attempt to handle the update, and say the how many-th it is; 0 if it is unknown."""
        again = update(InboxRow).where(InboxRow.update_id == update_id).values(attempts=InboxRow.attempts + 1)
        async with self._database.write() as session:
            return await session.scalar(again.returning(InboxRow.attempts)) or 0

    async def done(self, update_id: int) -> None:
        """Erase the update's content and sender; its id stays as a guard against doubles."""
        erased = {"done_at": now(), "payload": None, "user_id": None}
        async with self._database.write() as session:
            await session.execute(update(InboxRow).where(InboxRow.update_id == update_id).values(erased))

    async def prune(self, older_than: timedelta) -> int:
        """Delete the ids that were done longer ago than that; Telegram sends nothing again after 24 hours."""
        old = delete(InboxRow).where(InboxRow.done_at < now() - older_than)
        async with self._database.write() as session:
            return len((await session.scalars(old.returning(InboxRow.update_id))).all())


class _HasId(Protocol):
    @property
    def id(self) -> int: ...


@runtime_checkable
class Storable(Protocol):
    """What the queue needs of an update."""

    @property
    def update_id(self) -> int:
        """Telegram's id of the update."""

    @property
    def effective_user(self) -> _HasId | None:
        """Who caused the update."""

    def to_json(self) -> str:
        """The update as JSON."""


class InboxQueue(asyncio.Queue[object]):
    """A queue that stores each update before it takes it, and takes each only once."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    async def put(self, item: object) -> None:
        """Store the update and queue it, unless it is known already; other objects are queued as they are.

        Never raises for a database that cannot be used, since that would end the polling: it waits until the
        database is back. Telegram keeps the update for as long.
        """
        if not isinstance(item, Storable) or await self._store(item):
            await super().put(item)

    async def replay(self, parse: Callable[[str], object]) -> int:
        """Queue what an earlier process left, oldest first, and say how many; to be called before any `put`.

        Args:
            parse: makes an update of the JSON that its `to_json` gave.

        Raises:
            StorageError: if the database cannot be used.
        """
        waiting = await self._inbox.pending()
        for _, payload, _ in waiting:
            await super().put(parse(payload))
        return len(waiting)

    async def _store(self, item: Storable) -> bool:
        user = item.effective_user
        pause = FIRST_PAUSE
        while True:
            try:
                return await self._inbox.add(item.update_id, user.id if user else None, item.to_json())
            except StorageError as error:
                log.warning("update %d waits for the database: %s", item.update_id, error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
