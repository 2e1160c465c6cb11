"""The one place that makes an engine, with what SQLite needs to be durable and to forget for good."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.errors import NO_PSYCOPG, WRONG_URL, StorageError, explain

BUSY_SECONDS = 30
"""How long a writer waits for another one before it gives up."""
BUSY_PAUSE = 0.02
CONNECT_SECONDS = 10
PRAGMAS = (
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "synchronous = FULL",  # WAL's usual NORMAL may lose the last commits when the power fails
    "secure_delete = ON",  # what a person wants forgotten must not stay in free pages
)


def parse_url(url: str) -> URL:
    """The URL of a database that digitbot can use.

    Raises:
        StorageError: if it is no URL of SQLite by aiosqlite or PostgreSQL by psycopg.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StorageError(WRONG_URL) from None  # the cause would show the URL with its password
    if parsed.drivername not in ("sqlite+aiosqlite", "postgresql+psycopg"):
        raise StorageError(WRONG_URL)
    return parsed


def make_engine(url: URL, *, foreign_keys: bool = True) -> AsyncEngine:
    """Make the engine; with its option `immediate`, transactions take SQLite's write lock when they begin.

    Args:
        url: from `parse_url`; a SQLite file's folder is created if missing.
        foreign_keys: False for migrations: SQLite rebuilds a table by dropping it, which would cascade.

    Raises:
        StorageError: if the folder cannot be created or psycopg is not installed.
    """
    if url.get_backend_name() == "sqlite":
        return _make_sqlite(url, foreign_keys)
    try:
        return create_async_engine(
            url, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": CONNECT_SECONDS}
        )
    except (ModuleNotFoundError, InvalidRequestError) as error:
        raise StorageError(NO_PSYCOPG) from error


def snapshots(engine: AsyncEngine) -> AsyncEngine:
    """The engine with transactions in which all statements see one state; SQLite's always do."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _make_sqlite(url: URL, foreign_keys: bool) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        _make_openable(Path(url.database), url)
    # isolation_level None stops the driver's own late BEGIN; `begin` below says it in time
    engine = create_async_engine(url, hide_parameters=True, connect_args={"isolation_level": None})

    def connect(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in (*PRAGMAS, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _make_openable(path: Path, url: URL) -> None:
    """Create the file's folder, see whether the file can be opened, and have it keep its journal as WAL for good.

    A file that cannot is noticed here, since aiosqlite's thread would outlive the event loop that hears of it, and
    end with a traceback.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            _use_wal(connection)
    except (OSError, sqlite3.Error) as error:
        raise explain(error, url) from error


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch a file to WAL. SQLite does not wait where two switch at once, whatever the busy timeout, so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(BUSY_PAUSE)
        else:
            return


def _begin(connection: Connection) -> None:
    # a transaction that reads first and writes later would fail at once on SQLite, whatever the busy timeout
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
