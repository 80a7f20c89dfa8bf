"""Lists that were only said in answer."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply; what was sent before counts as it did."""
    op.add_column(
        "deliveries",
        sa.Column("answering", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
