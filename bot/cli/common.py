"""What all commands need: their options, the settings, the plan. Knows no database.

`bot.cli.stored` does: whoever only reads a file or a sentence need not wait for SQL to be imported.
"""

import argparse
import json
import os
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import log, settings
from bot.cli.trouble import NOTHING_DONE, Trouble, cause
from bot.settings import Settings
from schedules import plan_file
from schedules.plan import Plan
from schedules.plan_problem import Problem

_YEARS = range(1900, 2200)
"""Moments of other years are slips of the hand, and lead beyond what a calendar can reckon."""


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The option that names the plan file."""
    _add_plan(
        parser, "tệp kế hoạch, hoặc thư mục có một tệp *.yaml (mặc định: PLAN_FILE, data/plan.yaml)"
    )


def add_idle_plan(parser: argparse.ArgumentParser) -> None:
    """The same for a command that reads no plan: scripts give it to every command alike."""
    _add_plan(parser, "có ở mọi lệnh; lệnh này không đọc kế hoạch")


def _add_plan(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--plan", type=Path, metavar="TỆP", help=what)


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option that asks for JSON on stdout and nothing else there."""
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON ra stdout")


def add_at(parser: argparse.ArgumentParser) -> None:
    """The option that names a past moment."""
    parser.add_argument(
        "--at",
        metavar="LÚC",
        help="thời điểm đã qua: 2022-05-13T17:00 (giờ của kế hoạch), hoặc 2022-05-13 (hết ngày)",
    )


def moment(text: str, zone: ZoneInfo) -> datetime:
    """An instant as typed behind --at: aware, or on the plan's clock; a bare date means its end."""
    try:
        found = _end_of(date.fromisoformat(text))
    except (ValueError, OverflowError):
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise Trouble(f"--at: “{text}” không phải thời điểm dạng 2022-05-13T17:00") from None
    if found.year not in _YEARS:
        raise Trouble(f"--at: năm {found.year} nằm ngoài khoảng {_YEARS[0]}–{_YEARS[-1]}")
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _end_of(day: date) -> datetime:
    """The last instant of a day, on no clock yet."""
    return datetime.combine(day, time()) + timedelta(days=1, microseconds=-1)


def load_settings() -> Settings:
    """The settings in force, with logging set up by them."""
    try:
        found = settings.load()
    except settings.BadSettings as error:
        raise Trouble(error.line) from None
    log.configure(form=found.log_format, level=found.log_level, secrets=found.secrets())
    return found


def plan_path(arguments: argparse.Namespace, found: Settings) -> Path:
    """The one plan file that is meant."""
    option, asked, files = plan_files(arguments, found)
    if len(files) != 1:
        names = ", ".join(file.name for file in files)
        raise Trouble(f"{option}: thư mục {asked} có nhiều kế hoạch ({names}); hãy chọn một tệp")
    refuse_absent(option, files[0])
    return files[0]


def plan_files(arguments: argparse.Namespace, found: Settings) -> tuple[str, Path, list[Path]]:
    """What names the plan, the path that it names, and the files of that path: at least one."""
    option, asked = ("--plan", arguments.plan) if arguments.plan else ("PLAN_FILE", found.plan_file)
    try:
        files = plan_file.find(asked)
    except OSError as error:
        raise Trouble(f"{option}: không đọc được {asked} ({cause(error)})") from None
    if not files:
        raise Trouble(f"{option}: thư mục {asked} không có tệp *.yaml nào")
    return option, asked, files


def refuse_absent(option: str, file: Path) -> None:
    """A file that cannot be opened is no bad plan: its name was given wrongly."""
    try:
        file.stat()
    except FileNotFoundError:
        raise Trouble(f"{option}: không có tệp {file}") from None
    except (OSError, ValueError) as error:
        raise Trouble(f"{option}: không đọc được {file} ({cause(error)})") from None
    if not os.access(file, os.R_OK):
        raise Trouble(f"{option}: không đọc được {file} (không có quyền)")


def load_plan(path: Path) -> Plan:
    """The plan of a file; findings go to stderr and end the command."""
    loaded = plan_file.load(path)
    if loaded.plan is None:
        for problem in loaded.errors:
            print(finding(problem), file=sys.stderr)
        raise Trouble(f"{path}: kế hoạch có {len(loaded.errors)} lỗi", NOTHING_DONE)
    return loaded.plan


def finding(problem: Problem) -> str:
    """A finding as one line: file:line:column: message."""
    kind = "cảnh báo: " if problem.severity == "warning" else ""
    return f"{problem.file}:{problem.line}:{problem.column}: {kind}{problem.message}"


def print_json(document: Any) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def inferred(plan: Plan) -> list[str]:
    """What is a reading rather than the document's words, until the office confirms it."""
    found = [f"- {a.id}: {', '.join(a.inferred)}" for a in plan.activities if a.inferred]
    return ["Suy luận, chưa phải lời văn của kế hoạch, cần xác nhận:", *found] if found else []
