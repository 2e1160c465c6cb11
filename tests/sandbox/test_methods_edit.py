import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest

from bot.sandbox.person import Person

from .drawing import draw

ANN = 1001
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Fix", callback_data="fix")]])


async def test_edited_text_stays_in_its_place(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ANN, "one", reply_markup=KEYBOARD)
    await bot.send_message(ANN, "after")
    edited = await bot.edit_message_text("two", ANN, sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    assert edited.reply_markup is None
    assert [message.get("text") for message in await ann.messages()] == ["/start", "two", "after"]


async def test_caption_markup_and_picture_change(bot: Bot, ann: Person) -> None:
    sent = await bot.send_photo(ANN, draw("1"), caption="one", reply_markup=KEYBOARD)
    await bot.edit_message_caption(
        ANN, sent.message_id, caption="<code>2</code>", parse_mode="HTML", reply_markup=KEYBOARD
    )
    await bot.edit_message_reply_markup(ANN, sent.message_id)
    seen = (await ann.messages())[-1]
    assert (seen["caption"], seen["caption_entities"][0]["type"]) == ("2", "code")
    assert "reply_markup" not in seen
    media = InputMediaPhoto(draw("3"), caption="three")
    await bot.edit_message_media(media, ANN, sent.message_id, reply_markup=KEYBOARD)
    seen = (await ann.messages())[-1]
    assert seen["caption"] == "three"
    assert await ann.download(seen) == draw("3")


async def test_edit_without_change_is_refused(bot: Bot) -> None:
    text = await bot.send_message(ANN, "one", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text(" one", ANN, text.message_id, reply_markup=KEYBOARD)
    photo = await bot.send_photo(ANN, draw(), caption="one", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_caption(ANN, photo.message_id, caption="one", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ANN, photo.message_id, reply_markup=KEYBOARD)


async def test_edits_that_are_refused(bot: Bot, ann: Person) -> None:
    text, photo = await bot.send_message(ANN, "one"), await bot.send_photo(ANN, draw())
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("two", ANN, 1)
    with pytest.raises(BadRequest, match="no text in the message"):
        await bot.edit_message_text("two", ANN, photo.message_id)
    with pytest.raises(BadRequest, match="no caption in the message"):
        await bot.edit_message_caption(ANN, text.message_id, caption="two")
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("two", ANN, (await ann.text("mine"))["message_id"])


async def test_deleted_messages_are_gone(bot: Bot, ann: Person) -> None:
    sent = [await bot.send_message(ANN, word) for word in ("one", "two", "three")]
    await sent[0].delete()
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent[0].delete()
    await bot.delete_messages(ANN, [message.message_id for message in sent[:2]])
    assert [message["text"] for message in await ann.messages()] == ["/start", "three"]
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent[0].edit_text("again")


async def test_reactions_need_a_message(bot: Bot) -> None:
    sent = await bot.send_message(ANN, "one")
    assert await sent.set_reaction("👍")
    with pytest.raises(BadRequest, match="not found"):
        await bot.set_message_reaction(ANN, 1, "👍")
