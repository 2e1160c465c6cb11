import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest

from bot.sandbox.person import Person

SECRET = "s3cret-word"  # noqa: S105 - made for these tests


@dataclass
class Hook:
    """Takes updates; the first answers have the codes of `failures`."""

    failures: list[int] = field(default_factory=list)
    tries: list[tuple[int, str | None]] = field(default_factory=list)
    taken: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)
    url: str = ""

    async def take(self, request: Request) -> Response:
        update = await request.json()
        self.tries.append((update["update_id"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if self.failures:
            return Response(status_code=self.failures.pop(0))
        self.taken.put_nowait(update["message"]["text"])
        return Response()

    async def next(self) -> str:
        async with asyncio.timeout(5):
            return str(await self.taken.get())


@asynccontextmanager
async def listening(hook: Hook) -> AsyncIterator[Hook]:
    app = Starlette(routes=[Route("/hook", hook.take, methods=["POST"])])
    web = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none"))
    task = asyncio.create_task(web.serve())
    while not web.started:  # noqa: ASYNC110 - uvicorn tells nobody when it has started
        await asyncio.sleep(0.01)
    hook.url = f"http://127.0.0.1:{web.servers[0].sockets[0].getsockname()[1]}/hook"
    yield hook
    web.should_exit = True
    await task


async def test_updates_are_delivered_in_order_with_the_secret(bot: Bot, ann: Person) -> None:
    async with listening(Hook()) as hook:
        await bot.set_webhook(hook.url, secret_token=SECRET)
        for word in ("one", "two", "three"):
            await ann.text(word)
        assert [await hook.next() for _ in range(3)] == ["one", "two", "three"]
        await bot.delete_webhook()
    assert {secret for _, secret in hook.tries} == {SECRET}


async def test_refused_update_comes_again_before_the_next(bot: Bot, ann: Person) -> None:
    async with listening(Hook(failures=[500, 403])) as hook:
        await bot.set_webhook(hook.url)
        await ann.text("one")
        await ann.text("two")
        assert await hook.next() == "one"
        info = await bot.get_webhook_info()
        assert info.url == hook.url
        assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
        assert await hook.next() == "two"
        await bot.delete_webhook()
    numbers = [number for number, _ in hook.tries]
    assert numbers == [numbers[0]] * 3 + [numbers[0] + 1]


async def test_updates_wait_for_a_webhook_that_is_down(bot: Bot, ann: Person) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await ann.text("one")
    await asyncio.sleep(0.1)
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 1
    assert info.last_error_message == "Connection failed: ConnectError"
    await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0
    assert (await bot.get_webhook_info()).url == ""


async def test_empty_address_removes_the_webhook(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""


@pytest.mark.parametrize("url", ["http://192.0.2.1/hook", "https://example.org/hook", "file:///etc/passwd", "hook"])
async def test_only_this_machine_is_a_target(bot: Bot, url: str) -> None:
    with pytest.raises(BadRequest, match="this machine only"):
        await bot.set_webhook(url)


async def test_secret_has_plain_characters(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:9/hook", secret_token=f"{SECRET} {SECRET}")
