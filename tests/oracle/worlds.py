"""Histories that are drawn, and put into a real database by the program's own store."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count as numbers
from typing import Any

from hypothesis import strategies as st

from bot.exhibit import Exhibit
from bot.messages import Address, Message
from bot.people import Post, Role
from bot.store import deliveries, evidence, extensions, people, plans, replies, verdicts
from bot.store.deliveries import Attempt, Outcome
from bot.store.memory import Memory, Tx
from bot.store.replies import Origin
from schedules.extensions import Verdict, extended
from schedules.plan import Plan
from schedules.progress import Answer
from tests.oracle import counting
from tests.oracle.counting import Calendar, Duty, Event, Key, Raw
from tests.oracle.plans import parsed

BEGINNING = datetime(2022, 4, 20, 1, tzinfo=UTC)

OFFICE_CHAT = Address("telegram", "van-phong")


@dataclass(frozen=True)
class Step:
    """What is tried next: how long after the last one, on which duty, with which of its choices."""

    what: str
    gap: int
    duty: int
    pick: int


_WHATS = (
    *("done",) * 6,
    *("not_done", "in_progress", "received", "undo", "undo", "return", "return", "accept"),
    *("grant", "grant", "refuse", "evidence", "sent", "sent", "failed", "failed", "office"),
    *("joins", "blocks", "unblocks", "leaves", "edit"),
)
_GAPS = (0, 1, 5, 47, 180, 600, 1439, 2880)
"""Minutes since the step before; 0 jumps to an end of the duty's term, if that is still to come."""

steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(_WHATS),
        st.sampled_from(_GAPS),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    min_size=25,
    max_size=60,
)


class World:
    """A database in which a history happens, and the same history as plain events."""

    def __init__(self, memory: Memory, raw: Raw) -> None:
        self.memory = memory
        self.raw = raw
        self.first = raw
        self.now = BEGINNING
        self.events: list[Event] = []
        self._count = numbers(1)
        self._people: dict[str, tuple[int, str]] = {}  # name: id, unit
        self._kept: dict[int, int] = {}  # an event's number: the id of its reply
        with memory.begin() as tx:
            plans.remember(tx, self.plan, BEGINNING)
            self._leader = people.add_person(tx, "Nguyễn Thị Hà", BEGINNING)
            people.add_post(tx, self._leader, Post(Role.LEADER), BEGINNING)
            chat = Address("simulator", "giam-doc")
            people.add_address(tx, self._leader, chat, user="giam-doc", now=BEGINNING)
            self._clerk = people.add_person(tx, "Lý Thị Hoa", BEGINNING)
            people.add_post(tx, self._clerk, Post(Role.OFFICE), BEGINNING)

    @property
    def plan(self) -> Plan:
        """The plan in force as the program reads it."""
        return parsed(self.raw)

    def lives(self, history: Sequence[Step]) -> None:
        """Everything happens that can, in order."""
        for step in history:
            duties = counting.duties(self.raw, self._of("grant"))
            if not duties:
                return
            duty = duties[step.duty % len(duties)]
            self.now = self._moment(step, duty)
            with self.memory.begin() as tx:
                getattr(self, f"_{step.what}", self._answers)(tx, step, duty)

    def moments(self, picks: Sequence[int]) -> list[datetime]:
        """Past moments worth a look: around what happened and around the ends of terms."""
        ends = [e for d in counting.duties(self.raw) for e in (d.ends, d.overdue_from)]
        found = [event.at for event in self.events] + ends
        whole = [moment.replace(second=0) for moment in found]
        near = [m + timedelta(minutes=n) for m in whole for n in (-1, 0, 1)]
        past = sorted({m.astimezone(UTC) for m in near if BEGINNING < m < self.now})
        return [past[pick % len(past)] for pick in picks if past]

    def _moment(self, step: Step, duty: Duty) -> datetime:
        if step.gap:
            return self.now + timedelta(minutes=step.gap)
        edges = [duty.ends, duty.overdue_from]
        edge = edges[step.pick % 2] - timedelta(seconds=step.pick % 3 % 2)
        return max(self.now + timedelta(minutes=1), edge.astimezone(UTC))

    def _of(self, what: str) -> list[Event]:
        return [event for event in self.events if event.what == what]

    def _happened(self, what: str, **more: Any) -> Event:
        event = Event(next(self._count), self.now, what, **more)
        self.events.append(event)
        return event

    # --- answers

    def _answers(self, tx: Tx, step: Step, duty: Duty) -> None:
        clerk = step.pick % 5 == 0
        name, id_ = self._speaker(tx, duty.key[1], clerk=clerk)
        event = self._happened(
            "answer",
            key=duty.key,
            answer=step.what,
            reason=f"lý do {step.pick}" if step.what == "not_done" and step.pick % 2 else None,
            percent=step.pick * 3 if step.what == "in_progress" and step.pick % 3 else None,
            by=f"Văn phòng ghi thay: {name}" if clerk else name,
            channel="telegram",
            on_behalf=clerk,
        )
        self._kept[event.n] = replies.add(
            tx,
            "oracle",
            self.plan.by_key[duty.key],
            Answer(step.what),
            at=self.now,
            origin=Origin(id_, "telegram", on_behalf=clerk),
            reason=event.reason,
            percent=event.percent,
        )

    def _speaker(self, tx: Tx, unit: str, *, clerk: bool) -> tuple[str, int]:
        if clerk:
            return "Lý Thị Hoa", self._clerk
        known = [(name, id_) for name, (id_, own) in self._people.items() if own == unit]
        return known[0] if known else self._joined(tx, unit)

    def _said(self, duty: Duty) -> Event | None:
        """The answer in force, or the return that took its place; a receipt if nothing is."""
        undone = {event.of for event in self._of("undo")}
        mine = [e for e in self.events if e.key == duty.key and e.n not in undone]
        said = [e for e in mine if e.what in {"answer", "return"}]
        return said[-1] if said else None

    def _undo(self, tx: Tx, _step: Step, duty: Duty) -> None:
        said = self._said(duty)
        if said is not None and said.what == "answer":
            kept = replies.get(tx, self._kept[said.n])
            assert kept is not None
            replies.cancel(tx, kept, at=self.now, origin=Origin(kept.person, "telegram"))
            self._happened("undo", key=duty.key, of=said.n)

    def _awaiting(self, duty: Duty) -> Event | None:
        said = self._said(duty)
        accepted = {event.of for event in self._of("accept")}
        waits = said is not None and said.answer == "done" and duty.confirm
        return said if waits and said and said.n not in accepted else None

    def _accept(self, tx: Tx, _step: Step, duty: Duty) -> None:
        said = self._awaiting(duty)
        if said is not None:
            kept = replies.get(tx, self._kept[said.n])
            assert kept is not None
            verdicts.accept(tx, kept, at=self.now, origin=Origin(self._leader, "telegram"))
            self._happened("accept", key=duty.key, of=said.n)

    def _return(self, tx: Tx, _step: Step, duty: Duty) -> None:
        said = self._awaiting(duty)
        if said is not None:
            kept = replies.get(tx, self._kept[said.n])
            assert kept is not None
            origin = Origin(self._leader, "zalo-bot")
            verdicts.send_back(tx, kept, "đề nghị bổ sung ảnh", at=self.now, origin=origin)
            self._happened(
                "return",
                key=duty.key,
                of=said.n,
                answer="not_done",
                reason="đề nghị bổ sung ảnh",
                by="Nguyễn Thị Hà",
                channel="zalo-bot",
            )

    def _evidence(self, tx: Tx, _step: Step, duty: Duty) -> None:
        name, id_ = self._speaker(tx, duty.key[1], clerk=False)
        event = self._happened("evidence", key=duty.key, by=name)
        link = Exhibit("link", f"https://example.vn/{event.n}", self.now)
        evidence.add(tx, "oracle", duty.key, link, person=id_, channel="telegram", inbox=None)

    # --- extensions

    def _grant(self, tx: Tx, step: Step, duty: Duty) -> None:
        until = Calendar(self.raw).next(duty.day + timedelta(days=1 + step.pick % 7))
        plain = next(d for d in counting.duties(self.raw) if d.key == duty.key)
        request = self._wished(tx, duty, until)
        base = self.plan.by_key[duty.key].deadline.version
        extensions.decide(
            tx,
            request,
            Verdict.GRANTED,
            at=self.now,
            origin=Origin(self._leader, "telegram"),
            until=until,
            base=base,
        )
        self._happened("grant", key=duty.key, until=until, base=plain.ends)

    def _refuse(self, tx: Tx, _step: Step, duty: Duty) -> None:
        request = self._wished(tx, duty, duty.day + timedelta(days=3))
        origin = Origin(self._leader, "telegram")
        extensions.decide(tx, request, Verdict.REFUSED, at=self.now, origin=origin)

    def _wished(self, tx: Tx, duty: Duty, until: date) -> int:
        _, id_ = self._speaker(tx, duty.key[1], clerk=False)
        in_force = extended(self.plan, extensions.grants(tx, "oracle"))
        return extensions.ask(
            tx,
            "oracle",
            in_force.by_key[duty.key],
            wanted=until,
            reason="chờ kinh phí",
            words="xin lùi",
            at=self.now - timedelta(seconds=5),
            origin=Origin(id_, "telegram"),
        )

    # --- people and sending

    def _joins(self, tx: Tx, _step: Step, duty: Duty) -> None:
        self._joined(tx, duty.key[1])

    def _joined(self, tx: Tx, unit: str) -> tuple[str, int]:
        name = f"Người {len(self._people)}"
        id_ = people.add_person(tx, name, self.now)
        people.add_post(tx, id_, Post(Role.HEAD, unit), self.now)
        people.add_address(tx, id_, Address("telegram", name), user=name, now=self.now)
        self._people[name] = id_, unit
        self._happened("joins", unit=unit, by=name)
        return name, id_

    def _blocks(self, tx: Tx, step: Step, duty: Duty) -> None:
        self._reached(tx, step, duty, "blocks")

    def _unblocks(self, tx: Tx, step: Step, duty: Duty) -> None:
        self._reached(tx, step, duty, "unblocks")

    def _reached(self, tx: Tx, step: Step, duty: Duty, what: str) -> None:
        """An address stops or begins to take messages; who has left has none."""
        there = [n for n, (_, own) in self._people.items() if own == duty.key[1]]
        left = {event.by for event in self._of("leaves")}
        names = [name for name in there if name not in left]
        if names:
            name = names[step.pick % len(names)]
            [contact] = people.contacts(tx, [self._people[name][0]])[self._people[name][0]]
            change = people.regain if what == "unblocks" else _lose
            change(tx, contact.id, self.now)
            self._happened(what, unit=duty.key[1], by=name)

    def _leaves(self, tx: Tx, step: Step, duty: Duty) -> None:
        left = {event.by for event in self._of("leaves")}
        there = [n for n, (_, own) in self._people.items() if own == duty.key[1]]
        names = [name for name in there if name not in left]
        if names and step.pick % 2:
            name = names[step.pick % len(names)]
            people.close_addresses(tx, self._people[name][0], self.now)
            self._happened("leaves", unit=duty.key[1], by=name)

    def _sent(self, tx: Tx, step: Step, duty: Duty) -> None:
        self._tried(tx, step, duty, Outcome.SENT)

    def _failed(self, tx: Tx, step: Step, duty: Duty) -> None:
        outcomes = (Outcome.TRY_LATER, Outcome.UNDELIVERABLE, Outcome.UNCERTAIN, Outcome.CLOSED)
        self._tried(tx, step, duty, outcomes[step.pick % 4])

    def _tried(self, tx: Tx, step: Step, duty: Duty, outcome: Outcome) -> None:
        """A message to one of the unit, about this duty or all of its duties."""
        name, id_ = self._speaker(tx, duty.key[1], clerk=False)
        own = [key for key in self.plan.by_key if key[1] == duty.key[1]]
        keys = own if step.pick % 2 else [duty.key]
        self._recorded(tx, id_, Address("telegram", name), keys, outcome)
        what = "sent" if outcome is Outcome.SENT else "failed"
        self._happened(what, keys=tuple(keys))

    def _office(self, tx: Tx, _step: Step, duty: Duty) -> None:
        """The office is shown the duty in a list; that tells its unit nothing."""
        self._recorded(tx, self._clerk, OFFICE_CHAT, [duty.key], Outcome.SENT)

    def _recorded(
        self, tx: Tx, person: int, chat: Address, keys: Sequence[Key], outcome: Outcome
    ) -> None:
        plan = self.plan
        listed = [(n, "oracle", plan.by_key[key]) for n, key in enumerate(keys, 1)]
        attempt = Attempt(person, chat, Message("Nhắc việc"), outcome)
        deliveries.record(tx, attempt, listed, self.now)

    # --- the plan

    def _edit(self, tx: Tx, step: Step, _duty: Duty) -> None:
        """Another version of the plan takes force: one day is moved."""
        raw = json.loads(json.dumps(self.raw))
        dated = [row for row in raw["activities"] if isinstance(row["due"], str)]
        if dated:
            row = dated[step.duty % len(dated)]
            row["due"] = f"{date(2022, 5, 1) + timedelta(days=step.pick)}"
            self.raw = raw
            plans.remember(tx, self.plan, self.now)
            self._happened("edit", raw=raw)


def _lose(tx: Tx, address: int, now: datetime) -> None:
    people.lose(tx, address, "blocked", now)
