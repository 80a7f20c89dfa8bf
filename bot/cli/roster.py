"""`people`: who holds which post and can be reached; ending posts, revoking codes.

`record`: an answer that a unit gave by telephone or on paper, written down for it.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.cli import common, stored
from bot.cli.trouble import NOTHING_DONE, Trouble
from bot.clock import SystemClock
from bot.duties import stated
from bot.people import UNIT_ROLES, Contact, Person, Role, by_rank
from bot.reaching import posts
from bot.reaching.reach import unreachable
from bot.store import absences, audit, boards, invites, numbers, people, replies
from bot.store.absences import Absence
from bot.store.invites import Invite
from bot.store.memory import Tx
from bot.store.replies import Origin
from bot.wording import channels, office, phrases
from bot.wording.answers import progress_words
from bot.wording.away import days
from bot.wording.joining import ROLES, post_name
from schedules.plan import Assignment, Plan
from schedules.progress import Answer

_ANSWERS = {"done": Answer.DONE, "not_done": Answer.NOT_DONE, "in_progress": Answer.IN_PROGRESS}


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    parser = commands.add_parser("people", help="ai giữ vai trò gì, gửi tin được không; thu hồi")
    common.add_plan(parser)
    common.add_json(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--revoke", type=int, metavar="SỐ", help="thu hồi mã tham gia theo số")
    what.add_argument("--end", type=int, metavar="SỐ", help="cho một người thôi mọi vai trò")
    parser.set_defaults(run=_people)
    record = commands.add_parser("record", help="ghi thay một đơn vị: kết quả báo bằng điện thoại")
    common.add_plan(record)
    record.add_argument("--unit", required=True, metavar="MÃ", help="mã của đơn vị")
    record.add_argument("--activity", required=True, metavar="MÃ", help="mã của nội dung")
    record.add_argument("--answer", required=True, choices=list(_ANSWERS), help="kết quả")
    record.add_argument("--percent", type=int, metavar="SỐ", help="phần trăm, khi đang thực hiện")
    record.add_argument("--reason", metavar="LỜI", help="lý do, nguyên văn")
    record.add_argument(
        "--on", metavar="NGÀY", help="ngày đã hoàn thành, ví dụ 2022-05-13; chỉ với --answer done"
    )
    record.add_argument("--words", required=True, metavar="LỜI", help="ai báo, lúc nào, cách nào")
    record.set_defaults(run=_record)


@dataclass(frozen=True, slots=True)
class Roster:
    """All that the list shows, read at one instant."""

    plan: Plan
    now: datetime
    persons: Sequence[Person]
    contacts: Mapping[int, Sequence[Contact]]
    losses: Mapping[int, str | None]
    absent: Mapping[int, Sequence[Absence]]
    codes: Sequence[Invite]
    gaps: Sequence[tuple[str | Role, str | None]]

    def name(self, person: int | None) -> str | None:
        """The name of somebody in the list."""
        return next((each.name for each in self.persons if each.id == person), None)


def _people(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    now = SystemClock().now()
    with stored.memory(settings) as memory, memory.begin() as tx:
        if arguments.revoke is not None:
            return _revoke(tx, arguments.revoke, now)
        if arguments.end is not None:
            return _end(tx, plan, arguments.end, now)
        roster = _read(tx, plan, now)
    if arguments.json:
        common.print_json(_as_json(roster))
        return 0
    for line in _lines(roster):
        print(line)
    return 0


def _revoke(tx: Tx, id_: int, now: datetime) -> int:
    if not invites.revoke(tx, id_, now):
        raise Trouble(f"--revoke: không có mã số {id_} còn hiệu lực", NOTHING_DONE)
    audit.note(tx, "revoked", who="command", now=now, code=id_)
    print(f"Đã thu hồi mã số {id_}.")
    return 0


def _end(tx: Tx, plan: Plan, id_: int, now: datetime) -> int:
    person = people.person(tx, id_, now)
    if person is None or not person.posts:
        raise Trouble(f"--end: không có người số {id_} đang giữ vai trò", NOTHING_DONE)
    held = [[post.role, post.unit] for post in by_rank(person.posts)]
    posts.end(tx, id_, person.posts, now, plan.zone)
    audit.note(tx, "post_ended", who=str(id_), now=now, posts=held)
    print(f"{person.name} đã thôi mọi vai trò; báo cáo cũ vẫn được lưu.")
    if person.holds(Role.OFFICE) and not people.holders(tx, Role.OFFICE, now):
        print("Văn phòng không còn ai giữ kế hoạch; cấp mã: nhacviec invite --role office")
    return 0


def _read(tx: Tx, plan: Plan, now: datetime) -> Roster:
    persons = people.everybody(tx, now)
    ids = [each.id for each in persons]
    today = now.astimezone(plan.zone).date()
    return Roster(
        plan,
        now,
        persons,
        people.contacts(tx, ids),
        {id_: people.last_loss(tx, id_) for id_ in ids},
        {id_: absences.current(tx, id_, today) for id_ in ids},
        invites.open_ones(tx, now),
        [(gap.where, gap.why) for gap in unreachable(tx, plan, now)],
    )


def _lines(roster: Roster) -> Iterator[str]:
    plan = roster.plan
    for unit in plan.units.values():
        held = [p for p in roster.persons if unit.id in p.units]
        if held or not unit.external:
            yield unit.name
            yield from (_person(roster, each, unit.id) for each in held)
            if not held:
                yield "  chưa ai liên kết"
    above = [p for p in roster.persons if any(post.role not in UNIT_ROLES for post in p.posts)]
    yield "Lãnh đạo, văn phòng"
    yield from (_person(roster, each, None) for each in above)
    if not above:
        yield "  chưa ai liên kết"
    yield from _codes(roster)
    yield from office.out_of_reach(plan, roster.gaps)


def _person(roster: Roster, person: Person, unit: str | None) -> str:
    roles = [
        ROLES[post.role]
        for post in by_rank(person.posts)
        if (post.unit == unit if unit else post.role not in UNIT_ROLES)
    ]
    parts = [f"  #{person.id} {person.name} – {', '.join(roles)}", _reach(roster, person)]
    for absence in roster.absent[person.id]:
        instead = roster.name(absence.substitute)
        parts.append(
            f"vắng {days(absence.first, absence.last)}" + (f", {instead} thay" if instead else "")
        )
    return " – ".join(parts)


def _reach(roster: Roster, person: Person) -> str:
    contacts = roster.contacts.get(person.id, ())
    if not contacts:
        return "chưa có địa chỉ"
    able = [contact.address.channel for contact in contacts if contact.takes]
    if able:
        return f"gửi được qua {', '.join(able)}"
    return f"không gửi được ({channels.reason(roster.losses[person.id] or 'no address')})"


def _codes(roster: Roster) -> Iterator[str]:
    if not roster.codes:
        return
    yield "Mã chưa dùng"
    for each in roster.codes:
        unit = roster.plan.name_of(each.post.unit) if each.post.unit else None
        until = phrases.moment(each.expires, roster.plan.zone)
        by = roster.name(each.made_by)
        more = [f"{by} cấp"] if by else []
        if each.replaces:
            more.append("thay người đang giữ")
        if each.person is not None:
            more.append(f"tài khoản khác của {roster.name(each.person) or each.person}")
        also = f" ({'; '.join(more)})" if more else ""
        yield f"  số {each.id}: {post_name(each.post, unit)}, đến {until}{also}"


def _as_json(roster: Roster) -> dict[str, Any]:
    zone = roster.plan.zone

    def iso(moment: datetime) -> str:
        return moment.astimezone(zone).isoformat(timespec="seconds")

    return {
        "people": [
            {
                "id": each.id,
                "name": each.name,
                "posts": [{"role": p.role, "unit": p.unit} for p in by_rank(each.posts)],
                "addresses": [
                    {"channel": c.address.channel, "reachable": c.takes}
                    for c in roster.contacts.get(each.id, ())
                ],
                "absences": [
                    {
                        "first": a.first.isoformat(),
                        "last": a.last.isoformat(),
                        "substitute": a.substitute,
                    }
                    for a in roster.absent[each.id]
                ],
            }
            for each in roster.persons
        ],
        "codes": [
            {
                "id": each.id,
                "role": each.post.role,
                "unit": each.post.unit,
                "person": each.person,
                "replaces": each.replaces,
                "made_by": each.made_by,
                "expires": iso(each.expires),
            }
            for each in roster.codes
        ],
        "unreachable": [_gap_as_json(where, why) for where, why in roster.gaps],
    }


def _gap_as_json(where: str | Role, why: str | None) -> dict[str, Any]:
    role = where if isinstance(where, Role) else None
    return {"unit": None if role else where, "role": role, "reason": why}


# --- written down for a unit ---------------------------------------------------------------------


def _record(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    duty = _duty(plan, arguments.activity, arguments.unit)
    answer = _ANSWERS[arguments.answer]
    if arguments.percent is not None and not (
        answer is Answer.IN_PROGRESS and 0 <= arguments.percent <= 100
    ):
        raise Trouble("--percent: từ 0 đến 100, chỉ dùng với --answer in_progress")
    now = SystemClock().now()
    day = _done_on(arguments.on, answer)
    with stored.memory(settings) as memory, memory.begin() as tx:
        if day is not None and (unfit := stated.unfit(tx, plan, day, now)) is not None:
            raise Trouble(f"--on: {day} {_UNFIT[unfit]}")
        replies.add(
            tx,
            plan.id,
            duty,
            answer,
            at=now,
            origin=Origin(None, None, on_behalf=True),
            reason=arguments.reason,
            percent=arguments.percent,
            words=arguments.words,
            done_at=stated.instant(plan, day) if day else None,
        )
        if answer is Answer.DONE:
            numbers.release(tx, (plan.id, duty.key), now)
        key = list(duty.key)
        on = day.isoformat() if day else None
        audit.note(tx, "recorded_for", who="command", now=now, duty=key, answer=answer, done_on=on)
        told = next(s for s in boards.read(tx, plan, now).standings if s.assignment is duty)
    on_day = phrases.done_on(told.reply, plan.zone) if told.reply else ""
    what = f"“{phrases.title(duty)}” – {progress_words(told)}{on_day}"
    print(f"Đã ghi thay {duty.unit.name}: {what}.")
    return 0


_UNFIT = {
    stated.Unfit.AHEAD: "chưa đến",
    stated.Unfit.BEFORE_APPROVAL: "ở trước ngày duyệt kế hoạch",
}


def _done_on(text: str | None, answer: Answer) -> date | None:
    if text is None:
        return None
    if answer is not Answer.DONE:
        raise Trouble("--on: chỉ dùng với --answer done")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Trouble(f"--on: “{text}” không phải ngày dạng 2022-05-13") from None


def _duty(plan: Plan, activity: str, unit: str) -> Assignment:
    duty = plan.by_key.get((activity, unit))
    if duty is None:
        known = ", ".join(a for a, u in plan.by_key if u == unit)
        if not known:
            raise Trouble(f"--unit: đơn vị “{unit}” không có nhiệm vụ nào trong kế hoạch")
        raise Trouble(f"--activity: {unit} không có nội dung “{activity}”; có: {known}")
    return duty
