"""What an Official Account of Zalo has to remember."""

from sqlalchemy import JSON, Column, String, Table, Text

from bot.store.tables.columns import Moment, metadata

oa_tokens = Table(  # one row for each app: the pair in force, and what is being spent right now
    "oa_tokens",
    metadata,
    Column("app_id", String(64), primary_key=True),
    Column("access", Text),
    Column("refresh", Text),
    Column("since", Moment),  # when the pair came
    Column("until", Moment),  # the end of the access token
    Column("given", JSON, nullable=False),  # digests of the tokens from the settings, used up
    Column("spending", String(64)),  # digest of the refresh token that a call was begun with
    Column("spender", String(64)),
    Column("spent_by", Moment),  # until then the spender may be at work
    Column("trouble", Text),  # why the last renewal failed; null if it did not
)

windows = Table(  # when somebody was last in touch, on channels that then take messages for a while
    "windows",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("chat", String(100), primary_key=True),
    Column("at", Moment, nullable=False),
)

slips = Table(  # template messages: whose each is, and what its two fixed buttons mean
    "slips",
    metadata,
    Column("tracking", String(48), primary_key=True),
    Column("chat", String(100), nullable=False),
    Column("done", String(64), nullable=False),
    Column("not_done", String(64), nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),  # begun, sent, refused
    Column("message_id", String(100), index=True),  # Zalo's own
    Column("arrived_at", Moment),
)
