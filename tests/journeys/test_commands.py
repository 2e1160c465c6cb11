"""The commands."""

from bot.chat import replies
from bot.sandbox.person import Person
from tests.journeys.running import RunningBot, is_answer, texts
from tests.readers import make_photo

GROUP = -100500


async def test_commands_are_offered_and_answered(bot: RunningBot, person: Person) -> None:
    for command in ("/start", "/help", "/privacy"):
        await person.text(command)
    await bot.settled()
    start, guide, privacy = await texts(person)
    assert "photo" in start
    assert "Fix" in guide
    assert "/forget" in privacy
    (call,) = await person.calls("setMyCommands")
    assert all(f'"{command}"' in str(call["params"]).replace("'", '"') for command in replies.COMMANDS)


async def test_forget_asks_first_and_then_deletes(bot: RunningBot, person: Person) -> None:
    photo = await person.photo(make_photo())
    answer = await person.wait_for(is_answer)
    await person.tap(answer, "✓ Right")
    await person.text("/forget")
    question = await person.wait_for(lambda message: message.get("text") == replies.FORGET_QUESTION)
    await bot.settled()
    assert (await bot.reading_of(photo)).digits
    await person.tap(question, replies.FORGET_YES)
    done = await person.wait_for(lambda message: "Deleted" in message.get("text", ""))
    assert done["text"] == "Deleted: 1 reading, 7 digits and 1 correction. Nothing of you is kept any more."
    assert done["message_id"] == question["message_id"]
    assert await bot.crops() == []
    assert (await person.tap(answer, "✎ Fix"))["text"] == replies.GONE


async def test_forget_can_be_declined(bot: RunningBot, person: Person) -> None:
    photo = await person.photo(make_photo())
    await person.wait_for(is_answer)
    await person.text("/forget")
    question = await person.wait_for(lambda message: message.get("text") == replies.FORGET_QUESTION)
    await person.tap(question, replies.FORGET_NO)
    await person.wait_for(lambda message: message.get("text") == replies.FORGET_KEPT)
    await bot.settled()
    assert (await bot.reading_of(photo)).digits


async def test_nobody_answers_the_question_for_another(bot: RunningBot, person: Person) -> None:
    async with Person(bot.url, user=1001, chat=GROUP) as ann, Person(bot.url, user=1002, name="Ben", chat=GROUP) as ben:
        await ann.text("/forget")
        question = await ann.wait_for(lambda message: message.get("text") == replies.FORGET_QUESTION)
        refusal = await ben.tap(question, replies.FORGET_YES)
        assert (refusal["text"], refusal["show_alert"]) == (replies.FORGET_NOT_YOURS, True)


async def test_cancel_closes_an_open_correction(bot: RunningBot, person: Person) -> None:
    await person.text("/cancel")
    await person.photo(make_photo())
    answer = await person.wait_for(is_answer)
    await person.text("/cancel")
    await bot.settled()
    assert await texts(person) == [replies.NOTHING_TO_CANCEL] * 2
    await person.tap(answer, "✎ Fix")
    await person.text("/cancel", reply_to=answer)
    await person.wait_for(lambda message: message.get("text") == replies.CANCELLED)
    plain = await person.wait_for(is_answer)
    assert plain["caption"] == answer["caption"]
    assert plain["reply_markup"] == answer["reply_markup"]
