"""The labelled texts of `labelled/*.txt`: see `labelled/README.md` for how they are written."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.bot.understand.score import catalog

HERE = Path(__file__).parent / "labelled"
INTENTS = {
    "done": "done",
    "not": "not_done",
    "prog": "in_progress",
    "ext": "extension_request",
    "ask": "question_status",
    "ack": "ack_only",
    "help": "help",
    "nu": "not_understood",
}
STATES = frozenset({"done", "not_done", "in_progress", "extension_request"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass
class Labelled:
    """A text in its situation with the parts that it has; `also` are other right intents.

    `unchecked`: the fields of the first part that are left open.
    """

    text: str
    document: dict[str, Any]
    parts: list[dict[str, Any]]
    heading: str = ""
    also: set[str] = field(default_factory=set)
    unchecked: set[str] = field(default_factory=set)
    dateless: bool = False

    @property
    def per_task(self) -> dict[str, str]:
        """Every change of state that may be recorded."""
        return {
            str(task): part["intent"]
            for part in self.parts
            if part["intent"] in STATES
            for task in part["tasks"] or ()
        }

    @property
    def line(self) -> dict[str, Any]:
        """The text as a line of the samples."""
        first = self.parts[0]
        closed = {task for task, intent in self.per_task.items() if intent == "done"}
        opens = [str(task["n"]) for task in self.document["open_tasks"]]
        safe = set(opens) if "done" in self.also else closed
        days = [first["new_date"], None] if self.dateless else [first["new_date"]]
        return {
            "id": "",
            "text": self.text,
            "today": self.document["today"],
            "context": {k: v for k, v in self.document.items() if k not in ("text", "today")},
            **first,
            "per_task": self.per_task,
            "accept": {"intent": sorted(self.also), "new_date": days},
            "unchecked": self.unchecked,
            "must_not_done": [int(task) for task in opens if task not in safe],
        }


@cache
def replies() -> tuple[Labelled, ...]:
    """Every labelled reply."""
    return tuple(each for path in sorted(HERE.glob("replies*.txt")) for each in _replies(path))


@cache
def _scenes() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(HERE.glob("scenes*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def _replies(path: Path) -> Iterator[Labelled]:
    scenes = _scenes()
    heading: list[str] = []
    for line in _lines(path):
        if line.startswith("[") and "=>" not in line:
            heading = line.strip("[]").split()
            continue
        text, label = (half.strip() for half in line.split("=>"))
        document = _document(scenes[heading[0]], text.replace("\\n", "\n"), heading[1:])
        yield replace(_labelled(document, label), heading=" ".join((path.stem, *heading)))


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _document(scene: dict[str, Any], text: str, heading: list[str]) -> dict[str, Any]:
    return {
        "text": text,
        "today": str(scene["today"]),
        "unit": scene["unit"],
        "last_bot_kind": heading[0] if heading else "reminder",
        "quoted_task": int(heading[1]) if len(heading) > 1 else None,
        "open_tasks": [
            {"n": int(n), "title": title, "unit": scene["unit"], "due": str(due)}
            for n, (title, due) in scene["tasks"].items()
        ],
    }


def _labelled(document: dict[str, Any], label: str) -> Labelled:
    opens = [task["n"] for task in document["open_tasks"]]
    found = Labelled(document["text"], document, [])
    for said in label.split(";"):
        reason = re.search(r'"([^"]*)"', said)
        words = re.sub(r'"[^"]*"', "", said).split()
        part: dict[str, Any] = {
            "intent": INTENTS[words[0]],
            "tasks": None,
            "percent": None,
            "reason": reason and reason.group(1),
            "new_date": None,
        }
        _fill(part, words[1:], opens, found)
        if part["tasks"] is None and "-" not in words and part["intent"] in STATES:
            part["tasks"] = opens if len(opens) == 1 else None
        found.parts.append(part)
    return found


_OPEN = {"?date": "new_date", "r?": "reason", "%?": "percent"}


def _fill(part: dict[str, Any], words: list[str], opens: list[int], found: Labelled) -> None:
    for word in words:
        if word.startswith("~"):
            found.also.add(INTENTS[word[1:]])
        elif word in _OPEN:
            found.unchecked.add(_OPEN[word])
        elif word.endswith("%"):
            part["percent"] = int(word[:-1])
        elif _DATE.match(word):
            part["new_date"] = word[:10]
            found.dateless = found.dateless or word.endswith("?")
        elif word != "-":
            part["tasks"] = opens if word == "all" else [int(n) for n in word.split(",")]


@dataclass(frozen=True)
class Asked:
    """A leader's question on a day, with the queries that are right."""

    text: str
    today: str
    queries: tuple[tuple[str | None, ...], ...]


@cache
def questions() -> tuple[Asked, ...]:
    """Every labelled question."""
    return tuple(each for path in sorted(HERE.glob("questions*.txt")) for each in _questions(path))


def _questions(path: Path) -> Iterator[Asked]:
    today = ""
    for line in _lines(path):
        if line.startswith("["):
            today = line.strip("[]")
            continue
        text, label = (half.strip() for half in line.split("=>"))
        yield Asked(text, today, tuple(_query(one) for one in label.split("|")))


def _query(label: str) -> tuple[str | None, ...]:
    kind, *words = label.split()
    units, activities = ({each["id"] for each in found} for found in catalog())
    unit = activity = first = last = None
    for word in words:
        if word in units:
            unit = word
        elif word in activities:
            activity = word
        else:
            first, last = word.split("..") if ".." in word else (word, word)
    return kind, unit, activity, first, last
