"""Boards to make papers of: the plan of 2022 with what its people said, and plans of any size."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from schedules.extensions import Decision, Request, Verdict, extended
from schedules.plan import Activity, Assignment, Calendar, Grant, Plan, Source, Unit
from schedules.progress import Answer, Board, Reach, Reply, board
from schedules.workdays import Workdays, opening
from tests.schedules.plans import seed
from tests.schedules.strategies import VIETNAM

Key = tuple[str, str]

FRIDAY = "2022-05-13T17:00"
"""Three working days before the plan ends."""

CLOSED = "2022-05-20T16:00"
"""The working day after its end."""


def at(local: str) -> datetime:
    """A moment on the plan's clock."""
    return datetime.fromisoformat(local).replace(tzinfo=VIETNAM)


_ids = count(1)
_WORKDAYS = Workdays(Calendar())


def said(
    when: str,
    answer: Answer,
    *,
    by: str = "Phạm Thị Lan",
    reason: str | None = None,
    percent: int | None = None,
) -> Reply:
    """One answer."""
    return Reply(next(_ids), at(when), answer, by, "telegram", reason, percent)


REPLIES: Mapping[Key, list[Reply]] = {
    ("2.1.1", "qlcn"): [
        said("2022-05-09T09:10", Answer.IN_PROGRESS, percent=60),
        said("2022-05-13T15:02", Answer.DONE),
    ],
    ("2.1.2", "qlcn"): [
        said("2022-05-13T10:20", Answer.NOT_DONE, reason="chờ Đài PT&TH tỉnh xếp lịch ghi hình"),
    ],
    ("2.1.3a", "qlcn"): [said("2022-05-10T08:30", Answer.DONE)],
    ("2.1.3b", "qlcn"): [said("2022-05-12T08:30", Answer.IN_PROGRESS, percent=80)],
    ("2.2.1", "vps"): [said("2022-05-13T16:00", Answer.DONE, by="Hoàng Văn Nam")],
    ("2.2.1", "tdc"): [said("2022-05-11T16:00", Answer.RECEIVED, by="Trần Văn Hùng")],
    ("2.2.2", "qlcn"): [said("2022-05-12T08:30", Answer.IN_PROGRESS, percent=30)],
    ("2.2.3", "ttud"): [
        said(
            "2022-05-20T09:15",
            Answer.NOT_DONE,
            by="Lê Minh Tuấn",
            reason="hai đoàn học sinh hoãn lịch do mưa lũ, chuyển sang tuần sau",
        ),
    ],
    ("2.2.4", "vps"): [said("2022-05-18T16:00", Answer.DONE, by="Hoàng Văn Nam")],
    ("2.2.4a", "vps"): [said("2022-05-12T10:00", Answer.DONE, by="Hoàng Văn Nam")],
}


def seed_board(
    moment: str = FRIDAY, replies: Mapping[Key, Iterable[Reply]] = REPLIES, plan: Plan | None = None
) -> Board:
    """The plan of 2022 at a moment; one unit could not be written to."""
    plan = plan or seed()
    reach = dict.fromkeys(plan.by_key, Reach.DELIVERED) | {("2.2.2", "tdc"): Reach.UNDELIVERED}
    return board(plan, at(moment), replies, reach)


def many(number: int) -> Board:
    """A plan of so many duties over half a year, every second one answered."""
    plan = seed()
    units = tuple(u for u in plan.units.values() if not u.external)
    duties = tuple(_duty(n, units[n % len(units)]) for n in range(number))
    activities = tuple(duty.activity for duty in duties)
    large = replace(plan, activities=activities, assignments=duties)
    cycle = (Answer.DONE, Answer.IN_PROGRESS, Answer.NOT_DONE)
    replies = {
        duty.key: [said("2022-03-21T10:00", cycle[n % 3], reason=f"lý do thứ {n}")]
        for n, duty in enumerate(duties[::2])
    }
    return board(large, at("2022-04-01T17:00"), replies, {})


def _duty(n: int, unit: Unit) -> Assignment:
    title = f"Nhiệm vụ thứ {n}: tuyên truyền, phổ biến pháp luật khoa học và công nghệ"
    activity = Activity(f"a{n}", title, section=f"Phần {n // 50}", source=Source("III", n))
    start = date(2022, 1, 4) + timedelta(days=n % 150)
    due = start + timedelta(days=3 + n % 30)
    deadline = _WORKDAYS.deadline(due, due_time=timedelta(hours=24), zone=VIETNAM)
    return Assignment(activity, unit, title, opening(start, VIETNAM), deadline)


VISITS = ("2.2.3", "ttud")


def extended_seed() -> Plan:
    """The plan of 2022 after leadership has given the visits of the laboratories until 24/5."""
    base = seed().by_key[VISITS].deadline.version
    return extended(seed(), [Grant(VISITS, base, date(2022, 5, 24), at("2022-05-19T15:00"))])


def waiting(of: Board, key: Key, until: date) -> Board:
    """The board with a wish for more time that nobody has decided on."""
    standings = [
        replace(each, wish=until) if each.assignment.key == key else each for each in of.standings
    ]
    return replace(of, standings=tuple(standings))


def wish(verdict: Verdict | None, *, until: date | None = None) -> Request:
    """The unit's wish for more time for the visits, and what was decided about it."""
    decision = None
    if verdict is not None:
        decision = Decision(verdict, "Nguyễn Thị Hà", at("2022-05-19T15:00"), until)
    base = seed().by_key[VISITS].deadline.version
    return Request(
        *(1, "khcn-2022", VISITS, base, date(2022, 5, 24), "đoàn học sinh hoãn lịch", "…", 5),
        *("Lê Minh Tuấn", at("2022-05-18T09:00"), decision),
    )
