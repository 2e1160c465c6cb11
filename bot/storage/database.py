"""The database: its engine, its transactions, and whether its schema is this version's."""

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.storage.engine import make_engine, parse_url, snapshots
from bot.storage.errors import StorageError, explain
from bot.storage.revisions import check_revision

__all__ = ["Database", "StorageError", "insert"]
log = logging.getLogger(__name__)


class Database:
    """Owns the engine. The stores take one each; only the composition root makes it.

    Args:
        url: `sqlite+aiosqlite:///PATH` or `postgresql+psycopg://USER:PASSWORD@HOST/NAME`.

    Raises:
        StorageError: if the URL is of another kind, or a SQLite file's folder cannot be created.
    """

    def __init__(self, url: str) -> None:
        self._url = parse_url(url)
        self._engine = make_engine(self._url)
        self._readers = async_sessionmaker(snapshots(self._engine))
        self._writers = async_sessionmaker(self._engine.execution_options(immediate=True))

    async def check(self) -> None:
        """Make sure that the schema is the one this version writes.

        Raises:
            StorageError: if the database cannot be opened, is not migrated, or is of a newer version.
        """
        check_revision(await self.revision())

    async def revision(self) -> str | None:
        """The schema's revision; None for a database without tables.

        Raises:
            StorageError: if the database cannot be opened.
        """
        async with self.read() as session:
            return await (await session.connection()).run_sync(_revision)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction that sees one state of the database and changes nothing.

        Raises:
            StorageError: if the database cannot be used.
        """
        async with self._explained(), self._readers.begin() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction that is committed, safe on the disk, when the block ends without an error.

        Raises:
            StorageError: if the database cannot be used; then nothing was changed.
        """
        async with self._explained(), self._writers.begin() as session:
            yield session

    async def erase_traces(self) -> None:
        """Empty SQLite's write-ahead log, which still holds what was deleted; PostgreSQL needs nothing."""
        if self._engine.dialect.name != "sqlite":
            return
        async with self._explained(), self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                busy = (await cursor.fetchone())[0]
        if busy:
            log.warning("the write-ahead log is in use; it is emptied when the database is closed")

    @asynccontextmanager
    async def _explained(self) -> AsyncIterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise explain(error, self._url) from error


def insert(session: AsyncSession, table: Table | Any) -> sqlite.Insert | postgresql.Insert:
    """An INSERT in the session's dialect, which knows `on_conflict_do_nothing`."""
    dialect = session.get_bind().dialect.name
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
