import asyncio
import logging
import sys
import time
from pathlib import Path

import pytest

from bot.schedule import scheduled

EVERY_SECOND = "* * * * * *"
NOTE = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).open('a').write('x'); time.sleep(float(sys.argv[2]))"


def command(file: Path, seconds: float) -> list[str]:
    return [sys.executable, "-c", NOTE, str(file), str(seconds)]


async def appears(file: Path, text: str) -> None:
    async with asyncio.timeout(20):
        while not file.exists() or text not in file.read_text():  # noqa: ASYNC110, ASYNC240
            await asyncio.sleep(0.02)


async def test_the_command_runs_at_its_times(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with scheduled(EVERY_SECOND, command(tmp_path / "runs", 0)):
        await appears(tmp_path / "runs", "xx")
    assert "ended with status 0" in caplog.text


async def test_never_two_at_once_and_none_after_the_end(tmp_path: Path) -> None:
    async with scheduled(EVERY_SECOND, command(tmp_path / "runs", 60)):
        await appears(tmp_path / "runs", "x")
        await asyncio.sleep(1.5)
        assert (tmp_path / "runs").read_text() == "x"
        start = time.monotonic()
    assert time.monotonic() - start < 5


async def test_without_a_schedule_nothing_runs(tmp_path: Path) -> None:
    async with scheduled(None, command(tmp_path / "runs", 0)):
        await asyncio.sleep(0)
    assert not (tmp_path / "runs").exists()
