"""The board of a very large plan, as /tinhhinh shows it: kept up to date, and read whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from sqlalchemy import insert

from bot.choices.views import View, tag
from bot.messages import Address
from bot.people import Post, Role
from bot.store import boards, people, replies, schema
from bot.store import tables as t
from bot.store.memory import Memory, Tx
from bot.store.replies import Origin
from bot.wording import views
from schedules.plan import Plan
from schedules.progress import Answer, Board
from tests.bench.figure import Figure, compared
from tests.bench.rounds import interleaved
from tests.bench.sizes import Size
from tests.schedules.plans import duty, plan_of
from tests.schedules.strategies import VIETNAM

NOW = datetime(2022, 5, 17, 9, tzinfo=VIETNAM)
UNITS = 100
ASKED = 6


def figures(size: Size) -> Iterator[Figure]:
    """Milliseconds of CPU for one /tinhhinh, half of all duties answered, all but some sent."""
    found = interleaved(
        size,
        {
            "kept": ("board:kept", {"duties": size.stored}),
            "whole": ("board:whole", {"duties": size.stored}),
        },
    )
    yield compared(
        f"/tinhhinh over {size.stored} duties",
        found["kept"],
        found["whole"],
        against="reading them whole",
        unit="ms",
        goal=0.2,
    )


def kept(duties: int) -> float:
    """As the service does it, each time after a new answer."""
    return _measured(duties, boards.read)


def whole(duties: int) -> float:
    """From the rows alone."""
    return _measured(duties, boards.read_whole)


def _measured(duties: int, read: Callable[[Tx, Plan, datetime], Board]) -> float:
    """The median of the CPU of several boards; filling what is kept is not among them."""
    plan = _plan(duties)
    with TemporaryDirectory() as folder:
        memory = Memory(f"sqlite:///{Path(folder) / 'bench.db'}")
        schema.upgrade(memory)
        with memory.begin() as tx:
            _fill(tx, plan)
        with memory.begin() as tx:
            read(tx, plan, NOW)
        spent = sorted(_one(memory, plan, n, read) for n in range(1, ASKED))
        memory.close()
    return 1000 * spent[len(spent) // 2]


def _one(memory: Memory, plan: Plan, n: int, read: Callable[[Tx, Plan, datetime], Board]) -> float:
    now = NOW + timedelta(minutes=n)
    origin = Origin(None, "simulator")
    with memory.begin() as tx:
        replies.add(tx, plan.id, plan.assignments[-n], Answer.DONE, at=now, origin=origin)
    began = process_time()
    with memory.begin() as tx:
        message = views.top(read(tx, plan, now), View(tag(plan.id)))
    spent = process_time() - began
    assert f"{len(plan.assignments):02d} nhiệm vụ" in message.text
    return spent


def _plan(duties: int) -> Plan:
    """Duties of many units, due from a week before to three weeks after NOW."""
    first = date(2022, 5, 9)
    templates = [duty(first + timedelta(days=day)) for day in range(28)]
    units = [replace(templates[0].unit, id=f"u{n}", name=f"Phòng {n}") for n in range(UNITS)]
    return plan_of(
        *(
            replace(
                templates[n % 28],
                unit=units[n % UNITS],
                activity=replace(templates[0].activity, id=str(n // UNITS)),
            )
            for n in range(duties)
        )
    )


def _fill(tx: Tx, plan: Plan) -> None:
    """Everybody has joined; nearly all has been sent; half has been answered in some way."""
    before = NOW - timedelta(days=3)
    for unit in plan.units:
        person = people.add_person(tx, unit, before)
        people.add_post(tx, person, Post(Role.HEAD, unit), before)
        address = Address("simulator", unit)
        people.add_address(tx, person, address, user=unit, now=before)
    numbered = list(enumerate(plan.assignments, 1))
    tx.execute(insert(t.deliveries), [_delivery(n, before) for n, _ in numbered[::10]])
    tx.execute(
        insert(t.delivery_items),
        [
            {"delivery_id": (n - 1) // 10 + 1, "n": n, **_names(plan, n - 1)}
            for n, _ in numbered
            if n % 50
        ],
    )
    answers = (Answer.DONE, Answer.NOT_DONE, Answer.IN_PROGRESS, Answer.DONE)
    tx.execute(
        insert(t.replies),
        [
            {**_names(plan, n - 1), "answer": answers[n % 4], "at": before, "channel": "simulator"}
            for n, _ in numbered[: len(numbered) // 2]
        ],
    )


def _delivery(n: int, at: datetime) -> dict[str, Any]:
    return {
        "id": (n - 1) // 10 + 1,
        "person_id": 1,
        "channel": "simulator",
        "chat": "u0",
        "at": at,
        "outcome": "sent",
        "text": "x",
        "heading": 1,
    }


def _names(plan: Plan, n: int) -> dict[str, Any]:
    activity, unit = plan.assignments[n].key
    deadline = plan.assignments[n].deadline.version
    return {"plan_id": plan.id, "activity_id": activity, "unit_id": unit, "deadline": deadline}
