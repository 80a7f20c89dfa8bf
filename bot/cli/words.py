"""`understand`: how the bot reads a text."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, TextIO

from bot.cli import common
from bot.cli.trouble import NOTHING_DONE, Trouble
from bot.clock import SystemClock
from bot.understand import (
    ActivityName,
    OpenTask,
    Reading,
    Section,
    UnitName,
    Utterance,
    from_json,
    to_json,
    understand,
)
from schedules import plan_file
from schedules.plan import Plan

_CHUNK = 1 << 16  # bytes
INTENTS = {
    "done": "đã xong",
    "not_done": "chưa xong",
    "in_progress": "đang thực hiện",
    "extension_request": "xin lùi hạn",
    "question_status": "hỏi tình hình",
    "ack_only": "đã nhận tin, chưa có kết quả",
    "help": "hỏi cách dùng",
    "not_understood": "chưa hiểu, sẽ hỏi lại",
}


def add_to(commands: Any) -> None:
    """Add the command of this room."""
    reads = commands.add_parser(
        "understand", help="cho biết một câu được hiểu thế nào; số việc theo thứ tự trong kế hoạch"
    )
    common.add_plan(reads)
    reads.add_argument("text", nargs="?", metavar="CÂU", help="câu cần đọc thử")
    reads.add_argument(
        "--json", action="store_true", help="đọc các dòng JSON từ stdin, in các dòng JSON"
    )
    reads.set_defaults(run=_understand)


def _understand(arguments: argparse.Namespace) -> int:
    if arguments.text is None and arguments.json:
        return _lines(sys.stdin, cache(lambda: _sections_at(arguments)))
    if arguments.text is None:
        raise Trouble("CÂU: thiếu câu cần đọc (hoặc dùng --json để đọc từ stdin)")
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    reading = understand(_utterance(arguments.text, plan))
    if arguments.json:
        print(json.dumps(to_json(reading), ensure_ascii=False))
    else:
        print("\n".join(_words(reading)))
    return 0


def _sections_at(arguments: argparse.Namespace) -> tuple[Section, ...]:
    """The sections of the plan at hand, for lines that bring none; none without a plan."""
    try:
        file = common.plan_path(arguments, common.load_settings())
    except Trouble:
        return ()
    plan = plan_file.load(file).plan
    return _sections(plan) if plan else ()


def _sections(plan: Plan) -> tuple[Section, ...]:
    return tuple(Section(title, *days) for title, days in plan.sections.items())


def _lines(source: TextIO, sections: Callable[[], tuple[Section, ...]]) -> int:
    """One JSON answer for each JSON line; a bad line is named, the others are still answered."""
    bad = n = 0
    for lines in _arriving(source):
        for line in lines:
            n += 1
            bare = line.strip().removeprefix("\ufeff")  # the mark that Windows puts before a file
            if not bare:
                continue
            answer = _answer(bare, sections)
            if answer is None:
                bad += 1
                print(f"stdin:{n}: dòng này không phải JSON đúng mẫu", file=sys.stderr)
            print(answer or json.dumps({"error": f"line {n}"}))
        sys.stdout.flush()
    return NOTHING_DONE if bad else 0


def _arriving(source: TextIO) -> Iterator[list[str]]:
    """The lines as they come: whoever waits for an answer gets it, a whole file is read fast."""
    raw = getattr(source, "buffer", None)
    if raw is None:
        yield list(source)
        return
    rest = b""
    while chunk := raw.read1(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        yield [line.decode("utf-8", "replace") for line in lines]
    yield [rest.decode("utf-8", "replace")]


def _answer(line: str, sections: Callable[[], tuple[Section, ...]]) -> str | None:
    """How one line is read, as JSON; None for a line that is not as agreed."""
    try:
        document = json.loads(line)
        utterance = from_json(document)
        if utterance.role == "leader" and "sections" not in document:
            utterance = replace(utterance, sections=sections())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    answer = json.dumps(to_json(understand(utterance)), ensure_ascii=False)
    return answer.encode("utf-8", "replace").decode()  # half of a surrogate pair is no text


def _utterance(text: str, plan: Plan) -> Utterance:
    return Utterance(
        text,
        today=SystemClock().now().astimezone(plan.zone).date(),
        open_tasks=tuple(
            OpenTask(n, a.title, a.activity.id, a.unit.id, a.deadline.day)
            for n, a in enumerate(plan.assignments, 1)
        ),
        units=tuple(UnitName(u.id, u.name, u.aliases) for u in plan.units.values()),
        activities=tuple(ActivityName(a.id, a.title) for a in plan.activities),
        sections=_sections(plan),
    )


def _words(reading: Reading) -> Iterable[str]:
    for part in reading.parts:
        facts = [INTENTS[part.intent]]
        if part.tasks:
            facts.append(f"việc {', '.join(map(str, part.tasks))}")
        if part.percent is not None:
            facts.append(f"{part.percent}%")
        if part.reason:
            facts.append(f"lý do: “{part.reason}”")
        if part.new_date:
            facts.append(f"ngày {part.new_date:%d/%m/%Y}")
        yield "- " + "; ".join(facts)
