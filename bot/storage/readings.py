"""The log of readings."""

import cv2
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.recognition.glyph import GLYPH_VERSION
from bot.recognition.types import Box, Digit, GreyImage, Reading
from bot.storage.database import Database, insert
from bot.storage.history import what_stands
from bot.storage.records import PhotoKey, StoredDigit, StoredReading
from bot.storage.tables import CorrectionRow, DigitRow, ReadingRow
from bot.storage.users import know_user


class ReadingStore:
    """Keeps each photo's reading once, and gives it out with the latest corrections applied.

    All methods raise StorageError if the database cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, key: PhotoKey) -> StoredReading | None:
        """The reading of the photo in that message."""
        return await self._first(_is(key))

    async def get(self, reading_id: int) -> StoredReading | None:
        """The reading of that id."""
        return await self._first(ReadingRow.id == reading_id)

    async def by_reply(self, chat: int, reply: int) -> StoredReading | None:
        """The reading that the bot's message `reply` answers."""
        return await self._first(ReadingRow.chat_id == chat, ReadingRow.reply_id == reply)

    async def latest(self, chat: int, user: int) -> StoredReading | None:
        """The user's newest answered reading in that chat."""
        return await self._first(
            ReadingRow.chat_id == chat, ReadingRow.user_id == user, ReadingRow.reply_id.is_not(None)
        )

    async def add(self, key: PhotoKey, user: int, source: str, reading: Reading, milliseconds: int) -> StoredReading:
        """Store a reading with its digits; if the photo's message was read before, give that reading instead.

        Args:
            key: the message the photo came in.
            user: Telegram's id of its sender.
            source: the reference under which the photo can be fetched again.
            reading: what was read.
            milliseconds: how long that took.
        """
        async with self._database.write() as session:
            await know_user(session, user)
            row = insert(session, ReadingRow).values(
                chat_id=key.chat, message_id=key.message, user_id=user, source=source, model=reading.model,
                width=reading.width, height=reading.height, milliseconds=milliseconds,
            )  # fmt: skip
            added = await session.scalar(row.on_conflict_do_nothing().returning(ReadingRow.id))
            if added is not None:
                session.add_all(_digit_rows(added, reading))
                await session.flush()
            stored = await _load(session, _is(key))
        if stored is None:
            raise RuntimeError("a reading is gone in the transaction that stored it")
        return stored

    async def set_reply(self, reading_id: int, reply: int) -> None:
        """Record that message `reply` answers the reading."""
        async with self._database.write() as session:
            await session.execute(update(ReadingRow).where(ReadingRow.id == reading_id).values(reply_id=reply))

    async def _first(self, *conditions: ColumnElement[bool]) -> StoredReading | None:
        async with self._database.read() as session:
            return await _load(session, *conditions)


def _is(key: PhotoKey) -> ColumnElement[bool]:
    return (ReadingRow.chat_id == key.chat) & (ReadingRow.message_id == key.message)


async def _load(session: AsyncSession, *conditions: ColumnElement[bool]) -> StoredReading | None:
    corrections = selectinload(ReadingRow.corrections).selectinload(CorrectionRow.labels)
    newest = select(ReadingRow).where(*conditions).order_by(ReadingRow.id.desc()).limit(1)
    row = await session.scalar(newest.options(selectinload(ReadingRow.digits), corrections))
    return None if row is None else _record(row)


def _record(row: ReadingRow) -> StoredReading:
    stands = what_stands(row.corrections)
    return StoredReading(
        id=row.id,
        key=PhotoKey(row.chat_id, row.message_id),
        user=row.user_id,
        source=row.source,
        model=row.model,
        width=row.width,
        height=row.height,
        state=stands.state,
        reply=row.reply_id,
        true_text=stands.text,
        digits=tuple(_digit_record(digit, stands.labels.get(digit.id)) for digit in row.digits),
    )


def _digit_record(row: DigitRow, label: int | None) -> StoredDigit:
    return StoredDigit(
        id=row.id,
        position=row.position,
        line=row.line,
        digit=row.digit,
        confidence=row.confidence,
        probabilities=tuple(row.probabilities),
        box=Box(row.x, row.y, row.width, row.height),
        label=label,
    )


def _digit_rows(reading_id: int, reading: Reading) -> list[DigitRow]:
    lines = [number for number, line in enumerate(reading.lines) for _ in line.digits]
    numbered = enumerate(zip(lines, reading.digits, strict=True))
    return [_digit_row(reading_id, position, line, digit) for position, (line, digit) in numbered]


def _digit_row(reading_id: int, position: int, line: int, digit: Digit) -> DigitRow:
    return DigitRow(
        reading_id=reading_id,
        position=position,
        line=line,
        digit=digit.digit,
        confidence=float(digit.confidence),
        probabilities=[float(p) for p in digit.probabilities],
        x=digit.box.x,
        y=digit.box.y,
        width=digit.box.width,
        height=digit.box.height,
        glyph_version=GLYPH_VERSION,
        crop_png=_png(digit.crop),
    )


def _png(crop: GreyImage) -> bytes:
    _, encoded = cv2.imencode(".png", crop)
    return encoded.tobytes()
