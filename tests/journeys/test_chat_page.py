"""The chat page with the real bot, in a real browser; the README's picture is made here."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sandbox.server import SandboxServer
from bot.service import PhotoReader
from bot.settings import PROJECT
from bot.workers import WorkerPool
from tests.drawing import Look, photo
from tests.journeys.running import RunningBot
from tests.sandbox.chromium import chat_page, chromium

PHOTO = photo("31 415", "926 535", look=Look(shade=0.35, rules=True, ink=60, seed=4))


@pytest.fixture
async def reader() -> AsyncIterator[PhotoReader]:
    workers = WorkerPool(lambda _: PROJECT / "models" / "digits.tflite", 1, 60.0)
    yield workers
    workers.close()


@pytest.mark.browser
async def test_a_dropped_photo_is_answered_and_corrected(
    server: SandboxServer, bot: RunningBot, tmp_path: Path
) -> None:
    async with chromium() as browser, chat_page(browser, server.url) as page:
        await page.set_input_files("#file", {"name": "numbers.jpg", "mimeType": "image/jpeg", "buffer": PHOTO})
        answer = page.locator("article.in", has=page.locator(".photo")).first
        await expect(answer).to_contain_text("31 415", timeout=30_000)
        keep = PROJECT / "docs" if os.environ.get("DIGITBOT_WRITE_SCREENSHOT") else tmp_path
        await page.wait_for_timeout(300)  # pictures fade in
        await page.screenshot(path=keep / "screenshot.png")
        await answer.locator(".button", has_text="Fix").click()
        await answer.locator(".button", has_text="3").first.click()
        await answer.locator(".button", has_text="8").first.click()
        await expect(answer).to_contain_text("81 415")
    crops = await bot.crops()
    assert [(crop.read_as, crop.label) for crop in crops] == [(3, 8)]
    assert (keep / "screenshot.png").stat().st_size > 10_000
