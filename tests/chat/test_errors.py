"""What is made of errors."""

import asyncio

import pytest
from telegram import Update
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder, CallbackContext

from bot.chat.errors import Errors, outline
from bot.chat.processor import OrderedUpdates
from bot.inbox import Inbox
from bot.storage.database import Database, StorageError


def fail() -> None:
    try:
        raise KeyError("a person's words")
    except KeyError as error:
        raise ValueError("more of them") from error


def test_the_outline_has_types_and_places_only() -> None:
    try:
        fail()
    except ValueError as error:
        text = outline(error)
    assert "ValueError in " in text
    assert "; from KeyError in fail (" in text
    assert "words" not in text
    assert "more of them" not in text


@pytest.mark.parametrize("error", [NetworkError("down"), RetryAfter(3600), StorageError("locked")])
async def test_what_will_pass_is_handled_again(error: TelegramError) -> None:
    updates = OrderedUpdates(Inbox(Database("sqlite+aiosqlite://")))
    application = ApplicationBuilder().token("1:never-called").updater(None).build()
    update = Update(7)
    await Errors(updates, again=0.01).failed(update, CallbackContext.from_error(update, error, application))
    async with asyncio.timeout(5):
        assert await application.update_queue.get() is update
    assert updates.keep(update) == 2
