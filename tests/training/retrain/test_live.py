"""The bot retrains itself while it answers, and reads with the better model as soon as that is in use."""

import asyncio
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bot.chat import replies
from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from tests.drawing import photo
from tests.journeys.running import is_answer, start_bot
from tests.training.retrain.people import speak
from training.retrain.cli import LOWEST
from training.retrain.run import Place

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]
EVERY_SECOND = "* * * * * *"
SMALL = 2000
PHOTO = photo("1234", "567")
SWAP = 10.0
"""Seconds within which a model put in use must read."""


@pytest.fixture
def corrected(place: Place) -> Place:
    """A place where people have corrected what the model in use misreads."""
    speak(place.database_url)
    return place


async def test_the_bot_answers_through_a_retraining_and_takes_the_new_model(corrected: Place, tmp_path: Path) -> None:
    database, pointer = tmp_path / "bot.sqlite3", tmp_path / "models" / "in-use.json"
    before, sent, seen = corrected.store.id_in_use(), list[int](), set[tuple[int, ...]]()
    settings = {"model": corrected.store.current(), "var": tmp_path, "data": corrected.data, "retrain_samples": SMALL}
    async with SandboxServer() as server, Person(server.url) as person, asyncio.timeout(180):
        bot = await start_bot(server, database, retrain=EVERY_SECOND, **settings)
        while not pointer.exists():
            sent.append((await person.photo(PHOTO))["message_id"])
            await answer_to(person, sent[-1])
            seen.add(tuple(retrainings(bot.pid)))
            await asyncio.sleep(0.2)
        start = time.monotonic()
        sent.append((await person.photo(PHOTO))["message_id"])
        await answer_to(person, sent[-1])
        assert time.monotonic() - start < SWAP
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 20) == 0
        await check_answers(person, sent)
    assert max(len(found) for found in seen) == 1
    used, after = models(database, sent), corrected.store.id_in_use()
    assert (used[0], used[-1]) == (before, after)
    assert before != after
    assert used == [before] * used.count(before) + [after] * used.count(after)


async def answer_to(person: Person, photo: int) -> None:
    """Wait for the answer to the person's message of this number."""
    await person.wait_for(lambda message: message.get("reply_to_message", {}).get("message_id") == photo, timeout=30)


async def check_answers(person: Person, sent: list[int]) -> None:
    """Each photo has one answer, and none of them says that something failed."""
    answers = [message for message in await person.messages() if message["from"]["is_bot"]]
    assert [message["reply_to_message"]["message_id"] for message in answers] == sent
    assert all(is_answer(message) or message["text"] == replies.NO_DIGITS for message in answers)


def retrainings(bot: int) -> Iterator[int]:
    """Processes of the bot that retrain; each has the lowest priority by the time that it trains."""
    for child in Path(f"/proc/{bot}/task/{bot}/children").read_text().split():
        with suppress(FileNotFoundError, ProcessLookupError):  # one that has just ended
            command = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if b"retrain" in command and os.getpriority(os.PRIO_PROCESS, int(child)) == LOWEST:
                yield int(child)


def models(file: Path, messages: list[int]) -> list[str]:
    """Which model read each of the messages."""
    with closing(sqlite3.connect(file)) as database:
        rows = dict(database.execute("SELECT message_id, model FROM readings WHERE source != 'file'").fetchall())
    return [rows[message] for message in messages]
