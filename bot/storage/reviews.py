"""Labels that look wrong, and what a reviewer said of them."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from bot.recognition.types import NOT_A_DIGIT
from bot.storage.database import Database, insert
from bot.storage.records import REJECTED, Doubt, Review
from bot.storage.tables import DigitRow, ReviewRow


class ReviewStore:
    """Keeps doubts until a reviewer decides, and the decisions for good.

    All methods raise StorageError if the database cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def doubt(self, doubts: Sequence[Doubt]) -> None:
        """Put these doubts in the place of all that nobody has decided; what was decided stays decided."""
        async with self._database.write() as session:
            await session.execute(delete(ReviewRow).where(ReviewRow.verdict.is_(None)))
            for doubt in doubts:
                row = insert(session, ReviewRow).values(
                    digit_id=doubt.digit, label=doubt.label, reason=doubt.reason, suggested=doubt.suggested
                )
                await session.execute(row.on_conflict_do_nothing())

    async def verdicts(self) -> dict[tuple[int, int], int]:
        """What was decided: digit and its doubted label → its true label, or `REJECTED`."""
        async with self._database.read() as session:
            rows = await session.execute(
                select(ReviewRow.digit_id, ReviewRow.label, ReviewRow.verdict).where(ReviewRow.verdict.is_not(None))
            )
            return {(digit, label): verdict for digit, label, verdict in rows if verdict is not None}

    async def waiting(self, most: int) -> list[Review]:
        """The first doubts that nobody has decided."""
        page = (
            select(ReviewRow, DigitRow.crop_png, DigitRow.digit)
            .join(DigitRow, DigitRow.id == ReviewRow.digit_id)
            .where(ReviewRow.verdict.is_(None))
            .order_by(ReviewRow.digit_id, ReviewRow.label)
            .limit(most)
        )
        async with self._database.read() as session:
            return [
                Review(Doubt(row.digit_id, row.label, row.reason, row.suggested), read_as, crop)
                for row, crop, read_as in await session.execute(page)
            ]

    async def count_waiting(self) -> int:
        """How many doubts nobody has decided."""
        async with self._database.read() as session:
            count = select(func.count()).select_from(ReviewRow).where(ReviewRow.verdict.is_(None))
            return await session.scalar(count) or 0

    async def decide(self, digit: int, label: int, verdict: int | None) -> bool:
        """Record the true label of a doubted one, or `REJECTED`; None takes it back. False if there is no such doubt.

        Raises:
            ValueError: if the verdict is neither.
        """
        if verdict is not None and not REJECTED <= verdict <= NOT_A_DIGIT:
            raise ValueError(f"no verdict: {verdict}")
        chosen = update(ReviewRow).where(ReviewRow.digit_id == digit, ReviewRow.label == label)
        async with self._database.write() as session:
            changed = await session.scalar(chosen.values(verdict=verdict).returning(ReviewRow.digit_id))
        return changed is not None
