import asyncio
import signal
import time

import httpx
import pytest
from telegram import Bot

from bot.sandbox.person import Person
from bot.sandbox.server import SandboxError, SandboxServer


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org", "::", ""])  # noqa: S104 - refused
def test_only_this_machine_is_listened_on(host: str) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        SandboxServer(host=host)


async def test_port_in_use_says_what_to_do(server: SandboxServer) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(SandboxError, match=f"Port {port} cannot be used.*set DIGITBOT_SANDBOX_PORT"):
        await SandboxServer(port).__aenter__()


async def test_signals_are_left_to_the_bot() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with SandboxServer():
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_server_goes_down_at_once_while_others_wait() -> None:
    async with SandboxServer() as server, Person(server.url) as ann:
        await ann.text("/start")
        async with Bot("1:a", base_url=f"{server.url}/bot") as bot, asyncio.TaskGroup() as waiting:
            first = (await bot.get_updates())[0].update_id
            waiting.create_task(bot.get_updates(offset=first + 1, timeout=40))
            async with httpx.AsyncClient(timeout=40) as client:
                watch = {"chat": 1001, "since": 10**9, "timeout": 40}
                waiting.create_task(client.get(f"{server.url}/sandbox/changes", params=watch))
                await asyncio.sleep(0.2)
                started = time.monotonic()
                await server.__aexit__(None, None, None)
                assert time.monotonic() - started < 2


async def test_foreign_host_names_are_refused(server: SandboxServer) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(server.url, headers={"Host": "attacker.example"})
    assert answer.status_code == 400


async def test_numbers_go_on_after_a_restart() -> None:
    async with SandboxServer() as server, Person(server.url) as ann:
        first = await ann.text("one")
    await asyncio.sleep(1.1)
    async with SandboxServer() as server, Person(server.url) as ann:
        second = await ann.text("one")
    assert first["message_id"] < second["message_id"] < 2**31
