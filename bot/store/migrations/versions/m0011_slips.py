"""Template messages, and what the taps on them mean."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "slips",
        sa.Column("tracking", sa.String(length=48), nullable=False),
        sa.Column("chat", sa.String(length=100), nullable=False),
        sa.Column("done", sa.String(length=64), nullable=False),
        sa.Column("not_done", sa.String(length=64), nullable=False),
        sa.Column("begun_at", Moment(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=True),
        sa.Column("arrived_at", Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tracking", name=op.f("pk_slips")),
    )
    op.create_index("ix_slips_message_id", "slips", ["message_id"], unique=False)
