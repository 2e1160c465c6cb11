"""Fixtures of the journeys. A module that wants another reader overrides `reader`."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from bot.service import PhotoReader
from tests.journeys.running import RunningBot, run_bot
from tests.readers import FixedReader, make_reading


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    """Telegram."""
    async with SandboxServer() as running:
        yield running


@pytest.fixture
def reader() -> PhotoReader:
    """Reads 1234 and 567 in each photo, and is not sure of the 7."""
    return FixedReader(make_reading("1234", "567", unsure=[6]))


@pytest.fixture
def database_file(migrated_sqlite: Path, tmp_path: Path) -> Path:
    """An empty SQLite database."""
    return Path(shutil.copy(migrated_sqlite, tmp_path / "digitbot.sqlite3"))


@pytest.fixture
async def bot(server: SandboxServer, database_file: Path, reader: PhotoReader) -> AsyncIterator[RunningBot]:
    """The bot at work."""
    async with run_bot(server.url, database_file, reader) as running:
        yield running


@pytest.fixture
async def person(server: SandboxServer, bot: RunningBot) -> AsyncIterator[Person]:
    """Ann, in her private chat with the bot."""
    async with Person(server.url) as ann:
        yield ann
