"""Answers, append-only: a correction or an undo is another row."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, Select, bindparam, func, insert, select, true, tuple_

from bot.store.memory import Tx
from bot.store.tables import people, replies
from schedules.plan import Assignment, Plan
from schedules.progress import Answer, Reply, in_force

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer came from. `on_behalf`: the office recorded it for the unit."""

    person: int | None
    channel: str | None
    inbox: int | None = None
    on_behalf: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A reply with the duty it is about."""

    reply: Reply
    plan: str
    key: Key
    deadline: str
    person: int | None
    words: str | None = None
    inbox: int | None = None


def add(
    tx: Tx,
    plan: str,
    assignment: Assignment,
    answer: Answer,
    *,
    at: datetime,
    origin: Origin,
    reason: str | None = None,
    percent: int | None = None,
    words: str | None = None,
    done_at: datetime | None = None,
    expected: date | None = None,
) -> int:
    """Append an answer; gives its id. `done_at` is when the day begins that is stated,
    `expected` the day by which it will be done."""
    activity, unit = assignment.key
    done = tx.execute(
        insert(replies).values(
            plan_id=plan,
            activity_id=activity,
            unit_id=unit,
            deadline=assignment.deadline.version,
            answer=answer,
            reason=reason,
            percent=percent,
            words=words,
            at=at,
            person_id=origin.person,
            channel=origin.channel,
            inbox_id=origin.inbox,
            on_behalf=origin.on_behalf,
            done_at=done_at,
            expected=expected,
        )
    )
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0


def cancel(tx: Tx, kept: Kept, *, at: datetime, origin: Origin) -> None:
    """Take an answer back; its row stays."""
    tx.execute(
        insert(replies).values(
            plan_id=kept.plan,
            activity_id=kept.key[0],
            unit_id=kept.key[1],
            deadline=kept.deadline,
            cancels=kept.reply.id,
            at=at,
            person_id=origin.person,
            channel=origin.channel,
            inbox_id=origin.inbox,
            on_behalf=origin.on_behalf,
        )
    )


def get(tx: Tx, id_: int) -> Kept | None:
    """One reply by id."""
    row = tx.execute(_query().where(replies.c.id == id_)).one_or_none()
    return _kept(row) if row else None


def last(tx: Tx) -> int:
    """The id of the last reply of all; 0 if there is none."""
    found: int | None = tx.execute(select(func.max(replies.c.id))).scalar_one()
    return found or 0


def of_update(tx: Tx, inbox: int, since: int) -> list[Kept]:
    """What an update has added after the reply of an id, oldest first; taken back ones, too."""
    return [_kept(row) for row in tx.execute(_OF_UPDATE, {"last": since, "update": inbox})]


def before(tx: Tx, plan: Plan, assignment: Assignment, id_: int) -> Kept | None:
    """The answer about a duty that was in force before the reply of an id; None if none was."""
    earlier = [reply for reply in of_assignment(tx, plan, assignment) if reply.id < id_]
    said = [r for r in in_force(earlier) if r.answer is not Answer.RECEIVED]
    return get(tx, said[-1].id) if said else None


def last_said_by(tx: Tx, person: int, *, before: int | None = None) -> list[int]:
    """The ids of what a person's last message reported of any duty and still holds, in its order.

    If nothing of it holds any more, the last of them alone. A receipt reports nothing. `before`:
    the update that it came before.
    """
    last = tx.execute(
        select(replies.c.id, replies.c.inbox_id)
        .where(
            replies.c.person_id == person,
            replies.c.answer.is_not(None),
            replies.c.answer != Answer.RECEIVED,
            true() if before is None else replies.c.inbox_id < before,
        )
        .order_by(replies.c.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return []
    together = [] if last.inbox_id is None else said_in(tx, last.inbox_id)
    holds = [each.reply.id for each in together if each.reply.answer is not Answer.RECEIVED]
    return holds or [last.id]


def of_plan(tx: Tx, plan: str, until: datetime) -> Mapping[Key, list[Reply]]:
    """All replies of a plan up to and including an instant, by (activity id, unit id)."""
    found: dict[Key, list[Reply]] = {}
    for row in tx.execute(_OF_PLAN, {"plan": plan, "until": until}):
        found.setdefault((row.activity_id, row.unit_id), []).append(_reply(row))
    return found


def since(tx: Tx, plan: str, last: int) -> list[Kept]:
    """All replies of a plan after the one of that id, oldest first."""
    query = _query().where(replies.c.plan_id == plan, replies.c.id > last)
    return [_kept(row) for row in tx.execute(query.order_by(replies.c.id))]


def of_duties(tx: Tx, plan: str, duties: Collection[Key]) -> Mapping[Key, list[Reply]]:
    """All replies about some duties, by (activity id, unit id), oldest first."""
    found: dict[Key, list[Reply]] = {}
    for row in tx.execute(_OF_DUTIES, {"plan": plan, "duties": list(duties)}):
        found.setdefault((row.activity_id, row.unit_id), []).append(_reply(row))
    return found


def of_assignment(tx: Tx, plan: Plan, assignment: Assignment) -> list[Reply]:
    """All replies about one duty, in the order in which they were said."""
    activity, unit = assignment.key
    rows = tx.execute(_OF_DUTY, {"plan": plan.id, "activity": activity, "unit": unit})
    return [_reply(row) for row in rows]


def said_in(tx: Tx, inbox: int) -> list[Kept]:
    """The answers that one message gave and that no other row has taken back, oldest first."""
    taken_back = select(replies.c.cancels).where(replies.c.cancels.is_not(None))
    rows = tx.execute(
        _query()
        .where(
            replies.c.inbox_id == inbox,
            replies.c.answer.is_not(None),
            replies.c.id.not_in(taken_back),
        )
        .order_by(replies.c.id)
    )
    return [_kept(row) for row in rows]


def _query() -> Select[tuple[object, ...]]:
    query: Select[tuple[object, ...]] = select(replies, people.c.name.label("by")).outerjoin(
        people, people.c.id == replies.c.person_id
    )
    return query


def _kept(row: Row[tuple[object, ...]]) -> Kept:
    key = (row.activity_id, row.unit_id)
    return Kept(_reply(row), row.plan_id, key, row.deadline, row.person_id, row.words, row.inbox_id)


def _reply(row: Row[tuple[object, ...]]) -> Reply:
    return Reply(
        id=row.id,
        at=row.at,
        answer=Answer(row.answer) if row.answer else None,
        by=row.by,
        channel=row.channel,
        reason=row.reason,
        percent=row.percent,
        cancels=row.cancels,
        confirms=row.confirms,
        returns=row.returns,
        on_behalf=row.on_behalf,
        done_at=row.done_at,
        expected=row.expected,
    )


# Built once: that takes longer than running them.
_OF_UPDATE = (
    _query()
    .where(replies.c.id > bindparam("last"), replies.c.inbox_id == bindparam("update"))
    .order_by(replies.c.id)
)
_OF_PLAN = (
    _query()
    .where(replies.c.plan_id == bindparam("plan"), replies.c.at <= bindparam("until"))
    .order_by(replies.c.id)
)
_OF_DUTY = (
    _query()
    .where(
        replies.c.plan_id == bindparam("plan"),
        replies.c.activity_id == bindparam("activity"),
        replies.c.unit_id == bindparam("unit"),
    )
    .order_by(replies.c.at, replies.c.id)
)
_DUTY = tuple_(replies.c.activity_id, replies.c.unit_id)
_OF_DUTIES = (
    _query()
    .where(
        replies.c.plan_id == bindparam("plan"),
        _DUTY.in_(bindparam("duties", expanding=True)),
    )
    .order_by(replies.c.id)
)
