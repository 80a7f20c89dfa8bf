"""Wishes for more time that wait again, because what was decided on them was undone."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply."""
    op.add_column("extensions", sa.Column("reopens", sa.Integer(), nullable=True))
    op.add_column("extensions", sa.Column("reopened_at", Moment(timezone=True), nullable=True))
    op.create_index("ix_extensions_reopens", "extensions", ["reopens"], unique=True)
