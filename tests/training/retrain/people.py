"""People for tests of retraining: their labelled digits in a database, drawn from scikit-learn's; and a poor model."""

import asyncio
from collections.abc import Callable, Sequence

import numpy as np

from bot.recognition.types import CLASS_COUNT, Box, Digit, GreyImage, Line, Reading
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import Correction, How, PhotoKey
from tests.training.digits import small_set
from training.recipe import Phase, Recipe

START = Recipe(phases=(Phase("clean", 1, 1e-2),), samples=1500, parts=1, batch=32, width=6, held_out=200, processes=1)
"""The recipe of the poor model that people correct."""
Label = Callable[[int, np.random.Generator], int]


def ignore(seen: int, loss: float) -> None:
    """Nobody looks at the progress."""


def right(digit: int, _: np.random.Generator) -> int:
    """What an honest person says."""
    return digit


def speak(url: str, people: int = 12, each: int = 25, label: Label = right) -> None:
    """Digits that neither training nor test set has, upside down, and what their writers say that they are."""
    rng = np.random.default_rng(0)
    digits = small_set().part(1200, 1500)
    upside_down = np.ascontiguousarray(digits.images[:, ::-1])
    said = np.array([label(int(digit), rng) for digit in digits.labels])
    chosen = {user: np.arange(user * each, (user + 1) * each) % len(digits) for user in range(people)}
    fill(url, {u: (list(upside_down[i]), said[i].tolist()) for u, i in chosen.items()})


def digit(crop: GreyImage, read_as: int) -> Digit:
    """A digit that was read with some confidence."""
    probabilities = np.full(CLASS_COUNT, 0.02)
    probabilities[read_as] = 0.8
    return Digit(read_as, 0.8, tuple(probabilities.tolist()), Box(0, 0, crop.shape[1], crop.shape[0]), crop)


async def say(
    database: Database, user: int, crops: Sequence[GreyImage], labels: Sequence[int], read_as: Sequence[int]
) -> list[int]:
    """One photo of a person with these crops, each labelled; the digits' ids."""
    line = Line(tuple(digit(crop, seen) for crop, seen in zip(crops, read_as, strict=True)))
    event = await _next_event(database)
    stored = await ReadingStore(database).add(PhotoKey(user, event), user, "file", Reading((line,), 400, 100, "m"), 5)
    named = {found.id: int(label) for found, label in zip(stored.digits, labels, strict=True)}
    await CorrectionStore(database).add(Correction(stored.id, user, How.TAP, event, named))
    return list(named)


async def _next_event(database: Database) -> int:
    return 1 + len([crop async for crop in CorrectionStore(database).labelled_crops()])


def fill(url: str, people: dict[int, tuple[Sequence[GreyImage], Sequence[int]]]) -> None:
    """A photo of each person, read as zeros and labelled rightly."""

    async def main() -> None:
        database = Database(url)
        for user, (crops, labels) in people.items():
            await say(database, user, crops, labels, [0] * len(labels))
        await database.close()

    asyncio.run(main())
