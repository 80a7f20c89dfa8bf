"""What a conversation needs to be remembered: open questions, what was said, files, extensions."""

from sqlalchemy import (
    JSON,
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
)

from bot.store.tables.columns import Moment, index_where, key, metadata

questions = Table(  # what the bot asked somebody in a chat; the newest one without an answer waits
    "questions",
    metadata,
    key(),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("answered_at", Moment),
    index_where("answered_at IS NULL", "ix_questions_open", "channel", "chat", "person_id"),
)

heard = Table(  # messages by the platform's id, so that a changed one is known again
    "heard",
    metadata,
    Column("inbox_id", ForeignKey("inbox.id"), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("message_id", String(100), nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_heard_channel_chat_message_id", "channel", "chat", "message_id"),
)

attachments = Table(  # files that came in, until they are fetched and it is known what they show
    "attachments",
    metadata,
    key(),
    Column("inbox_id", ForeignKey("inbox.id"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("chat", String(100), nullable=False),
    Column("is_group", Boolean, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("ref", Text, nullable=False),
    Column("name", String(200)),
    Column("size", Integer),
    Column("album", String(100)),
    Column("words", Text),
    Column("at", Moment, nullable=False),
    Column("duties", JSON(none_as_null=True)),  # null while nobody has said what the file shows
    Column("state", String(16), nullable=False),
    Column("try_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sha256", String(64)),
    Column("media_type", String(100)),
    index_where("state = 'waiting'", "ix_attachments_waiting", "try_at"),
)

evidence = Table(  # what shows that a duty was done
    "evidence",
    metadata,
    key(),
    Column("plan_id", String(100), nullable=False),
    Column("activity_id", String(100), nullable=False),
    Column("unit_id", String(100), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sha256", String(64)),  # null for a link or a document's number
    Column("name", String(200)),
    Column("media_type", String(100)),
    Column("size", Integer),
    Column("words", Text),  # what was written with it, or the link or number itself
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("inbox_id", ForeignKey("inbox.id")),
    Column("cancels", Integer),  # the row that this one takes back; of nothing else then
    Index("ix_evidence_plan_id_activity_id_unit_id", "plan_id", "activity_id", "unit_id"),
)

extensions = Table(  # wishes for more time
    "extensions",
    metadata,
    key(),
    Column("plan_id", String(100), nullable=False),
    Column("activity_id", String(100), nullable=False),
    Column("unit_id", String(100), nullable=False),
    Column("deadline", String(20), nullable=False),  # the version in force when it was asked
    Column("wanted", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("inbox_id", ForeignKey("inbox.id")),
    Column("reopens", Integer),  # the wish that waits again as this one, its decision undone
    Column("reopened_at", Moment),
    Index("ix_extensions_plan_id_activity_id_unit_id", "plan_id", "activity_id", "unit_id"),
    Index("ix_extensions_reopens", "reopens", unique=True),
)

decisions = Table(  # what became of them; each has one
    "decisions",
    metadata,
    key(),
    Column("extension_id", ForeignKey("extensions.id"), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("until", Date),  # the new last day, where it was granted
    Column("base", String(20)),  # the version of the document's deadline that it moves
    Column("opinion", Text),
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("inbox_id", ForeignKey("inbox.id")),
    UniqueConstraint("extension_id"),
)
