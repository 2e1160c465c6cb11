"""Choosing the model that reads."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat import replies
from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from bot.service import ModelChoice
from tests.journeys.running import RunningBot, is_answer, run_bot
from tests.readers import FixedReader, make_photo, make_reading

CHOICES = [ModelChoice("cnn", "99.20% of MNIST"), ModelChoice("ann", "98.30% of MNIST")]


@pytest.fixture
def reader() -> FixedReader:
    return FixedReader(make_reading("1234"))


@pytest.fixture
async def bot(server: SandboxServer, database_file: Path, reader: FixedReader) -> AsyncIterator[RunningBot]:
    async with run_bot(server.url, database_file, reader, models=CHOICES) as running:
        yield running


async def choose(person: Person, button: str) -> str:
    await person.text("/model")
    question = await person.wait_for(lambda message: message.get("text") == replies.WHICH_MODEL)
    await person.tap(question, button)
    done = await person.wait_for(lambda message: "From now on" in message.get("text", ""))
    return str(done["text"])


async def test_a_chosen_model_reads_until_another_is_chosen(person: Person, reader: FixedReader) -> None:
    await person.photo(make_photo())
    await person.wait_for(is_answer)
    assert reader.model is None
    assert (await choose(person, "cnn: 99.20% of MNIST")) == "From now on your photos are read by the model cnn."
    await person.photo(make_photo(99))
    await person.wait_for(lambda message: is_answer(message) and reader.reads == 2)
    assert reader.model == "cnn"
    await person.text("/model")
    question = await person.wait_for(lambda message: message.get("text") == replies.WHICH_MODEL)
    rows = [row[0]["text"] for row in question["reply_markup"]["inline_keyboard"]]
    assert rows == ["Standard", "✓ cnn: 99.20% of MNIST", "ann: 98.30% of MNIST"]
    await person.tap(question, "Standard")
    await person.wait_for(lambda message: "the standard model" in message.get("text", ""))
    await person.photo(make_photo(98))
    await person.wait_for(lambda message: is_answer(message) and reader.reads == 3)
    assert reader.model is None


async def test_nobody_chooses_for_another(bot: RunningBot) -> None:
    async with Person(bot.url, user=1001, chat=-5) as ann, Person(bot.url, user=1002, name="Ben", chat=-5) as ben:
        await ann.text("/model")
        question = await ann.wait_for(lambda message: message.get("text") == replies.WHICH_MODEL)
        refusal = await ben.tap(question, "ann: 98.30% of MNIST")
        assert (refusal["text"], refusal["show_alert"]) == (replies.MODEL_NOT_YOURS, True)
