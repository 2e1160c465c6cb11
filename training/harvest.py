"""Glyphs as the reader cuts them from photos: synthetic pages, found, cut apart, and labelled by whose ink they hold.

A glyph drawn alone has no rest of a rule, no neighbour's foot and no stroke lost in a shadow; what the reader hands to
the classifier has. So a part of its samples goes through the reader's own steps first.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.ink_model import LiteRTInkModel
from bot.recognition.centres import label_digits
from bot.recognition.glyph import GLYPH_SIDE, make_glyph
from bot.recognition.ink import Ink, find_ink, working_copy
from bot.recognition.polarity import polarity
from bot.recognition.segment import cut_digits, cut_pieces, some_pieces
from bot.recognition.tiles import map_ink
from bot.recognition.types import NOT_A_DIGIT, Box, InkModel, Segment
from training.corpus import Samples
from training.dataset import DigitSet
from training.ink_tiles import text_height
from training.pages.hands import Writers
from training.pages.make import make_page
from training.pages.page import Owner, Page
from training.shards import in_processes

WINDOWS, CUTS = (0.12, 0.12, 0.3, 0.05), (0.42, 0.42, 0.28, 0.6)
"""The reader's ways to look at ink, the usual ones most often."""
LOOKS = 2
"""Ways in which one page is looked at: making a page costs more than reading it."""
MOST = 24
"""Glyphs of one look at a page: more of the same hand and light teach little."""
OWN, WHOLE = 0.8, 0.85
"""A segment shows a digit if so much of its ink is the digit's, and so much of the digit's ink is in it."""
LOOSE = 60
"""Pieces of one look in which they are taken as they hang together."""
SHARD = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One process's share of the work."""

    digits: DigitSet
    ink_model: Path
    count: int
    seed: tuple[int, ...]


def harvest(digits: DigitSet, ink_model: Path, count: int, seed: tuple[int, ...], processes: int = 2) -> Samples:
    """`count` glyphs cut from synthetic pages; the same for the same seed and ink model."""
    jobs = [Job(digits, ink_model, min(SHARD, count - start), (*seed, start)) for start in range(0, count, SHARD)]
    shards = in_processes(_shard, jobs, processes)
    return Samples(*(np.concatenate(arrays) for arrays in zip(*shards, strict=True)))


def _shard(job: Job) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    cv2.setNumThreads(1)
    rng, writers, model = np.random.default_rng(job.seed), Writers(job.digits), LiteRTInkModel.load(job.ink_model)
    glyphs, labels = np.empty((job.count, GLYPH_SIDE, GLYPH_SIDE), np.uint8), np.empty(job.count, np.uint8)
    row = 0
    while row < job.count:
        page = make_page("any", int(rng.integers(2**31)), writers)
        for glyph, label in _page_glyphs(page, model, rng)[: job.count - row]:
            glyphs[row], labels[row] = np.rint(glyph * 255), label
            row += 1
    return glyphs, labels


def _page_glyphs(page: Page, model: InkModel, rng: np.random.Generator) -> list[tuple[NDArray[np.float32], int]]:
    found: list[tuple[NDArray[np.float32], int]] = []
    copy, scale = working_copy(np.asarray(cv2.cvtColor(page.picture, cv2.COLOR_BGR2GRAY), np.uint8))
    owner = np.asarray(cv2.resize(page.owner, copy.shape[::-1], interpolation=cv2.INTER_NEAREST), np.uint16)
    values = [written.digit for written in page.digits]
    for _ in range(LOOKS):
        window, cut = float(rng.choice(WINDOWS)), float(rng.choice(CUTS))
        ink = find_ink(copy, scale, light=polarity(copy)[0] > 0, window=window, cut=cut)
        segments = _segments(page, ink, model, rng)
        labelled = [(segment, label_of(segment, owner, values)) for segment in segments]
        known = [(segment, label) for segment, label in labelled if label is not None]
        shuffled = [known[i] for i in rng.permutation(len(known))]
        digits = [(segment, label) for segment, label in shuffled if label != NOT_A_DIGIT][:MOST]
        others = [(segment, label) for segment, label in shuffled if label == NOT_A_DIGIT][: 2 + len(digits) // 4]
        found += [(make_glyph(segment.crop), label) for segment, label in digits + others]
    return found


def _segments(page: Page, ink: Ink, model: InkModel, rng: np.random.Generator) -> list[Segment]:
    """Pieces as the ink model parts them; in one of five looks as they hang together."""
    if rng.random() < 0.2:
        return cut_pieces(ink, some_pieces(ink, LOOSE))
    height = text_height(page, ink, rng) * float(np.exp(rng.uniform(-0.4, 0.4)))
    return list(cut_digits(ink, label_digits(map_ink(ink, height, model), ink.pieces)).values())


def label_of(segment: Segment, owner: Owner, values: list[int]) -> int | None:
    """What a segment shows: a digit 0..9, `NOT_A_DIGIT`, or None where that is not clear.

    Several digits are none. Parts of one and other ink are not clear: an l, an S, a slash and half a 4 look like
    digits, and what stands beside them tells, not their glyphs.

    Args:
        segment: the segment.
        owner: whose ink each pixel is, at the segment's scale.
        values: the digits on the page; the one at index i owns the pixels i + 1.
    """
    box = segment.box
    window = owner[box.y : box.bottom, box.x : box.right]
    inside = window[segment.crop >= 128]
    if not inside.size or not values:
        return None
    # Whose the strong ink is, and how much of each digit lies under any of it, as faint rims belong to a stroke too.
    held, under = (np.bincount(part, minlength=len(values) + 1)[1:] for part in (inside, window[segment.crop > 0]))
    whole = np.maximum(np.bincount(_around(owner, box).ravel(), minlength=len(values) + 1)[1:], 1)
    most = int(held.argmax())
    if held[most] >= OWN * inside.size and under[most] >= WHOLE * whole[most]:
        return values[most]
    several = int((under >= WHOLE * whole).sum()) > 1
    return NOT_A_DIGIT if several else None


def _around(owner: Owner, box: Box) -> Owner:
    """Where the rest of a digit may lie of which the box holds a part."""
    rim = box.height
    return owner[max(0, box.y - rim) : box.bottom + rim, max(0, box.x - rim) : box.right + rim]
