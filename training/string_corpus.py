"""The strips that the string model learns from: numbers drawn in one hand, and runs found on pages."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.ink_model import LiteRTInkModel
from bot.recognition.centres import label_digits
from bot.recognition.ink import find_ink, working_copy
from bot.recognition.polarity import polarity
from bot.recognition.runs import find_runs
from bot.recognition.segment import cut_digits, merge, trim
from bot.recognition.strip import LONGEST, make_strips
from bot.recognition.tiles import map_ink
from bot.recognition.types import STRIP_HEIGHT, STRIP_WIDTH, GreyImage, InkModel, Segment, Strips
from training.damage import damage
from training.ink_tiles import text_height
from training.pages.hands import Hand, Writers
from training.pages.layer import Layer
from training.pages.make import make_page
from training.pages.numbers import some_digits
from training.pages.page import Owner, Page
from training.pages.writing import Manner, write_line
from training.shards import in_processes
from training.strokes import redraw

LONGEST_TEXT = 12
"""Digits of one strip at most."""
NO_DIGIT = 255
"""Fills the places of a text behind its last digit."""
LENGTHS = (0.12, 0.27, 0.2, 0.14, 0.1, 0.09, 0.05, 0.03)
"""How many drawn strings have 1, 2, … digits."""
GAPS = ((-0.14, 0.0), (-0.06, 0.04), (0.0, 0.1))
"""Free room between neighbours, in heights; below 0 they overlap so much."""
HEIGHT, FIELD = 80, (200, 1000)
"""Pixels of a drawn digit's height, and of the field (rows, columns) that strings are drawn on."""
AROUND = 16
"""Empty pixels around a drawn string."""
SAME_HAND = 6
"""Strings drawn in one hand before another comes."""
REDRAWN = 0.3
"""Share of drawn strings whose ink is spread as another pen would."""
KINDS, KIND_SHARES = ("any", "touching", "overlapping", "tight"), (0.4, 0.2, 0.25, 0.15)
"""Conditions of the pages that runs are found on."""
INSIDE, OUTSIDE = 0.8, 0.2
"""Shares of a digit's ink from which on it is in a run, and up to which it is not; between them the run is unclear."""
FOREIGN = 0.25
"""A run of more foreign ink than this share is unclear."""
LONE = 0.12
"""Share of the runs of one digit that are kept: most are."""
SHARD = 500


@dataclass(frozen=True, slots=True, eq=False)
class StringSamples:
    """Strips, and their digits from left to right: N×12 uint8, `NO_DIGIT` behind the last."""

    strips: Strips
    texts: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.strips)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One process's share of the work; without an ink model strings are drawn."""

    writers: Writers
    ink_model: Path | None
    count: int
    seed: tuple[int, ...]


def make_strings(
    writers: Writers, count: int, seed: tuple[int, ...], processes: int = 2, ink_model: Path | None = None
) -> StringSamples:
    """`count` strips, drawn or, with an ink model, found on synthetic pages; the same for the same seed."""
    jobs = [Job(writers, ink_model, min(SHARD, count - start), (*seed, start)) for start in range(0, count, SHARD)]
    shards = in_processes(_shard, jobs, processes)
    return StringSamples(*(np.concatenate(arrays) for arrays in zip(*shards, strict=True)))


def _shard(job: Job) -> tuple[Strips, NDArray[np.uint8]]:
    cv2.setNumThreads(1)
    rng = np.random.default_rng(job.seed)
    model = LiteRTInkModel.load(job.ink_model) if job.ink_model else None
    strips = np.zeros((job.count, STRIP_HEIGHT, STRIP_WIDTH), np.uint8)
    texts = np.full((job.count, LONGEST_TEXT), NO_DIGIT, np.uint8)
    row = 0
    while row < job.count:
        made = _found(job.writers, model, rng) if model else _drawn(job.writers, rng)
        for crop, text in made[: job.count - row]:
            strips[row], texts[row, : len(text)] = make_strips([crop])[0], text
            row += 1
    return strips, texts


def _drawn(writers: Writers, rng: np.random.Generator) -> list[tuple[GreyImage, list[int]]]:
    """Some strings in one hand."""
    hand, made = Hand(writers, rng), []
    for _ in range(SAME_HAND):
        layer = Layer(*FIELD)
        layer.new_line()
        gap, wobble, uneven = GAPS[rng.integers(len(GAPS))], rng.uniform(0.02, 0.1), rng.uniform(0.03, 0.12)
        manner = Manner(gap, wobble, uneven, slope=rng.normal(0, 0.04))
        text = some_digits(1 + int(rng.choice(len(LENGTHS), p=LENGTHS)), rng)
        write_line(layer, text, (40, FIELD[0] - 50), HEIGHT, hand, manner, rng)
        drawn = trim(layer.alpha, 0, 0)
        if drawn is None or layer.count < len(text):
            continue
        ink = np.asarray(np.pad(drawn.crop, AROUND), np.uint8)
        segment = trim(damage(redraw(ink, rng) if rng.random() < REDRAWN else ink, rng), 0, 0)
        if segment is not None and _fits(segment):
            made.append((segment.crop, layer.lines[0]))
    return made


def _found(writers: Writers, model: InkModel, rng: np.random.Generator) -> list[tuple[GreyImage, list[int]]]:
    """The runs that the reader finds on one page, and whose text is clear."""
    page = make_page(str(rng.choice(KINDS, p=KIND_SHARES)), int(rng.integers(2**31)), writers)
    copy, scale = working_copy(np.asarray(cv2.cvtColor(page.picture, cv2.COLOR_BGR2GRAY), np.uint8))
    owner = np.asarray(cv2.resize(page.owner, copy.shape[::-1], interpolation=cv2.INTER_NEAREST), np.uint16)
    ink = find_ink(copy, scale, light=polarity(copy)[0] > 0)
    height = text_height(page, ink, rng)
    found = map_ink(ink, height * float(np.exp(rng.uniform(-0.3, 0.3))), model)
    segments = list(cut_digits(ink, label_digits(found, ink.pieces)).values())
    whole, made = np.bincount(owner.ravel(), minlength=len(page.digits) + 1), []
    for run in find_runs(segments, height):
        merged = merge(*(segments[i] for i in run))
        text = _text(merged, owner, whole, page) if _fits(merged) else None
        if text and (len(text) > 1 or rng.random() < LONE):
            made.append((merged.crop, text))
    return made


def _text(run: Segment, owner: Owner, whole: NDArray[np.int64], page: Page) -> list[int] | None:
    """The digits of a run from left to right; None where that is not clear.

    Args:
        run: the segment.
        owner: whose ink each pixel is, at the segment's scale.
        whole: pixels of each owner, the first nobody's.
        page: the page.
    """
    box, inked = run.box, run.crop > 0
    held = np.bincount(owner[box.y : box.bottom, box.x : box.right][inked], minlength=len(whole))
    share = held[1:] / np.maximum(whole[1:], 1)
    inside = np.flatnonzero(share >= INSIDE)
    unclear = ((share > OUTSIDE) & (share < INSIDE)).any() or not 0 < len(inside) <= LONGEST_TEXT
    strong = owner[box.y : box.bottom, box.x : box.right][run.crop >= 128]
    if unclear or (strong == 0).mean() > FOREIGN:
        return None
    return [page.digits[i].digit for i in sorted(inside, key=lambda i: page.digits[i].box.centre[0])]


def _fits(run: Segment) -> bool:
    return run.box.width <= LONGEST * run.box.height
