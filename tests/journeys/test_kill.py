"""kill -9 during a stream of photos: none lost, at most one reply doubled per kill, no correction counted twice."""

import asyncio
import os
import random
import signal
from collections import Counter
from pathlib import Path
from typing import Any

from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from tests.drawing import photo
from tests.journeys.running import is_answer, start_bot

KILLS = int(os.environ.get("DIGITBOT_TEST_KILLS", "5"))
"""Twenty take about two minutes."""
PHOTO = photo("1234", "567")


async def stream(person: Person, sent: list[int], stop: asyncio.Event, rng: random.Random) -> None:
    """Photos, and a correction of each answer that is there, until told to stop."""
    corrected: set[int] = set()
    while not stop.is_set():
        sent.append((await person.photo(PHOTO))["message_id"])
        for answer in [m for m in await person.messages() if is_answer(m) and m["from"]["is_bot"]]:
            if answer["message_id"] not in corrected:
                corrected.add(answer["message_id"])
                await person.text("9234\n567", reply_to=answer["message_id"])
        await asyncio.sleep(rng.uniform(0.1, 0.5))


async def answered(person: Person) -> Counter[int]:
    """How many answers each photo has."""
    answers: list[dict[str, Any]] = [m for m in await person.messages() if m["from"]["is_bot"] and is_answer(m)]
    return Counter(m["reply_to_message"]["message_id"] for m in answers)


async def test_no_photo_is_lost_and_no_correction_counted_twice(database_file: Path) -> None:
    rng, sent, stop = random.Random(1), list[int](), asyncio.Event()
    async with SandboxServer() as server, Person(server.url) as person:
        streaming = asyncio.create_task(stream(person, sent, stop, rng))
        for _ in range(KILLS):
            bot = await start_bot(server, database_file)
            await asyncio.sleep(rng.uniform(0.05, 2.5))
            bot.send_signal(signal.SIGKILL)
            await bot.wait()
        stop.set()
        await streaming
        bot = await start_bot(server, database_file)
        async with asyncio.timeout(120):
            while set(sent) - set(await answered(person)):  # noqa: ASYNC110 - the chat is asked as a person would look
                await asyncio.sleep(0.2)
        await asyncio.sleep(1.0)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 20) == 0
        found = await answered(person)
        replies = [m for m in await person.messages() if m.get("text") == "9234\n567"]
    assert set(found) == set(sent)
    assert sum(found.values()) - len(sent) <= KILLS
    await check_corrections(database_file, len(replies))


async def check_corrections(file: Path, replies: int) -> None:
    """Each reply is one correction in the log, whatever was killed while it was handled."""
    database = Database(f"sqlite+aiosqlite:///{file}")
    crops = [crop async for crop in CorrectionStore(database).labelled_crops()]
    await database.close()
    corrected = {crop.reading for crop in crops}
    assert len(corrected) <= replies
    assert all(crop.label == 9 for crop in crops if crop.read_as == 1)
