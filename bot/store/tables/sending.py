"""What is owed, and each attempt to send it."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from bot.store.tables.columns import Moment, index_where, key, metadata

outbox = Table(
    "outbox",
    metadata,
    key(),
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
    Column("pinned_to", Integer),  # the address where it may have arrived; tried nowhere else
    Column("delivery_id", ForeignKey("deliveries.id")),
    index_where("state = 'waiting'", "ix_outbox_waiting", "try_at"),
    index_where("claimed_until IS NOT NULL", "ix_outbox_claimed", "claimed_until"),
    index_where("state = 'waiting'", "ix_outbox_person_waiting", "person_id", "try_at"),
)

deliveries = Table(  # one attempt to send one message
    "deliveries",
    metadata,
    key(),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("reason", Text),
    Column("message_id", String(100)),
    Column("text", Text, nullable=False),  # exactly as sent
    Column("heading", Integer, nullable=False),  # how many characters of it are the heading
    Column("answering", Boolean, nullable=False, server_default=false()),  # said back at once
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

handouts = Table(  # files that lie ready to be fetched by a secret address, for a while
    "handouts",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the address
    Column("name", String(200), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("until", Moment, nullable=False),
    Column("remaining", Integer, nullable=False),  # how often it may still be fetched
)

spending = Table(  # messages and money, by channel and month in Viet Nam
    "spending",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("month", String(7), primary_key=True),  # 2026-11
    Column("messages", Integer, nullable=False),
    Column("cost", Integer, nullable=False),  # đồng
)

menus = Table(  # choices that stand in chats without buttons; gone once answered or too old
    "menus",
    metadata,
    key(),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("message_id", String(100)),
    Column("about", String(200), nullable=False),
    Column("lines", JSON, nullable=False),  # [number, label, data, what to type]
    Column("listed", JSON, nullable=False),  # numbers of the duties in the message
    Column("fresh", Boolean, nullable=False),
    Column("until", Moment, nullable=False),
    Index("ix_menus_channel_chat_person_id", "channel", "chat", "person_id"),
)
