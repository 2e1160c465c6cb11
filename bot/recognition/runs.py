"""Segments → runs: those of one line that touch or nearly do, from left to right."""

from collections.abc import Sequence

import numpy as np

from bot.recognition.types import Segment

NEAR = 0.06
"""Segments of a run are at most so many text heights apart."""
SHARED = 0.5
"""And have rows in common, so much of the lower one."""


def find_runs(segments: Sequence[Segment], height: float) -> list[list[int]]:
    """Indices of the segments in each run, sorted by their middles; every segment is in one."""
    boxes = np.array([(s.box.x, s.box.y, s.box.right, s.box.bottom) for s in segments], float).reshape(-1, 4)
    left, top, right, bottom = boxes.T
    apart = np.maximum.outer(left, left) - np.minimum.outer(right, right)
    shared = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    beside = (apart <= NEAR * height) & (shared >= SHARED * np.minimum.outer(bottom - top, bottom - top))
    runs, left_over = [], set(range(len(boxes)))
    for first in range(len(boxes)):
        if first not in left_over:
            continue
        run, frontier = {first}, [first]
        while frontier:
            new = set(np.flatnonzero(beside[frontier.pop()]).tolist()) - run
            run |= new
            frontier += new
        left_over -= run
        runs.append(sorted(run, key=lambda i: left[i] + right[i]))
    return runs
