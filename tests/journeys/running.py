"""The real bot on a local wire: python-telegram-bot, SQLite, and the sandbox as Telegram."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.chat.application import build_application
from bot.chat.polling import run_polling
from bot.inbox import Inbox
from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from bot.service import ModelChoice, PhotoReader, Service
from bot.settings import PROJECT
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import LabelledCrop, PhotoKey, StoredReading
from bot.storage.users import UserStore

TOKEN = "123456:journey-token"  # noqa: S105 - the sandbox takes any


@dataclass(frozen=True, slots=True)
class RunningBot:
    """A bot at work, and a look into its database."""

    url: str
    database: Database
    inbox: Inbox
    service: Service
    corrections: CorrectionStore
    task: asyncio.Task[None]

    async def reading_of(self, photo: dict[str, Any]) -> StoredReading:
        """The stored reading of a message with a photo."""
        found = await self.service.find(PhotoKey(photo["chat"]["id"], photo["message_id"]))
        assert found is not None
        return found

    async def crops(self) -> list[LabelledCrop]:
        """All labelled crops."""
        return [crop async for crop in self.corrections.labelled_crops()]

    async def settled(self) -> None:
        """Wait until Telegram holds no updates and the inbox neither: everything sent so far is handled."""
        address = f"{self.url}/bot{TOKEN}/getWebhookInfo"
        async with asyncio.timeout(10), httpx.AsyncClient(trust_env=False) as client:
            while (await client.get(address)).json()["result"]["pending_update_count"]:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            while await self.inbox.pending():  # noqa: ASYNC110 - the database tells nobody
                await asyncio.sleep(0.02)


@asynccontextmanager
async def run_bot(
    url: str, file: Path, reader: PhotoReader, grace: float = 5.0, models: Sequence[ModelChoice] = ()
) -> AsyncIterator[RunningBot]:
    """Run the bot on a migrated SQLite file against the Bot API server at `url`, and stop it in order."""
    database, stop = Database(f"sqlite+aiosqlite:///{file}"), asyncio.Event()
    inbox, corrections = Inbox(database), CorrectionStore(database)
    service = Service(reader, ReadingStore(database), corrections, UserStore(database), lambda: models)
    task = asyncio.create_task(run_polling(build_application(TOKEN, url, service, inbox), stop, grace))
    try:
        yield RunningBot(url, database, inbox, service, corrections, task)
    finally:
        stop.set()
        await asyncio.gather(task, return_exceptions=True)
        await database.close()
    await task


async def start_bot(server: SandboxServer, database: Path, **settings: object) -> asyncio.subprocess.Process:
    """Start the bot as a process of its own with these settings, and wait until it fetches updates."""
    env = {
        "DIGITBOT_TOKEN": TOKEN,
        "DIGITBOT_TELEGRAM_API_URL": server.url,
        "DIGITBOT_DATABASE_URL": f"sqlite+aiosqlite:///{database}",
    } | {f"DIGITBOT_{name.upper()}": str(value) for name, value in settings.items()}
    calls = len(server.sandbox.calls)
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=os.environ | env, cwd=PROJECT, stderr=asyncio.subprocess.DEVNULL
    )
    async with asyncio.timeout(60):
        while len(server.sandbox.calls) < calls + 4:  # noqa: ASYNC110 - getMe, commands, webhook, getUpdates
            await asyncio.sleep(0.02)
    return bot


def is_answer(message: dict[str, Any]) -> bool:
    """Whether the message is the bot's picture with the numbers."""
    return "photo" in message


async def texts(person: Person) -> list[str]:
    """All that the bot wrote in the chat without a picture, oldest first."""
    return [message["text"] for message in await person.messages() if message["from"]["is_bot"] and "text" in message]
