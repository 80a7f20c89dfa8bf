"""How an assignment stands at an instant, and the board of a whole plan.

Pure: replies and reach go in as values, figures come out. Every form in which leadership sees
the plan is made from one `Board`, so that no two forms can disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from schedules.plan import Assignment, Evidence, Plan
from schedules.workdays import Workdays


class Answer(StrEnum):
    """What a reply says about a duty."""

    DONE = "done"
    NOT_DONE = "not_done"
    IN_PROGRESS = "in_progress"
    RECEIVED = "received"


class State(StrEnum):
    """Where a duty stands. A receipt alone leaves it waiting."""

    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_done"
    DONE = "done"


class Heard(StrEnum):
    """What has been heard of a duty: the silences kept apart, then the kinds of news.

    Every duty is in exactly one. Nobody is silent who has not been asked: until a message has
    gone out, a duty that can be told of is merely `unasked`.
    """

    UNDELIVERED = "undelivered"  # nobody of the unit can be reached, or every send failed
    UNASKED = "unasked"  # nothing has been sent yet, and it will arrive
    UNTOLD = "untold"  # the same, though the time of a reminder, or the term, has gone by
    UNANSWERED = "unanswered"  # sent, and nothing came back
    RECEIVED = "received"  # the message was received; no result yet
    NOT_DONE = "not_done"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class Reach(StrEnum):
    """How far the bot's own messages about a duty got."""

    UNDELIVERED = "undelivered"  # nobody can be reached, or every send failed
    PENDING = "pending"  # somebody can be reached, nothing has been sent yet
    MISSED = "missed"  # the same, though the time of a reminder has gone by
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer about one duty, as kept. A reply that `cancels` another only takes it back.

    `on_behalf`: `by` is somebody of the office, who recorded it for the unit. One that `confirms`
    another accepts it and says nothing else. One that `returns` another is no word of the unit:
    leadership or the office has sent the duty back, with what is lacking. `done_at` is when the
    day begins on which, by the word of whoever says so, the duty was done before that was said;
    `expected` the day by which the unit means to be done. No lateness is judged by that.
    """

    id: int
    at: datetime
    answer: Answer | None
    by: str | None = None
    channel: str | None = None
    reason: str | None = None
    percent: int | None = None
    cancels: int | None = None
    on_behalf: bool = False
    confirms: int | None = None
    returns: int | None = None
    done_at: datetime | None = None
    expected: date | None = None

    @property
    def counts_at(self) -> datetime:
        """The instant by which lateness is judged; a day counts by the office's word alone."""
        return self.done_at if self.done_at and self.on_behalf else self.at


@dataclass(frozen=True, slots=True)
class Standing:
    """How one assignment stands at an instant.

    `reply` is the answer in force, None before the first; `received` tells of a receipt.
    `late` holds for a duty done after it was overdue. `awaits`: it was reported done and counts
    as done, and somebody has still to accept that. `evidence` counts what shows it to be done.
    `wish` is the day until which more time is wished for, before anybody has decided.
    """

    assignment: Assignment
    state: State
    overdue: bool
    late: bool
    reach: Reach
    reply: Reply | None = None
    received: bool = False
    awaits: bool = False
    evidence: int = 0
    wish: date | None = None

    @property
    def done(self) -> bool:
        """Whether the duty is done."""
        return self.state is State.DONE

    @property
    def returned(self) -> bool:
        """Whether the duty was reported done and has been sent back."""
        return self.reply is not None and self.reply.returns is not None

    @property
    def lacks_evidence(self) -> bool:
        """Whether the duty is done and nothing shows it, though the plan asks for that."""
        wanted = self.assignment.activity.evidence is not Evidence.NONE
        return self.done and wanted and not self.evidence


_STATES = {Answer(state): state for state in State if state is not State.WAITING}


def standing(
    assignment: Assignment,
    replies: Iterable[Reply],
    now: datetime,
    *,
    reach: Reach = Reach.PENDING,
) -> Standing:
    """How an assignment stands at `now`, from its replies in any order; later ones are ignored."""
    known = sorted((r for r in replies if r.at <= now), key=lambda r: (r.at, r.id))
    valid = in_force(known)
    said = [r for r in valid if r.answer in _STATES]
    reply = said[-1] if said else None
    state = _STATES[reply.answer] if reply and reply.answer else State.WAITING
    past = now >= assignment.deadline.overdue_from
    done = state is State.DONE
    return Standing(
        assignment,
        state,
        overdue=past and not done,
        late=bool(done and reply and reply.counts_at >= assignment.deadline.overdue_from),
        reach=reach,
        reply=reply,
        received=any(r.answer is Answer.RECEIVED for r in valid),
        awaits=bool(done and reply and assignment.activity.confirm and not _accepted(reply, known)),
    )


def _accepted(reply: Reply, known: Sequence[Reply]) -> bool:
    return any(other.confirms == reply.id for other in known)


def in_force(replies: Sequence[Reply]) -> list[Reply]:
    """The answers that no other reply has taken back; what accepts one is none itself."""
    cancelled = {r.cancels for r in replies if r.cancels is not None}
    said = (r for r in replies if r.cancels is None and r.confirms is None)
    return [r for r in said if r.id not in cancelled]


@dataclass(frozen=True, slots=True)
class Totals:
    """The four figures that leadership reports; they add up to `assignments`."""

    assignments: int
    done_on_time: int
    done_late: int
    in_term: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What was heard, as the figures are published; they add up, too.

    `unanswered` is every other silence: not asked yet, asked in vain, received without a result.
    """

    undelivered: int
    unanswered: int
    not_done: int
    in_progress: int
    done: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted of a board, and the duties that leadership should look at."""

    totals: Totals
    heard: Mapping[Heard, int]
    exceptions: tuple[Standing, ...]


@dataclass(frozen=True)
class Board:
    """How every assignment of a plan stands at `as_of`, in the plan's order.

    `counted` are its figures where whoever keeps the board has counted along; else they are
    counted when they are asked for, by the same `Tally`.
    """

    plan: Plan
    as_of: datetime
    standings: tuple[Standing, ...]
    counted: Figures | None = field(default=None, compare=False, repr=False)

    @cached_property
    def figures(self) -> Figures:
        """All that is counted."""
        if self.counted is not None:
            return self.counted
        tally = Tally()
        for each in self.standings:
            tally.add(each)
        bad = sorted(filter(is_exception, self.standings), key=badness)
        return Figures(tally.totals, dict(tally.heard), tuple(bad))

    @property
    def totals(self) -> Totals:
        """The four figures."""
        return self.figures.totals

    @property
    def heard(self) -> Mapping[Heard, int]:
        """How many duties there are of each kind of silence and of news; they add up."""
        return self.figures.heard

    @property
    def answers(self) -> Answers:
        """What was heard about the assignments."""
        told = self.heard
        return Answers(
            told[Heard.UNDELIVERED],
            told[Heard.UNASKED]
            + told[Heard.UNTOLD]
            + told[Heard.UNANSWERED]
            + told[Heard.RECEIVED],
            told[Heard.NOT_DONE],
            told[Heard.IN_PROGRESS],
            told[Heard.DONE],
        )

    @property
    def exceptions(self) -> tuple[Standing, ...]:
        """What leadership should look at, worst first.

        Overdue duties, the longest overdue first; then those answered not done; then those
        whose unit cannot be reached.
        """
        return self.figures.exceptions

    @property
    def extended(self) -> int:
        """How many duties have been given more time, whatever became of them."""
        return sum(s.assignment.original is not None for s in self.standings)

    def of_unit(self, unit: str) -> tuple[Standing, ...]:
        """How one unit's duties stand."""
        return tuple(s for s in self.standings if s.assignment.unit.id == unit)

    def part(self, standings: Iterable[Standing]) -> "Board":
        """A board of some of the duties only: the same figures, of them alone."""
        return Board(self.plan, self.as_of, tuple(standings))


class Tally:
    """Counts standings; the only place where figures come from."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self.heard: dict[Heard, int] = dict.fromkeys(Heard, 0)
        self._all = self._late = self._overdue = 0

    def add(self, each: Standing, times: int = 1) -> None:
        """Count a standing; `times` -1 takes it out again."""
        self.heard[heard(each)] += times
        self._all += times
        if each.late:
            self._late += times
        if each.overdue:
            self._overdue += times

    @property
    def totals(self) -> Totals:
        """The four figures so far."""
        done = self.heard[Heard.DONE]
        on_time, in_term = done - self._late, self._all - done - self._overdue
        return Totals(self._all, on_time, self._late, in_term, self._overdue)


def days_late(plan: Plan, each: Standing, now: datetime) -> int:
    """Whole or begun working days from a deadline to `now`, or to when the duty was done."""
    until = each.reply.counts_at if each.done and each.reply else now
    day = until.astimezone(plan.zone).date()
    return Workdays(plan.calendar).between(each.assignment.deadline.day, day)


def board(
    plan: Plan,
    now: datetime,
    replies: Mapping[tuple[str, str], Iterable[Reply]],
    reach: Mapping[tuple[str, str], Reach],
) -> Board:
    """The board of a plan at `now`; replies and reach by (activity id, unit id)."""
    standings = (
        standing(a, replies.get(a.key, ()), now, reach=reach.get(a.key, Reach.PENDING))
        for a in plan.assignments
    )
    return Board(plan, now, tuple(standings))


def heard(each: Standing) -> Heard:
    """What has been heard of a duty."""
    if each.state is not State.WAITING:
        return Heard(each.state)
    if is_undelivered(each):
        return Heard.UNDELIVERED
    if each.received:
        return Heard.RECEIVED
    if each.reach is Reach.DELIVERED:
        return Heard.UNANSWERED
    return Heard.UNTOLD if each.overdue or each.reach is Reach.MISSED else Heard.UNASKED


def is_undelivered(each: Standing) -> bool:
    """Whether the unit is silent because it was never told."""
    return each.state is State.WAITING and each.reach is Reach.UNDELIVERED


def is_exception(each: Standing) -> bool:
    """Whether leadership should look at a duty: overdue, answered not done, or out of reach."""
    return each.overdue or each.state is State.NOT_DONE or is_undelivered(each)


def badness(each: Standing) -> tuple[int, datetime]:
    """What exceptions are ordered by; equals keep the order of the plan."""
    group = 0 if each.overdue else 1 if each.state is State.NOT_DONE else 2
    return group, each.assignment.deadline.ends
