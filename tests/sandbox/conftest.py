from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer

from .echo import TOKEN


@pytest.fixture
async def server() -> AsyncIterator[SandboxServer]:
    async with SandboxServer() as running:
        yield running


@pytest.fixture
async def ann(server: SandboxServer) -> AsyncIterator[Person]:
    async with Person(server.url) as person:
        yield person


@pytest.fixture
async def bot(server: SandboxServer, ann: Person) -> AsyncIterator[Bot]:
    """A bot with which Ann has opened a chat already; her first message is confirmed."""
    await ann.text("/start")
    async with Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as made:
        first = (await made.get_updates())[0]
        await made.get_updates(offset=first.update_id + 1)
        yield made
