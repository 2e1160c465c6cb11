"""The people the bot knows, by id only, and how it forgets them."""

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database, insert
from bot.storage.records import Forgotten
from bot.storage.tables import CorrectionRow, DigitRow, InboxRow, ReadingRow, UserRow


class UserStore:
    """Remembers what people chose, and forgets people. They become known by their first photo, correction or choice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def model(self, user: int) -> str | None:
        """Name of the model that a person chose to read with; None is the one in use for all.

        Raises:
            StorageError: if the database cannot be used.
        """
        async with self._database.read() as session:
            return await session.scalar(select(UserRow.model).where(UserRow.id == user))

    async def choose_model(self, user: int, name: str | None) -> None:
        """Remember which model a person chose.

        Raises:
            StorageError: if the database cannot be used.
        """
        async with self._database.write() as session:
            await know_user(session, user)
            await session.execute(update(UserRow).where(UserRow.id == user).values(model=name))

    async def forget(self, user: int) -> Forgotten:
        """Delete a person with all readings, crops, corrections and waiting updates, and leave no traces.

        Corrections that others made of this person's readings go too, and those this person made of others'.

        Raises:
            StorageError: if the database cannot be used.
        """
        readings = select(ReadingRow.id).where(ReadingRow.user_id == user)
        corrected = or_(CorrectionRow.user_id == user, CorrectionRow.reading_id.in_(readings))
        async with self._database.write() as session:
            forgotten = Forgotten(
                readings=await _count(session, ReadingRow, ReadingRow.user_id == user),
                digits=await _count(session, DigitRow, DigitRow.reading_id.in_(readings)),
                corrections=await _count(session, CorrectionRow, corrected),
            )
            await session.execute(delete(UserRow).where(UserRow.id == user))
            await session.execute(delete(InboxRow).where(InboxRow.user_id == user))
        await self._database.erase_traces()
        return forgotten


async def know_user(session: AsyncSession, user: int) -> None:
    """Make sure that the user's row exists."""
    await session.execute(insert(session, UserRow).values(id=user).on_conflict_do_nothing())


async def _count(
    session: AsyncSession, table: type[ReadingRow | DigitRow | CorrectionRow], condition: ColumnElement[bool]
) -> int:
    return await session.scalar(select(func.count()).select_from(table).where(condition)) or 0
