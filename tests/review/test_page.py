"""The review page, served on loopback and used in Chromium as a person would."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import cv2
import httpx
import numpy as np
import pytest
import uvicorn

from bot.recognition.types import Box, Digit, Line, Reading
from bot.review.server import make_app
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import REJECTED, Correction, Doubt, How, PhotoKey
from bot.storage.reviews import ReviewStore
from tests.sandbox.chromium import chromium


class QuietServer(uvicorn.Server):
    """uvicorn without signal handlers."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def crop(digit: int) -> np.ndarray:
    picture = np.zeros((60, 44), np.uint8)
    cv2.putText(picture, str(digit), (6, 50), cv2.FONT_HERSHEY_SIMPLEX, 1.8, 255, 4)
    return picture


@pytest.fixture
async def doubts(database: Database) -> list[Doubt]:
    """Three digits of one person, whose labels are all in doubt."""
    found = [Digit(d, 0.9, (0.09,) * 10 + (0.1,), Box(0, 0, 44, 60), crop(d)) for d in (1, 4, 7)]
    reading = Reading((Line(tuple(found)),), 200, 100, "m")
    stored = await ReadingStore(database).add(PhotoKey(1, 1), 1, "f", reading, 5)
    labels = {digit.id: 9 for digit in stored.digits}
    await CorrectionStore(database).add(Correction(stored.id, 1, How.TAP, 1, labels))
    made = [Doubt(digit.id, 9, "the model says otherwise", digit.digit) for digit in stored.digits]
    await ReviewStore(database).doubt(made)
    return made


@asynccontextmanager
async def served(database: Database) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = QuietServer(
        uvicorn.Config(make_app(ReviewStore(database)), ws="none", lifespan="off", log_config=None, access_log=False)
    )
    task = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await task


async def test_the_doubts_are_listed_and_decided(database: Database, doubts: list[Doubt]) -> None:
    async with served(database) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
        listed = (await client.get("/doubts")).json()
        assert listed["count"] == 3
        first = listed["doubts"][0]
        assert (first["digit"], first["label"], first["suggested"]) == (doubts[0].digit, 9, 1)
        assert first["crop"].startswith("data:image/png;base64,")
        said = {"digit": first["digit"], "label": 9, "verdict": 1}
        assert (await client.post("/verdict", json=said)).status_code == 200
        assert (await client.get("/doubts")).json()["count"] == 2
        assert await ReviewStore(database).verdicts() == {(first["digit"], 9): 1}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"digit": 10**6, "label": 9, "verdict": 1}, 404),
        ({"digit": 1, "label": 9, "verdict": 77}, 400),
        ({"digit": 1}, 400),
        ([], 400),
    ],
)
async def test_nonsense_is_refused(database: Database, doubts: list[Doubt], body: object, status: int) -> None:
    async with served(database) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
        assert (await client.post("/verdict", json=body)).status_code == status
        assert await ReviewStore(database).verdicts() == {}


async def test_other_sites_are_refused(database: Database, doubts: list[Doubt]) -> None:
    async with served(database) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
        assert (await client.get("/doubts", headers={"Host": "evil.example"})).status_code == 400
        form = await client.post("/verdict", data={"digit": "1"})
        assert form.status_code == 415


@pytest.mark.browser
async def test_a_person_decides_by_key_and_click(database: Database, doubts: list[Doubt]) -> None:
    async with served(database) as url, chromium() as browser:
        page = await browser.new_page()
        page.set_default_timeout(20_000)
        await page.goto(url)
        await page.get_by_text("3 left").wait_for()
        await page.keyboard.press("1")
        await page.get_by_text("2 left").wait_for()
        await page.get_by_role("button", name="Reject").click()
        await page.get_by_text("1 left").wait_for()
        await page.keyboard.press("u")
        await page.get_by_text("2 left").wait_for()
        await page.keyboard.press("Enter")
        await page.get_by_text("1 left").wait_for()
        await page.get_by_role("button", name="Not a digit").click()
        await page.get_by_text("Nothing is in doubt.").wait_for()
        await page.keyboard.press("u")
        await page.get_by_text("1 left").wait_for()
        await page.keyboard.press("x")
        await page.get_by_text("Nothing is in doubt.").wait_for()
    one, two, three = (doubt.digit for doubt in doubts)
    assert await ReviewStore(database).verdicts() == {(one, 9): 1, (two, 9): 9, (three, 9): REJECTED}
