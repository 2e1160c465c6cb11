import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox.person import Person


async def test_updates_come_in_order_until_an_offset_confirms_them(bot: Bot, ann: Person) -> None:
    for word in ("one", "two", "three"):
        await ann.text(word)
    first = await bot.get_updates(limit=2)
    assert [update.message and update.message.text for update in first] == ["one", "two"]
    assert await bot.get_updates(limit=2) == first
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    assert [update.message and update.message.text for update in rest] == ["three"]
    assert rest[0].update_id == first[1].update_id + 1 == first[0].update_id + 2
    assert await bot.get_updates(offset=rest[0].update_id + 1) == ()


async def test_negative_offset_keeps_the_newest(bot: Bot, ann: Person) -> None:
    for word in ("one", "two", "three"):
        await ann.text(word)
    assert [update.message and update.message.text for update in await bot.get_updates(offset=-1)] == ["three"]
    assert len(await bot.get_updates()) == 1


async def test_long_poll_waits_for_an_update(bot: Bot, ann: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await ann.text("at last")
    assert len(await asyncio.wait_for(poll, 2)) == 1


async def test_long_poll_ends_with_nothing(bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == ()


async def test_second_poller_ends_the_first(bot: Bot, ann: Person) -> None:
    async with Bot(bot.token, base_url=bot.base_url.removesuffix(bot.token)) as twin:
        older = asyncio.create_task(bot.get_updates(timeout=10))
        await asyncio.sleep(0.05)
        newer = asyncio.create_task(twin.get_updates(timeout=10))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure that only one bot"):
            await older
        await ann.text("hello")
        assert len(await newer) == 1


async def test_updates_that_were_not_asked_for_do_not_come(bot: Bot, ann: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await ann.text("unheard")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await ann.text("heard")
    assert len(await bot.get_updates()) == 1


async def test_polling_is_refused_beside_a_webhook(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()
