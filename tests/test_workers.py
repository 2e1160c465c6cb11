"""Worker processes: what harms one photo harms no other."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model_store import ModelStore
from bot.recognition.annotate import Mark
from bot.recognition.errors import NotAPicture, ReadingFailed
from bot.recognition.types import Box
from bot.settings import PROJECT
from bot.workers import WorkerPool
from tests.drawing import photo

MODEL = PROJECT / "models" / "digits.tflite"
PAGE = photo("1234", "567")


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    workers = WorkerPool(lambda _: MODEL, 1, 60.0)
    yield workers
    workers.close()


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    own = [int(child) for child in listed]
    return own + [grandchild for child in own for grandchild in children(child)]


def is_reader(pid: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


async def test_a_photo_is_read_and_annotated(pool: WorkerPool) -> None:
    reading, picture = await pool.read(PAGE)
    assert reading.text == "1234\n567"
    assert picture.startswith(b"\xff\xd8")
    assert (await pool.annotate(PAGE, [Mark(Box(5, 5, 20, 20), "7", doubtful=True)])).startswith(b"\xff\xd8")


def renamed(folder: Path, name: str) -> Path:
    """The shipped model under another name."""
    folder.mkdir()
    path = folder / f"{name}.tflite"
    shutil.copy(MODEL, path)
    card = json.loads(MODEL.with_suffix(".json").read_text())
    path.with_suffix(".json").write_text(json.dumps(card | {"name": name}))
    return path


async def test_a_promoted_model_reads_the_next_photo_and_no_answer_is_lost(tmp_path: Path) -> None:
    store = ModelStore(MODEL, tmp_path / "store")
    workers = WorkerPool(store.find, 1, 60.0)
    before = (await workers.read(PAGE))[0].model
    under_way = [asyncio.create_task(workers.read(PAGE)) for _ in range(4)]
    await asyncio.sleep(0.05)
    promoted = store.promote(renamed(tmp_path / "new", "other"))
    after = (await workers.read(PAGE))[0]
    assert (after.model, after.text) == (promoted, "1234\n567")
    assert [(await task)[0].text for task in under_way] == ["1234\n567"] * 4
    store.rollback()
    assert (await workers.read(PAGE))[0].model == before
    assert (await workers.read(PAGE, promoted))[0].model == promoted
    workers.close()


async def test_a_model_that_is_gone_fails_no_photo(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = ModelStore(MODEL, tmp_path / "store")
    workers = WorkerPool(store.find, 1, 60.0)
    assert (await workers.read(PAGE, "unknown"))[0].model.startswith("digits-")
    assert "There is no model unknown." in caplog.text
    store.promote(renamed(tmp_path / "new", "other"))
    store.current().write_bytes(b"damaged")
    assert (await workers.read(PAGE))[0].text == "1234\n567"
    assert "damaged" in caplog.text
    workers.close()


async def test_an_error_crosses_with_its_sentence(pool: WorkerPool) -> None:
    with pytest.raises(NotAPicture, match="not a picture"):
        await pool.read(b"text")


async def test_a_worker_that_dies_is_replaced(pool: WorkerPool) -> None:
    await pool.read(PAGE)
    for child in [pid for pid in children(os.getpid()) if is_reader(pid)]:
        os.kill(child, signal.SIGKILL)
    with pytest.raises(ReadingFailed):
        await pool.read(PAGE)
    assert (await pool.read(PAGE))[0].text == "1234\n567"


async def test_a_photo_that_takes_too_long_is_given_up() -> None:
    workers = WorkerPool(lambda _: MODEL, 1, 0.001)
    with pytest.raises(ReadingFailed, match="too long"):
        await workers.read(PAGE)
    workers.close()


async def test_the_event_loop_goes_on_meanwhile(pool: WorkerPool) -> None:
    reading = asyncio.create_task(pool.read(PAGE))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert turns > 3


def test_a_killed_parent_leaves_no_worker_behind() -> None:
    code = f"""
import asyncio, pathlib
from bot.workers import WorkerPool
from tests.drawing import photo
if __name__ == "__main__":
    pool = WorkerPool(lambda _: pathlib.Path({str(MODEL)!r}), 1, 60.0)
    asyncio.run(pool.annotate(photo("1"), []))
    print("ready", flush=True)
    input()
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"ready\n"
    workers = [pid for pid in children(parent.pid) if is_reader(pid)]
    assert workers
    parent.kill()
    parent.wait()
    end = time.monotonic() + 10
    while any(is_reader(pid) for pid in workers) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(is_reader(pid) for pid in workers)
    for stream in (parent.stdin, parent.stdout):
        if stream:
            stream.close()
