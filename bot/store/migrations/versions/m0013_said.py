"""Lists that were only said in answer, and days on which, by the office's word, work was done."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply; what was sent before counts as it did."""
    op.add_column(
        "deliveries",
        sa.Column("answering", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("replies", sa.Column("done_at", Moment(timezone=True), nullable=True))
