"""What came in, what was answered, and the numbers that answers name."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.store.tables.columns import Moment, index_where, key, metadata

inbox = Table(
    "inbox",
    metadata,
    key(),
    Column("channel", String(32), nullable=False),
    Column("update_id", String(100), nullable=False),
    Column("payload", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("handled_at", Moment),
    Column("outcome", String(200)),
    UniqueConstraint("channel", "update_id"),
    index_where("handled_at IS NULL", "ix_inbox_waiting", "id"),
)

replies = Table(
    "replies",
    metadata,
    key(),
    Column("plan_id", String(100), nullable=False),
    Column("activity_id", String(100), nullable=False),
    Column("unit_id", String(100), nullable=False),
    Column("deadline", String(20), nullable=False),  # the version that was answered
    Column("answer", String(16)),  # null where the row only cancels another
    Column("cancels", ForeignKey("replies.id")),
    Column("confirms", Integer),  # the reply that this row accepts
    Column("returns", Integer),  # the reply that this row sends back, with the reason
    Column("reason", Text),
    Column("percent", Integer),
    Column("words", Text),  # what the person wrote, untouched
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("channel", String(32)),
    Column("inbox_id", ForeignKey("inbox.id")),
    Column("on_behalf", Boolean, nullable=False, server_default=false()),  # by the office
    Column("done_at", Moment),  # where the day on which it was done is stated
    Column("expected", Date),  # where the day by which it will be done is stated
    Index("ix_replies_plan_id_activity_id_unit_id", "plan_id", "activity_id", "unit_id"),
)

verdict_questions = Table(  # who has pressed “Trả lại” and has still to write what is lacking
    "verdict_questions",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("chat", String(100), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("reply_id", ForeignKey("replies.id"), nullable=False),
    Column("until", Moment, nullable=False),
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
