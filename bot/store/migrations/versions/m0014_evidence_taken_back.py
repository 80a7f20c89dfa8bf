"""Evidence can be taken back, and so moved to another duty."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply."""
    op.add_column("evidence", sa.Column("cancels", sa.Integer(), nullable=True))
