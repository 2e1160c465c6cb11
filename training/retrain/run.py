"""One retraining from beginning to end."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.classifier import LiteRTClassifier
from bot.model_store import ModelStore
from bot.tidy import keep_last, sweep, whole_folder
from training.corpus import VALIDATION, make_samples
from training.dataset import DigitSet, load_mnist
from training.fit import Report
from training.retrain import records
from training.retrain.choose import Chosen, check, choose, decided, settled_digits
from training.retrain.doubts import Background, find_doubts
from training.retrain.effort import Effort
from training.retrain.exams import Marked, mark, papers, photo_exam
from training.retrain.feedback import Gathered, gather
from training.retrain.gate import Exam, objections
from training.retrain.lock import one_at_a_time
from training.retrain.outcome import Outcome
from training.retrain.past import fingerprint, refuse_repetition
from training.retrain.report import Made, write_report
from training.retrain.space import reserve
from training.retrain.tune import Lesson, tune

REPORTS = 30
"""Reports of retraining that are kept: a month of nights."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a retraining finds and leaves things: database, models, digit sets, folder of reports, ink model."""

    database_url: str
    store: ModelStore
    data: Path
    folder: Path
    ink_model: Path


def retrain(place: Place, effort: Effort, report: Report) -> Outcome:
    """Make a candidate from feedback, and put it in use if it passes the gate; the report is written either way.

    Raises:
        TrainingError: if there is nothing to learn from, or another retraining is under way.
        DataError, ModelError, StorageError: if digits, model or database cannot be used.
    """
    with one_at_a_time(place.folder):
        start, name = time.monotonic(), datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
        sweep(place.folder)
        training, test = load_mnist(place.data / "mnist")
        gathered, chosen = collect(place, effort, training)
        identity = fingerprint(place.store.id_in_use(), chosen, effort)
        refuse_repetition(place.folder, identity)
        current = place.store.current()
        reserve(place.folder, current)
        with whole_folder(place.folder / name) as folder:
            lesson = Lesson(current, training, test, place.data, place.ink_model, chosen.teach)
            candidate = tune(lesson, effort, folder, report)
            marked = examine(current, candidate, test, chosen, effort)
            photos = photo_exam(place.data / "photos", current, candidate)
            exams = [paper.exam for paper in marked] + ([photos] if photos else [])
            outcome = judge(place, candidate, exams, name)
            facts = _facts(gathered, chosen) | {"seconds": round(time.monotonic() - start)}
            write_report(outcome, folder, marked, Made(facts, identity))
            if outcome.promoted:  # last of all: whatever fails before, nothing has changed
                place.store.promote(candidate)
        keep_last(sorted(place.folder.glob("2*")), REPORTS)
        return outcome


def collect(place: Place, effort: Effort, training: DigitSet) -> tuple[Gathered, Chosen]:
    """The feedback, and what of it is to be used; labels that look wrong are put before the reviewer."""
    crops, verdicts = records.load(place.database_url)
    gathered = gather(crops)
    check(gathered)
    feedback = decided(gathered.feedback, verdicts)
    _, unseen = training.split()
    model = LiteRTClassifier.load(place.store.current())
    known = make_samples(unseen, VALIDATION, effort.background, (effort.seed, 99), effort.processes)
    background = Background(known, model.classify(known.scaled()))
    settled = settled_digits(gathered.feedback, verdicts)
    found = find_doubts(feedback, model.classify(feedback.scaled()), background)
    doubts = [doubt for doubt in found if doubt.digit not in settled]
    records.keep(place.database_url, doubts)
    return gathered, choose(feedback, doubts, settled)


def examine(current: Path, candidate: Path, test: DigitSet, chosen: Chosen, effort: Effort) -> list[Marked]:
    """Both models' answers to all papers of glyphs."""
    before, after = LiteRTClassifier.load(current), LiteRTClassifier.load(candidate)
    return [mark(paper, before, after) for paper in papers(test, chosen.examine, effort)]


def judge(place: Place, candidate: Path, exams: list[Exam], name: str) -> Outcome:
    """Whether the candidate is to be put in use: if no exam speaks against it."""
    after = LiteRTClassifier.load(candidate).model_id
    return Outcome(place.folder / name, place.store.id_in_use(), after, tuple(exams), tuple(objections(exams)))


def _facts(gathered: Gathered, chosen: Chosen) -> dict[str, int]:
    people = {*chosen.teach.users.tolist(), *chosen.examine.users.tolist()}
    return {
        "people": len(people),
        "labels to learn from": len(chosen.teach),
        "labels to examine on": len(chosen.examine),
        "labels left out until a reviewer has decided": chosen.left_out,
        "repetitions left out": gathered.repeated,
        "damaged crops left out": gathered.damaged,
    }
