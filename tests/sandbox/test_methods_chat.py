import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from bot.sandbox.files import LARGEST_DOWNLOAD
from bot.sandbox.person import Person

from .drawing import draw

ANN = 1001


async def test_photo_of_a_person_can_be_downloaded(bot: Bot, ann: Person) -> None:
    picture = draw()
    sent = await ann.photo(picture)
    file = await bot.get_file(sent["photo"][-1]["file_id"])
    assert bytes(await file.download_as_bytearray()) == picture
    small = await bot.get_file(sent["photo"][0]["file_id"])
    assert bytes(await small.download_as_bytearray()) != picture


async def test_files_that_cannot_be_had(bot: Bot, ann: Person) -> None:
    large = await ann.document(b"\0" * (LARGEST_DOWNLOAD + 1), "large.bin")
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(large["document"]["file_id"])
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("unknown")
    with pytest.raises(InvalidToken):  # the library's word for any 404
        await bot.request.retrieve(f"{bot.base_file_url}/photos/none.jpg")


async def test_press_that_nobody_made_cannot_be_answered(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id is invalid"):
        await bot.answer_callback_query("1")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query("1", text="x" * 201)


async def test_chat_and_members(bot: Bot) -> None:
    chat = await bot.get_chat(ANN)
    assert (chat.type, chat.first_name) == ("private", "Ann")
    assert (await bot.get_chat_member(ANN, ANN)).user.first_name == "Ann"
    assert (await bot.get_chat_member(ANN, bot.id)).user.is_bot
    with pytest.raises(BadRequest, match="Member not found"):
        await bot.get_chat_member(ANN, 5)
