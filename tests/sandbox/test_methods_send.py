import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.sandbox.files import LARGEST_PHOTO
from bot.sandbox.person import Person

from .drawing import draw

ANN = 1001


async def test_text_with_formatting_arrives(bot: Bot, ann: Person) -> None:
    sent = await bot.send_message(ANN, "<b>Read:</b> <code>12</code>", parse_mode="HTML")
    assert sent.text == "Read: 12"
    assert [entity.type for entity in sent.entities] == [MessageEntity.BOLD, MessageEntity.CODE]
    seen = (await ann.messages())[-1]
    assert seen["message_id"] == sent.message_id
    assert seen["from"]["is_bot"]


async def test_photo_is_kept_byte_for_byte_with_its_size(bot: Bot, ann: Person) -> None:
    picture = draw(width=640, height=400)
    sent = await bot.send_photo(ANN, picture, caption="<i>two</i>", parse_mode="HTML")
    assert [(size.width, size.height) for size in sent.photo] == [(90, 56), (640, 400)]
    assert sent.caption == "two"
    assert await ann.download((await ann.messages())[-1]) == picture
    again = await bot.send_photo(ANN, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id


async def test_document_keeps_its_name(bot: Bot, ann: Person) -> None:
    sent = await bot.send_document(ANN, b"1234\n", filename="numbers.txt")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("numbers.txt", 5)
    assert await ann.download((await ann.messages())[-1]) == b"1234\n"


async def test_album_has_one_group(bot: Bot, ann: Person) -> None:
    pictures = [draw("1"), draw("2"), draw("3")]
    sent = await bot.send_media_group(ANN, [InputMediaPhoto(picture, caption="c") for picture in pictures])
    assert len({message.media_group_id for message in sent}) == 1
    assert [await ann.download(message) for message in (await ann.messages())[-3:]] == pictures


async def test_albums_that_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="from 2 to 10"):
        await bot.send_media_group(ANN, [InputMediaPhoto(draw())])
    with pytest.raises(BadRequest, match="can't be mixed"):
        await bot.send_media_group(ANN, [InputMediaPhoto(draw()), InputMediaDocument(b"x")])


async def test_reply_shows_the_message_it_replies_to(bot: Bot, ann: Person) -> None:
    asked = await ann.photo(draw())
    answer = await bot.send_message(ANN, "12", reply_parameters=ReplyParameters(asked["message_id"]))
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.photo[-1].file_id == asked["photo"][-1]["file_id"]


async def test_reply_to_nothing(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ANN, "12", reply_parameters=ReplyParameters(1))
    lone = await bot.send_message(ANN, "12", reply_parameters=ReplyParameters(1, allow_sending_without_reply=True))
    assert lone.reply_to_message is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"this is text", "Image_process_failed"),
        (draw(width=4200, height=200), "Photo_invalid_dimensions"),
        (draw() + b"\0" * LARGEST_PHOTO, "File is too big"),
        (b"", "File must be non-empty"),
        ("http://example.org/photo.jpg", "Failed to get http url content"),
        ("no-such-id", "Wrong file_id"),
    ],
)
async def test_photos_that_are_refused(bot: Bot, data: bytes | str, words: str) -> None:
    with pytest.raises(BadRequest, match=words):
        await bot.send_photo(ANN, data)


async def test_too_long_caption_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(ANN, draw(), caption="1" * 1025)
    await bot.send_photo(ANN, draw(), caption="1" * 1024)


@pytest.mark.parametrize("chat", [77, -5, "@nobody"])
async def test_unknown_chat(bot: Bot, chat: int | str) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(chat, "hello")


async def test_keyboards_that_are_refused(bot: Bot) -> None:
    async def send(*buttons: InlineKeyboardButton) -> None:
        await bot.send_message(ANN, "x", reply_markup=InlineKeyboardMarkup([[button] for button in buttons]))

    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await send(InlineKeyboardButton("a", callback_data="ä" * 33))
    with pytest.raises(BadRequest, match="unallowed"):
        await send(InlineKeyboardButton("a"))
    with pytest.raises(BadRequest, match="non-empty"):
        await send(InlineKeyboardButton(" ", callback_data="a"))
    with pytest.raises(BadRequest, match="wrong http url"):
        await send(InlineKeyboardButton("a", url="nowhere"))
    with pytest.raises(BadRequest, match="too long"):
        await send(*[InlineKeyboardButton("a", callback_data="a")] * 101)
    await send(*[InlineKeyboardButton("a", callback_data="ä" * 32)] * 100)


async def test_chat_action_is_checked(bot: Bot) -> None:
    assert await bot.send_chat_action(ANN, "upload_photo")
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await bot.send_chat_action(ANN, "dance")
