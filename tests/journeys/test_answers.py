"""A photo comes, an answer goes."""

import pytest

from bot.chat import replies
from bot.recognition.errors import DamagedPicture
from bot.sandbox.person import Person
from tests.journeys.running import RunningBot, is_answer, texts
from tests.readers import FixedReader, make_photo, make_reading

GROUP = -100500


async def test_a_photo_is_answered_with_numbers_picture_and_buttons(bot: RunningBot, person: Person) -> None:
    photo = await person.photo(make_photo())
    answer = await person.wait_for(is_answer)
    assert answer["reply_to_message"]["message_id"] == photo["message_id"]
    assert answer["caption"] == "1234\n567\n\nUncertain: the 3rd digit of line 2 (7?)"
    assert [entity["type"] for entity in answer["caption_entities"]] == ["code", "code"]
    assert [button["text"] for button in answer["reply_markup"]["inline_keyboard"][0]] == ["✓ Right", "✎ Fix"]
    assert (await person.download(answer)).startswith(b"\xff\xd8")
    await bot.settled()
    assert (await bot.reading_of(photo)).reply == answer["message_id"]
    assert "upload_photo" in {call["params"]["action"] for call in await person.calls("sendChatAction")}


@pytest.mark.parametrize(("name", "mime"), [("scan.png", "image/png"), ("SCAN.HEIC", "application/octet-stream")])
async def test_an_image_file_is_answered_like_a_photo(person: Person, name: str, mime: str) -> None:
    sent = await person.document(make_photo(), name, mime)
    answer = await person.wait_for(is_answer)
    assert answer["reply_to_message"]["message_id"] == sent["message_id"]


async def test_each_photo_of_an_album_is_answered(bot: RunningBot, person: Person) -> None:
    sent = await person.album([make_photo(shade) for shade in (200, 210, 220)])
    await bot.settled()
    answers = [message for message in await person.messages() if is_answer(message) and message["from"]["is_bot"]]
    assert [answer["reply_to_message"]["message_id"] for answer in answers] == [m["message_id"] for m in sent]


async def test_a_picture_without_digits_gets_advice_and_can_be_corrected(
    bot: RunningBot, person: Person, reader: FixedReader
) -> None:
    reader.reading = make_reading()
    photo = await person.photo(make_photo())
    answer = await person.wait_for(lambda message: message.get("text") == replies.NO_DIGITS)
    await person.text("42", reply_to=answer)
    corrected = await person.wait_for(lambda message: "42" in message.get("text", ""))
    assert corrected["message_id"] == answer["message_id"]
    assert corrected["text"] == f"42\n\n{replies.CORRECTED}"
    assert (await bot.reading_of(photo)).true_text == "42"


async def test_an_unreadable_picture_gets_its_sentence(bot: RunningBot, person: Person, reader: FixedReader) -> None:
    reader.error = DamagedPicture()
    photo = await person.photo(make_photo())
    answer = await person.wait_for(lambda message: message.get("text") == DamagedPicture.sentence)
    assert answer["reply_to_message"]["message_id"] == photo["message_id"]
    reader.error = None
    await person.photo(make_photo())
    await person.wait_for(is_answer)


async def test_an_unforeseen_error_gets_a_neutral_sentence_and_no_private_word_in_the_log(
    bot: RunningBot, person: Person, reader: FixedReader, caplog: pytest.LogCaptureFixture
) -> None:
    reader.error = ZeroDivisionError("secret content")
    await person.photo(make_photo(), caption="secret caption")
    await person.wait_for(lambda message: message.get("text") == replies.FAILED)
    await bot.settled()
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in "".join(record.getMessage() for record in caplog.records if record.levelno >= 20)


async def test_hundreds_of_digits_come_in_a_message_of_their_own(
    bot: RunningBot, person: Person, reader: FixedReader
) -> None:
    lines = ["1234567890" * 3] * 40
    reader.reading = make_reading(*lines)
    await person.photo(make_photo())
    answer = await person.wait_for(is_answer)
    numbers = await person.wait_for(lambda message: "text" in message)
    assert answer["caption"] == "1200 digits. The numbers follow in a message of their own."
    assert numbers["text"].splitlines() == lines
    await bot.settled()
    assert len((await bot.reading_of(answer["reply_to_message"])).digits) == 1200


async def test_thousands_of_digits_come_as_a_file(person: Person, reader: FixedReader) -> None:
    lines = ["1234567890" * 4] * 110
    reader.reading = make_reading(*lines)
    await person.photo(make_photo())
    file = await person.wait_for(lambda message: "document" in message)
    assert (await person.download(file)).decode().splitlines() == lines


async def test_what_is_no_photo_gets_one_helpful_sentence(bot: RunningBot, person: Person) -> None:
    await person.text("hello")
    await person.text("/unknown")
    await person.sticker()
    await person.video()
    await person.voice()
    await person.document(b"text", "notes.txt", "text/plain")
    await bot.settled()
    assert await texts(person) == [replies.HINT] * 5 + [replies.NOT_A_PICTURE]


async def test_an_edited_message_is_not_answered_again(bot: RunningBot, person: Person) -> None:
    message = await person.text("hello")
    await person.edit(message, "/help")
    await person.text("/start")
    await bot.settled()
    assert len(await texts(person)) == 2


async def test_a_group_hears_the_bot_only_when_it_is_meant(bot: RunningBot, person: Person) -> None:
    async with Person(bot.url, user=1001, chat=GROUP) as ann:
        await ann.text("hello all")
        await ann.sticker()
        await ann.document(b"text", "notes.txt", "text/plain")
        await ann.text("@somebody else", reply_to=await ann.text("to people"))
        await bot.settled()
        assert await texts(ann) == []
        await ann.photo(make_photo())
        await ann.wait_for(is_answer)


async def test_chats_do_not_wait_for_each_other(bot: RunningBot, person: Person, reader: FixedReader) -> None:
    reader.gate.clear()
    await person.photo(make_photo())
    await person.text("/help")
    async with Person(bot.url, user=1002, name="Ben") as ben:
        await ben.text("/start")
        await ben.wait_for(lambda message: "Hello" in message["text"])
    assert await texts(person) == []
    reader.gate.set()
    await person.wait_for(lambda message: "Send" in message.get("text", ""))
    kinds = ["photo" if is_answer(message) else "text" for message in await person.messages()]
    assert kinds == ["photo", "text", "photo", "text"]
