"""Persons, their posts, addresses and absences, and the codes by which they join."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table, Text, false

from bot.store.tables.columns import Moment, key, metadata

people = Table(
    "people",
    metadata,
    key(),
    Column("name", String(200), nullable=False),
    Column("joined_at", Moment, nullable=False),
)

posts = Table(  # what somebody speaks for; one person may hold several
    "posts",
    metadata,
    key(),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("unit_id", String(100)),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Index("ix_posts_unit_id_role", "unit_id", "role"),
)

addresses = Table(
    "addresses",
    metadata,
    key(),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("is_group", Boolean, nullable=False),
    Column("user", String(100)),  # the platform's id of the person; null for a group
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("lost_at", Moment),  # null while it can be written to
    Column("rests_until", Moment),  # not tried before
    Column("closed", Boolean, nullable=False, server_default=false()),  # by the platform, for now
    Column("preferred_at", Moment),  # when the person asked for it
    Column("heard_at", Moment),  # kept for who has several addresses
    Column("silent_since", Moment),  # likewise
    Index("ix_addresses_channel_chat", "channel", "chat"),
    Index("ix_addresses_channel_user", "channel", "user"),
)

reach_events = Table(  # the history behind addresses.lost_at
    "reach_events",
    metadata,
    key(),
    Column("address_id", ForeignKey("addresses.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("reachable", Boolean, nullable=False),
    Column("reason", Text),
)

invites = Table(
    "invites",
    metadata,
    key(),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("unit_id", String(100)),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("used_by", ForeignKey("people.id")),
    Column("made_by", ForeignKey("people.id")),  # null: by the command line
    Column("person_id", ForeignKey("people.id")),  # for another account of somebody known
    Column("replaces", Boolean, nullable=False, server_default=false()),
    Column("revoked_at", Moment),
)

join_failures = Table(  # wrong codes, counted per sender
    "join_failures",
    metadata,
    key(),
    Column("channel", String(32), nullable=False),
    Column("user", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_join_failures_channel_user_at", "channel", "user", "at"),
    Index("ix_join_failures_at", "at"),
)

absences = Table(  # who is away, on which days (both included), and who stands in
    "absences",
    metadata,
    key(),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("substitute_id", ForeignKey("people.id")),
    Column("words", Text, nullable=False),  # as the person wrote it
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),  # taken back, replaced, or over early
    Index("ix_absences_last_day", "last_day"),
)
