"""Bad networks, restarts, refused tokens: nothing is lost, nothing is counted twice."""

import asyncio
import json
import logging
import socket
from pathlib import Path

import pytest

from bot.chat import replies
from bot.chat.polling import ChatError
from bot.chat.processor import MOST_ATTEMPTS
from bot.sandbox.person import JsonObject, Person
from bot.sandbox.server import SandboxServer
from bot.storage.records import How
from tests.journeys.running import TOKEN, RunningBot, is_answer, run_bot, texts
from tests.readers import FixedReader, make_photo


async def answers(person: Person) -> list[JsonObject]:
    return [message for message in await person.messages() if is_answer(message) and message["from"]["is_bot"]]


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop", "drop_after"])
@pytest.mark.parametrize("method", ["sendPhoto", "getUpdates", "download"])
async def test_a_fault_delays_the_answer_and_loses_nothing(
    bot: RunningBot, person: Person, reader: FixedReader, method: str, kind: str
) -> None:
    await person.fault(method, kind, times=1, retry_after=1)
    await person.photo(make_photo())
    answer = await person.wait_for(is_answer)
    await person.tap(answer, "✓ Right")
    await bot.settled()
    doubled = (method, kind) == ("sendPhoto", "drop_after")
    assert len(await answers(person)) == 1 + doubled
    assert reader.reads == 1
    assert [crop.how for crop in await bot.crops()] == [How.CONFIRM] * 7


async def test_both_copies_of_a_doubled_answer_take_corrections(bot: RunningBot, person: Person) -> None:
    await person.fault("sendPhoto", "drop_after")
    await person.photo(make_photo())
    await bot.settled()
    first, second = await answers(person)
    await person.text("1834\n567", reply_to=first)
    await person.wait_for(lambda message: message["message_id"] == first["message_id"] and "1834" in message["caption"])
    await person.tap(second, "✓ Right")
    await bot.settled()
    reading = await bot.reading_of(first["reply_to_message"])
    assert [digit.label for digit in reading.digits] == [1, 8, 3, 4, 5, 6, 7]


async def test_a_lost_confirmation_counts_a_correction_once(bot: RunningBot, person: Person) -> None:
    await person.photo(make_photo())
    answer = await person.wait_for(is_answer)
    await person.fault("getUpdates", "drop_after", times=2)
    await person.text("1834\n567", reply_to=answer)
    await person.wait_for(lambda message: "1834" in message.get("caption", ""))
    await bot.settled()
    assert (await bot.service.forget(person.user)).corrections == 1


async def test_a_stop_in_the_middle_of_reading_is_made_up_for(
    server: SandboxServer, database_file: Path, reader: FixedReader
) -> None:
    reader.gate.clear()
    async with Person(server.url) as person:
        async with run_bot(server.url, database_file, reader, grace=0.1):
            await person.photo(make_photo())
            while not reader.reads:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert await answers(person) == []
        reader.gate.set()
        async with run_bot(server.url, database_file, reader) as bot:
            await person.wait_for(is_answer)
            await bot.settled()
        assert (len(await answers(person)), reader.reads) == (1, 2)


async def test_what_was_read_and_not_answered_is_answered_without_reading_again(
    server: SandboxServer, database_file: Path, reader: FixedReader
) -> None:
    async with Person(server.url) as person:
        async with run_bot(server.url, database_file, reader, grace=0.1) as bot:
            await person.fault("sendPhoto", "429", times=1, retry_after=60)
            photo = await person.photo(make_photo())
            while not await person.calls("sendPhoto"):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            assert (await bot.reading_of(photo)).reply is None
        async with run_bot(server.url, database_file, reader) as bot:
            answer = await person.wait_for(is_answer)
            await bot.settled()
        assert answer["caption"].startswith("1234\n567")
        assert (len(await answers(person)), reader.reads) == (1, 1)


async def test_a_replayed_photo_that_was_answered_is_left_alone(
    server: SandboxServer, database_file: Path, reader: FixedReader
) -> None:
    async with Person(server.url) as person:
        async with run_bot(server.url, database_file, reader) as bot:
            photo = await person.photo(make_photo())
            await person.wait_for(is_answer)
            await bot.settled()
            await bot.inbox.add(7, person.user, json.dumps({"update_id": 7, "message": photo}))
        async with run_bot(server.url, database_file, reader) as bot:
            await person.text("/start")
            await person.wait_for(lambda message: "text" in message)
            await bot.settled()
        assert (len(await answers(person)), reader.reads) == (1, 1)


async def test_an_update_that_ends_the_process_again_and_again_is_given_up(
    server: SandboxServer, database_file: Path, reader: FixedReader
) -> None:
    async with Person(server.url) as person:
        async with run_bot(server.url, database_file, reader) as bot:
            text = await person.text("/start")
            await bot.settled()
            await bot.inbox.add(7, person.user, json.dumps({"update_id": 7, "message": text}))
            for _ in range(MOST_ATTEMPTS):
                await bot.inbox.begin(7)
        async with run_bot(server.url, database_file, reader) as bot:
            await person.wait_for(lambda message: message.get("text") == replies.GAVE_UP)
            await bot.settled()


async def test_an_answer_to_a_person_who_blocked_the_bot_is_dropped(
    bot: RunningBot, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await person.fault("sendPhoto", "403")
    await person.photo(make_photo())
    await bot.settled()
    assert "blocked" in caplog.text
    assert await texts(person) == []


async def test_a_refused_token_ends_the_bot_with_one_sentence(database_file: Path, reader: FixedReader) -> None:
    async with SandboxServer() as server:
        server.sandbox.tokens = {"1:another"}
        with pytest.raises(ChatError, match="set DIGITBOT_TOKEN") as caught:
            async with run_bot(server.url, database_file, reader) as bot:
                await bot.task
    assert TOKEN not in repr(caught.getrepr(chain=True))


async def test_a_revoked_token_ends_the_bot_too(
    server: SandboxServer, database_file: Path, reader: FixedReader
) -> None:
    async def revoke() -> None:
        async with run_bot(server.url, database_file, reader) as bot, Person(server.url) as person:
            await person.text("/start")
            await bot.settled()
            server.sandbox.tokens = {"1:another"}
            await person.text("/start")
            await bot.task

    with pytest.raises(ChatError):
        await revoke()


async def test_the_bot_waits_for_telegram_at_the_start(
    database_file: Path, reader: FixedReader, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    async with run_bot(f"http://127.0.0.1:{port}", database_file, reader):
        async with asyncio.timeout(10):
            while "cannot be reached" not in caplog.text:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        async with SandboxServer(port) as server, Person(server.url) as person:
            while not await person.calls("deleteWebhook"):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await person.photo(make_photo())
            await person.wait_for(is_answer)


async def test_a_second_program_with_the_token_is_named(
    bot: RunningBot, person: Person, migrated_sqlite: Path, reader: FixedReader, caplog: pytest.LogCaptureFixture
) -> None:
    await person.text("/start")
    await bot.settled()
    async with run_bot(bot.url, migrated_sqlite, reader):
        async with asyncio.timeout(10):
            while "Another program" not in caplog.text:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_the_token_is_in_no_log(bot: RunningBot, person: Person, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "telegram")  # as the application sets it: its DEBUG lines quote everything
    for method in ("getUpdates", "getFile", "download", "sendPhoto", "answerCallbackQuery"):
        await person.fault(method, "drop")
    await person.photo(make_photo())
    await person.tap(await person.wait_for(is_answer), "✓ Right")
    await bot.settled()
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert any(record.name == "bot.service" for record in ours)
    assert [record for record in ours if TOKEN in record.getMessage()] == []
