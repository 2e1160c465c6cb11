"""The whole way with the real reader: photo → answer → correction → row → exported sample; and bad input."""

import asyncio
import csv
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from bot.sandbox.person import Person
from bot.service import PhotoReader
from bot.settings import PROJECT
from bot.storage.export import export_corrections
from bot.workers import WorkerPool
from tests.drawing import draw_page, photo, png
from tests.journeys.running import RunningBot, is_answer
from tests.recognition.heic import HEIC
from tests.recognition.test_decode import encoded, huge_png

PAGE = photo("1234", "567")


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    workers = WorkerPool(lambda _: PROJECT / "models" / "digits.tflite", 1, 60.0)
    yield workers
    workers.close()


@pytest.fixture
def reader(pool: WorkerPool) -> PhotoReader:
    return pool


async def test_a_photo_is_read_corrected_kept_and_exported(bot: RunningBot, person: Person, tmp_path: Path) -> None:
    await person.photo(PAGE)
    answer = await person.wait_for(lambda m: is_answer(m) and m["from"]["is_bot"], timeout=30)
    assert answer["caption"].startswith("1234\n567")
    picture = cv2.imdecode(np.frombuffer(await person.download(answer), np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    await person.text("1284\n567", reply_to=answer["message_id"])
    await person.wait_for(lambda m: m.get("caption", "").startswith("1284\n567"))
    assert await export_corrections(bot.corrections, tmp_path / "out") == 7
    with (tmp_path / "out" / "corrections.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows] == list("1284567")
    crop = cv2.imread(str(tmp_path / "out" / rows[2]["file"]), cv2.IMREAD_GRAYSCALE)
    assert crop is not None
    assert crop.any()


def animation() -> bytes:
    frames = [Image.fromarray(draw_page([text])) for text in ("42", "7")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])


BAD = {
    "empty.jpg": (b"", "empty"),
    "text.jpg": (b"no picture at all", "not a picture"),
    "cut.jpg": (PAGE[:1500], "damaged"),
    "tiny.png": (png(np.zeros((1, 1, 3), np.uint8)), "too small"),
    "heavy.jpg": (PAGE + b"\0" * 20_000_001, "20 MB"),
    "huge.png": (huge_png(), "too large"),
    "corrupt.heic": (HEIC[:300], "damaged"),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_input_gets_its_sentence_and_the_bot_goes_on(bot: RunningBot, person: Person, name: str) -> None:
    data, words = BAD[name]
    sent = await person.document(data, name, "image/png" if name.endswith("png") else "image/jpeg")
    answer = await person.wait_for(
        lambda m: m["from"]["is_bot"] and m.get("reply_to_message", {}).get("message_id") == sent["message_id"],
        timeout=30,
    )
    assert words in answer["text"]
    await person.photo(PAGE)
    await person.wait_for(lambda m: is_answer(m) and m["from"]["is_bot"], timeout=30)


async def test_an_animation_is_read_by_its_first_frame(bot: RunningBot, person: Person) -> None:
    await person.document(animation(), "moving.gif", "image/gif")
    answer = await person.wait_for(lambda m: is_answer(m) and m["from"]["is_bot"], timeout=30)
    assert answer["caption"].startswith("42")


async def test_a_picture_without_digits_is_said_to_have_none(bot: RunningBot, person: Person) -> None:
    await person.photo(photo(" "))
    answer = await person.wait_for(lambda m: m["from"]["is_bot"], timeout=30)
    assert "digits" in (answer.get("text") or answer["caption"])
    await asyncio.wait_for(bot.settled(), 10)
