"""The JSON shapes of a text to understand and of how it was understood."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.understand.values import (
    ActivityName,
    OpenTask,
    Part,
    Query,
    Reading,
    Section,
    UnitName,
    Utterance,
)


def from_json(document: Mapping[str, Any]) -> Utterance:
    """The utterance in a JSON document; a missing key is as null or empty."""
    return Utterance(
        text=str(document.get("text") or ""),
        today=_date(document.get("today")),
        unit=document.get("unit"),
        open_tasks=tuple([_task(task) for task in document.get("open_tasks") or ()]),
        units=tuple([_unit(unit) for unit in document.get("units") or ()]),
        activities=tuple([_activity(each) for each in document.get("activities") or ()]),
        sections=tuple([_section(section) for section in document.get("sections") or ()]),
        role=document.get("role") or "head",
        last_bot_kind=document.get("last_bot_kind"),
        quoted_task=document.get("quoted_task") or _asked_about(document),
    )


_ABOUT_ONE = frozenset({"confirm_done", "ask_reason", "ask_date"})
_TASK = re.compile(r"[Vv]iệc (?:số )?(\d{1,3})\b")


def _asked_about(document: Mapping[str, Any]) -> int | None:
    """The task that the bot's last message asks about, where its words are given (`last_bot`).

    "Em ghi nhận việc 2 đã hoàn thành, có đúng không ạ?" is about task 2, as a reply to it would be.
    """
    if document.get("last_bot_kind") not in _ABOUT_ONE:
        return None
    asked = set(_TASK.findall(unicodedata.normalize("NFC", str(document.get("last_bot") or ""))))
    return int(asked.pop()) if len(asked) == 1 else None


def _date(value: object) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None


def _task(task: Mapping[str, Any]) -> OpenTask:
    return OpenTask(
        n=int(task["n"]),
        title=str(task.get("title") or ""),
        activity=task.get("activity"),
        unit=task.get("unit"),
        due=_date(task.get("due")),
        section=task.get("section"),
        row=None if task.get("row") is None else str(task["row"]),
    )


def _unit(unit: Mapping[str, Any]) -> UnitName:
    return UnitName(str(unit["id"]), str(unit.get("name") or ""), tuple(unit.get("aliases") or ()))


def _activity(activity: Mapping[str, Any]) -> ActivityName:
    return ActivityName(str(activity["id"]), str(activity.get("title") or ""))


def _section(section: Mapping[str, Any]) -> Section:
    days = (date.fromisoformat(str(section[end])) for end in ("start", "due"))
    return Section(str(section.get("title") or ""), *days)


def to_json(reading: Reading) -> dict[str, Any]:
    """A reading as a JSON document; the first five fields are those of the first part."""
    parts = [_part(part) for part in reading.parts]
    return {
        **parts[0],
        "parts": parts,
        "per_task": {str(task): intent for task, intent in reading.per_task},
        "query": None if reading.query is None else _query(reading.query),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "intent": part.intent,
        "tasks": None if part.tasks is None else list(part.tasks),
        "percent": part.percent,
        "reason": part.reason,
        "new_date": _iso(part.new_date),
    }


def _query(query: Query) -> dict[str, Any]:
    return {
        "kind": query.kind,
        "unit": query.unit,
        "activity": query.activity,
        "from": _iso(query.since),
        "to": _iso(query.until),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
