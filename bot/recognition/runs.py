"""Segments → runs: those of one line that touch or nearly do, from left to right."""

from collections.abc import Sequence

from bot.recognition.types import Box, Segment

NEAR = 0.06
"""Segments of a run are at most so many text heights apart."""
SHARED = 0.5
"""And have rows in common, so much of the lower one."""


def find_runs(segments: Sequence[Segment], height: float) -> list[list[int]]:
    """Indices of the segments in each run, sorted by their middles; every segment is in one."""
    boxes = [segment.box for segment in segments]
    order = sorted(range(len(boxes)), key=lambda i: boxes[i].x)
    run_of = {i: [i] for i in order}
    for rank, i in enumerate(order):
        for j in order[rank + 1 :]:
            if boxes[j].x > boxes[i].right + NEAR * height:
                break
            if run_of[i] is not run_of[j] and _on_one_line(boxes[i], boxes[j]):
                joined = run_of[i] + run_of[j]
                run_of |= dict.fromkeys(joined, joined)
    runs = {id(run): run for run in run_of.values()}.values()
    return [sorted(run, key=lambda i: boxes[i].centre[0]) for run in runs]


def _on_one_line(a: Box, b: Box) -> bool:
    return min(a.bottom, b.bottom) - max(a.y, b.y) >= SHARED * min(a.height, b.height)
