"""Does the bot learn from people? Simulated ones correct its mistakes, round after round; then some of them lie.

    python -m benchmarks.retrain_simulation [--people 40 --rounds 10 --digits 20 --samples 5000]

Each round, everybody sends a photo of digits in their own hand, corrects what the model in use misreads, or confirms,
and a retraining follows, as `digitbot retrain` does it. The error is measured on other digits of the same people:
of those that the retraining learns from, and of those that it must not learn from (see training/retrain/people.py).
Many write two digits in ways that the training never showed: what a model reads well, people need not teach it.
"""

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.simulated_people import Person, make_people
from bot.classifier import LiteRTClassifier
from bot.model_store import ModelStore
from bot.recognition.glyph import make_glyphs
from bot.recognition.types import Box, Digit, GreyImage, Line, Reading
from bot.settings import INK_MODEL, Settings
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.readings import ReadingStore
from bot.storage.records import Correction, How, PhotoKey
from training.dataset import DigitSet, load_mnist
from training.evaluate import answers
from training.recipe import TrainingError
from training.retrain.effort import Effort
from training.retrain.people import is_held_out
from training.retrain.run import Place, retrain

EVALUATED = 50
"""Digits of each person that the error is measured on, the same in every round."""
SAMPLES = 5000
"""An eighth of a real retraining's: a round then takes a core about a minute."""


@dataclass(frozen=True, slots=True)
class Round:
    """Where things stand after a round; errors are shares of digits that are read wrong."""

    number: int
    mistakes: int
    promoted: bool
    learnt_from: float
    held_out: float
    everybody: float
    seconds: float
    words: str


class Simulation:
    """One run: people, their database, and the models of one store."""

    def __init__(self, options: argparse.Namespace, liars: float, folder: Path) -> None:
        self._options = options
        training, _ = load_mnist(options.data / "mnist")
        _, self._digits = training.split()  # what neither training nor the exams have seen
        self._people = make_people(options.people, liars, options.seed)
        url = f"sqlite+aiosqlite:///{folder / 'bot.sqlite3'}"
        upgrade(url)
        store = ModelStore(options.model, folder / "models")
        digits_only = folder / "data"
        digits_only.mkdir()
        (digits_only / "mnist").symlink_to((options.data / "mnist").resolve())
        self._place = Place(url, store, digits_only, folder / "retrain", INK_MODEL)
        self._rng = np.random.default_rng(options.seed + 1)
        self._asked = _evaluation(self._people, self._digits, options.seed + 2)

    def run(self) -> list[Round]:
        """All rounds; the first entry is the start."""
        rounds = [self._stand(0, 0, promoted=False, seconds=0.0, words="as shipped")]
        _tell(rounds[0])
        for number in range(1, self._options.rounds + 1):
            mistakes = asyncio.run(self._correct(number))
            start = time.monotonic()
            try:
                outcome = retrain(self._place, self._effort(number), _ignore)
                promoted, words = outcome.promoted, outcome.sentence
            except TrainingError as error:
                promoted, words = False, str(error)
            rounds.append(self._stand(number, mistakes, promoted, time.monotonic() - start, words))
            _tell(rounds[-1])
        return rounds

    def _effort(self, number: int) -> Effort:
        given = self._options
        return replace(Effort.of(given.samples), epochs=given.epochs, processes=given.processes, seed=number)

    def _stand(self, number: int, mistakes: int, promoted: bool, seconds: float, words: str) -> Round:
        model = LiteRTClassifier.load(self._place.store.current())
        errors: dict[bool, list[float]] = {True: [], False: []}
        for person in self._people:
            crops, truth = self._asked[person.id]
            wrong = answers(model.classify(make_glyphs(crops))) != truth
            if not person.lies:
                errors[is_held_out(person.id)].append(float(wrong.mean()))
        learnt, held = errors[False], errors[True]
        return Round(
            number, mistakes, promoted, _mean(learnt), _mean(held), _mean(learnt + held), round(seconds, 1), words
        )

    async def _correct(self, number: int) -> int:
        """A photo of everybody, read and corrected or confirmed; the number of digits misread."""
        model = LiteRTClassifier.load(self._place.store.current())
        database, mistakes = Database(self._place.database_url), 0
        for person in self._people:
            truth = self._rng.integers(0, 10, self._options.digits)
            crops = [person.write(int(digit), self._digits, self._rng) for digit in truth]
            said = [person.say(int(digit), self._rng) for digit in truth]
            mistakes += await _photo(database, model, person, number, crops, said)
        await database.close()
        return mistakes


async def _photo(
    database: Database, model: LiteRTClassifier, person: Person, number: int, crops: list[GreyImage], said: list[int]
) -> int:
    """Store one photo's reading; its person taps what they say is wrong, or confirms; the number of taps."""
    probabilities = model.classify(make_glyphs(crops))
    digits = [_digit(crop, row) for crop, row in zip(crops, probabilities, strict=True)]
    reading = Reading((Line(tuple(digits)),), 2000, 200, model.model_id)
    stored = await ReadingStore(database).add(PhotoKey(person.id, number), person.id, "simulated", reading, 1)
    seen = answers(probabilities)
    pairs = list(zip(stored.digits, said, seen, strict=True))
    taps = {digit.id: label for digit, label, read in pairs if label != read}
    everything = {digit.id: label for digit, label, _ in pairs}
    correction = Correction(
        stored.id, person.id, How.TAP if taps else How.CONFIRM, 100_000 * number + person.id, taps or everything
    )
    await CorrectionStore(database).add(correction)
    return len(taps)


def _digit(crop: GreyImage, row: np.ndarray) -> Digit:
    read = int(row[:10].argmax())
    return Digit(read, float(row[read]), tuple(row.tolist()), Box(0, 0, crop.shape[1], crop.shape[0]), crop)


def _evaluation(people: list[Person], digits: DigitSet, seed: int) -> dict[int, tuple[list[GreyImage], np.ndarray]]:
    rng = np.random.default_rng(seed)
    truth = {person.id: rng.integers(0, 10, EVALUATED) for person in people}
    return {p.id: ([p.write(int(digit), digits, rng) for digit in truth[p.id]], truth[p.id]) for p in people}


def _mean(values: list[float]) -> float:
    return float(np.mean(values)) if values else 0.0


def _ignore(seen: int, loss: float) -> None:
    """Nobody watches a single retraining."""


def judge(rounds: list[Round], liars: float) -> list[str]:
    """What was promised and not kept."""
    start, end = rounds[0], rounds[-1]
    needed = start.held_out if liars else start.held_out / 2
    failed = [] if end.held_out <= needed else [f"held-out error is {end.held_out:.2%}, needed {needed:.2%}"]
    for before, after in pairwise(rounds):
        if after.promoted and after.everybody > before.everybody:
            failed.append(f"round {after.number} put a worse model in use")
    return failed


def _tell(found: Round) -> None:
    print(
        f"round {found.number:2}: {found.mistakes:4} taps, {'promoted' if found.promoted else 'kept    '}, error "
        f"{found.learnt_from:6.2%} learnt from, {found.held_out:6.2%} held out, {found.seconds:5.0f} s; {found.words}",
        flush=True,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    settings = Settings()
    for name, value, text in (
        ("people", 40, "simulated people"),
        ("rounds", 10, "rounds of correcting and retraining"),
        ("digits", 20, "digits in each photo"),
        ("samples", SAMPLES, f"samples in one epoch of a retraining; `digitbot retrain` takes {Effort().samples}"),
        ("epochs", Effort().epochs, "epochs of a retraining"),
        ("processes", Effort().processes, "processes that make samples"),
        ("seed", 1, "seed of hands and digits"),
    ):
        parser.add_argument(f"--{name}", type=int, default=value, help=f"{text} (default {value})")
    parser.add_argument("--liars", type=float, nargs="*", default=[0.0, 0.1], help="shares of liars, a run each")
    parser.add_argument("--model", type=Path, default=settings.model, help="the model to begin with")
    parser.add_argument("--data", type=Path, default=settings.data, help="folder of the digit sets")
    parser.add_argument("--out", type=Path, help="JSON file to write")
    return parser.parse_args()


def main() -> None:
    """Run the simulation for each share of liars; the exit code is 1 if a promise was not kept."""
    options, kept, results = _options(), True, {}
    for liars in options.liars:
        print(f"{options.people} people, {liars:.0%} of them lie", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            rounds = Simulation(options, liars, Path(folder)).run()
        failed = judge(rounds, liars)
        print("; ".join(failed) or "As promised.", flush=True)
        kept, results[str(liars)] = kept and not failed, [asdict(found) for found in rounds]
    if options.out:
        options.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    raise SystemExit(0 if kept else 1)


if __name__ == "__main__":
    main()
