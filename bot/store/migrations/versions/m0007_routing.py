"""Which of several addresses is tried, and what may have arrived without our knowing."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply."""
    for name in ("rests_until", "preferred_at", "heard_at", "silent_since"):
        op.add_column("addresses", sa.Column(name, Moment(timezone=True), nullable=True))
    op.add_column(
        "addresses", sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("outbox", sa.Column("pinned_to", sa.Integer(), nullable=True))
