"""Who is away and who stands in; codes that replace, are revoked, or open another account."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("ended_at", Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_absences_person_id")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["people.id"], name=op.f("fk_absences_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_person_id"), "absences", ["person_id"])
    op.create_index("ix_absences_last_day", "absences", ["last_day"])
    for name in ("made_by", "person_id"):
        column = sa.Column(
            name,
            sa.Integer(),
            sa.ForeignKey("people.id", name=op.f(f"fk_invites_{name}")),
            nullable=True,
        )
        op.add_column("invites", column, inline_references=True)
    op.add_column(
        "invites", sa.Column("replaces", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("invites", sa.Column("revoked_at", Moment(timezone=True), nullable=True))
    op.add_column(
        "replies", sa.Column("on_behalf", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index("ix_join_failures_at", "join_failures", ["at"])
    op.create_index("ix_audit_what_who_at", "audit", ["what", "who", "at"])
