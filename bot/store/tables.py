"""The tables. Replies, deliveries, events and the audit trail are append-only.

Moments are aware UTC at the border; a naive one is refused. People and addresses hold for every
plan; what concerns a duty carries plan, activity and unit id.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Moment(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on every database; on SQLite as text without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Turn an aware instant into what the database keeps."""
        return _utc_text if dialect.name == "sqlite" else _utc

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], Any]:
        """Give the instant back in UTC."""
        return _from_utc_text if dialect.name == "sqlite" else _utc


def _utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(UTC)


def _utc_text(value: datetime | None) -> str | None:
    # Written here, not by SQLAlchemy's own type: rows have several moments, and it is four times
    # as fast.
    utc = _utc(value)
    return None if utc is None else utc.isoformat(" ", "microseconds")[:_WITHOUT_ZONE]


def _from_utc_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")


_WITHOUT_ZONE = len("2022-05-14 00:00:00.000000")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


people = Table(
    "people",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("joined_at", Moment, nullable=False),
)

posts = Table(  # what somebody speaks for; one person may hold several
    "posts",
    metadata,
    _id(),
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
    _id(),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("is_group", Boolean, nullable=False),
    Column("user", String(100)),  # the platform's id of the person; null for a group
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("lost_at", Moment),  # null while it can be written to
    Index("ix_addresses_channel_chat", "channel", "chat"),
    Index("ix_addresses_channel_user", "channel", "user"),
)

reach_events = Table(  # the history behind addresses.lost_at
    "reach_events",
    metadata,
    _id(),
    Column("address_id", ForeignKey("addresses.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("reachable", Boolean, nullable=False),
    Column("reason", Text),
)

invites = Table(
    "invites",
    metadata,
    _id(),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("unit_id", String(100)),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("used_by", ForeignKey("people.id")),
)

join_failures = Table(  # wrong codes, counted per sender
    "join_failures",
    metadata,
    _id(),
    Column("channel", String(32), nullable=False),
    Column("user", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_join_failures_channel_user_at", "channel", "user", "at"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("channel", String(32), nullable=False),
    Column("update_id", String(100), nullable=False),
    Column("payload", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("handled_at", Moment),
    Column("outcome", String(200)),
    UniqueConstraint("channel", "update_id"),
    Index(
        "ix_inbox_waiting",
        "id",
        sqlite_where=text("handled_at IS NULL"),
        postgresql_where=text("handled_at IS NULL"),
    ),
)

replies = Table(
    "replies",
    metadata,
    _id(),
    Column("plan_id", String(100), nullable=False),
    Column("activity_id", String(100), nullable=False),
    Column("unit_id", String(100), nullable=False),
    Column("deadline", String(20), nullable=False),  # the version that was answered
    Column("answer", String(16)),  # null where the row only cancels another
    Column("cancels", ForeignKey("replies.id")),
    Column("reason", Text),
    Column("percent", Integer),
    Column("words", Text),  # what the person wrote, untouched
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("channel", String(32)),
    Column("inbox_id", ForeignKey("inbox.id")),
    Index("ix_replies_plan_id_activity_id_unit_id", "plan_id", "activity_id", "unit_id"),
)

questions = Table(  # what the bot last asked in a chat and still waits for
    "questions",
    metadata,
    _id(),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("reply_id", ForeignKey("replies.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    UniqueConstraint("channel", "chat", "person_id"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(400), nullable=False, unique=True),
    Column("plan_id", String(100), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("mark", String(100), nullable=False),
    Column("activity_id", String(100)),
    Column("unit_id", String(100)),
    Column("deadline", String(20)),
    Column("partner_id", String(100)),  # the collaborating unit that is only told
    Column("person_id", ForeignKey("people.id")),
    Column(
        "facts", JSON(none_as_null=True)
    ),  # what a notice is about; null where the plan says it all
    Column("exact", Boolean, nullable=False),
    Column("owed_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("try_at", Moment, nullable=False),
    Column("claimed_until", Moment),
    Column("attempts", Integer, nullable=False),
    Column("delivery_id", ForeignKey("deliveries.id")),
    Index(
        "ix_outbox_waiting",
        "try_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "ix_outbox_claimed",
        "claimed_until",
        sqlite_where=text("claimed_until IS NOT NULL"),
        postgresql_where=text("claimed_until IS NOT NULL"),
    ),
    Index(
        "ix_outbox_person_waiting",
        "person_id",
        "try_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

deliveries = Table(  # one attempt to send one message
    "deliveries",
    metadata,
    _id(),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("reason", Text),
    Column("message_id", String(100)),
    Column("text", Text, nullable=False),  # exactly as sent
    Column("heading", Integer, nullable=False),  # how many characters of it are the heading
    Index("ix_deliveries_channel_chat_message_id", "channel", "chat", "message_id"),
)

delivery_items = Table(  # the numbered duties of a delivered message
    "delivery_items",
    metadata,
    Column("delivery_id", ForeignKey("deliveries.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("plan_id", String(100), nullable=False),
    Column("activity_id", String(100), nullable=False),
    Column("unit_id", String(100), nullable=False),
    Column("deadline", String(20), nullable=False),
    Index("ix_delivery_items_plan_id_activity_id_unit_id", "plan_id", "activity_id", "unit_id"),
)

numbers = Table(  # the number under which a person knows a duty, until it is done
    "numbers",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("plan_id", String(100), primary_key=True),
    Column("activity_id", String(100), primary_key=True),
    Column("unit_id", String(100), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
)

plan_versions = Table(
    "plan_versions",
    metadata,
    _id(),
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
    _id(),
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
    _id(),
    Column("at", Moment, nullable=False),
    Column("what", String(64), nullable=False),
    Column("who", String(200)),
    Column("detail", JSON),
)
