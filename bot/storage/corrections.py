"""The log of what people said of readings; it only grows."""

from collections.abc import AsyncIterator

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database, insert
from bot.storage.records import Correction, How, LabelledCrop
from bot.storage.tables import CorrectionRow, DigitRow, LabelRow, ReadingRow
from bot.storage.users import know_user

PAGE = 200
"""Crops fetched at once; each page is a transaction of its own, so that an export never holds up the bot."""
LabelledRow = Row[DigitRow, bytes, ReadingRow, CorrectionRow, int]


class CorrectionStore:
    """Appends corrections, and gives out what they teach.

    All methods raise StorageError if the database cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, correction: Correction) -> bool:
        """Append a correction; False if its event was stored before.

        Raises:
            ValueError: if a label is given to a digit of another reading.
            StorageError: also if the reading is gone.
        """
        async with self._database.write() as session:
            await know_user(session, correction.user)
            row = insert(session, CorrectionRow).values(
                reading_id=correction.reading, user_id=correction.user, how=correction.how.value,
                event=correction.event, text=correction.text,
            )  # fmt: skip
            unknown = row.on_conflict_do_nothing(index_elements=["event"])
            added = await session.scalar(unknown.returning(CorrectionRow.id))
            if added is not None:
                await _check_digits(session, correction)
                session.add_all(
                    LabelRow(correction_id=added, digit_id=digit, label=label)
                    for digit, label in correction.labels.items()
                )
        return added is not None

    async def labelled_crops(self) -> AsyncIterator[LabelledCrop]:
        """Each digit that a person has labelled, once, with the latest label; ordered by digit id."""
        after = 0
        while crops := await self._page(after):
            for crop in crops:
                yield crop
            after = crops[-1].digit

    async def _page(self, after: int) -> list[LabelledCrop]:
        last = (
            select(func.max(LabelRow.correction_id))
            .where(LabelRow.digit_id == DigitRow.id)
            .correlate(DigitRow)
            .scalar_subquery()
        )
        page = (
            select(DigitRow, DigitRow.crop_png, ReadingRow, CorrectionRow, LabelRow.label)
            .join(ReadingRow, ReadingRow.id == DigitRow.reading_id)
            .join(LabelRow, (LabelRow.digit_id == DigitRow.id) & (LabelRow.correction_id == last))
            .join(CorrectionRow, CorrectionRow.id == LabelRow.correction_id)
            .where(DigitRow.id > after)
            .order_by(DigitRow.id)
            .limit(PAGE)
        )
        async with self._database.read() as session:
            return [_record(row) for row in await session.execute(page)]


async def _check_digits(session: AsyncSession, correction: Correction) -> None:
    known = await session.scalars(select(DigitRow.id).where(DigitRow.reading_id == correction.reading))
    if not correction.labels.keys() <= set(known):
        raise ValueError(f"reading {correction.reading} has no such digits: {sorted(correction.labels)}")


def _record(row: LabelledRow) -> LabelledCrop:
    digit, crop_png, reading, correction, label = row
    return LabelledCrop(
        digit=digit.id,
        reading=reading.id,
        user=correction.user_id,
        label=label,
        read_as=digit.digit,
        confidence=digit.confidence,
        how=How(correction.how),
        model=reading.model,
        glyph_version=digit.glyph_version,
        when=correction.created_at,
        crop_png=crop_png,
    )
