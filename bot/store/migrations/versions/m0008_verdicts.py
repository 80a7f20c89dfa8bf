"""Verdicts: what is done may be accepted or sent back."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply."""
    op.add_column("replies", sa.Column("confirms", sa.Integer(), nullable=True))
    op.add_column("replies", sa.Column("returns", sa.Integer(), nullable=True))
    op.create_table(
        "verdict_questions",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("chat", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("until", Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_verdict_questions_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["replies.id"], name=op.f("fk_verdict_questions_reply_id")
        ),
        sa.PrimaryKeyConstraint("channel", "chat", "person_id", name=op.f("pk_verdict_questions")),
    )
