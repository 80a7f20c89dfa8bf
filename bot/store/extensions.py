"""Wishes for more time and what was decided about them; both append-only.

A wish has one decision. Where that is undone, the wish is appended once more and waits as another
one that `reopens` it; what had been decided counts no longer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, insert, select

from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.replies import Origin
from bot.store.tables import decisions, extensions, people
from schedules.extensions import Decision, Request, Verdict
from schedules.plan import Assignment, Grant

Key = tuple[str, str]


def ask(
    tx: Tx,
    plan: str,
    duty: Assignment,
    *,
    wanted: date,
    reason: str,
    words: str,
    at: datetime,
    origin: Origin,
) -> int:
    """Append a wish; gives its id."""
    done = tx.execute(
        insert(extensions).values(
            plan_id=plan,
            activity_id=duty.key[0],
            unit_id=duty.key[1],
            deadline=duty.deadline.version,
            wanted=wanted,
            reason=reason,
            words=words,
            at=at,
            person_id=origin.person,
            channel=origin.channel,
            inbox_id=origin.inbox,
        )
    )
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0


def decide(
    tx: Tx,
    request: int,
    verdict: Verdict,
    *,
    at: datetime,
    origin: Origin,
    until: date | None = None,
    base: str | None = None,
    opinion: str | None = None,
) -> bool:
    """Append what became of a wish; False if that was known already, whoever was first."""
    row = {
        "extension_id": request,
        "verdict": verdict,
        "until": until,
        "base": base,
        "opinion": opinion,
        "at": at,
        "person_id": origin.person,
        "channel": origin.channel,
        "inbox_id": origin.inbox,
    }
    return insert_new(tx, decisions, [row]) == 1


def reopen(tx: Tx, request: int, *, at: datetime, inbox: int) -> Request | None:
    """Append a decided wish once more, to be decided anew; None if somebody has done so before.

    It keeps who asked, when and why; `inbox` is the message that undoes the decision.
    """
    kept = tx.execute(select(extensions).where(extensions.c.id == request)).mappings().one()
    row = {column: value for column, value in kept.items() if column != "id"}
    row |= {"reopens": request, "reopened_at": at, "inbox_id": inbox}
    if insert_new(tx, extensions, [row]) != 1:
        return None
    return get(tx, _reopening(tx, request) or 0)


def _reopening(tx: Tx, request: int) -> int | None:
    found: int | None = tx.execute(
        select(extensions.c.id).where(extensions.c.reopens == request)
    ).scalar_one_or_none()
    return found


def get(tx: Tx, id_: int) -> Request | None:
    """One wish by id."""
    row = tx.execute(_query().where(extensions.c.id == id_)).one_or_none()
    return _request(row) if row else None


def latest(tx: Tx, id_: int) -> Request | None:
    """A wish as it stands now: the one that reopens it, where a decision was undone."""
    while (later := _reopening(tx, id_)) is not None:
        id_ = later
    return get(tx, id_)


def is_reopened(tx: Tx, request: int) -> bool:
    """Whether what was decided on a wish has been undone."""
    return _reopening(tx, request) is not None


def decider(tx: Tx, request: int) -> int | None:
    """Who decided on a wish; None if nobody has."""
    found: int | None = tx.execute(
        select(decisions.c.person_id).where(decisions.c.extension_id == request)
    ).scalar_one_or_none()
    return found


def last_judged(tx: Tx, person: int) -> Request | None:
    """The wish that somebody granted or refused last; None if they never did."""
    found = tx.execute(
        select(decisions.c.extension_id)
        .where(decisions.c.person_id == person, decisions.c.verdict.in_(JUDGED))
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return get(tx, found) if found is not None else None


def last_refused(tx: Tx, units: Sequence[str], since: datetime) -> Request | None:
    """The wish of one of these units that was refused last, if since an instant, and still is."""
    refused = (Verdict.REFUSED,)
    return next(iter(judged_of(tx, units, since, refused)), None)


def judged_of(
    tx: Tx, units: Sequence[str], since: datetime, verdicts: Sequence[Verdict] | None = None
) -> list[Request]:
    """The wishes of these units granted or refused since an instant, as far as that counts still.

    The one that was decided last comes first.
    """
    rows = tx.execute(
        _query()
        .outerjoin(_AGAIN, _AGAIN.c.reopens == extensions.c.id)
        .where(
            extensions.c.unit_id.in_(units),
            decisions.c.verdict.in_(verdicts or JUDGED),
            decisions.c.at >= since,
            _AGAIN.c.id.is_(None),
        )
        .order_by(decisions.c.id.desc())
    )
    return [_request(row) for row in rows]


def judged_with(tx: Tx, request: int) -> list[Request]:
    """The wishes that the message granted or refused which did so with this one."""
    inbox = tx.execute(
        select(decisions.c.inbox_id).where(decisions.c.extension_id == request)
    ).scalar_one_or_none()
    return judged_in(tx, inbox) if inbox is not None else []


def judged_in(tx: Tx, inbox: int) -> list[Request]:
    """The wishes that one message granted or refused, as far as that still counts."""
    rows = tx.execute(
        _query()
        .outerjoin(_AGAIN, _AGAIN.c.reopens == extensions.c.id)
        .where(
            decisions.c.inbox_id == inbox,
            decisions.c.verdict.in_(JUDGED),
            _AGAIN.c.id.is_(None),
        )
        .order_by(extensions.c.id)
    )
    return [_request(row) for row in rows]


JUDGED = (Verdict.GRANTED, Verdict.REFUSED)
"""What a decider says; whatever else became of a wish, its unit had a hand in."""

_AGAIN = extensions.alias("again")
_SINCE = func.coalesce(extensions.c.reopened_at, extensions.c.at)
"""When a wish began to wait."""


def pending(tx: Tx) -> list[Request]:
    """Every wish that nobody has decided yet, oldest first."""
    rows = tx.execute(_query().where(decisions.c.id.is_(None)).order_by(extensions.c.id))
    return [_request(row) for row in rows]


def waiting(tx: Tx, plan: str, until: datetime) -> Mapping[Key, date]:
    """The days until which more time was wished for and nobody had decided by an instant."""
    decided = and_(decisions.c.extension_id == extensions.c.id, decisions.c.at <= until)
    query = (
        select(extensions.c.activity_id, extensions.c.unit_id, extensions.c.wanted)
        .outerjoin(decisions, decided)
        .where(
            extensions.c.plan_id == plan,
            until >= _SINCE,
            decisions.c.id.is_(None),
        )
        .order_by(extensions.c.id)
    )
    return {(activity, unit): wanted for activity, unit, wanted in tx.execute(query)}


def of_duty(tx: Tx, plan: str, key: Key) -> list[Request]:
    """All wishes about one duty, oldest first."""
    rows = tx.execute(
        _query()
        .where(
            extensions.c.plan_id == plan,
            extensions.c.activity_id == key[0],
            extensions.c.unit_id == key[1],
        )
        .order_by(extensions.c.id)
    )
    return [_request(row) for row in rows]


def of_plan(tx: Tx, plan: str, until: datetime) -> Mapping[Key, list[Request]]:
    """All wishes about a plan up to an instant, with what was decided by then; oldest first.

    One whose decision had been undone stands as the one that reopens it.
    """
    found: dict[Key, list[Request]] = {}
    again = and_(_AGAIN.c.reopens == extensions.c.id, _AGAIN.c.reopened_at <= until)
    query = (
        _query()
        .outerjoin(_AGAIN, again)
        .where(extensions.c.plan_id == plan, until >= _SINCE, _AGAIN.c.id.is_(None))
    )
    for row in tx.execute(query.order_by(extensions.c.id)):
        wish = _request(row)
        if wish.decision is not None and wish.decision.at > until:
            wish = replace(wish, decision=None)
        found.setdefault(wish.key, []).append(wish)
    return found


def said_in(tx: Tx, inbox: int) -> list[Request]:
    """The wishes that one message expressed."""
    rows = tx.execute(
        _query()
        .where(extensions.c.inbox_id == inbox, extensions.c.reopens.is_(None))
        .order_by(extensions.c.id)
    )
    return [_request(row) for row in rows]


def grants(tx: Tx, plan: str, until: datetime | None = None) -> tuple[Grant, ...]:
    """The extensions granted for a plan that count at an instant, itself included; oldest first."""
    query = _GRANTS if until is None else _GRANTS_UNTIL
    return tuple(
        Grant((activity, unit), base, day, at)
        for activity, unit, base, day, at in tx.execute(query, {"plan": plan, "at": until})
    )


_GRANTED = (
    select(
        extensions.c.activity_id,
        extensions.c.unit_id,
        decisions.c.base,
        decisions.c.until,
        decisions.c.at,
    )
    .join(extensions, extensions.c.id == decisions.c.extension_id)
    .where(
        extensions.c.plan_id == bindparam("plan"),
        decisions.c.verdict == Verdict.GRANTED,
        _AGAIN.c.id.is_(None),
    )
    .order_by(decisions.c.id)
)
_REOPENED = _AGAIN.c.reopens == extensions.c.id
_GRANTS = _GRANTED.outerjoin(_AGAIN, _REOPENED)
_GRANTS_UNTIL = _GRANTED.outerjoin(
    _AGAIN, and_(_REOPENED, _AGAIN.c.reopened_at <= bindparam("at"))
).where(decisions.c.at <= bindparam("at"))


def newest_decision(tx: Tx) -> int:
    """Grows whenever anything has been decided or undone; 0 before the first decision."""
    return int(tx.execute(_NEWEST).scalar_one())


_NEWEST = select(
    select(func.coalesce(func.max(decisions.c.id), 0)).scalar_subquery()
    + select(func.count(extensions.c.reopens)).scalar_subquery()
)


_BY = people.alias("asker")
_DECIDER = people.alias("decider")


def _query() -> Select[Any]:
    return (
        select(
            extensions,
            _BY.c.name.label("by"),
            decisions.c.verdict,
            decisions.c.until,
            decisions.c.opinion,
            decisions.c.at.label("decided_at"),
            _DECIDER.c.name.label("decider"),
        )
        .join(_BY, _BY.c.id == extensions.c.person_id)
        .outerjoin(decisions, decisions.c.extension_id == extensions.c.id)
        .outerjoin(_DECIDER, _DECIDER.c.id == decisions.c.person_id)
    )


def _request(row: Row[Any]) -> Request:
    decision = None
    if row.verdict is not None:
        verdict = Verdict(row.verdict)
        decision = Decision(verdict, row.decider, row.decided_at, row.until, row.opinion)
    return Request(
        row.id,
        row.plan_id,
        (row.activity_id, row.unit_id),
        row.deadline,
        row.wanted,
        row.reason,
        row.words,
        row.person_id,
        row.by,
        row.at,
        decision,
    )
