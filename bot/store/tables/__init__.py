"""The tables. Replies, deliveries, events and the audit trail are append-only.

Moments are aware UTC at the border; a naive one is refused. People and addresses hold for every
plan; what concerns a duty carries plan, activity and unit id.
"""

from bot.store.tables.answers import inbox, numbers, replies, verdict_questions
from bot.store.tables.columns import Moment, metadata
from bot.store.tables.office import audit, channel_states, leases
from bot.store.tables.people import (
    absences,
    addresses,
    invites,
    join_failures,
    people,
    posts,
    reach_events,
)
from bot.store.tables.plans import approvals, approved, cursors, plan_versions
from bot.store.tables.sending import (
    deliveries,
    delivery_items,
    handouts,
    menus,
    outbox,
    spending,
)
from bot.store.tables.talk import (
    attachments,
    decisions,
    evidence,
    extensions,
    heard,
    questions,
)
from bot.store.tables.zalo import oa_tokens, slips, windows

__all__ = [
    "Moment",
    "absences",
    "addresses",
    "approvals",
    "approved",
    "attachments",
    "audit",
    "channel_states",
    "cursors",
    "decisions",
    "deliveries",
    "delivery_items",
    "evidence",
    "extensions",
    "handouts",
    "heard",
    "inbox",
    "invites",
    "join_failures",
    "leases",
    "menus",
    "metadata",
    "numbers",
    "oa_tokens",
    "outbox",
    "people",
    "plan_versions",
    "posts",
    "questions",
    "reach_events",
    "replies",
    "slips",
    "spending",
    "verdict_questions",
    "windows",
]
