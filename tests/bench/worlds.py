"""Plans, people and a database of any size, and the desk of the real stories over them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from bot.channels import Channel
from bot.clock import SetClock
from bot.desk import Desk, Plans
from bot.people import Role
from bot.remind import remind
from bot.store import plans as plan_store
from bot.store import schema, tables
from bot.store.memory import Memory
from schedules.plan import Plan
from schedules.plan_file import parse

PLAN_ID = "bench"
DAY = timedelta(days=1)
MORNING = datetime(2022, 5, 12, 1, 0, tzinfo=UTC)
"""08:00 of a working Thursday in Viet Nam: when day offsets are reminded."""

_HEAD = """\
plan:
  id: bench
  title: Triển khai các hoạt động kỷ niệm Ngày Khoa học và Công nghệ Việt Nam năm 2022
  agency: Sở Khoa học và Công nghệ tỉnh Lạng Sơn
leadership:
  - {id: lanh-dao-so, name: Lãnh đạo Sở}
reminders:
  {at: "08:00", start: false, before: [0d], overdue: null, escalate_after: null, digest: null}
units:
"""

_ACTIVITY = """\
  - id: "a{n}"
    section: Tuần lễ trọng tâm chào mừng Ngày KH&CN Việt Nam
    title: >-
      Treo băng rôn, khẩu hiệu tuyên truyền tại trụ sở cơ quan, đơn vị và trên các tuyến đường
      trung tâm của thành phố, đợt {n}
    lead: [u{unit}]
    with: []
    due: {due}
    window: by_end
    source: {{section: III.2.2, row: {n}, line: {n}}}
    note: >-
      Nội dung do Phòng Quản lý khoa học cung cấp; kinh phí từ nguồn sự nghiệp khoa học và công
      nghệ được giao năm 2022, thực hiện theo quy định hiện hành.
"""


def plan_text(activities: int, units: int, early: int = 0) -> str:
    """A plan of 560 bytes an activity, due on MORNING's day; the first `early` a day before."""
    lines = [_HEAD]
    lines += [f"  - {{id: u{n}, name: Phòng Quản lý số {n}}}\n" for n in range(units)]
    lines.append("activities:\n")
    for n in range(1, activities + 1):
        due = "2022-05-11" if n <= early else "2022-05-12"
        lines.append(_ACTIVITY.format(n=n, unit=n % units, due=due))
    return "".join(lines)


def plan(activities: int, units: int, early: int = 0) -> Plan:
    """That plan, read."""
    loaded = parse(plan_text(activities, units, early), "bench.yaml")
    if loaded.plan is None:
        raise AssertionError(loaded.errors[0])
    return loaded.plan


@contextmanager
def memory() -> Iterator[Memory]:
    """A database in a file, at the schema of the program, as the service has it."""
    with TemporaryDirectory() as folder:
        opened = Memory(f"sqlite:///{Path(folder) / 'bench.db'}")
        schema.upgrade(opened)
        try:
            yield opened
        finally:
            opened.close()


def desk(kept: Memory, of: Plan, channels: Mapping[str, Channel]) -> tuple[Desk, SetClock]:
    """A desk whose plan is approved and whose units have each a head with a chat."""
    clock = SetClock(MORNING - timedelta(days=1))
    made = Desk(Plans([of]), kept, clock, channels)
    prints = made.plans.by_id[of.id].fingerprints
    with kept.begin() as tx:
        plan_store.approve(tx, of.id, "BENC-HBEN", prints.values(), person=None, now=clock.now())
    populate(kept, len(of.units))
    return made, clock


def populate(kept: Memory, units: int) -> None:
    """For each unit a head with one reachable chat."""
    since = MORNING - timedelta(days=30)
    ids = range(1, units + 1)
    with kept.begin() as tx:
        named = [{"id": n, "name": f"Người {n}", "joined_at": since} for n in ids]
        tx.execute(insert(tables.people), named)
        posts = [
            {"person_id": n, "role": Role.HEAD, "unit_id": f"u{n - 1}", "since": since} for n in ids
        ]
        tx.execute(insert(tables.posts), posts)
        chats = [
            {
                "person_id": n,
                "channel": "telegram",
                "chat": str(10**9 + n),
                "is_group": False,
                "user": str(10**9 + n),
                "since": since,
            }
            for n in ids
        ]
        tx.execute(insert(tables.addresses), chats)


async def promised(made: Desk, clock: SetClock, at: datetime) -> int:
    """Let it be that instant, and promise what is then owed."""
    clock.set(at)
    return await remind(made)
