"""The admin chat hears how a retraining ended."""

from bot.app import tell_admin
from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from bot.settings import Settings
from tests.journeys.running import TOKEN, RunningBot
from tests.readers import make_photo


def settings(url: str, chat: int | None) -> Settings:
    return Settings.model_validate({"token": TOKEN, "telegram_api_url": url, "admin_chat": chat})


async def test_the_admin_gets_a_picture_with_a_sentence(server: SandboxServer, bot: RunningBot, person: Person) -> None:
    await person.text("/start")
    await bot.settled()
    sentence = "digits-1 is in use now. " + "x" * 2000
    assert await tell_admin(settings(server.url, person.chat), sentence, make_photo())
    told = await person.wait_for(lambda message: "photo" in message)
    assert told["caption"].startswith("digits-1 is in use now.")
    assert len(told["caption"]) == 1024


async def test_without_a_chat_nobody_is_told(server: SandboxServer) -> None:
    assert not await tell_admin(settings(server.url, None), "done", make_photo())


async def test_a_chat_that_cannot_be_reached_harms_nothing() -> None:
    assert not await tell_admin(settings("http://127.0.0.1:9", 1), "done", make_photo())
