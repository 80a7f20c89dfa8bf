"""`preview`, `approve`: the plan before anybody is written to."""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot import approval
from bot.cli import common, stored
from bot.cli.trouble import NOTHING_DONE, Trouble
from bot.clock import SystemClock
from bot.demo import transcript
from bot.desk import InForce
from bot.people import Role
from bot.reaching.ladder import Ladder
from bot.reaching.reach import unreachable
from bot.reaching.routing import ordered
from bot.rehearsal import OFFICE, Rehearsed, rehearse
from bot.settings import Settings
from bot.store import people, phones, plans
from bot.store.memory import Tx
from bot.wording import office, phrases
from bot.wording.joining import ROLES
from schedules.plan import Plan
from schedules.timetable import Timetable


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    preview = commands.add_parser("preview", help="diễn tập: mọi tin sẽ gửi, cho ai, lúc nào")
    common.add_plan(preview)
    common.add_json(preview)
    preview.add_argument("--from", dest="first", type=_date, metavar="NGÀY", help="từ ngày")
    preview.add_argument("--to", dest="last", type=_date, metavar="NGÀY", help="đến hết ngày")
    preview.add_argument("--unit", metavar="MÃ", help="chỉ tin của một đơn vị hoặc lãnh đạo")
    preview.add_argument(
        "--against", type=Path, metavar="TỆP", help="chỉ tin khác so với kế hoạch cũ này"
    )
    preview.set_defaults(run=_preview)

    approve = commands.add_parser("approve", help="duyệt gửi đúng những tin đã diễn tập")
    common.add_plan(approve)
    approve.add_argument("code", metavar="MÃ", help="mã duyệt ở cuối nhacviec preview")
    approve.set_defaults(run=_approve)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày dạng 2022-05-13") from None


# --- preview -----------------------------------------------------------------------------------


def _preview(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    written = common.load_plan(common.plan_path(arguments, settings))
    plan = InForce(stored.extended_by_now(settings, written))
    if arguments.unit is not None:
        _check_recipient(plan.plan, arguments.unit)
    messages = rehearse(plan.plan, plan.timetable)
    gone: list[Rehearsed] = []
    if arguments.against is not None:
        common.refuse_absent("--against", arguments.against)
        messages, gone = _difference(messages, common.load_plan(arguments.against))
    chosen = [m for m in messages if _wanted(m, plan.plan, arguments)]
    if arguments.json:
        common.print_json([_as_json(m, plan.plan) for m in chosen])
        return 0
    _print_rehearsal(settings, plan, chosen, [m for m in gone if _wanted(m, plan.plan, arguments)])
    return 0


def _check_recipient(plan: Plan, asked: str) -> None:
    known = [*plan.units, *(each.id for each in plan.leadership), OFFICE]
    if asked not in known:
        raise Trouble(f"--unit: không có “{asked}”; có: {', '.join(known)}")


def _difference(
    messages: Sequence[Rehearsed], old: Plan
) -> tuple[list[Rehearsed], list[Rehearsed]]:
    """Messages the old plan would not send like this, and those that nothing replaces."""
    before = rehearse(old, Timetable.of(old))
    seen, now = {_identity(m) for m in before}, {_identity(m) for m in messages}
    new = [m for m in messages if _identity(m) not in seen]
    places = {(m.at, m.to, m.kind) for m in new}
    gone = [m for m in before if _identity(m) not in now and (m.at, m.to, m.kind) not in places]
    return new, gone


def _identity(message: Rehearsed) -> tuple[object, ...]:
    return message.at, message.kind, message.to, message.items, message.message.text


def _wanted(message: Rehearsed, plan: Plan, arguments: argparse.Namespace) -> bool:
    day = message.at.astimezone(plan.zone).date()
    return (
        (arguments.first is None or day >= arguments.first)
        and (arguments.last is None or day <= arguments.last)
        and (arguments.unit is None or message.to == arguments.unit)
    )


def _as_json(message: Rehearsed, plan: Plan) -> dict[str, Any]:
    return {
        "at": message.at.astimezone(plan.zone).isoformat(),
        "kind": message.kind,
        "to": message.to,
        "items": [{"activity": activity, "unit": unit} for activity, unit in message.items],
        "text": message.message.text,
    }


def _print_rehearsal(
    settings: Settings,
    plan: InForce,
    messages: Sequence[Rehearsed],
    gone: Sequence[Rehearsed],
) -> None:
    zone, now = plan.plan.zone, SystemClock().now()
    with stored.memory(settings) as memory, memory.begin() as tx:
        linked = _linked(tx, plan.plan)
        agreed = plans.approved_fingerprints(tx, plan.plan.id)
    print(f"{phrases.plan_name(plan.plan)}\n")
    for each in messages:
        to = f"{_name(plan.plan, each.to)} – {linked.get(each.to) or 'CHƯA AI LIÊN KẾT'}"
        print(transcript.received(to, each.message, each.at, zone))
    for each in gone:
        when = phrases.moment(each.at, zone)
        print(f"── KHÔNG GỬI NỮA: {when} → {_name(plan.plan, each.to)}")
    print("\nSố tin theo ngày và người nhận:")
    print("\n".join(_counts(plan.plan, messages)) or "- không có tin nào")
    print(*common.inferred(plan.plan), sep="\n")
    missing = [_name(plan.plan, to) for to in _recipients(plan.plan) if not linked.get(to)]
    if missing:
        print(f"Chưa ai liên kết (tin sẽ không tới): {', '.join(missing)}")
    past = sum(message.at < now for message in messages)
    if past:
        print(f"{past} tin có giờ gửi đã qua; những tin không còn ý nghĩa sẽ được bỏ.")
    state = "đã duyệt" if agreed.issuperset(plan.fingerprints.values()) else "CHƯA DUYỆT"
    print(f"\nMã duyệt của toàn bộ tin nhắc: {plan.code} ({state})")
    print(f"Duyệt bằng lệnh: nhacviec approve {plan.code}")


def _recipients(plan: Plan) -> list[str]:
    units = dict.fromkeys(a.unit.id for a in plan.assignments)
    return [*units, *(each.id for each in plan.leadership)]


def _linked(tx: Tx, plan: Plan) -> Mapping[str, str]:
    """Who would get a message for each unit and leadership, and by which channel."""
    now = SystemClock().now()
    posts = people.unit_posts(tx, now)
    found = {unit: dict(posts.get(unit, {})) for unit in plan.units}
    ladder = Ladder(tx, plan, now)
    for each in plan.leadership:
        found[each.id] = {Role.LEADER: tuple(ladder.behind([each]))}
    found[OFFICE] = {Role.OFFICE: tuple(people.holders(tx, Role.OFFICE, now))}
    return {to: ", ".join(_described(tx, roles)) for to, roles in found.items()}


def _described(tx: Tx, roles: Mapping[Role, Sequence[int]]) -> Iterable[str]:
    for role, ids in roles.items():
        names, contacts = people.names(tx, ids), people.contacts(tx, ids)
        for id_ in ids:
            able = [c for c in contacts.get(id_, ()) if c.takes]
            in_order = ordered(able, {phones.CHANNEL}, lambda _since: False)
            channels = list(dict.fromkeys(c.address.channel for c in in_order))
            yield f"{names[id_]} ({ROLES[role]}, {', '.join(channels) or 'không liên lạc được'})"


def _name(plan: Plan, to: str) -> str:
    if to == OFFICE:
        return phrases.office(plan)
    return plan.units[to].short if to in plan.units else plan.name_of(to)


def _counts(plan: Plan, messages: Sequence[Rehearsed]) -> list[str]:
    counted = Counter((m.at.astimezone(plan.zone).date(), _name(plan, m.to)) for m in messages)
    return [f"- {phrases.weekday(day)} {who}: {n}" for (day, who), n in sorted(counted.items())]


# --- approve -----------------------------------------------------------------------------------


def _approve(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    written = common.load_plan(common.plan_path(arguments, settings))
    with stored.memory(settings) as memory, memory.begin() as tx:
        plan = InForce(stored.with_extensions(tx, written))
        now = SystemClock().now()
        if not approval.approve(tx, plan, arguments.code, person=None, now=now):
            raise Trouble(
                f"mã {arguments.code} không khớp với kế hoạch đang dùng (đã đổi sau khi diễn "
                "tập?); xem lại bằng: nhacviec preview",
                NOTHING_DONE,
            )
        gaps = [(gap.where, gap.why) for gap in unreachable(tx, plan.plan, now)]
    print(f"Đã duyệt {plan.code}: tin nhắc được gửi theo lịch khi dịch vụ chạy.")
    for line in office.out_of_reach(written, gaps):
        print(line)
    return 0
