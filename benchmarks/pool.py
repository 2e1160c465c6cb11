"""Cases read in worker processes, each with one thread and its own reader."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import cv2
from rich.console import Console
from rich.progress import track

from benchmarks.cases import Case
from benchmarks.outcome import Outcome, read_case
from benchmarks.subject import make_reader

Prepare = Callable[[], None]
"""What a worker does before it reads anything."""


def read_all(cases: Sequence[Case], processes: int, title: str, prepare: Prepare | None = None) -> list[Outcome]:
    """Read all cases, in their order; with a bar on standard error."""
    # A forked child would inherit OpenCV's and LiteRT's threads in an unknown state.
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (prepare,)) as pool:
        chunk = max(1, min(8, len(cases) // (4 * processes)))
        found = pool.map(read, cases, chunksize=chunk)
        return list(track(found, title, len(cases), console=Console(stderr=True)))


def read(case: Case) -> Outcome:
    """Read one case with this process's reader."""
    return read_case(make_reader(), case)


def _begin(prepare: Prepare | None) -> None:
    cv2.setNumThreads(1)
    if prepare is not None:
        prepare()
