import asyncio

from bot.recognition.types import Reading
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import PhotoKey, State, StoredReading
from bot.storage.users import UserStore
from tests.storage.samples import make_digit, make_reading

BIG = 2**52  # Telegram's ids need more than 32 bits


async def test_a_stored_reading_comes_back_whole(readings: ReadingStore, stored: StoredReading) -> None:
    assert stored == await readings.get(stored.id)
    assert (stored.key, stored.user, stored.source) == (PhotoKey(-100, 5), 7, "file-id")
    assert (stored.model, stored.width, stored.height) == ("digits-1-abc", 640, 480)
    assert (stored.state, stored.reply, stored.true_text) == (State.READ, None, None)
    assert stored.text == "12\n3"
    assert [(d.position, d.line, d.digit) for d in stored.digits] == [(0, 0, 1), (1, 0, 2), (2, 1, 3)]
    read = make_digit(2, x=10)
    assert stored.digits[1].box == read.box
    assert stored.digits[1].probabilities == read.probabilities


async def test_a_photo_is_stored_once(readings: ReadingStore, stored: StoredReading) -> None:
    again = await readings.add(stored.key, 7, "other", make_reading("999"), 1)
    assert again == stored
    assert await readings.get(stored.id + 1) is None


async def test_a_photo_added_twice_at_once_is_stored_once(readings: ReadingStore) -> None:
    adding = [readings.add(PhotoKey(1, 1), 7, "s", make_reading("12"), 1) for _ in range(8)]
    stored = await asyncio.gather(*adding)
    assert len({reading.id for reading in stored}) == 1
    assert all(len(reading.digits) == 2 for reading in stored)


async def test_a_photo_without_digits_is_stored(readings: ReadingStore) -> None:
    empty = await readings.add(PhotoKey(BIG, BIG), BIG, "s", Reading((), 16, 16, "m"), 1)
    assert (empty.digits, empty.text, empty.key.chat) == ((), "", BIG)


async def test_readings_are_found_by_photo_and_by_answer(readings: ReadingStore, stored: StoredReading) -> None:
    await readings.set_reply(stored.id, 6)
    found = await readings.find(stored.key)
    assert found is not None
    assert (found.id, found.reply) == (stored.id, 6)
    assert await readings.by_reply(-100, 6) == found
    assert await readings.by_reply(-101, 6) is None
    assert await readings.find(PhotoKey(-101, 5)) is None


async def test_the_latest_is_the_users_newest_answered_in_that_chat(readings: ReadingStore) -> None:
    async def add(message: int, user: int, reply: int | None, chat: int = 1) -> int:
        stored = await readings.add(PhotoKey(chat, message), user, "s", make_reading("1"), 1)
        if reply is not None:
            await readings.set_reply(stored.id, reply)
        return stored.id

    await add(1, 7, 101)
    newest = await add(2, 7, 102)
    await add(3, 7, None)
    await add(4, 8, 104)
    await add(5, 7, 105, chat=2)
    latest = await readings.latest(1, 7)
    assert latest is not None
    assert latest.id == newest
    assert await readings.latest(3, 7) is None


async def test_an_id_is_never_given_again(database: Database, readings: ReadingStore, stored: StoredReading) -> None:
    await UserStore(database).forget(stored.user)
    later = await readings.add(stored.key, 7, "s", make_reading("4"), 1)
    assert later.id > stored.id
    assert min(d.id for d in later.digits) > max(d.id for d in stored.digits)
