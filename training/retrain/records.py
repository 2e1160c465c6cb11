"""The database as a retraining sees it: labelled crops and verdicts out, doubts in."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.records import Doubt, LabelledCrop
from bot.storage.reviews import ReviewStore

T = TypeVar("T")
Verdicts = dict[tuple[int, int], int]
"""Digit and doubted label → its true label, or `REJECTED`."""


def load(url: str) -> tuple[list[LabelledCrop], Verdicts]:
    """All labelled crops, and what reviewers decided.

    Raises:
        StorageError: if the database cannot be used, or is of another version.
    """

    async def work(database: Database) -> tuple[list[LabelledCrop], Verdicts]:
        crops = [crop async for crop in CorrectionStore(database).labelled_crops()]
        return crops, await ReviewStore(database).verdicts()

    return _with_database(url, work)


def keep(url: str, doubts: Sequence[Doubt]) -> None:
    """Put these doubts before the reviewer, in the place of all that are undecided.

    Raises:
        StorageError: if the database cannot be used.
    """
    _with_database(url, lambda database: ReviewStore(database).doubt(doubts))


def _with_database(url: str, work: Callable[[Database], Awaitable[T]]) -> T:
    async def main() -> T:
        database = Database(url)
        try:
            await database.check()
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(main())
