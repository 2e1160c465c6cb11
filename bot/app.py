"""Composition root: settings → logging → classifier → store → service → application. Nothing else constructs these."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.chat.application import build_application
from bot.chat.notify import send_picture
from bot.chat.polling import ChatError, run_polling
from bot.inbox import Inbox
from bot.load import load_reader
from bot.logs import configure, hide
from bot.model_file import ModelError
from bot.model_store import ModelStore
from bot.model_words import mnist_share
from bot.review.serve import ReviewError, serve_review
from bot.sandbox.server import SandboxError, SandboxServer
from bot.schedule import run_on_schedule, scheduled
from bot.service import ModelChoice, Service
from bot.settings import Settings
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database, StorageError
from bot.storage.export import export_corrections
from bot.storage.readings import ReadingStore
from bot.storage.reviews import ReviewStore
from bot.storage.users import UserStore
from bot.workers import WorkerPool

log = logging.getLogger(__name__)

STARTUP_ERRORS = (ChatError, ModelError, ReviewError, SandboxError, StorageError)
"""What a person can mend; each carries one sentence that says how."""

RETRAIN = (sys.executable, "-m", "bot", "retrain")
"""A process of its own, which gives itself the lowest priority."""
REMEMBER_UPDATES = timedelta(days=2)
"""Telegram delivers an update again for at most a day; after two its number need not be remembered."""
SANDBOX_TOKEN = "1000:sandbox"  # noqa: S105 - of the stand-in on loopback, which takes any
NO_TOKEN = """\
No DIGITBOT_TOKEN is set, so the bot runs in the local sandbox. Open

    {url}

in a browser and drop a photo of handwritten digits there. To run it on Telegram: talk to @BotFather, send /newbot,
and put the token it gives you into the file .env as DIGITBOT_TOKEN=…, then start again. Ctrl-C stops the bot."""  # noqa: S105 - a sentence


async def run_bot(settings: Settings) -> None:
    """Run the bot until it is told to stop (Ctrl-C, SIGTERM).

    Raises:
        one of `STARTUP_ERRORS`, if it cannot start.
    """
    configure(settings.log_level)
    stop = _stop_on_signal()
    async with AsyncExitStack() as stack:
        service, inbox = await stack.enter_async_context(_service(settings))
        token, api_url = await _telegram(settings, stack)
        hide(token)
        await stack.enter_async_context(scheduled(settings.retrain, RETRAIN))
        await run_polling(build_application(token, api_url, service, inbox), stop)


async def run_sandbox(settings: Settings) -> None:
    """Run only the sandbox until it is told to stop.

    Raises:
        SandboxError: if its port is taken.
    """
    configure(settings.log_level)
    stop = _stop_on_signal()
    async with SandboxServer(port=settings.sandbox_port) as server:
        print(f"The sandbox is at {server.url}", flush=True)  # noqa: T201
        await stop.wait()


async def export(settings: Settings, out: Path) -> int:
    """Write all labelled crops to a folder; returns how many.

    Raises:
        StorageError: if the database or the folder cannot be used.
    """
    async with _database(settings) as database:
        return await export_corrections(CorrectionStore(database), out)


def model_store(settings: Settings) -> ModelStore:
    """The models at hand."""
    return ModelStore(settings.model, settings.var / "models")


async def retrain_on_schedule(settings: Settings, cron: str) -> None:
    """Retrain at these times until cancelled, without a bot."""
    configure(settings.log_level)
    await run_on_schedule(cron, RETRAIN)


async def run_review(settings: Settings, port: int) -> None:
    """Serve the page on which a person decides about labels in doubt, until told to stop.

    Raises:
        ReviewError, StorageError: if the port or the database cannot be used.
    """
    configure(settings.log_level)
    async with _database(settings) as database:
        await serve_review(ReviewStore(database), port, lambda url: print(f"Labels in doubt: {url}", flush=True))  # noqa: T201


async def tell_admin(settings: Settings, text: str, picture: bytes) -> bool:
    """Send a picture to the admin chat on Telegram; False if it did not arrive, or no token or chat is set."""
    if settings.token is None or settings.admin_chat is None:
        return False
    configure(settings.log_level)
    token = settings.token.get_secret_value()
    hide(token)
    return await send_picture(token, settings.telegram_api_url, settings.admin_chat, text, picture)


def model_choices(store: ModelStore) -> list[ModelChoice]:
    """The shipped models that a person may choose instead of the one in use."""
    return [ModelChoice(m.path.stem, f"{mnist_share(m)} of MNIST") for m in store.shipped() if not m.in_use]


@asynccontextmanager
async def _service(settings: Settings) -> AsyncIterator[tuple[Service, Inbox]]:
    store = model_store(settings)
    load_reader(store.current())  # a model that cannot be used stops the start here, with its sentence
    async with _database(settings) as database:
        workers = WorkerPool(store.find, settings.workers, settings.read_timeout)
        workers.warm_up()
        try:
            inbox = Inbox(database)
            await inbox.prune(REMEMBER_UPDATES)
            stores = ReadingStore(database), CorrectionStore(database), UserStore(database)
            yield Service(workers, *stores, models=lambda: model_choices(store)), inbox
        finally:
            workers.close()


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    try:
        await database.check()
        yield database
    finally:
        await database.close()


async def _telegram(settings: Settings, stack: AsyncExitStack) -> tuple[str, str]:
    """Token and address of the Bot API: Telegram's, or a sandbox started here where there is no token."""
    if settings.token is not None:
        return settings.token.get_secret_value(), settings.telegram_api_url
    server = await stack.enter_async_context(SandboxServer(port=settings.sandbox_port))
    print(NO_TOKEN.format(url=server.url), flush=True)  # noqa: T201
    return SANDBOX_TOKEN, server.url


def _stop_on_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
