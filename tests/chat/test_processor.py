"""Which updates are handled when, and when they leave the inbox."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Chat, Message, Update, User

from bot.chat.processor import OrderedUpdates
from bot.inbox import Inbox
from bot.storage.database import Database


def make_update(number: int, chat: int) -> Update:
    sender = User(chat, "Ann", is_bot=False)
    message = Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE), from_user=sender, text="hello")
    return Update(number, message=message)


@pytest.fixture
async def inbox(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Inbox]:
    file = shutil.copy(migrated_sqlite, tmp_path / "digitbot.sqlite3")
    database = Database(f"sqlite+aiosqlite:///{file}")
    yield Inbox(database)
    await database.close()


class Work:
    """Handlers that note when they began, and end when they are let go."""

    def __init__(self, inbox: Inbox) -> None:
        self.updates = OrderedUpdates(inbox)
        self.inbox = inbox
        self.begun: list[int] = []
        self.gate = asyncio.Event()

    async def start(self, number: int, chat: int) -> asyncio.Task[None]:
        await self.inbox.add(number, chat, "{}")
        update = make_update(number, chat)
        return asyncio.create_task(self.updates.process_update(update, self._handle(number)))

    async def has_begun(self, *numbers: int) -> None:
        async with asyncio.timeout(5):
            while set(numbers) - set(self.begun):  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    async def left(self) -> list[int]:
        return [number for number, _, _ in await self.inbox.pending()]

    async def _handle(self, number: int) -> None:
        self.begun.append(number)
        await self.gate.wait()


@pytest.fixture
def work(inbox: Inbox) -> Work:
    return Work(inbox)


async def test_a_chat_keeps_its_order_and_others_do_not_wait(work: Work) -> None:
    tasks = [await work.start(number, chat) for number, chat in ((1, 10), (2, 10), (3, 20))]
    await work.has_begun(1, 3)
    assert sorted(work.begun) == [1, 3]
    assert await work.left() == [1, 2, 3]
    work.gate.set()
    await asyncio.gather(*tasks)
    assert work.begun[2:] == [2]
    assert await work.left() == []


async def test_what_is_broken_off_stays_in_the_inbox(work: Work) -> None:
    tasks: list[Awaitable[None]] = [await work.start(1, 10), await work.start(2, 10)]
    await work.has_begun(1)
    work.updates.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await work.left() == [1, 2]


async def test_what_had_not_begun_when_all_was_broken_off_stays_in_the_inbox(work: Work) -> None:
    task = await work.start(1, 10)
    work.updates.cancel()
    await asyncio.wait_for(task, 5)
    assert (work.begun, await work.left()) == ([], [1])


async def test_after_the_call_to_finish_nothing_new_begins(work: Work) -> None:
    tasks = [await work.start(1, 10), await work.start(2, 10)]
    await work.has_begun(1)
    work.updates.finish_only_started()
    work.gate.set()
    await asyncio.gather(*tasks)
    assert (work.begun, await work.left()) == ([1], [2])


async def test_a_kept_update_stays_in_the_inbox_until_it_is_handled_again(work: Work) -> None:
    tasks = [await work.start(1, 10), await work.start(2, 10)]
    await work.has_begun(1)
    assert work.updates.keep(make_update(1, 10)) == 1
    work.gate.set()
    await asyncio.gather(*tasks)
    assert [(number, attempts) for number, _, attempts in await work.inbox.pending()] == [(1, 1)]
    await (await work.start(1, 10))
    assert await work.left() == []
