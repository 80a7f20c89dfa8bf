"""The small parts of sentences: dates, counts, names, titles, citations."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.messages import clipped
from schedules.ladder import hearers
from schedules.plan import Activity, Assignment, Deadline, Plan, Unit
from schedules.progress import Reply, Standing, days_late
from schedules.timetable import Rung

TITLE_LENGTH = 90
"""Titles are cut, never reworded; the whole title stands in /viec."""

_ZEROED_MONTHS = 2

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_CHANNELS = {
    "telegram": "Telegram",
    "zalo-bot": "Zalo Bot",
    "zalo-oa": "Zalo OA",
    "zalo-zbs": "Tin mẫu ZBS",
}

_HEADS = {  # how the head of a body is called, by the words its name begins with
    "Văn phòng": "Chánh Văn phòng",
    "Phòng": "Trưởng phòng",
    "Chi cục": "Chi cục trưởng Chi cục",
    "Trung tâm": "Giám đốc Trung tâm",
    "Thanh tra": "Chánh Thanh tra",
    "Ban": "Trưởng ban",
    "Bộ phận": "Phụ trách Bộ phận",
}


def day(when: date) -> str:
    """A date in figures: 03/5/2022."""
    return f"{day_and_month(when)}/{when.year}"


def day_and_month(when: date) -> str:
    """A date without its year: 03/5. Zeros as in Nghị định 30/2020: days below 10, months 1, 2."""
    month = f"{when.month:02d}" if when.month <= _ZEROED_MONTHS else str(when.month)
    return f"{when.day:02d}/{month}"


def weekday(when: date) -> str:
    """A date with its weekday: thứ Bảy, 14/5/2022."""
    return f"{WEEKDAYS[when.weekday()]}, {day(when)}"


def opening(words: str) -> str:
    """Words as they open a sentence: Thứ Bảy, 14/5/2022 đã qua."""
    return words[:1].upper() + words[1:]


def known_done(plan: Plan, n: int | None, told: Standing) -> str:
    """A duty that is done, under its number if it has one here, and since when; no full stop."""
    since = f" lúc {moment(told.reply.at, plan.zone)}" if told.reply else ""
    its = "Việc" if n is None else f"Việc {n}"
    return f"{its} ({title(told.assignment)}) đã được ghi nhận hoàn thành{since}"


def moment(when: datetime, zone: ZoneInfo) -> str:
    """An instant on the plan's clock: 09h12 thứ Hai, 16/5/2022."""
    local = when.astimezone(zone)
    return f"{local:%Hh%M} {weekday(local.date())}"


def count(number: int) -> str:
    """A number as offices write it: two figures at least."""
    return f"{number:02d}"


def figure(number: int) -> str:
    """A large number as offices write it: 3.000."""
    return f"{number:,}".replace(",", ".")


def channel(name: str) -> str:
    """A channel by the name that people know it by: Kênh Zalo Bot."""
    return f"Kênh {channel_name(name)}"


def channel_name(name: str) -> str:
    """What people call a channel: Zalo Bot."""
    return _CHANNELS.get(name, name)


def account(channel: str, shown: str) -> str:
    """An account as people can tell it: Telegram, tên hiển thị “Lan Phạm”."""
    return f"{channel_name(channel)}, tên hiển thị “{shown}”" if shown else channel_name(channel)


def tagged(bot: str | None) -> str:
    """How to answer in a group where only what tags the bot reaches it."""
    name = f"@{bot}" if bot else "tên bot"
    return f"Trong nhóm, đề nghị nhắc {name} khi trả lời; tin không nhắc tên thì không tới nơi."


def more_work(entries: int) -> str:
    """The end of a list that would be too long for the channel; 0 where entries are not counted."""
    if not entries:
        return "… Còn nữa, gửi /viec hoặc /tinhhinh để xem."
    return f"… và {count(entries)} việc khác, gửi /viec để xem."


def due(duty: Assignment, zone: ZoneInfo) -> str:
    """When a duty is due; of an extended one, also when it first was."""
    ends = deadline(duty.deadline, zone)
    if duty.original is None:
        return ends
    return f"{ends} (được gia hạn, hạn ban đầu {day(duty.original.day)})"


def due_day(duty: Assignment) -> str:
    """The day a duty is due without its year: 17/5; of an extended one, also the first: 14/5."""
    ends = day_and_month(duty.deadline.day)
    if duty.original is None:
        return ends
    return f"{ends}, gia hạn từ {day_and_month(duty.original.day)}"


def for_example(numbers: Sequence[int]) -> str:
    """How to report one of the open duties, by its number: “, ví dụ “3 xong””; empty if none is."""
    return f", ví dụ “{numbers[0]} xong”" if numbers else ""


def wish(until: date) -> str:
    """A wish for more time that waits: đề nghị lùi đến 17/5, chờ ý kiến."""
    return f"đề nghị lùi đến {day_and_month(until)}, chờ ý kiến"


def deadline(of: Deadline, zone: ZoneInfo) -> str:
    """When a term ends, in words."""
    if of.whole_day:
        return weekday(of.day)
    return moment(of.ends, zone)


def lateness(plan: Plan, of: Standing, now: datetime) -> str:
    """How late a duty is, or was when it was done: quá hạn 02 ngày làm việc."""
    days = days_late(plan, of, now)
    return f"quá hạn {count(days)} ngày làm việc" if days else "quá hạn"


def done_on(reply: Reply, zone: ZoneInfo) -> str:
    """After “hoàn thành”: the day that is stated, beside the one on which that was said, if any."""
    if reply.done_at is None:
        return ""
    done, written = (at.astimezone(zone).date() for at in (reply.done_at, reply.at))
    said = "ghi" if reply.on_behalf else "báo"
    return f" ngày {day_and_month(done)}, {said} ngày {day_and_month(written)}"


def expected(reply: Reply | None) -> str:
    """After a state that is not done: the day by which it will be, if one is stated."""
    told = expecting(reply)
    return f", {told}" if told else ""


def expecting(reply: Reply | None) -> str:
    """The same by itself: dự kiến xong ngày 13/5; empty where no day is stated."""
    return expected_on(reply.expected) if reply and reply.expected else ""


def expected_on(day: date) -> str:
    """The same of a day: dự kiến xong ngày 13/5."""
    return f"dự kiến xong ngày {day_and_month(day)}"


def title(of: Assignment) -> str:
    """The duty's title, cut at a word border to at most TITLE_LENGTH characters."""
    return shorten(of.title, TITLE_LENGTH)


def listed(numbered: Iterable[tuple[int, Assignment]]) -> list[str]:
    """Duties under their numbers, each with its unit's name where they are of several units."""
    duties = list(numbered)
    several = len({duty.unit.id for _, duty in duties}) > 1
    return [f"{n}. {f'{duty.unit.short}: ' * several}{title(duty)}" for n, duty in duties]


def shorten(text: str, length: int) -> str:
    """Text of at most `length` characters, cut at a word border with an ellipsis."""
    return clipped(" ".join(text.split()).rstrip(".;"), length)


def citation(activity: Activity) -> str:
    """Where the plan says so: mục III.2.2, Stt 1; empty if it is not known."""
    parts = []
    if activity.source.section:
        parts.append(f"mục {activity.source.section}")
    if activity.source.row is not None:
        parts.append(f"Stt {activity.source.row}")
    return ", ".join(parts)


def plain(text: str) -> str:
    """Text as a file can hold it: composed letters, nothing that controls or is no letter."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text))


def head_of(unit: Unit) -> str:
    """How the head of a unit is addressed: Trưởng phòng QLKH."""
    name = unit.name if len(unit.name) <= len(unit.short) + 12 else unit.short
    for prefix, post in _HEADS.items():
        if name.startswith(prefix):
            return post + name[len(prefix) :]
    return f"Lãnh đạo {name}"


GREETING = "Kính gửi anh/chị "
IN_GROUP = "trong nhóm"
"""Who is written to in a unit's group: not its head, but all who read there."""

UNNAMED = "người chưa rõ tên"
"""How the name of somebody begins whose own shows nothing; the post follows in parentheses."""


def greeting(units: Sequence[Unit], instead: str | None = None) -> str:
    """How a message to units begins: to their heads, or to who is written to in their place."""
    if instead is None:
        return f"{GREETING}{', '.join(map(head_of, units))},"
    if instead.startswith(UNNAMED):
        instead = instead.removeprefix(UNNAMED).strip(" ()")
    return f"{GREETING}{instead}, {', '.join(unit.short for unit in units)},"


def outside(unit: Unit) -> str:
    """How a body outside the office is addressed after “quý”: Báo, Đài, cơ quan."""
    kind = unit.name.split(" ", 1)[0]
    return kind if kind in {"Báo", "Đài", "Trường", "Viện"} else "cơ quan"


def office(plan: Plan) -> str:
    """Who speaks: Văn phòng Sở, or the office of whatever body issued the plan."""
    kind = plan.agency.split(" ", 1)[0]
    return f"Văn phòng {kind}" if kind in {"Sở", "Ban", "Cục"} else "Văn phòng"


def voice(plan: Plan, unit: Unit, leader: str | None) -> str:
    """In whose name a unit is told: of the leader's own entry of the plan, None for the office.

    A leader without an entry (an id that names none) speaks for whoever is in charge of the unit.
    """
    if leader is None:
        return office(plan)
    own = [each for each in plan.leadership if each.id == leader]
    named = own or hearers(plan, unit.id, Rung.LEADERS)
    return named[0].name if named else "Lãnh đạo cơ quan"


def said_by(reply: Reply) -> str:
    """Who said it, and whether the office wrote it down for the unit; empty if nobody knows."""
    if not reply.on_behalf:
        return reply.by or ""
    return f"Văn phòng ghi thay: {reply.by}" if reply.by else "Văn phòng ghi thay"


def plan_name(plan: Plan) -> str:
    """The plan by number and title; a blank number stays visibly blank."""
    number = plan.number or ""
    if number.startswith("/"):
        number = f"số …{number} "
    elif number:
        number = f"số {number} "
    return f"Kế hoạch {number}{shorten(plan.title, TITLE_LENGTH)}"


def plan_number(plan: Plan) -> str:
    """The plan in a few words: by its number where the document has one, else by its title."""
    number = plan.number or ""
    if number.strip("/ "):
        return f"Kế hoạch số {'…' if number.startswith('/') else ''}{number}"
    return f"Kế hoạch {shorten(plan.title, 60)}"


def place(activity: Activity) -> str:
    """A citation for lists: III.2.2 Stt 1; the activity's id where the plan gives no place."""
    section, row = activity.source.section, activity.source.row
    if section and row is not None:
        return f"{section} Stt {row}"
    return section or activity.id


def partners(plan: Plan, of: Assignment) -> str:
    """Who collaborates, by name; empty if nobody does."""
    names = [plan.name_of(body) for body in of.partners if body != of.unit.id]
    return ", ".join(
        name[:1].lower() + name[1:] if name.startswith("Các ") else name for name in names
    )
