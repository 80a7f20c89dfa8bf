"""What is made ready together to be sent: claims, what their checks need, what comes of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.desk import Desk, InForce
from bot.messages import Message
from bot.people import Person, Post, Role
from bot.store import extensions, numbers, people, plans, replies
from bot.store.memory import Tx
from bot.store.outbox import Claim, Item
from bot.wording import phrases
from schedules.plan import Assignment, Unit
from schedules.progress import Reply
from schedules.timetable import Kind

TOGETHER = timedelta(hours=1)
"""What was held up waits so long for what its reader is reminded of next, to come with it."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message for one person: the promises it keeps, and those it makes needless."""

    person: int
    plan: InForce
    message: Message
    items: tuple[Item, ...]
    folded: tuple[Item, ...] = ()
    numbered: tuple[tuple[int, Assignment], ...] = ()


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Promises that ran out of time after at least one failed attempt: the office is told."""

    person: int
    plan: InForce
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Coming:
    """What units are owed within TOGETHER and has not been promised yet: when next, of what."""

    units: Mapping[str, datetime]
    duties: frozenset[tuple[str, replies.Key]]


class Lot:
    """Claims that are made ready together; what their checks need is read once for all of them."""

    def __init__(self, tx: Tx, desk: Desk, claims: Sequence[Claim], now: datetime) -> None:
        """Read nothing yet."""
        self.tx = tx
        self.desk = desk
        self.now = now
        self._claims = claims
        self._agreed: dict[str, frozenset[str]] = {}
        self._said: dict[str, Mapping[replies.Key, list[Reply]]] = {}
        self._ahead: dict[str, _Coming] = {}
        self._wishes: dict[str, Mapping[replies.Key, date]] = {}
        self._persons: Mapping[int, Person] | None = None
        self._known: dict[int, list[numbers.Number]] | None = None
        self._fresh: list[numbers.Fresh] = []

    def agreed(self, plan: InForce) -> frozenset[str]:
        """The fingerprints of claimed duties that the office has approved."""
        id_ = plan.plan.id
        if id_ not in self._agreed:
            prints = {plan.fingerprints.get(duty, "") for duty in self._duties(id_)}
            self._agreed[id_] = plans.approved_among(self.tx, id_, prints)
        return self._agreed[id_]

    def runs(self, plan: InForce) -> bool:
        """Whether anything of a plan may be sent to units: the office has approved some of it."""
        return self.desk.auto_approve or bool(plans.approved_fingerprints(self.tx, plan.plan.id))

    def said(self, plan: InForce, duty: Assignment) -> list[Reply]:
        """All replies about a claimed duty, oldest first."""
        id_ = plan.plan.id
        if id_ not in self._said:
            self._said[id_] = replies.of_duties(self.tx, id_, self._duties(id_))
        return self._said[id_].get(duty.key, [])

    def wishes(self, plan: InForce) -> Mapping[replies.Key, date]:
        """The wishes for more time that wait to be decided."""
        id_ = plan.plan.id
        if id_ not in self._wishes:
            self._wishes[id_] = extensions.waiting(self.tx, id_, self.now)
        return self._wishes[id_]

    def in_place(self, person: int, units: Iterable[Unit]) -> str | None:
        """Who is written to in the place of units' heads, by name; None for a head itself.

        In a unit's group that is everybody who reads there.
        """
        if self._persons is None:
            self._persons = people.persons(self.tx, [c.person for c in self._claims], self.now)
        known = self._persons.get(person)
        if known is None or known.posts & {Post(Role.HEAD, unit.id) for unit in units}:
            return None
        return phrases.IN_GROUP if known.holds(Role.GROUP) else known.name

    def soon(self, plan: InForce) -> Mapping[str, datetime]:
        """When units are next reminded of something that is not promised yet, within TOGETHER."""
        return self._coming(plan).units

    def repeats(self, plan: InForce, unit: str, duty: replies.Key) -> bool:
        """Whether a unit is reminded of that very duty again within TOGETHER."""
        return (unit, duty) in self._coming(plan).duties

    def _coming(self, plan: InForce) -> "_Coming":
        id_ = plan.plan.id
        if id_ not in self._ahead:
            promised = plans.promised_until(self.tx, id_)
            after = min(promised, self.now) if promised else None
            ahead = plan.timetable.between(after, self.now + TOGETHER)
            own = [r for r in ahead if r.kind is not Kind.ESCALATION and r.until > self.now]
            self._ahead[id_] = _Coming(
                {r.unit: r.at for r in reversed(own) if r.unit is not None},
                frozenset((r.unit, r.assignment.key) for r in own if r.unit and r.assignment),
            )
        return self._ahead[id_]

    def numbers(
        self, person: int, plan: InForce, duties: Sequence[Assignment]
    ) -> Mapping[replies.Key, int]:
        """The numbers under which a person knows duties; new ones are stored by `close`."""
        if self._known is None:
            self._known = numbers.known(self.tx, [claim.person for claim in self._claims])
        id_ = plan.plan.id
        wanted = [(id_, duty.key) for duty in duties]
        known = self._known.setdefault(person, [])
        given = numbers.assign(self.tx, person, wanted, self.now, known=known, later=self._fresh)
        return {key: n for (_, key), n in given.items()}

    def close(self) -> None:
        """Store what was given on the way."""
        numbers.store(self.tx, self._fresh)

    def _duties(self, plan: str) -> set[replies.Key]:
        promised = [item.owed for claim in self._claims for item in claim.items]
        return {owed.duty for owed in promised if owed.plan == plan and owed.duty}
