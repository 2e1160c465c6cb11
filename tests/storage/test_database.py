import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.database import Database, StorageError
from bot.storage.engine import make_engine, parse_url
from bot.storage.errors import NOT_MIGRATED
from bot.storage.migrate import upgrade
from bot.storage.tables import InboxRow, UserRow, now


async def refusal(url: str) -> str:
    """The sentence with which a start with this URL ends."""
    with pytest.raises(StorageError) as raised:
        await asyncio.to_thread(upgrade, url)
    return str(raised.value)


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    await asyncio.to_thread(path.write_bytes, b"\xff\xd8\xff" * 4000)
    assert "no SQLite database: move it away" in await refusal(f"sqlite+aiosqlite:///{path}")


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert "cannot be opened for writing" in await refusal(f"sqlite+aiosqlite:///{tmp_path}")


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    await asyncio.to_thread(blocked.write_text, "")
    assert "check the folder's permissions" in await refusal(f"sqlite+aiosqlite:///{blocked / 'new' / 'a.sqlite3'}")


async def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "a.sqlite3"
    await asyncio.to_thread(upgrade, f"sqlite+aiosqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)


async def test_a_start_waits_for_another_that_reads_the_fresh_file(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in ("CREATE TABLE t (x)", "INSERT INTO t VALUES (1), (2)", "BEGIN", "SELECT x FROM t"):
            other.execute(statement).fetchone()  # from here on SQLite refuses to switch to WAL, without any wait
        start = asyncio.create_task(asyncio.to_thread(make_engine, parse_url(f"sqlite+aiosqlite:///{path}")))
        await asyncio.sleep(0.2)
        assert not start.done()
        other.execute("COMMIT")
        await (await start).dispose()
    with closing(sqlite3.connect(path)) as later:
        assert later.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "sqlite:///a.sqlite3", "mysql+aiomysql://me:hunter2@host/db", "postgresql://me:hunter2@host/db"],
)
async def test_another_kind_of_url(url: str) -> None:
    sentence = await refusal(url)
    assert "DIGITBOT_DATABASE_URL is not usable" in sentence
    assert "hunter2" not in sentence


async def test_a_postgres_that_is_not_there() -> None:
    sentence = await refusal("postgresql+psycopg://me:hunter2@127.0.0.1:1/numbers")
    assert "numbers at 127.0.0.1 cannot be used: start PostgreSQL" in sentence
    assert "hunter2" not in sentence


async def test_a_transaction_that_fails_changes_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as session:
            session.add(UserRow(id=1))
            await session.flush()
            raise RuntimeError("by the way")

    with pytest.raises(RuntimeError, match="by the way"):
        await fail()
    async with database.read() as session:
        assert await session.get(UserRow, 1) is None


async def test_an_error_shows_no_values(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as session:
            await session.execute(text("INSERT INTO nowhere VALUES (:value)"), {"value": "very private"})

    with pytest.raises(StorageError) as raised:
        await fail()
    assert str(raised.value) == NOT_MIGRATED
    shown = str(raised.value) + str(raised.value.__cause__)
    assert "very private" not in shown


async def test_writers_wait_for_each_other(database: Database) -> None:
    """Each reads first and writes then: without SQLite's write lock from the start, most would fail."""
    async with database.write() as session:
        session.add(InboxRow(update_id=1))

    async def count_up() -> None:
        async with database.write() as session:
            row = await session.get_one(InboxRow, 1, with_for_update=True)
            await asyncio.sleep(0.001)
            row.attempts += 1

    await asyncio.gather(*(count_up() for _ in range(10)))
    async with database.read() as session:
        assert (await session.get_one(InboxRow, 1)).attempts == 10


async def test_a_reader_does_not_hold_up_a_writer(database: Database) -> None:
    async with database.read() as reader:
        assert await reader.get(UserRow, 1) is None
        async with database.write() as writer:
            writer.add(UserRow(id=1))


async def test_moments_come_back_in_utc(database: Database) -> None:
    before = now()
    async with database.write() as session:
        session.add(UserRow(id=1))
    async with database.read() as session:
        created = (await session.get_one(UserRow, 1)).created_at
    assert before <= created <= now()
    assert created.tzname() == "UTC"


async def test_sqlite_is_set_to_lose_nothing_and_to_forget(migrated_sqlite: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{migrated_sqlite}")
    async with database.read() as session:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        values = [await session.scalar(text(f"PRAGMA {name}")) for name in names]
    await database.close()
    assert values == ["wal", 2, 1, 1, 30000]
