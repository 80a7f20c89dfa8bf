"""The values that go into and come out of the understanding of a text."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Intent = Literal[
    "done",
    "not_done",
    "in_progress",
    "extension_request",
    "question_status",
    "ack_only",
    "help",
    "not_understood",
]
QueryKind = Literal[
    "overview", "by_unit", "by_activity", "overdue", "not_done", "done", "due_soon", "help"
]
STATES: frozenset[str] = frozenset({"done", "not_done", "in_progress", "extension_request"})


class OpenTask(NamedTuple):
    """A task as the bot numbered it for the person who writes.

    `section` and `row` are its place in the document: “mục III.2.2, Stt 1”.
    """

    n: int
    title: str
    activity: str | None = None
    unit: str | None = None
    due: date | None = None
    section: str | None = None
    row: str | None = None


class UnitName(NamedTuple):
    """A unit and the names that it goes by."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class ActivityName(NamedTuple):
    """An activity of the plan, to be found by the words of its title."""

    id: str
    title: str


class Section(NamedTuple):
    """A part of the plan ("đợt 1") with its first and its last day."""

    title: str
    start: date
    due: date


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody typed, and what must be known to understand it.

    `last_bot_kind` is the kind of the bot's last message in that chat; `quoted_task` the
    task whose reminder was replied to. `today` None: dates stay unresolved.
    """

    text: str
    today: date | None = None
    unit: str | None = None
    open_tasks: tuple[OpenTask, ...] = ()
    units: tuple[UnitName, ...] = ()
    activities: tuple[ActivityName, ...] = ()
    sections: tuple[Section, ...] = ()
    role: str = "head"
    last_bot_kind: str | None = None
    quoted_task: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of a text. `tasks` None: the text names none."""

    intent: Intent
    tasks: tuple[int, ...] | None = None
    percent: int | None = None
    reason: str | None = None
    new_date: date | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks for; the window is on the deadline, both days included."""

    kind: QueryKind
    unit: str | None = None
    activity: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was understood; `per_task` holds every change of state to record."""

    parts: tuple[Part, ...]
    per_task: tuple[tuple[int, Intent], ...] = ()
    query: Query | None = None

    @property
    def intent(self) -> Intent:
        """The intent of the first part."""
        return self.parts[0].intent
