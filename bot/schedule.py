"""A command at set times, in a process of its own."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from cronsim import CronSim

log = logging.getLogger(__name__)


async def run_on_schedule(cron: str, command: Sequence[str]) -> None:
    """Run the command whenever cron's expression says so (local time), until cancelled; never two at once.

    A time that passes while the command still runs is left out.
    """
    while True:
        now = datetime.now().astimezone()
        await asyncio.sleep(max(0.0, (next(CronSim(cron, now)) - now).total_seconds()))
        await _run(command)


@contextlib.asynccontextmanager
async def scheduled(cron: str | None, command: Sequence[str]) -> AsyncIterator[None]:
    """Run the command on schedule while the block runs; without a schedule, nothing."""
    task = asyncio.create_task(run_on_schedule(cron, command)) if cron else None
    try:
        yield
    finally:
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def _run(command: Sequence[str]) -> None:
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL)
    try:
        status = await process.wait()
        log.info("a scheduled retraining ended with status %d", status)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
