import asyncio

import httpx
import pytest
from telegram import Bot, Update

from bot.sandbox.person import Person, PersonError
from bot.sandbox.server import SandboxServer

from .drawing import draw
from .echo import KEYBOARD

ANN, GROUP = 1001, -1009


async def newest(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[0]


async def test_command_is_marked(bot: Bot, ann: Person) -> None:
    await ann.text("/help me")
    message = (await newest(bot)).message
    assert message is not None
    assert message.from_user is not None
    assert (message.from_user.first_name, message.chat.type) == ("Ann", "private")
    assert [(entity.type, entity.offset, entity.length) for entity in message.entities] == [("bot_command", 0, 5)]


async def test_each_kind_of_media(bot: Bot, ann: Person) -> None:
    await ann.photo(draw(width=640, height=480), caption="mine")
    message = (await newest(bot)).message
    assert message is not None
    assert (message.photo[-1].width, message.photo[-1].height, message.caption) == (640, 480, "mine")
    await ann.document(b"%PDF", "a.pdf", "application/pdf")
    message = (await newest(bot)).message
    assert message is not None
    assert message.document is not None
    assert (message.document.file_name, message.document.mime_type) == ("a.pdf", "application/pdf")
    for kind in ("sticker", "video", "voice"):
        await getattr(ann, kind)()
        message = (await newest(bot)).message
        assert message is not None
        assert getattr(message, kind) is not None


async def test_album_comes_as_one_update_each(bot: Bot, ann: Person) -> None:
    await ann.album([draw("1"), draw("2")], caption="both")
    messages = [update.message for update in await bot.get_updates()]
    assert [message and message.caption for message in messages] == ["both", None]
    assert len({message and message.media_group_id for message in messages}) == 1


async def test_reply_carries_the_answer_with_its_picture_and_buttons(bot: Bot, ann: Person) -> None:
    answer = await bot.send_photo(ANN, draw(), reply_markup=KEYBOARD)
    await ann.text("124", reply_to=answer.message_id)
    message = (await newest(bot)).message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.message_id == answer.message_id
    assert message.reply_to_message.photo
    assert message.reply_to_message.reply_markup == KEYBOARD


async def test_edited_text(bot: Bot, ann: Person) -> None:
    sent = await ann.text("one")
    await ann.edit(sent, "two")
    message = (await newest(bot)).edited_message
    assert message is not None
    assert (message.message_id, message.text) == (sent["message_id"], "two")
    answer = await bot.send_message(ANN, "three")
    with pytest.raises(PersonError, match="can't be edited"):
        await ann.edit(answer.message_id, "four")


async def test_press_waits_for_the_answer(bot: Bot, ann: Person) -> None:
    asked = await ann.photo(draw())
    sent = await bot.send_photo(ANN, draw(), reply_markup=KEYBOARD, reply_to_message_id=asked["message_id"])
    press = asyncio.create_task(ann.tap(sent.message_id, "Fix"))
    updates = await bot.get_updates(offset=-1, timeout=5)
    while updates[0].callback_query is None:
        updates = await bot.get_updates(offset=updates[0].update_id + 1, timeout=5)
    query = updates[0].callback_query
    assert query.data == "fix"
    assert query.message is not None
    assert query.message.reply_to_message is not None  # type: ignore[attr-defined]
    await query.answer("done", show_alert=True)
    assert await press == {"answered": True, "text": "done", "show_alert": True}


async def test_press_that_nobody_answers(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ANN, "x", reply_markup=KEYBOARD)
    assert (await ann.tap(sent.message_id, "a button of old", timeout=0.05))["answered"] is False
    query = (await newest(bot)).callback_query
    assert query is not None
    assert query.data == "a button of old"


async def test_people_share_a_group(bot: Bot, server: SandboxServer) -> None:
    async with Person(server.url, chat=GROUP) as ann, Person(server.url, 1002, "Ben", GROUP) as ben:
        await ann.text("from Ann")
        await ben.text("from Ben")
        senders = [update.effective_user for update in await bot.get_updates()]
        assert [sender and sender.first_name for sender in senders] == ["Ann", "Ben"]
        await bot.send_message(GROUP, "to both")
        assert (await ben.wait_for(lambda message: message["text"] == "to both"))["chat"]["type"] == "group"
        assert (await bot.get_chat_member(GROUP, 1002)).user.first_name == "Ben"
        people = {chat["id"]: [person["first_name"] for person in chat["people"]] for chat in await ann.chats()}
        assert people == {ANN: ["Ann"], GROUP: ["Ann", "Ben"]}


async def test_what_a_person_does_before_the_bot_starts_is_kept(server: SandboxServer, ann: Person) -> None:
    await ann.text("anyone there?")
    async with Bot("5:late", base_url=f"{server.url}/bot") as late:
        message = (await late.get_updates())[0].message
        assert message is not None
        await late.send_message(ANN, "yes")
    await ann.wait_for(lambda message: message["text"] == "yes")


@pytest.mark.parametrize("fields", [{}, {"user": 1, "text": ""}, {"user": 1, "text": "x", "reply_to": 5}])
async def test_nonsense_is_refused(server: SandboxServer, fields: dict[str, object]) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{server.url}/sandbox/texts", json=fields)
    assert answer.status_code == 400


async def test_pages_of_other_sites_play_no_person(server: SandboxServer) -> None:
    async with httpx.AsyncClient(headers={"Sec-Fetch-Site": "cross-site"}) as client:
        answer = await client.post(f"{server.url}/sandbox/texts", json={"user": 1, "text": "x"})
    assert answer.status_code == 403


async def test_only_pictures_are_shown_others_are_saved(server: SandboxServer, ann: Person) -> None:
    script = await ann.document(b"<script>alert(1)</script>", "page.html", "text/html")
    picture = await ann.photo(draw())
    async with httpx.AsyncClient(base_url=f"{server.url}/sandbox/files/") as client:
        saved = await client.get(script["document"]["file_id"])
        shown = await client.get(picture["photo"][-1]["file_id"])
        assert (await client.get("none")).status_code == 400
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-disposition"] == "attachment"
    assert shown.headers["content-type"] == "image/jpeg"
