"""The fixed cast: who speaks for whom in every story, so that permissions read by name."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.channels.simulator import NAME
from bot.messages import Address, Sender
from bot.people import Post, Role
from schedules import plan_file
from schedules.plan import Plan

SEED_FILE = Path(__file__).parents[2] / "data" / "plan.yaml"
SEED_TEXT = SEED_FILE.read_text(encoding="utf-8")
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with a phone, and the post held (None: nobody has invited them)."""

    name: str
    phone: str
    post: Post | None

    @property
    def sender(self) -> Sender:
        """As the platform knows them."""
        return Sender(self.phone, self.name)

    @property
    def address(self) -> Address:
        """Their private chat."""
        return Address(NAME, self.phone)


HEAD = Somebody("Phạm Thị Lan", "lan", Post(Role.HEAD, "qlcn"))
SECOND_HEAD = Somebody("Vũ Đức Minh", "minh", Post(Role.HEAD, "qlcn"))
DEPUTY = Somebody("Đỗ Quang Huy", "huy", Post(Role.DEPUTY, "qlcn"))
STAFF = Somebody("Bùi Thị Mai", "mai", Post(Role.STAFF, "qlcn"))
VPS_HEAD = Somebody("Nguyễn Thu Hà", "ha", Post(Role.HEAD, "vps"))
QLKH_HEAD = Somebody("Trần Văn Hùng", "hung", Post(Role.HEAD, "qlkh"))
TDC_HEAD = Somebody("Hoàng Văn Nam", "nam", Post(Role.HEAD, "tdc"))
TTUD_HEAD = Somebody("Lê Minh Tuấn", "tuan", Post(Role.HEAD, "ttud"))
LEADER = Somebody("Nguyễn Thị Hà", "giam-doc", Post(Role.LEADER))
OFFICE = Somebody("Lý Thị Hoa", "hoa", Post(Role.OFFICE))
STRANGER = Somebody("Người Lạ", "la", None)

HEADS = (HEAD, QLKH_HEAD, VPS_HEAD, TDC_HEAD, TTUD_HEAD)
"""The head of every unit that has work in the seed's plan."""

EVERYBODY = (*HEADS, LEADER, OFFICE)

ROOM = "nhom-qlcn"
"""The common chat of the unit QLCN&ĐMST."""


def parsed(text: str) -> Plan:
    """The plan of a text that must be good."""
    loaded = plan_file.parse(text, "plan.yaml")
    assert loaded.plan is not None, [str(problem) for problem in loaded.errors]
    return loaded.plan


def changed(*changes: tuple[str, str]) -> Plan:
    """The seed's plan with words replaced, each of which must be there."""
    text = SEED_TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return parsed(text)


SEED = parsed(SEED_TEXT)


def at(moment: str) -> datetime:
    """An instant of 2022 on the plan's clock, as an office writes it: "12/5 08:00"."""
    return datetime.strptime(f"2022/{moment}", "%Y/%d/%m %H:%M").replace(tzinfo=HERE)
