"""What several commands need: settings, the plan in force, the memory."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import log, settings
from bot.cli.trouble import NOTHING_DONE, Trouble
from bot.settings import Settings
from bot.store import extensions, schema
from bot.store.memory import Memory, Tx, Unusable
from schedules import plan_file
from schedules.extensions import extended
from schedules.plan import Plan
from schedules.plan_problem import Problem

_NO_FILE = (None, "", ":memory:")
"""What SQLite takes for a database that is gone with the process."""


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The option that names the plan file."""
    parser.add_argument(
        "--plan",
        type=Path,
        metavar="TỆP",
        help="tệp kế hoạch, hoặc thư mục có một tệp *.yaml (mặc định: PLAN_FILE, data/plan.yaml)",
    )


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
        if len(text) == len("2022-05-13"):
            day = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(day, time(), tzinfo=zone) - timedelta(microseconds=1)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise Trouble(f"--at: “{text}” không phải thời điểm dạng 2022-05-13T17:00") from None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def with_extensions(tx: Tx, plan: Plan) -> Plan:
    """The plan with the deadlines that have been extended by now."""
    return extended(plan, extensions.grants(tx, plan.id))


def extended_by_now(settings: Settings, plan: Plan) -> Plan:
    """The same, where there is a database at all; none is made for the sake of asking it."""
    url = closed_memory(settings).url
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return plan
    with memory(settings) as opened, opened.begin() as tx:
        return with_extensions(tx, plan)


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
    asked: Path = arguments.plan or found.plan_file
    files = plan_file.find(asked)
    if len(files) == 1:
        return files[0]
    option = "--plan" if arguments.plan else "PLAN_FILE"
    if not files:
        raise Trouble(f"{option}: thư mục {asked} không có tệp *.yaml nào")
    names = ", ".join(file.name for file in files)
    raise Trouble(f"{option}: thư mục {asked} có nhiều kế hoạch ({names}); hãy chọn một tệp")


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


@contextmanager
def memory(found: Settings) -> Iterator[Memory]:
    """The database, at the schema of this program, while the command needs it."""
    opened = open_memory(found)
    try:
        yield opened
    finally:
        opened.close()


def open_memory(found: Settings) -> Memory:
    """The database, at the schema of this program."""
    opened = closed_memory(found)
    try:
        if opened.url.get_backend_name() == "sqlite" and opened.url.database:
            Path(opened.url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"DATABASE_URL: không dùng được ({type(error).__name__})") from None
    try:
        schema.upgrade(opened)
    except schema.TooNew:
        raise Trouble("DATABASE_URL: dữ liệu do phiên bản mới hơn tạo; hãy nâng cấp") from None
    except Unusable as error:
        raise Trouble(f"DATABASE_URL: không mở được cơ sở dữ liệu ({error})") from None
    return opened


def closed_memory(found: Settings) -> Memory:
    """The database, known by its address and not yet opened."""
    try:
        closed = Memory(found.database_url)
    except Unusable as error:
        raise Trouble(f"DATABASE_URL: không dùng được ({error})") from None
    if closed.url.get_backend_name() == "sqlite" and closed.url.database in _NO_FILE:
        raise Trouble("DATABASE_URL: thiếu tên tệp; mẫu: sqlite:///data/nhacviec.db")
    return closed


def print_json(document: Any) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2))
