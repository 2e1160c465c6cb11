"""Fixtures for the stores: a reading that is stored and answered."""

import pytest

from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import PhotoKey, StoredReading
from tests.storage.samples import make_reading


@pytest.fixture
def readings(database: Database) -> ReadingStore:
    return ReadingStore(database)


@pytest.fixture
def corrections(database: Database) -> CorrectionStore:
    return CorrectionStore(database)


@pytest.fixture
async def stored(readings: ReadingStore) -> StoredReading:
    """The reading of "12" over "3", of user 7 in chat −100, message 5."""
    return await readings.add(PhotoKey(-100, 5), 7, "file-id", make_reading("12", "3"), 42)
