"""How the channels fare, and the audit trail."""

from sqlalchemy import JSON, Column, String, Table, Text

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

audit = Table(
    "audit",
    metadata,
    key(),
    Column("at", Moment, nullable=False),
    Column("what", String(64), nullable=False),
    Column("who", String(200)),
    Column("detail", JSON),
)
