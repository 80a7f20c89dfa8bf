"""How the channels fare, what one process alone may do, and the audit trail."""

from sqlalchemy import JSON, Column, Index, String, Table, Text

from bot.store.tables.columns import Moment, key, metadata

channel_states = Table(
    "channel_states",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("name", String(200)),
    Column("username", String(100)),
    Column("succeeded_at", Moment),
    Column("paused_at", Moment),
    Column("reason", Text),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    key(),
    Column("at", Moment, nullable=False),
    Column("what", String(64), nullable=False),
    Column("who", String(200)),
    Column("detail", JSON),
    Index("ix_audit_what_who_at", "what", "who", "at"),
)
