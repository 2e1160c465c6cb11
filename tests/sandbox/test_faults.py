import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter

from bot.sandbox.person import Person, PersonError

from .drawing import draw

ANN = 1001


async def test_flood_control_says_how_long(bot: Bot, ann: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library's own switch to its next version's type
    await ann.fault("sendMessage", "429", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(ANN, "one")
        assert caught.value.retry_after == timedelta(seconds=7)
    await bot.send_message(ANN, "two")
    assert [message["text"] for message in await ann.messages()] == ["/start", "two"]
    assert [call["status"] for call in await ann.calls("sendMessage")] == [429, 429, 200]


@pytest.mark.parametrize(("kind", "words"), [("500", "Internal Server Error"), ("502", "Bad Gateway")])
async def test_server_errors(bot: Bot, ann: Person, kind: str, words: str) -> None:
    await ann.fault("*", kind)
    with pytest.raises(NetworkError, match=words):
        await bot.send_message(ANN, "one")
    await bot.send_message(ANN, "two")


async def test_blocked_bot(bot: Bot, ann: Person) -> None:
    await ann.fault("sendMessage", "403")
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(ANN, "one")


@pytest.mark.parametrize(("kind", "done"), [("drop", False), ("drop_after", True)])
async def test_cut_connection_before_and_after_the_work(bot: Bot, ann: Person, kind: str, done: bool) -> None:
    await ann.fault("sendPhoto", kind)
    await bot.send_message(ANN, "untouched")
    with pytest.raises(NetworkError, match="disconnected"):
        await bot.send_photo(ANN, draw())
    assert ("photo" in (await ann.messages())[-1]) is done
    await bot.send_photo(ANN, draw())


async def test_delay(bot: Bot, ann: Person) -> None:
    await ann.fault("sendMessage", "delay", seconds=0.3)
    slow = asyncio.create_task(bot.send_message(ANN, "late"))
    await asyncio.sleep(0.1)
    assert len(await ann.messages()) == 1
    await slow
    assert len(await ann.messages()) == 2


async def test_downloads_fail_too(bot: Bot, ann: Person) -> None:
    sent = await ann.photo(draw())
    file = await bot.get_file(sent["photo"][-1]["file_id"])
    for kind in ("drop", "500"):
        await ann.fault("download", kind)
        with pytest.raises(NetworkError):
            await file.download_as_bytearray()
    assert await file.download_as_bytearray()


async def test_faults_can_be_called_off(bot: Bot, ann: Person) -> None:
    await ann.fault("sendMessage", "500", times=100)
    await ann.no_faults()
    await bot.send_message(ANN, "one")


async def test_unknown_kind_is_refused(ann: Person) -> None:
    with pytest.raises(PersonError, match="kind is one of"):
        await ann.fault("sendMessage", "earthquake")
