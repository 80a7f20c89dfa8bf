"""The scripted people of the demo: they read what is on their phone and act as people do."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.simulator import NAME, Shown
from bot.messages import Sender
from schedules.plan import Plan


@dataclass(frozen=True, slots=True)
class Press:
    """Press the first button under a message whose label begins so."""

    message: str
    label: str


@dataclass(frozen=True, slots=True)
class Write:
    """Write a text."""

    text: str


Act = Press | Write
Reaction = Iterator[tuple[timedelta, Act]]


@dataclass(frozen=True, slots=True)
class Character:
    """A way of dealing with messages: after how long somebody does what."""

    manner: str
    react: Callable[[Shown], Reaction]


ZALO = "zalo-bot"
"""The channel of phones without buttons: what is pressed elsewhere is typed there."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with a phone, on a channel. `unit` is None for leadership."""

    name: str
    who: str
    sender: Sender
    unit: str | None
    character: Character
    channel: str = NAME


def characters(plan: Plan) -> list[Actor]:
    """A head for every unit that has work, the characters in turn, every other one on Zalo."""
    units = [unit for unit in plan.units.values() if plan.of_unit(unit.id)]
    return [
        Actor(
            _NAMES[n % len(_NAMES)],
            unit.short,
            Sender(f"sim-{unit.id}", _NAMES[n % len(_NAMES)]),
            unit.id,
            _CHARACTERS[n % len(_CHARACTERS)],
            ZALO if n % 2 else NAME,
        )
        for n, unit in enumerate(units)
    ]


def leader() -> Actor:
    """A leader who asks how things stand whenever something has been escalated."""
    sender = Sender("sim-lanh-dao", "Nguyễn Thị Hà")
    character = Character("hỏi tình hình khi có việc quá hạn", _ask_after_escalation)
    return Actor(sender.name, "Lãnh đạo", sender, None, character)


def _prompt(shown: Shown) -> Reaction:
    yield from _receive(shown)
    if _asks_for_result(shown):
        yield from _report_all(shown, timedelta(minutes=20))


def _late(shown: Shown) -> Reaction:
    if "Đã quá hạn" in shown.message.body:
        yield from _report_all(shown, timedelta(hours=2))


def _silent(_shown: Shown) -> Reaction:
    yield from ()


def _not_done(shown: Shown) -> Reaction:
    """Says on the last day that one duty is not done, and why; finishes it when it is overdue."""
    yield from _receive(shown)
    if "Đã quá hạn" in shown.message.body:
        yield from _report_all(shown, timedelta(hours=1))
    elif "hôm nay" in shown.message.text.lower() and _asks_for_result(shown):
        yield timedelta(minutes=45), Press(shown.id, "❌")
        yield timedelta(minutes=47), Write("chờ Đài sắp lịch ghi hình")
        yield from _report_all(shown, timedelta(hours=1), spare=1)


def _ask_after_escalation(shown: Shown) -> Reaction:
    if "đã quá hạn" in shown.message.heading:
        yield timedelta(minutes=5), Write("/tinhhinh")


def _receive(shown: Shown) -> Reaction:
    if _is_reminder(shown) and not _asks_for_result(shown):
        pressed = Press(shown.id, "👍") if shown.message.rows else Write("đã nhận")
        yield timedelta(minutes=10), pressed


def _report_all(shown: Shown, delay: timedelta, *, spare: int = 0) -> Reaction:
    """Report the duties of a reminder done, a minute apart, all but the first `spare`."""
    if _is_reminder(shown):
        for n, act in enumerate(_reports(shown)[spare:]):
            yield delay + timedelta(minutes=n), act


def _reports(shown: Shown) -> list[Act]:
    """What reports each duty of a reminder done: a button, or the words where there are none."""
    labels = [c.label for row in shown.message.rows for c in row if c.label.startswith("✅")]
    numbers = _LISTED.findall(shown.message.body) if not shown.message.rows else []
    return [Press(shown.id, each) for each in labels] or [Write(f"{n} xong") for n in numbers]


def _is_reminder(shown: Shown) -> bool:
    if not shown.message.rows:
        return "“đã nhận”" in shown.message.body
    return any(c.label.startswith("👍") for row in shown.message.rows for c in row)


def _asks_for_result(shown: Shown) -> bool:
    return "hoàn thành chưa ạ" in shown.message.body


_LISTED = re.compile(r"^(\d+)\. ", re.MULTILINE)

_CHARACTERS = (
    Character("báo chưa xong, nêu lý do", _not_done),
    Character("trả lời ngay", _prompt),
    Character("trả lời ngay", _prompt),
    Character("trả lời muộn", _late),
    Character("không trả lời", _silent),
)

_NAMES = ("Phạm Thị Lan", "Nguyễn Thu Hà", "Hoàng Văn Nam", "Trần Văn Hùng", "Lê Minh Tuấn")
