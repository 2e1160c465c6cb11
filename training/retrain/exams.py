"""The questions that the model in use and the candidate must both answer, as LiteRT reads them."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.classifier import LiteRTClassifier
from bot.load import load_reader
from bot.recognition.errors import RecognitionError
from bot.recognition.glyph import make_glyphs
from bot.recognition.reader import Reader
from training.corpus import VALIDATION, Samples, make_samples
from training.dataset import DigitSet
from training.evaluate import Labels, answers
from training.retrain.effort import Effort
from training.retrain.feedback import Feedback
from training.retrain.gate import Exam, Right

FIXED_SEED = 7_000_001
"""The synthetic exam is the same in every retraining."""


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """Glyphs to be read: a name for people, what they show, and what the gate makes of the answers."""

    name: str
    glyphs: Samples | Feedback
    margin: float = 0.0
    must_gain: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """A paper with both models' answers."""

    paper: Paper
    before: Labels
    after: Labels

    @property
    def exam(self) -> Exam:
        """What the gate wants to know of it."""
        true, paper = self.paper.glyphs.labels, self.paper
        return Exam(paper.name, self.before == true, self.after == true, paper.margin, paper.must_gain)


def papers(test: DigitSet, feedback: Feedback, effort: Effort) -> list[Paper]:
    """The papers of glyphs, feedback first; `test` is MNIST's test set."""
    glyphs = np.rint(make_glyphs(list(test.images)) * 255).astype(np.uint8)
    synthetic = make_samples(test, VALIDATION, effort.exam, (FIXED_SEED,), effort.processes)
    return [
        Paper("Feedback of people not learnt from", feedback, must_gain=True),
        Paper("MNIST's test digits", Samples(glyphs, test.labels), effort.margin),
        Paper("Synthetic glyphs", synthetic, effort.margin),
    ]


def mark(paper: Paper, before: LiteRTClassifier, after: LiteRTClassifier) -> Marked:
    """Let both models answer."""
    glyphs = paper.glyphs.scaled()
    return Marked(paper, answers(before.classify(glyphs)), answers(after.classify(glyphs)))


def photo_exam(folder: Path, before: Path, after: Path) -> Exam | None:
    """Which labelled photos both models read wholly right; None where there are no labelled photos.

    `folder` has the photos, and photos.jsonl with `file` and `lines` of each.
    """
    truth = folder / "photos.jsonl"
    if not truth.is_file():
        return None
    photos = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line]
    named = [(folder / photo["file"], _digits("".join(photo["lines"]))) for photo in photos]
    return Exam("Photos", _read_right(load_reader(before), named), _read_right(load_reader(after), named))


def _read_right(reader: Reader, photos: list[tuple[Path, str]]) -> Right:
    return np.array([_read(reader, file) == text for file, text in photos], bool)


def _read(reader: Reader, file: Path) -> str | None:
    try:
        return _digits(reader.read(file.read_bytes()).text)
    except RecognitionError:
        return None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def answer_indices(marked: Marked, kind: str, most: int) -> NDArray[np.intp]:
    """The first digits that the candidate fixed or broke (`kind`), for people to look at."""
    right_before, right_after = marked.exam.before, marked.exam.after
    chosen = right_after & ~right_before if kind == "fixed" else right_before & ~right_after
    return np.flatnonzero(chosen)[:most]
