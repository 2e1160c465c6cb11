import asyncio
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Chat, Message, Update, User

from bot.inbox import Inbox, InboxQueue
from bot.settings import PROJECT
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.tables import InboxRow


@dataclass(frozen=True)
class Person:
    id: int


@dataclass(frozen=True)
class FakeUpdate:
    """What the queue needs of Telegram's updates."""

    update_id: int
    effective_user: Person | None = Person(7)

    def to_json(self) -> str:
        return str(self.update_id)


class BrokenAtFirst(Inbox):
    """An inbox whose database comes back at the third try."""

    tries = 0

    async def add(self, update_id: int, user: int | None, payload: str) -> bool:
        self.tries += 1
        if self.tries < 3:
            raise StorageError("The disk is full.")
        return await super().add(update_id, user, payload)


def parse(payload: str) -> FakeUpdate:
    return FakeUpdate(int(payload))


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database)


async def test_an_update_waits_until_it_is_done(inbox: Inbox) -> None:
    assert await inbox.add(2**40, 2**40, "new")
    assert not await inbox.add(2**40, 2**40, "again")
    assert await inbox.pending() == [(2**40, "new", 0)]
    await inbox.done(2**40)
    assert await inbox.pending() == []
    assert not await inbox.add(2**40, 2**40, "again")


async def test_the_oldest_comes_first_whatever_its_id(inbox: Inbox) -> None:
    for update_id in (5, 3, 9):
        await inbox.add(update_id, None, "")
    assert [update_id for update_id, _, _ in await inbox.pending()] == [5, 3, 9]


async def test_attempts_are_counted(inbox: Inbox) -> None:
    await inbox.add(1, 7, "")
    assert [await inbox.begin(1), await inbox.begin(1), await inbox.begin(2)] == [1, 2, 0]
    assert await inbox.pending() == [(1, "", 2)]


async def test_done_erases_what_is_personal(inbox: Inbox, database: Database) -> None:
    await inbox.add(1, 7, "private")
    await inbox.done(1)
    async with database.read() as session:
        row = await session.get_one(InboxRow, 1)
        assert (row.payload, row.user_id) == (None, None)
    await inbox.done(2)


async def test_only_what_is_done_for_long_is_pruned(inbox: Inbox) -> None:
    await inbox.add(1, 7, "")
    await inbox.add(2, 7, "")
    await inbox.done(1)
    assert await inbox.prune(timedelta(days=1)) == 0
    assert await inbox.prune(timedelta(0)) == 1
    assert [update_id for update_id, _, _ in await inbox.pending()] == [2]


async def test_the_queue_stores_and_takes_each_update_once(inbox: Inbox) -> None:
    queue = InboxQueue(inbox)
    for update in (FakeUpdate(1), FakeUpdate(2, None), FakeUpdate(1)):
        await queue.put(update)
    assert [queue.get_nowait(), queue.get_nowait()] == [FakeUpdate(1), FakeUpdate(2, None)]
    assert queue.empty()
    assert [payload for _, payload, _ in await inbox.pending()] == ["1", "2"]


async def test_a_real_update_comes_back_as_it_was(inbox: Inbox) -> None:
    person = User(7, "Ada", is_bot=False)
    message = Message(5, datetime(2026, 1, 1, tzinfo=UTC), Chat(7, "private"), from_user=person, text="12")
    update = Update(2**31, message=message)
    await InboxQueue(inbox).put(update)
    later = InboxQueue(inbox)
    await later.replay(lambda payload: Update.de_json(json.loads(payload), None))
    again = later.get_nowait()
    assert isinstance(again, Update)
    assert again.to_dict() == update.to_dict()


async def test_the_queue_passes_other_objects_on(inbox: Inbox) -> None:
    queue, stop = InboxQueue(inbox), object()
    await queue.put(stop)
    assert queue.get_nowait() is stop
    assert await inbox.pending() == []


async def test_the_queue_waits_for_a_broken_database(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    inbox = BrokenAtFirst(database)
    queue = InboxQueue(inbox)
    await queue.put(FakeUpdate(1))
    assert queue.get_nowait() == FakeUpdate(1)
    assert inbox.tries == 3
    assert caplog.messages == ["update 1 waits for the database: The disk is full."] * 2


async def test_a_new_process_takes_what_was_left(inbox: Inbox) -> None:
    first = InboxQueue(inbox)
    for number in (3, 1, 2):
        await first.put(FakeUpdate(number))
    await inbox.done(1)
    second = InboxQueue(inbox)
    assert await second.replay(parse) == 2
    await second.put(FakeUpdate(3))
    assert [second.get_nowait(), second.get_nowait()] == [FakeUpdate(3), FakeUpdate(2)]
    assert second.empty()


PROGRAM = """
import asyncio, sys
from bot.inbox import Inbox, InboxQueue
from bot.storage.database import Database
from tests.test_inbox import FakeUpdate

async def main():
    queue = InboxQueue(Inbox(Database(sys.argv[1])))
    for number in range(int(sys.argv[2]), 10**9):
        await queue.put(FakeUpdate(number))
        print(number, flush=True)

asyncio.run(main())
"""


def numbers_until_killed(url: str, first: int, kill_at: int) -> list[int]:
    """Run a process that puts updates, kill it without warning, and give the numbers it said were put."""
    command = [sys.executable, "-c", PROGRAM, url, str(first)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(kill_at)]
        process.send_signal(signal.SIGKILL)
        return said + [int(line) for line in process.stdout.read().split("\n")[:-1]]


@pytest.mark.parametrize("kill_at", [1, 17])
async def test_a_kill_loses_nothing_that_was_put(inbox: Inbox, database_url: str, kill_at: int) -> None:
    said = list[int]()
    for _ in range(2):
        said += await asyncio.to_thread(numbers_until_killed, database_url, len(said) + 1000, kill_at)
    queue = InboxQueue(inbox)
    await queue.replay(parse)
    kept = [queue.get_nowait() for _ in range(queue.qsize())]
    assert {FakeUpdate(number) for number in said} <= set(kept)
    assert len(kept) == len(set(kept)) <= len(said) + 2
