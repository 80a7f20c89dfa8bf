"""Boards of large plans, kept in memory and brought up to date from what is new in the database.

Replies and deliveries are append-only, so the news is what has a higher id. What a transaction
has seen of its own and then rolled back is forgotten with it: whatever was taken in by a
transaction that has not ended yet is of no use to any other, and is dropped if it rolls back.
"""

import threading
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, event, func, select

from bot.store import deliveries, evidence, people, replies
from bot.store.memory import Tx
from bot.store.tables import delivery_items
from bot.store.tables import evidence as put_away
from bot.store.tables import replies as said
from schedules.plan import Plan
from schedules.progress import Board, Reach, Reply
from schedules.running import Key, Running
from schedules.turns import Turns

_SHELVES: "WeakKeyDictionary[Engine, Shelf]" = WeakKeyDictionary()
_MAKING = threading.Lock()


def shelf(tx: Tx) -> "Shelf":
    """The boards kept for one database."""
    with _MAKING:
        if tx.engine not in _SHELVES:
            _SHELVES[tx.engine] = Shelf(tx.engine)
        return _SHELVES[tx.engine]


class Shelf:
    """One running board for each plan, used by one transaction at a time."""

    def __init__(self, engine: Engine) -> None:
        """Keep nothing yet; listen for how transactions end."""
        self._kept: dict[str, _Kept] = {}
        self._lock = threading.Lock()
        self._open: Connection | None = None  # who has taken in what may still be rolled back
        event.listen(engine, "commit", self._settled)
        for end in ("rollback", "rollback_savepoint"):
            event.listen(engine, end, self._undone)

    def board(self, tx: Tx, plan: Plan, at: datetime) -> Board | None:
        """The plan's board at `at`; None where it must be read whole: a past moment, or no turn."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._board(tx, plan, at) if self._open in (None, tx) else None
        finally:
            self._lock.release()

    def _board(self, tx: Tx, plan: Plan, at: datetime) -> Board | None:
        kept = self._kept.get(plan.id)
        if kept is not None and at < kept.running.now:
            return None  # also of another plan: as it was before an extension, say
        if kept is None or kept.running.plan is not plan:
            kept = _Kept.of(tx, plan, at)
        elif not kept.refresh(tx, at):
            kept = None
        if kept is None:
            self._kept.pop(plan.id, None)
            return None
        self._kept[plan.id] = kept
        if not tx.get_execution_options().get("reading", False):
            self._open = tx
        return kept.running.board()

    def _settled(self, tx: Connection) -> None:
        if self._open is tx:
            self._open = None

    def _undone(self, tx: Connection, *_savepoint: object) -> None:
        if self._open is tx:
            self._kept.clear()
            self._open = None


class _Kept:
    """A running board, and up to where it has read the database."""

    def __init__(
        self, running: Running, seen: "_Seen", reachable: frozenset[str], turns: Turns
    ) -> None:
        self.running = running
        self._seen = seen
        self._reachable = reachable
        self._turns = turns

    @classmethod
    def of(cls, tx: Tx, plan: Plan, at: datetime) -> "_Kept | None":
        """Read everything once; None if something was sent later than `at`."""
        seen = _Seen()
        tries = deliveries.tried_since(tx, plan.id, 0)
        if _later(tries, at):
            return None
        put = evidence.since(tx, plan.id, 0)
        if _later(put, at):
            return None
        said, shown = seen.replies(replies.since(tx, plan.id, 0)), seen.evidence(put)
        seen.tries(tries)
        reachable = people.reachable_units(tx, at)
        turns = Turns(plan)
        reach = {
            d.key: seen.reach(d.key, reachable, turns.unsent(d.key, at)) for d in plan.assignments
        }
        return cls(Running(plan, at, said, reach, evidence=shown), seen, reachable, turns)

    def refresh(self, tx: Tx, at: datetime) -> bool:
        """Take in what is new up to `at`; False if it cannot be done, and all must be read anew."""
        plan, seen = self.running.plan, self._seen
        tries = deliveries.tried_since(tx, plan.id, seen.last_try)
        said = replies.since(tx, plan.id, seen.last_reply)
        put = evidence.since(tx, plan.id, seen.last_put)
        fresh, touched, shown = seen.replies(said), seen.tries(tries), seen.evidence(put)
        if _later(tries, at) or _later(put, at) or not seen.is_complete(tx, plan.id):
            return False
        reachable = people.reachable_units(tx, at)
        changed = reachable ^ self._reachable
        self._reachable = reachable
        if changed:
            touched |= {duty.key for duty in plan.assignments if duty.unit.id in changed}
        touched |= self._turns.between(self.running.now, at)
        reach = {key: seen.reach(key, reachable, self._turns.unsent(key, at)) for key in touched}
        self.running.advance(at, fresh, reach, shown)
        return True


class _Seen:
    """The rows of one plan that have been read."""

    def __init__(self) -> None:
        self.last_reply = self.last_try = self.last_put = 0
        self._replies = self._tries = self._puts = 0
        self._arrived: dict[Key, bool] = {}
        self._told: dict[Key, bool] = {}  # what was asked, and whether that has ever arrived

    def replies(self, rows: Sequence[replies.Kept]) -> dict[Key, list[Reply]]:
        """Take replies in; gives them by duty."""
        found: dict[Key, list[Reply]] = {}
        for each in rows:
            found.setdefault(each.key, []).append(each.reply)
            self.last_reply = each.reply.id
        self._replies += len(rows)
        return found

    def tries(self, rows: Sequence[deliveries.Try]) -> set[Key]:
        """Take attempts in; gives the duties that they were about."""
        for id_, _, key, arrived, asking in rows:
            if arrived is not None:
                self._try(key, arrived=arrived, asking=asking)
            self.last_try = id_
        self._tries += len(rows)
        return {key for _, _, key, *_ in rows}

    def _try(self, key: Key, *, arrived: bool, asking: bool) -> None:
        """Take one attempt in: what was shown before it was asked in vain has reached nobody."""
        if asking:
            self._told[key] = arrived or self._told.get(key, False)
            self._arrived[key] = self._told[key]
        elif arrived:
            self._arrived[key] = True

    def evidence(self, rows: Sequence[evidence.Put]) -> dict[Key, int]:
        """Take evidence in; gives how many pieces that is for each duty."""
        self.last_put = rows[-1][0] if rows else self.last_put
        self._puts += len(rows)
        found: Counter[Key] = Counter()
        for _, _, key, more in rows:
            found[key] += more
        return found

    def reach(self, key: Key, reachable: frozenset[str], unsent: Reach) -> Reach:
        """How far messages about a duty got, as `boards.read` tells it."""
        if key in self._told:
            return Reach.DELIVERED if self._arrived[key] else Reach.UNDELIVERED
        return unsent if key[1] in reachable else Reach.UNDELIVERED

    def is_complete(self, tx: Tx, plan: str) -> bool:
        """Whether no row has appeared below those read: SQLite hands ids out in order of commit."""
        if tx.dialect.name == "sqlite":
            return True
        query = select(
            select(func.count()).where(said.c.plan_id == plan).scalar_subquery(),
            select(func.count()).where(delivery_items.c.plan_id == plan).scalar_subquery(),
            select(func.count()).where(put_away.c.plan_id == plan).scalar_subquery(),
        )
        return tuple(tx.execute(query).one()) == (self._replies, self._tries, self._puts)


def _later(rows: Sequence[deliveries.Try] | Sequence[evidence.Put], at: datetime) -> bool:
    return any(row[1] > at for row in rows)
