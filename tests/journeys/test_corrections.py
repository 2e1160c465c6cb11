"""The person's word on a reading: by reply, by tap, by confirmation."""

import csv
from pathlib import Path

import pytest

from bot.chat import replies
from bot.recognition.types import NOT_A_DIGIT
from bot.sandbox.person import JsonObject, Person
from bot.service import NoDigits, NotYours
from bot.storage.export import export_corrections
from bot.storage.records import How, State
from tests.journeys.running import RunningBot, is_answer, texts
from tests.readers import make_photo

GROUP = -100500


async def answered(person: Person) -> JsonObject:
    """The answer to a new photo."""
    await person.photo(make_photo())
    return await person.wait_for(is_answer)


async def caption_with(person: Person, text: str) -> JsonObject:
    return await person.wait_for(lambda message: text in message.get("caption", ""))


def button_rows(message: JsonObject) -> list[list[str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]


@pytest.mark.parametrize(
    ("text", "shown", "labels"),
    [
        ("1834\n567", "1834\n567", [1, 8, 3, 4, 5, 6, 7]),
        ("no: 1234\n561", "1234\n561", [1, 2, 3, 4, 5, 6, 1]),
        ("1234 567", "1234 567", [1, 2, 3, 4, 5, 6, 7]),
        ("1 234\n5,6", "1 234\n5,6", [1, 2, 3, 4, 5, 6, NOT_A_DIGIT]),
        ("12934\n567", "12934\n567", [1, 2, 3, 4, 5, 6, 7]),
    ],
    ids=["same-length", "prose", "one-row", "extra-glyph", "missing-glyph"],
)
async def test_a_reply_gives_the_right_numbers(
    bot: RunningBot, person: Person, text: str, shown: str, labels: list[int]
) -> None:
    answer = await answered(person)
    before = await person.download(answer)
    reply = await person.text(text, reply_to=answer)
    corrected = await caption_with(person, replies.CORRECTED)
    assert corrected["message_id"] == answer["message_id"]
    assert corrected["caption"] == f"{shown}\n\n{replies.CORRECTED}"
    assert button_rows(corrected) == [["✎ Fix"]]
    await bot.settled()
    assert [(crop.label, crop.how) for crop in await bot.crops()] == [(label, How.REPLY) for label in labels]
    reading = await bot.reading_of(answer["reply_to_message"])
    assert (reading.true_text, reading.state) == (shown, State.CORRECTED)
    assert await person.download(corrected) != before
    (reaction,) = await person.calls("setMessageReaction")
    assert int(reaction["params"]["message_id"]) == reply["message_id"]


async def test_a_reply_to_the_photo_itself_corrects_too(bot: RunningBot, person: Person) -> None:
    answer = await answered(person)
    await bot.settled()
    await person.text("1234\n561", reply_to=answer["reply_to_message"])
    corrected = await caption_with(person, "561")
    assert corrected["message_id"] == answer["message_id"]


@pytest.mark.parametrize("text", ["thanks", "there are 2 mistakes", "1234 not 1284"])
async def test_a_reply_without_clear_numbers_is_told_what_is_expected(
    bot: RunningBot, person: Person, text: str
) -> None:
    answer = await answered(person)
    await person.text(text, reply_to=answer)
    await person.wait_for(lambda message: message.get("text") == NoDigits.sentence)
    await bot.settled()
    assert await bot.crops() == []


async def test_a_digit_is_fixed_by_taps(bot: RunningBot, person: Person) -> None:
    answer = await answered(person)
    await person.tap(answer, "✎ Fix")
    opened = await caption_with(person, replies.WHICH_DIGIT)
    assert button_rows(opened) == [["1", "2", "3", "4"], ["5", "6", "7"], ["‹ Back"]]
    await person.tap(opened, "6")
    asked = await caption_with(person, "Digit 2 of line 2: now 6. What is it?")
    assert button_rows(asked) == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["0"], ["Not a digit", "‹ Back"]]
    assert (await person.tap(asked, "0"))["text"] == replies.CORRECTED
    corrected = await caption_with(person, replies.CORRECTED)
    assert corrected["caption"].startswith("1234\n507\n")
    assert button_rows(corrected) == [["✓ Right", "✎ Fix"]]
    await bot.settled()
    assert [(crop.label, crop.read_as, crop.how) for crop in await bot.crops()] == [(0, 6, How.TAP)]


async def test_what_is_no_digit_leaves_the_numbers(bot: RunningBot, person: Person) -> None:
    answer = await answered(person)
    await person.tap(answer, "✎ Fix")
    await person.tap(await caption_with(person, replies.WHICH_DIGIT), "7")
    await person.tap(await caption_with(person, "Digit 3 of line 2"), "Not a digit")
    corrected = await caption_with(person, replies.CORRECTED)
    assert corrected["caption"] == f"1234\n56\n\n{replies.CORRECTED}"
    await person.tap(corrected, "✎ Fix")
    assert button_rows(await caption_with(person, replies.WHICH_DIGIT))[1] == ["5", "6", "✕"]
    assert [crop.label for crop in await bot.crops()] == [NOT_A_DIGIT]


async def test_back_leads_to_the_plain_answer(person: Person) -> None:
    answer = await answered(person)
    await person.tap(answer, "✎ Fix")
    opened = await caption_with(person, replies.WHICH_DIGIT)
    await person.tap(opened, "1")
    await person.tap(await caption_with(person, "Digit 1 of line 1"), "‹ Back")
    await person.tap(await caption_with(person, replies.WHICH_DIGIT), "‹ Back")
    plain = await person.wait_for(lambda message: is_answer(message) and len(button_rows(message)) == 1)
    assert plain["caption"] == answer["caption"]


async def test_right_confirms_every_digit(bot: RunningBot, person: Person) -> None:
    answer = await answered(person)
    assert (await person.tap(answer, "✓ Right"))["text"] == replies.CONFIRMED
    confirmed = await caption_with(person, replies.CONFIRMED)
    assert confirmed["caption"] == f"1234\n567\n\n{replies.CONFIRMED}"
    assert button_rows(confirmed) == [["✎ Fix"]]
    await bot.settled()
    assert [(crop.label, crop.how) for crop in await bot.crops()] == [(n, How.CONFIRM) for n in range(1, 8)]
    await person.tap(answer, "r:" + str((await bot.crops())[0].reading))
    await bot.settled()
    assert (await bot.reading_of(answer["reply_to_message"])).state is State.CONFIRMED


async def test_a_later_correction_replaces_an_earlier_one_and_both_stay(bot: RunningBot, person: Person) -> None:
    answer = await answered(person)
    await person.text("1834\n567", reply_to=answer)
    await caption_with(person, "1834")
    await person.text("1934\n567", reply_to=answer)
    await caption_with(person, "1934")
    await bot.settled()
    assert [crop.label for crop in await bot.crops()][1] == 9
    forgotten = await bot.service.forget(person.user)
    assert (forgotten.readings, forgotten.digits, forgotten.corrections) == (1, 7, 2)


async def test_corrections_are_exported(bot: RunningBot, person: Person, tmp_path: Path) -> None:
    answer = await answered(person)
    await person.text("1834\n567", reply_to=answer)
    await caption_with(person, "1834")
    assert await export_corrections(bot.corrections, tmp_path / "out") == 7
    with (tmp_path / "out" / "corrections.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows] == list("1834567")
    assert [row["read_as"] for row in rows] == list("1234567")


async def test_other_people_in_a_group_are_refused(bot: RunningBot, person: Person) -> None:
    async with Person(bot.url, user=1001, chat=GROUP) as ann, Person(bot.url, user=1002, name="Ben", chat=GROUP) as ben:
        answer = await answered(ann)
        for button in ("✓ Right", "✎ Fix"):
            refusal = await ben.tap(answer, button)
            assert (refusal["text"], refusal["show_alert"]) == (NotYours.sentence, True)
        await ben.text("9999\n999", reply_to=answer)
        await ben.wait_for(lambda message: message.get("text") == NotYours.sentence)
        await bot.settled()
        assert await bot.crops() == []
        assert (await ann.tap(answer, "✓ Right"))["text"] == replies.CONFIRMED


@pytest.mark.parametrize("data", ["fix:12", "k:1:2:11", "zzz"])
async def test_a_button_of_an_older_version_says_so(person: Person, data: str) -> None:
    said = await person.tap(await answered(person), data)
    assert (said["text"], said["show_alert"]) == (replies.OLD_BUTTON, True)


async def test_a_button_cannot_reach_beyond_its_reading_or_chat(bot: RunningBot, person: Person) -> None:
    answer = await answered(person)
    await bot.settled()
    reading = await bot.reading_of(answer["reply_to_message"])
    assert (await person.tap(answer, f"p:{reading.id}:7"))["text"] == replies.OLD_BUTTON
    assert (await person.tap(answer, f"r:{reading.id + 1}"))["text"] == replies.GONE
    async with Person(bot.url, user=1001, chat=GROUP) as in_group:
        other = await answered(in_group)
        assert (await in_group.tap(other, f"r:{reading.id}"))["text"] == replies.GONE
    assert await bot.crops() == []


async def test_the_picture_stays_where_the_photo_is_gone(bot: RunningBot, person: Person) -> None:
    answer = await answered(person)
    await person.fault("download", "403", times=1)
    await person.text("1834\n567", reply_to=answer)
    corrected = await caption_with(person, "1834")
    assert corrected["photo"] == answer["photo"]
    assert await texts(person) == []
