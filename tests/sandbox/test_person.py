import asyncio

import pytest
from telegram import Bot

from bot.sandbox.person import Person, PersonError

ANN = 1001


async def test_waiting_sees_edits(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ANN, "one")
    waiting = asyncio.create_task(ann.wait_for(lambda message: message["text"] == "two"))
    await asyncio.sleep(0.05)
    await sent.edit_text("two")
    assert (await waiting)["message_id"] == sent.message_id


async def test_waiting_in_vain_says_what_came(bot: Bot, ann: Person) -> None:
    await bot.send_message(ANN, "one")
    with pytest.raises(PersonError, match=r"no such message within 0.1 s; the bot wrote \['one'\]"):
        await ann.wait_for(lambda message: message["text"] == "two", timeout=0.1)


async def test_refusals_become_errors(ann: Person) -> None:
    with pytest.raises(PersonError, match="message to be replied not found"):
        await ann.text("one", reply_to=5)
    with pytest.raises(PersonError, match="message not found"):
        await ann.tap(5, "button")
