"""A board that is kept up to date: news is put in, time passes, nothing is counted twice.

Reading a plan of 100,000 duties anew takes seconds; of what is asked several times a day almost
nothing has changed since the last time. Pure: whoever keeps one brings the news. It gives the
very board that `progress.board` gives for the same replies, reach and moment.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from schedules.plan import Plan
from schedules.progress import (
    Board,
    Figures,
    Reach,
    Reply,
    Standing,
    Tally,
    badness,
    is_exception,
    standing,
)

Key = tuple[str, str]
_Rank = tuple[int, float, int]

FEW = 500
"""Up to about here finding places one by one is quicker than sorting 100,000 exceptions."""


class Running:
    """The board of one plan at the latest moment that was asked for."""

    def __init__(
        self,
        plan: Plan,
        now: datetime,
        replies: Mapping[Key, Sequence[Reply]],
        reach: Mapping[Key, Reach],
        *,
        evidence: Mapping[Key, int] | None = None,
        few: int = FEW,
    ) -> None:
        """Begin with all that is known at `now`; `evidence` counts what there is for each duty.

        At most `few` changed exceptions are put in order one by one; more are sorted anew.
        """
        self._few = few
        self.plan = plan
        self.now = now
        self._said = {key: list(of) for key, of in replies.items()}
        self._reach = dict(reach)
        self._evidence = Counter(evidence or {})
        self._place = {duty.key: n for n, duty in enumerate(plan.assignments)}
        dues = sorted((_due(plan, n), n) for n in range(len(plan.assignments)))
        self._dues = [due for due, _ in dues]
        self._order = [n for _, n in dues]
        self._coming: set[Key] = set()  # duties with replies dated later than now
        self._standings = [self._stand(n) for n in range(len(plan.assignments))]
        self._tally = Tally()
        for each in self._standings:
            self._tally.add(each)
        self._bad = self._sorted()

    def reach(self, key: Key) -> Reach:
        """How far messages about a duty got, as last heard."""
        return self._reach.get(key, Reach.PENDING)

    def advance(
        self,
        now: datetime,
        said: Mapping[Key, Sequence[Reply]],
        reach: Mapping[Key, Reach],
        evidence: Mapping[Key, int] | None = None,
    ) -> None:
        """Let time pass to `now`, no earlier than before, with what is new since then.

        Replies and pieces of evidence are added to those known; reach takes the place of the old.
        """
        if now < self.now:
            raise ValueError("a running board knows no past")
        for key, replies in said.items():
            self._said.setdefault(key, []).extend(replies)
        self._reach.update(reach)
        self._evidence.update(evidence or {})
        first = bisect_right(self._dues, self.now.timestamp())
        last = bisect_right(self._dues, now.timestamp())
        keys = {*said, *reach, *(evidence or ()), *self._coming}
        touched = {self._place[key] for key in keys if key in self._place}
        self.now = now
        self._renew(touched.union(self._order[first:last]))

    def board(self) -> Board:
        """The board as it is now."""
        bad = tuple(self._standings[n] for _, _, n in self._bad)
        figures = Figures(self._tally.totals, dict(self._tally.heard), bad)
        return Board(self.plan, self.now, tuple(self._standings), figures)

    def _renew(self, touched: Iterable[int]) -> None:
        changed = []
        for n in touched:
            before, after = self._standings[n], self._stand(n)
            if before != after:
                self._standings[n] = after
                self._tally.add(before, -1)
                self._tally.add(after)
                changed.append((n, before, after))
        if len(changed) > self._few:
            self._bad = self._sorted()
            return
        for n, before, after in changed:
            if is_exception(before):
                del self._bad[bisect_left(self._bad, _rank(before, n))]
            if is_exception(after):
                insort(self._bad, _rank(after, n))

    def _stand(self, n: int) -> Standing:
        duty = self.plan.assignments[n]
        replies = self._said.get(duty.key, ())
        if any(reply.at > self.now for reply in replies):
            self._coming.add(duty.key)
        else:
            self._coming.discard(duty.key)
        found = standing(duty, replies, self.now, reach=self.reach(duty.key))
        shown = self._evidence.get(duty.key, 0)
        return replace(found, evidence=shown) if shown else found

    def _sorted(self) -> list[_Rank]:
        return sorted(_rank(s, n) for n, s in enumerate(self._standings) if is_exception(s))


def _rank(each: Standing, n: int) -> _Rank:
    group, ends = badness(each)
    return group, ends.timestamp(), n


def _due(plan: Plan, n: int) -> float:
    return plan.assignments[n].deadline.overdue_from.timestamp()
