import httpx
import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import BadRequest, EndPointNotFound

from bot.sandbox.person import Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer


async def test_bot_has_the_id_of_its_token(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.first_name) == (4242, True, "Digitbot")


async def test_commands_by_scope(bot: Bot, server: SandboxServer) -> None:
    await bot.set_my_commands([BotCommand("help", "How it works")])
    await bot.set_my_commands([BotCommand("stop", "No more")], scope=BotCommandScopeAllGroupChats())
    assert [command.command for command in await bot.get_my_commands()] == ["help"]
    async with Person(server.url) as ann, Person(server.url, chat=-5) as grouped:
        await grouped.text("hello")
        assert [command["command"] for command in await ann.commands()] == ["help"]
        assert [command["command"] for command in await grouped.commands()] == ["stop"]
        await bot.set_my_commands([BotCommand("here", "Only here")], scope=BotCommandScopeChat(1001))
        assert [command["command"] for command in await ann.commands()] == ["here"]
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize("command", [BotCommand("Help", "x"), BotCommand("a b", "x"), BotCommand("help", "")])
async def test_commands_that_are_refused(bot: Bot, command: BotCommand) -> None:
    with pytest.raises(BadRequest, match="Bot_command"):
        await bot.set_my_commands([command])


async def test_bot_can_leave(bot: Bot) -> None:
    assert await bot.log_out()
    assert await bot.close()


async def test_method_that_does_not_exist(bot: Bot) -> None:
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendSmoke")


@pytest.mark.parametrize("token", ["nonsense", "12:", "4242:other"])
async def test_tokens_that_are_refused(token: str) -> None:
    async with SandboxServer(sandbox=Sandbox(tokens={"4242:known"})) as server, httpx.AsyncClient() as client:
        answer = await client.get(f"{server.url}/bot{token}/getMe")
        assert answer.status_code == 401
        assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        known = await client.get(f"{server.url}/bot4242:known/GETME")
        assert known.json()["result"]["id"] == 4242
        assert (await client.get(f"{server.url}/file/bot{token}/photos/x.jpg")).status_code == 401


async def test_two_bots_have_two_worlds(bot: Bot, ann: Person) -> None:
    await bot.send_message(1001, "from the first")
    async with Bot("7:second", base_url=bot.base_url.removesuffix(bot.token)) as second:
        assert await ann.messages() == []
        await ann.text("hello")
        assert len(await second.get_updates()) == 1
    assert await bot.get_updates() == ()
