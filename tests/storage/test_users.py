import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.inbox import Inbox
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import Correction, Doubt, Forgotten, How, PhotoKey, StoredReading
from bot.storage.reviews import ReviewStore
from bot.storage.tables import Base
from bot.storage.users import UserStore
from tests.storage.samples import make_reading


async def count_rows(database: Database) -> dict[str, int]:
    async with database.read() as session:
        return {
            table.name: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


async def test_forgetting_leaves_nothing_of_a_person_and_all_of_others(
    database: Database, readings: ReadingStore, corrections: CorrectionStore, stored: StoredReading
) -> None:
    other = await readings.add(PhotoKey(1, 1), 8, "s", make_reading("55"), 1)
    await corrections.add(Correction(stored.id, 7, How.TAP, 1, {stored.digits[0].id: 4}))
    await corrections.add(Correction(stored.id, 8, How.TAP, 2, {stored.digits[0].id: 5}))
    await corrections.add(Correction(other.id, 8, How.TAP, 3, {other.digits[0].id: 6}))
    await Inbox(database).add(1, 7, "{}")
    await Inbox(database).add(2, 8, "{}")
    doubts = [Doubt(digit, 4, "rare", 9) for digit in (stored.digits[0].id, other.digits[0].id)]
    await ReviewStore(database).doubt(doubts)
    assert await UserStore(database).forget(7) == Forgotten(readings=1, digits=3, corrections=2)
    assert await readings.get(stored.id) is None
    assert await count_rows(database) == {
        "users": 1, "readings": 1, "digits": 2, "corrections": 1, "correction_labels": 1, "inbox": 1, "reviews": 1,
    }  # fmt: skip


async def test_forgetting_a_stranger_does_nothing(database: Database, stored: StoredReading) -> None:
    assert await UserStore(database).forget(99) == Forgotten(0, 0, 0)
    assert (await count_rows(database))["readings"] == 1


@pytest.fixture
def files(migrated_sqlite: Path, tmp_path: Path) -> Path:
    """A folder with nothing but a migrated SQLite database."""
    folder = tmp_path / "only"
    folder.mkdir()
    shutil.copy(migrated_sqlite, folder / "digitbot.sqlite3")
    return folder


def names_of_files_with(text: str, folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if text.encode() in file.read_bytes()]


async def test_what_is_forgotten_is_in_no_file(files: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{files / 'digitbot.sqlite3'}")
    source = "a-source-to-be-forgotten"
    for message in range(50):
        await ReadingStore(database).add(PhotoKey(1, message), 7, source, make_reading("123"), 1)
    await Inbox(database).add(1, 7, source)
    assert names_of_files_with(source, files)
    await UserStore(database).forget(7)
    found = names_of_files_with(source, files)
    await database.close()
    assert found == []
