"""The plans in force: versions, how far they are promised, what is approved."""

from sqlalchemy import Column, ForeignKey, String, Table, Text

from bot.store.tables.columns import Moment, key, metadata

plan_versions = Table(
    "plan_versions",
    metadata,
    key(),
    Column("plan_id", String(100), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("loaded_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
)

cursors = Table(  # up to where the timetable has been promised
    "cursors",
    metadata,
    Column("plan_id", String(100), primary_key=True),
    Column("until", Moment, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    key(),
    Column("plan_id", String(100), nullable=False),
    Column("code", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("people.id")),  # null: by command
)

approved = Table(  # the fingerprints of the duties whose messages were shown and agreed to
    "approved",
    metadata,
    Column("plan_id", String(100), primary_key=True),
    Column("fingerprint", String(64), primary_key=True),
    Column("approval_id", ForeignKey("approvals.id"), nullable=False),
)
