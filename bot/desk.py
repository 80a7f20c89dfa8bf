"""What the stories work with: the plans in force, the memory, the clock, the channels."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from bot import rehearsal
from bot.channels import Channel, Identity
from bot.choices.buttons import Buttons
from bot.clock import Clock
from bot.handouts import Handouts
from bot.scopes import Scope
from bot.store import extensions
from bot.store.cabinet import Cabinet
from bot.store.memory import Memory, Tx
from schedules.extensions import extended
from schedules.mornings import Mornings
from schedules.plan import Plan
from schedules.timetable import Timetable
from schedules.workdays import Workdays


@dataclass(frozen=True)
class InForce:
    """A plan with what follows from it, worked out once."""

    plan: Plan

    @cached_property
    def timetable(self) -> Timetable:
        """What it owes, and when."""
        return Timetable.of(self.plan)

    @cached_property
    def mornings(self) -> Mornings:
        """What it owes to those who keep it."""
        return Mornings(self.plan, self.timetable)

    @cached_property
    def workdays(self) -> Workdays:
        """Its working calendar."""
        return Workdays(self.plan.calendar)

    @cached_property
    def fingerprints(self) -> Mapping[tuple[str, str], str]:
        """What the office approves, duty by duty."""
        return rehearsal.fingerprints(self.plan, self.timetable)

    @cached_property
    def code(self) -> str:
        """The approval code of all its messages."""
        return rehearsal.approval_code(self.plan, self.fingerprints.values())


class Plans:
    """The plans in force, by id, in the order given.

    `decision` is the newest decision on an extension that they were made with.
    """

    def __init__(
        self, plans: Iterable[Plan], *, decision: int = 0, before: "Plans | None" = None
    ) -> None:
        """Put plans into force; what was worked out `before` for one that has not changed stays."""
        known = before.by_id if before else {}
        self.decision = decision
        self.by_id: Mapping[str, InForce] = {
            plan.id: known[plan.id]
            if plan.id in known and known[plan.id].plan is plan
            else InForce(plan)
            for plan in plans
        }
        self.buttons = Buttons(each.plan for each in self.by_id.values())

    @property
    def first(self) -> Plan:
        """The plan that speaks where no particular one is meant."""
        return next(iter(self.by_id.values())).plan

    def name_of(self, unit: str) -> str:
        """The name of a unit or leader in whichever plan knows it; the id if none does."""
        names = (each.plan.name_of(unit) for each in self.all())
        return next((name for name in names if name != unit), unit)

    def renewed(self, tx: Tx) -> "Plans":
        """The same plans with the extensions granted by now; itself if there are no others."""
        newest = extensions.newest_decision(tx)
        if newest == self.decision:
            return self
        plans = [extended(each.plan, extensions.grants(tx, each.plan.id)) for each in self.all()]
        return Plans(plans, decision=newest, before=self)

    def all(self) -> Iterable[InForce]:
        """Every plan in force."""
        return self.by_id.values()


@dataclass
class Desk:
    """Everything that a story needs, made once by `app`.

    `reroute_after` is the working time of silence after which what is next said to somebody goes
    to another of their addresses; zero: never. `largest_file` is how many bytes a piece of
    evidence may have.
    """

    plans: Plans
    memory: Memory
    clock: Clock
    channels: Mapping[str, Channel] = field(default_factory=dict)
    auto_approve: bool = False
    reroute_after: timedelta = timedelta(0)
    cabinet: Cabinet = field(default_factory=lambda: Cabinet(Path("data/evidence")))
    largest_file: int = 20_000_000
    paused: set[str] = field(default_factory=set)
    identities: dict[str, Identity] = field(default_factory=dict)
    handouts: Handouts | None = None  # None: no address under which files could lie
    calendar_url: Callable[[Scope], str] | None = None  # None: no calendars to subscribe to
    closing: bool = False

    def username(self, channel: str) -> str | None:
        """What the bot is called on a channel; None before the channel has said so."""
        known = self.identities.get(channel)
        return known.username if known else None

    def open_channels(self) -> frozenset[str]:
        """The channels that take messages now."""
        return frozenset(self.channels) - self.paused
