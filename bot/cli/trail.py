"""`audit`: the audit trail, as an auditor reads it, or as JSON."""

import argparse
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli import common, stored
from bot.cli.trouble import Trouble
from bot.store import audit, people
from bot.store.audit import Entry
from bot.wording import phrases, trail
from schedules.plan import Plan


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    parser = commands.add_parser("audit", help="nhật ký kiểm tra: ai tham gia, duyệt, bị từ chối")
    common.add_plan(parser)
    common.add_json(parser)
    parser.add_argument("--since", metavar="NGÀY", help="từ ngày nào, ví dụ 2022-05-13")
    parser.add_argument(
        "--refused", action="store_true", help="chỉ những lần bị từ chối, người lạ, gửi quá nhanh"
    )
    parser.add_argument(
        "--most", type=int, default=1000, metavar="SỐ", help="nhiều nhất bao nhiêu dòng mới nhất"
    )
    parser.set_defaults(run=_audit)


def _audit(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    since = _day(arguments.since, plan.zone) if arguments.since else None
    if arguments.most < 1:
        raise Trouble("--most: phải là số nguyên từ 1 trở lên")
    what = sorted(trail.REFUSED) if arguments.refused else ()
    with stored.memory(settings) as memory, memory.begin() as tx:
        entries = audit.read(tx, since=since, what=what, most=arguments.most)
        names = people.names(tx, _persons(entries))
    if arguments.json:
        common.print_json([_as_json(each, names, plan.zone) for each in entries])
        return 0
    for each in entries:
        print(_line(plan, each, names))
    if not entries:
        print("Nhật ký chưa có gì.")
    return 0


def _day(text: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), time(), tzinfo=zone)
    except ValueError:
        raise Trouble(f"--since: “{text}” không phải ngày dạng 2022-05-13") from None


def _persons(entries: Iterable[Entry]) -> list[int]:
    return [int(each.who) for each in entries if each.who and each.who.isdecimal()]


def _name(each: Entry, names: Mapping[int, str]) -> str | None:
    return names.get(int(each.who)) if each.who and each.who.isdecimal() else None


def _line(plan: Plan, each: Entry, names: Mapping[int, str]) -> str:
    known = _name(each, names)
    who = f"{known} (#{each.who})" if known else each.who or "?"
    if each.who == "command":
        who = "dòng lệnh"
    detail = trail.detail(plan, each.detail)
    when = phrases.moment(each.at, plan.zone)
    return f"{when}  {who}: {trail.said(each.what)}" + (f" ({detail})" if detail else "")


def _as_json(each: Entry, names: Mapping[int, str], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "at": each.at.astimezone(zone).isoformat(timespec="seconds"),
        "what": each.what,
        "said": trail.said(each.what),
        "who": each.who,
        "name": _name(each, names),
        "detail": each.detail,
    }
