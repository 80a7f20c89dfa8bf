"""The day by which, by a unit's own word, its work will be done."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Apply."""
    op.add_column("replies", sa.Column("expected", sa.Date(), nullable=True))
