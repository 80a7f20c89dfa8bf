"""What commands need of the database: opened, at this schema, and the plan as extended by now."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.cli.trouble import Trouble, cause
from bot.settings import Settings
from bot.store import extensions, schema
from bot.store.memory import Memory, Tx, Unusable
from schedules.extensions import extended
from schedules.plan import Plan

_NO_FILE = (None, "", ":memory:")
"""What SQLite takes for a database that is gone with the process."""


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
        raise Trouble(f"DATABASE_URL: không dùng được ({cause(error)})") from None
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
    except Unusable:
        raise Trouble(
            "DATABASE_URL: không dùng được; mẫu: sqlite:///data/nhacviec.db, "
            "postgresql://nguoidung:matkhau@may:5432/nhacviec"
        ) from None
    if closed.url.get_backend_name() == "sqlite" and closed.url.database in _NO_FILE:
        raise Trouble("DATABASE_URL: thiếu tên tệp; mẫu: sqlite:///data/nhacviec.db")
    return closed
