"""The rotating tokens of an Official Account."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "oa_tokens",
        sa.Column("app_id", sa.String(length=64), nullable=False),
        sa.Column("access", sa.Text(), nullable=True),
        sa.Column("refresh", sa.Text(), nullable=True),
        sa.Column("since", Moment(timezone=True), nullable=True),
        sa.Column("until", Moment(timezone=True), nullable=True),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("spending", sa.String(length=64), nullable=True),
        sa.Column("spender", sa.String(length=64), nullable=True),
        sa.Column("spent_by", Moment(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("app_id", name=op.f("pk_oa_tokens")),
    )
