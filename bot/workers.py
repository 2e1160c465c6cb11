"""Worker processes that read photos: a picture that crashes a decoder harms one worker and one answer.

Each worker loads a model when the first photo asks for it, and keeps it. A worker that dies or hangs is replaced, and
its photo gets a clear sentence. A model that was just put in use reads the next photo; those in work are read to the
end with the one that they began with.
"""

import asyncio
import logging
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from bot.load import load_reader
from bot.model_file import ModelError
from bot.recognition.annotate import Mark, annotate, marks_of
from bot.recognition.errors import ReadingFailed
from bot.recognition.types import Reading

log = logging.getLogger(__name__)

T = TypeVar("T")
MEMORY_LIMIT = 4 * 2**30
"""Bytes of address space of one worker: a picture that would eat more fails alone."""
Find = Callable[[str | None], Path]
"""The file of the model with this name; of the one in use now for None."""

_reader = lru_cache(maxsize=8)(load_reader)  # in each worker process its own


class WorkerPool:
    """Reads and annotates photos in `workers` processes; each photo gets at most `timeout` seconds.

    Every worker is a pool of its own, so that one that dies takes no other's photo with it.

    Args:
        find: says for each photo anew which model file reads it.
        workers: number of processes.
        timeout: seconds after which a photo is given up.
    """

    def __init__(self, find: Find, workers: int, timeout: float) -> None:
        self._find, self._timeout = find, timeout
        self._good = find(None)  # the last model that has read a photo
        self._idle: asyncio.Queue[ProcessPoolExecutor] = asyncio.Queue()
        self._all = [self._make() for _ in range(workers)]
        for worker in self._all:
            self._idle.put_nowait(worker)

    async def read(self, data: bytes, model: str | None = None) -> tuple[Reading, bytes]:
        """The reading of a photo's bytes and the annotated JPEG, by the named model or by the one in use.

        A model that cannot be used, or is gone, fails no photo: the last one that worked reads it.

        Raises:
            RecognitionError: if the photo cannot be read, or the worker died or took too long over it.
        """
        try:
            path = self._find(model)
            found = await self._run(_read, path, data)
        except ModelError as error:
            log.error("%s Photos are read with %s.", error, self._good.stem)
            return await self._run(_read, self._good, data)
        if model is None:
            self._good = path
        return found

    async def annotate(self, data: bytes, marks: Sequence[Mark]) -> bytes:
        """The photo as JPEG with these marks.

        Raises:
            RecognitionError: as `read`.
        """
        return await self._run(annotate, data, list(marks))

    def warm_up(self) -> None:
        """Start the processes now, so that the first photo does not wait for them."""
        for worker in self._all:
            worker.submit(_nothing)

    def close(self) -> None:
        """End the workers; photos in work are given up."""
        for worker in self._all:
            worker.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[..., T], *values: object) -> T:
        worker = await self._idle.get()
        try:
            return await asyncio.get_running_loop().run_in_executor(worker, _within, self._timeout, work, *values)
        except BrokenProcessPool:
            log.warning("a worker died or ran out of time over a photo; it is replaced")
            worker = self._replace(worker)
            raise ReadingFailed from None
        finally:
            self._idle.put_nowait(worker)

    def _replace(self, worker: ProcessPoolExecutor) -> ProcessPoolExecutor:
        worker.shutdown(wait=False)
        fresh = self._make()
        self._all = [fresh if other is worker else other for other in self._all]
        return fresh

    def _make(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, context, initializer=_start, initargs=(self._good,))


def _start(model: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_die_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    _reader(model)


def _die_with_parent() -> None:
    """End this process when its parent is gone, however it went: nobody else would end it after a kill -9."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)


def _within(seconds: float, work: Callable[..., T], *values: object) -> T:
    """Do the work, or die: the alarm's default action ends the process even inside a decoder's C code."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(*values)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _read(model: Path, data: bytes) -> tuple[Reading, bytes]:
    reading = _reader(model).read(data)
    return reading, annotate(data, marks_of(reading))


def _nothing() -> None:
    """A job that only makes its worker start."""
