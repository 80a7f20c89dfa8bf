"""What the rows of a plan say about each other: the checks that need more than one of them."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from schedules.plan_dates import date_findings
from schedules.plan_problem import Finding, Loc, likeness, shown, warning
from schedules.plan_schema import ActivityRow, Document, keys_of
from schedules.plan_terms import Resolved, Roster

# The three degrees of the law on state secrets (29/2018/QH14, điều 8). In capitals MẬT alone is
# the stamp; the words that merely contain it are spared.
SECRET = re.compile(
    r"\b(?:TUYỆT|[Tt]uyệt|TỐI|[Tt]ối) (?:MẬT|[Mm]ật)\b|(?<!BÍ )\bMẬT\b(?! (?:ĐỘ|ONG|MÃ|KHẨU)\b)"
)


def check(resolved: Resolved) -> Iterator[Finding]:
    """Every finding beyond the shape of single rows."""
    document, roster = resolved.document, resolved.roster
    yield from _plan(document)
    yield from _ids(document)
    yield from _names(document)
    yield from _memberships(document, roster)
    for n, leader in enumerate(document.leadership):
        yield from _bodies(("leadership", n, "in_charge_of"), leader.in_charge_of, roster)
    for n, row in enumerate(document.activities):
        yield from _activity(("activities", n), row, document, roster)
    yield from date_findings(resolved)


def _plan(document: Document) -> Iterator[Finding]:
    for key in ("title", "number"):
        text = getattr(document.plan, key) or ""
        if SECRET.search(text):
            yield Finding(
                ("plan", key),
                "secret",
                "kế hoạch có dấu mức độ mật; không được đưa vào chương trình này.",
            )
    if not document.units:
        yield Finding(("units",), "no_units", "kế hoạch chưa có đơn vị nào trong “units”.")
    if not document.activities:
        yield Finding(
            ("activities",), "no_activities", "kế hoạch chưa có hoạt động nào trong “activities”."
        )


def _ids(document: Document) -> Iterator[Finding]:
    """Bodies share one space of ids, because messages and commands name them alike."""
    bodies = [(("groups", n, "id"), group.id) for n, group in enumerate(document.groups)] + [
        (("units", n, "id"), unit.id) for n, unit in enumerate(document.units)
    ]
    leaders = [(("leadership", n, "id"), body.id) for n, body in enumerate(document.leadership)]
    activities = [(("activities", n, "id"), row.id) for n, row in enumerate(document.activities)]
    yield from _repeated(bodies + leaders, "một đơn vị, nhóm hoặc lãnh đạo khác")
    yield from _repeated(activities, "một hoạt động khác")


def _repeated(places: Iterable[tuple[Loc, str]], other: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for loc, name in places:
        if name in seen:
            yield Finding(
                loc,
                "duplicate_id",
                f"mã {shown(name)} đã dùng cho {other}; mỗi mã chỉ dùng một lần.",
            )
        seen.add(name)


def _names(document: Document) -> Iterator[Finding]:
    """No two units answer to one name, whatever its case."""
    owners: dict[str, str] = {}
    for n, unit in enumerate(document.units):
        places: list[tuple[Loc, str]] = [(("units", n, "name"), unit.name)]
        places += [(("units", n, "aliases", k), alias) for k, alias in enumerate(unit.aliases)]
        for loc, name in places:
            owner = owners.setdefault(normalize("NFC", name.casefold()), unit.id)
            if owner != unit.id:
                yield Finding(
                    loc, "shared_alias", f"tên {shown(name)} đã là tên của đơn vị “{owner}”."
                )


def _memberships(document: Document, roster: Roster) -> Iterator[Finding]:
    named: set[str] = set()
    for n, unit in enumerate(document.units):
        for k, group in enumerate(unit.groups):
            loc = ("units", n, "groups", k)
            if group not in roster.groups:
                hint = likeness(group, roster.groups)
                yield Finding(loc, "unknown_group", f"không có nhóm {shown(group)}.{hint}")
            elif roster.groups[group].open:
                message = f"nhóm mở “{group}” không có thành viên; “{unit.id}” không được tính vào."
                yield warning(loc, "member_of_open_group", message)
            named.add(group)
    for n, row in enumerate(document.groups):
        if not row.open and row.id not in named:
            message = (
                f"nhóm “{row.id}” chưa có đơn vị nào; nếu văn bản không nêu rõ, ghi open: true."
            )
            yield warning(("groups", n), "empty_group", message)


def _activity(loc: Loc, row: ActivityRow, document: Document, roster: Roster) -> Iterator[Finding]:
    yield from _bodies((*loc, "with"), row.partners, roster)
    yield from _leads(loc, row, roster)
    yield from _own_assignments((*loc, "assignments"), row, roster)
    yield from _quotes((*loc, "quotes"), row.quotes, document)
    yield from _inferred((*loc, "inferred"), row)


def _bodies(loc: Loc, bodies: Iterable[str], roster: Roster) -> Iterator[Finding]:
    for n, body in enumerate(bodies):
        if body not in roster.bodies:
            yield _unknown_unit((*loc, n), body, roster)


def _unknown_unit(loc: Loc, body: str, roster: Roster) -> Finding:
    hint = likeness(body, roster.bodies) or " Xem mã trong “units” và “groups”."
    return Finding(loc, "unknown_unit", f"không có đơn vị hay nhóm {shown(body)}.{hint}")


def _leads(loc: Loc, row: ActivityRow, roster: Roster) -> Iterator[Finding]:
    at = (*loc, "lead")
    if row.lead and row.assignments:
        yield Finding(
            (*loc, "assignments"),
            "lead_and_assignments",
            "đã có “lead” thì không ghi “assignments”, và ngược lại; giữ một trong hai.",
            at_key=True,
        )
    elif not row.lead and not row.assignments:
        yield Finding(at, "no_lead", "chưa có đơn vị chủ trì: ghi “lead” hoặc “assignments”.")
    for n, body in enumerate(row.lead):
        if body not in roster.bodies:
            yield _unknown_unit((*at, n), body, roster)
        elif not roster.expand(body):
            yield _leads_to_nobody((*at, n), body, roster)


def _leads_to_nobody(loc: Loc, body: str, roster: Roster) -> Finding:
    group = roster.groups.get(body)
    if group is None:
        message = f"“{body}” ở ngoài cơ quan: chỉ được báo, không được giao việc, không bị nhắc."
        return warning(loc, "external_lead", message)
    if group.open:
        message = f"nhóm mở “{body}” không có thành viên: không đơn vị nào được giao việc này."
        return warning(loc, "open_lead", message)
    return Finding(
        loc, "lead_nobody", f"nhóm “{body}” không có đơn vị nào trong cơ quan để giao việc."
    )


def _own_assignments(loc: Loc, row: ActivityRow, roster: Roster) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, own in enumerate(row.assignments):
        at = (*loc, n, "unit")
        if own.unit in roster.groups:
            yield Finding(at, "group_as_unit", f"“{own.unit}” là nhóm; ở đây ghi từng đơn vị.")
        elif own.unit not in roster.units:
            yield _unknown_unit(at, own.unit, roster)
        elif roster.units[own.unit].external:
            yield _leads_to_nobody(at, own.unit, roster)
        if own.unit in seen:
            yield Finding(at, "unit_twice", f"“{own.unit}” đã có một việc trong hoạt động này.")
        seen.add(own.unit)
        yield from _bodies((*loc, n, "with"), own.partners or (), roster)


def _quotes(loc: Loc, quotes: Iterable[str], document: Document) -> Iterator[Finding]:
    known = document.plan.quotes
    for n, quote in enumerate(quotes):
        if quote not in known:
            hint = likeness(quote, known)
            message = f"“quotes” của kế hoạch không có {shown(quote)}.{hint}"
            yield Finding((*loc, n), "unknown_quote", message)


_FIELDS = keys_of(ActivityRow)


def _inferred(loc: Loc, row: ActivityRow) -> Iterator[Finding]:
    for n, name in enumerate(row.inferred):
        if name not in _FIELDS:
            hint = likeness(name, _FIELDS)
            message = f"hoạt động không có mục {shown(name)}.{hint}"
            yield Finding((*loc, n), "unknown_inferred", message)
        elif not _written(row, name):
            message = f"hoạt động này không ghi mục “{name}”; bỏ khỏi “inferred” nếu đã thừa."
            yield warning((*loc, n), "absent_inferred", message)


def _written(row: ActivityRow, key: str) -> bool:
    name = "partners" if key == "with" else key
    return name in row.model_fields_set or any(
        name in own.model_fields_set for own in row.assignments
    )
