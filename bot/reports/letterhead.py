"""Who issues a report, as its head and foot name it: taken from the agency that the plan names."""

import re
from dataclasses import dataclass

from bot.wording import phrases
from schedules.plan import Plan

_PLACED = re.compile(
    r"^(?P<body>.+?)\s+(?P<level>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)"
    r"\s+(?P<place>\S.*)$",
    re.IGNORECASE,
)

_UNDER_THE_COMMITTEE = ("Sở", "Phòng", "Ban", "Thanh tra", "Văn phòng", "Trung tâm")
"""Bodies of a province or district that answer to its committee; others answer to Hà Nội."""

_COMMITTEE = ("Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND")

_POSTS = (  # who signs for a body, by the words its name begins with
    ("Sở", ("GIÁM ĐỐC",)),
    ("Trung tâm", ("GIÁM ĐỐC",)),
    ("Ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("Uỷ ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("UBND", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("Chi cục", ("CHI CỤC TRƯỞNG",)),
    ("Cục", ("CỤC TRƯỞNG",)),
    ("Phòng", ("TRƯỞNG PHÒNG",)),
    ("Văn phòng", ("CHÁNH VĂN PHÒNG",)),
    ("Thanh tra", ("CHÁNH THANH TRA",)),
    ("Ban", ("TRƯỞNG BAN",)),
    ("Trường", ("HIỆU TRƯỞNG",)),
    ("Viện", ("VIỆN TRƯỞNG",)),
)

_SMALL_WORDS = frozenset({"và", "của", "các", "về"})


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The names of a report's head and foot.

    `superior` is empty where the plan does not tell it, `place` is dotted to be filled in by hand.
    `name` is the body as sentences call it; `post` who signs, line by line.
    """

    superior: str
    body: str
    name: str
    place: str
    symbol: str
    post: tuple[str, ...]


def of(plan: Plan) -> Letterhead:
    """The letterhead of the body that issued a plan."""
    agency = " ".join(phrases.plain(plan.agency).split())
    found = _PLACED.match(agency)
    name = found["body"] if found else agency
    superior = ""
    if found and name.startswith(_UNDER_THE_COMMITTEE):
        superior = f"UBND {found['level']} {found['place']}".upper()
    if name.startswith(_COMMITTEE):
        name = agency  # a committee is named with its place
    return Letterhead(
        superior,
        name.upper(),
        name,
        found["place"] if found else "……………",
        _symbol(plan, name),
        next((post for start, post in _POSTS if name.startswith(start)), ("THỦ TRƯỞNG CƠ QUAN",)),
    )


def _symbol(plan: Plan, name: str) -> str:
    """BC-SKHCN: the body's letters as its plan has them, else its initials."""
    written = re.search(r"/KH-(\S+)$", plan.number or "")
    if written:
        return f"BC-{written[1]}"
    if name.startswith(_COMMITTEE):
        return "BC-UBND"
    words = re.findall(r"[^\W\d_]+", name)
    return "BC-" + "".join(word[0].upper() for word in words if word.lower() not in _SMALL_WORDS)
