"""The tables. Each change here needs a migration beside it; `alembic check` says so.

users ──< readings ──< digits ──< reviews
└──────<  └──< corrections ──< correction_labels >── digits
inbox
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

Key = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up INTEGER keys only; they have 64 bits there."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Turn any aware moment into UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """All tables, with names for constraints that are the same on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UserRow(Base):
    """A person, by Telegram's id; no name is kept. `model` is the one they chose to read with, if any."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    model: Mapped[str | None] = mapped_column(Text)


class ReadingRow(Base):
    """What was read in one photo."""

    __tablename__ = "readings"
    __table_args__ = (
        UniqueConstraint("chat_id", "message_id"),
        Index(None, "chat_id", "reply_id"),
        Index(None, "user_id", "chat_id"),
        {"sqlite_autoincrement": True},  # an old button must never point to a newer reading
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    milliseconds: Mapped[int] = mapped_column(Integer)
    reply_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    digits: Mapped[list["DigitRow"]] = relationship(lazy="raise", order_by="DigitRow.position", viewonly=True)
    corrections: Mapped[list["CorrectionRow"]] = relationship(lazy="raise", order_by="CorrectionRow.id", viewonly=True)


class DigitRow(Base):
    """One digit as read, with its ink crop (PNG) and the version of the glyph form it was read by."""

    __tablename__ = "digits"
    __table_args__ = (UniqueConstraint("reading_id", "position"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("readings.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    line: Mapped[int] = mapped_column(Integer)
    digit: Mapped[int] = mapped_column(SmallInteger)
    confidence: Mapped[float]
    probabilities: Mapped[list[float]] = mapped_column(JSON)
    x: Mapped[int] = mapped_column(Integer)
    y: Mapped[int] = mapped_column(Integer)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    glyph_version: Mapped[int] = mapped_column(Integer)
    crop_png: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class CorrectionRow(Base):
    """One thing a person said of a reading; rows are only ever appended."""

    __tablename__ = "corrections"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("readings.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    how: Mapped[str] = mapped_column(String(16))
    event: Mapped[int] = mapped_column(BigInteger, unique=True)
    text: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    labels: Mapped[list["LabelRow"]] = relationship(lazy="raise", viewonly=True)


class LabelRow(Base):
    """What one correction says of one digit: 0..9, or 10 for "not a digit"."""

    __tablename__ = "correction_labels"
    __table_args__ = (CheckConstraint("label BETWEEN 0 AND 10", name="label"),)

    correction_id: Mapped[int] = mapped_column(ForeignKey("corrections.id", ondelete="CASCADE"), primary_key=True)
    digit_id: Mapped[int] = mapped_column(ForeignKey("digits.id", ondelete="CASCADE"), primary_key=True, index=True)
    label: Mapped[int] = mapped_column(SmallInteger)


class ReviewRow(Base):
    """A label that looked wrong, and its verdict: the true label, -1 for "teaches nothing", None while undecided."""

    __tablename__ = "reviews"
    __table_args__ = (CheckConstraint("verdict BETWEEN -1 AND 10", name="verdict"),)

    digit_id: Mapped[int] = mapped_column(ForeignKey("digits.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(Text)
    suggested: Mapped[int] = mapped_column(SmallInteger)
    verdict: Mapped[int | None] = mapped_column(SmallInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class InboxRow(Base):
    """An update as Telegram sent it, until it is handled; then only its id stays: a guard against doubles."""

    __tablename__ = "inbox"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    payload: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
