"""Good plan files, drawn: groups, several leads, own work, hours, days off, other zones."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from schedules import plan_file
from schedules.plan import Plan
from tests.oracle.counting import Raw

ZONES = ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh", "Asia/Tokyo", "America/New_York", "UTC")

_DAYS = st.integers(0, 28).map(lambda n: date(2022, 4, 28) + timedelta(days=n))
_OFFSETS = ("+07:00", "+09:00", "-05:00", "+00:00")


@st.composite
def raws(draw: st.DrawFn) -> dict[str, Any]:
    """The mapping of a good plan file."""
    units = [_unit(draw, n) for n in range(draw(st.integers(3, 6)))]
    units.append({"id": "bao", "name": "Báo Lạng Sơn", "external": True, "groups": ["g1"]})
    free = _DAYS.filter(lambda day: day.weekday() < 5)
    raw: dict[str, Any] = {
        "plan": {
            "id": "oracle",
            "title": "Kế hoạch đối chiếu",
            "agency": "Sở Khoa học và Công nghệ tỉnh Lạng Sơn",
            "timezone": draw(st.sampled_from(ZONES)),
            "due_time": draw(st.sampled_from(("24:00", "24:00", "17:00", "11:30"))),
            "confirm": draw(st.booleans()),
        },
        "groups": [
            {"id": "g1", "name": "Các phòng chuyên môn"},
            {"id": "g2", "name": "Các đơn vị trực thuộc Sở"},
            {"id": "g0", "name": "Các cơ quan có liên quan", "open": True},
        ],
        "units": units,
        "leadership": [{"id": "ld", "name": "Lãnh đạo Sở"}],
        "calendar": {
            "days_off": [f"{day}" for day in draw(st.lists(free, max_size=2, unique=True))],
            "working_days": draw(st.sampled_from(([], ["2022-05-07"], ["2022-05-14"]))),
        },
        "activities": [],
    }
    for n in range(draw(st.integers(4, 8))):
        raw["activities"].append(_activity(draw, raw, n))
    return raw


def _unit(draw: st.DrawFn, n: int) -> dict[str, Any]:
    groups = ["g1", "g2"] if n == 0 else draw(st.sampled_from(([], ["g1"], ["g2"], ["g1", "g0"])))
    return {"id": f"u{n}", "name": f"Phòng Số {n}", "aliases": [f"P{n}"], "groups": groups}


def _activity(draw: st.DrawFn, raw: dict[str, Any], n: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": f"a{n}",
        "title": f"Việc a{n}",
        "section": draw(st.sampled_from(("Phần một", "Phần hai"))),
        "due": _due(draw, raw["activities"]),
        "tentative": draw(st.booleans()),
        "with": draw(st.sampled_from(([], ["bao"], ["g0", "u1"]))),
    }
    if draw(st.integers(0, 3)) == 0:
        row["confirm"] = draw(st.booleans())
    inside = [unit["id"] for unit in raw["units"] if not unit.get("external")]
    if draw(st.integers(0, 3)) == 0:
        chosen = draw(st.lists(st.sampled_from(inside), min_size=1, max_size=3, unique=True))
        row["assignments"] = [_own(draw, raw, row, unit) for unit in chosen]
    else:
        bodies = [*inside, "g1", "g2", "g0", "bao"]
        row["lead"] = draw(st.lists(st.sampled_from(bodies), min_size=1, max_size=3, unique=True))
    if draw(st.booleans()) and not isinstance(row["due"], dict):
        row["start"] = "2022-04-25"
    return row


def _own(
    draw: st.DrawFn, raw: Mapping[str, Any], row: Mapping[str, Any], unit: str
) -> dict[str, Any]:
    own: dict[str, Any] = {"unit": unit}
    if draw(st.booleans()):
        own["title"] = f"Việc {row['id']} của {unit}"
    if draw(st.booleans()):
        own["due"] = _due(draw, [*raw["activities"], row])
    return own


def _due(draw: st.DrawFn, earlier: Sequence[Mapping[str, Any]]) -> Any:
    kind = draw(st.integers(0, 4))
    if kind == 0 and earlier:
        other = draw(st.sampled_from([row["id"] for row in earlier]))
        return {"before": other, "days": draw(st.integers(1, 5))}
    day = draw(_DAYS)
    if kind == 1:
        hour = draw(st.sampled_from(("08:00", "23:30", "00:00")))
        return f"{day}T{hour}:00{draw(st.sampled_from(_OFFSETS))}"
    return f"{day}"


def text(raw: Raw) -> str:
    """The plan file: JSON is YAML."""
    return json.dumps(raw, ensure_ascii=False, indent=1)


def parsed(raw: Raw) -> Plan:
    """The program's reading of it, which must be good."""
    loaded = plan_file.parse(text(raw), "plan.yaml")
    assert loaded.plan is not None, [str(problem) for problem in loaded.errors]
    return loaded.plan
