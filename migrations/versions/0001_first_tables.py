"""Users, readings with their digits, corrections with their labels, and the inbox.

Constraints get their names from the naming convention in `bot/storage/tables.py`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_inbox()
    create_users()
    create_readings()
    create_digits()
    create_corrections()
    create_correction_labels()


def downgrade() -> None:
    for table in ("correction_labels", "corrections", "digits", "readings", "users", "inbox"):
        op.drop_table(table)


def create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
    )
    op.create_index("ix_inbox_user_id", "inbox", ["user_id"])
    op.create_index("ix_inbox_done_at", "inbox", ["done_at"])


def create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("created_at", MOMENT, nullable=False),
    )


def create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("chat_id", "message_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_readings_chat_id_reply_id", "readings", ["chat_id", "reply_id"])
    op.create_index("ix_readings_user_id_chat_id", "readings", ["user_id", "chat_id"])


def create_digits() -> None:
    box = [sa.Column(name, sa.Integer(), nullable=False) for name in ("x", "y", "width", "height")]
    op.create_table(
        "digits",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("reading_id", KEY, sa.ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("digit", sa.SmallInteger(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("probabilities", sa.JSON(), nullable=False),
        *box,
        sa.Column("glyph_version", sa.Integer(), nullable=False),
        sa.Column("crop_png", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("reading_id", "position"),
        sqlite_autoincrement=True,
    )


def create_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("reading_id", KEY, sa.ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("event", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_reading_id", "corrections", ["reading_id"])
    op.create_index("ix_corrections_user_id", "corrections", ["user_id"])


def create_correction_labels() -> None:
    correction = sa.ForeignKey("corrections.id", ondelete="CASCADE")
    digit = sa.ForeignKey("digits.id", ondelete="CASCADE")
    op.create_table(
        "correction_labels",
        sa.Column("correction_id", KEY, correction, primary_key=True),
        sa.Column("digit_id", KEY, digit, primary_key=True),
        sa.Column("label", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("label BETWEEN 0 AND 10", name="label"),
    )
    op.create_index("ix_correction_labels_digit_id", "correction_labels", ["digit_id"])
