"""A run whose digits are known → the ink of each, cut where the classifier sees these digits best.

The string model says which digits there are and about where, not where one ends. So between each two middles a few
cuts are tried, and dynamic programming finds those that part the run into what it spells (forced alignment).
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.recognition.ctc import Spelling
from bot.recognition.judge import Judge
from bot.recognition.segment import slice_columns
from bot.recognition.strip import MARGIN, columns_on_strip
from bot.recognition.types import STRIP_PLACES, STRIP_WIDTH, Segment

CUTS = 4
"""Cuts tried between two middles: the thinnest place of each of so many parts of the way."""
LEAST = 1e-3
"""A part that looks like no such digit counts as if it did with this chance."""


def part_spelled(whole: Segment, spelling: Spelling, judge: Judge) -> list[Segment]:
    """A segment for each digit that the run spells; none where they leave no room for each other."""
    cuts = [np.zeros(1, np.intp), *_cuts(whole, spelling), np.array([whole.box.width])]
    spans = [[(int(a), int(b)) for a in left for b in right if a < b] for left, right in pairwise(cuts)]
    parts = {span: slice_columns(whole, *span) for some in spans for span in some}
    found = {span: part for span, part in parts.items() if part is not None}
    judged = dict(zip(found, judge(list(found.values())), strict=True))
    ends: dict[int, tuple[float, list[Segment]]] = {0: (0.0, [])}
    for digit, some in zip(spelling.digits, spans, strict=True):
        longer: dict[int, tuple[float, list[Segment]]] = {}
        for start, stop in some:
            if start in ends and (start, stop) in found:
                gain = float(np.log(max(judged[start, stop].probabilities[digit], LEAST)))
                score, row = ends[start][0] + gain, [*ends[start][1], found[start, stop]]
                longer[stop] = max(longer.get(stop, (-np.inf, [])), (score, row), key=lambda way: way[0])
        ends = longer
    return ends[whole.box.width][1] if whole.box.width in ends else []


def _cuts(whole: Segment, spelling: Spelling) -> list[NDArray[np.intp]]:
    """Between each two digits, the columns where they may part."""
    box = whole.box
    middles = (np.array(spelling.places) + 0.5) * (STRIP_WIDTH / STRIP_PLACES) - MARGIN
    middles = np.clip(middles / columns_on_strip(box.width, box.height), 0, box.width)
    profile = np.convolve(whole.crop.sum(axis=0, dtype=np.float64), np.ones(3) / 3, mode="same")
    found = []
    for left, right in pairwise(middles):
        bounds = np.unique(np.linspace(left, right, CUTS + 1).round().astype(int))
        cuts = [low + int(profile[low:high].argmin()) for low, high in pairwise(bounds) if low < high]
        found.append(np.unique([cut for cut in cuts if 0 < cut < box.width]))
    return found
