"""`report`: the board as files to send, print and sign."""

import argparse
import errno
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.cli import common
from bot.cli.trouble import Trouble
from bot.clock import SystemClock
from bot.store import boards
from schedules.progress import Board


def _xlsx(board: Board) -> Iterable[bytes]:
    from bot.reports import workbook

    return [workbook.draw(board)]


def _png(board: Board) -> Iterable[bytes]:
    from bot.reports import picture

    return picture.pages(board)


FORMS: Mapping[str, tuple[str, Callable[[Board], Iterable[bytes]]]] = {
    "png": ("hình trên trục thời gian, xem bằng điện thoại; kế hoạch dài thì nhiều hình", _png),
    "xlsx": ("bảng tính: tổng hợp, từng nhiệm vụ, từng đơn vị", _xlsx),
}
"""By option: what it is, and the files that it makes of a board."""


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    report = commands.add_parser("report", help="xuất tình hình ra tệp để gửi, in, ký")
    common.add_plan(report)
    common.add_json(report)
    common.add_at(report)
    for name, (what, _) in FORMS.items():
        report.add_argument(f"--{name}", type=Path, metavar="TỆP", help=what)
    report.set_defaults(run=_report)


def _report(arguments: argparse.Namespace) -> int:
    asked = {name: file for name in FORMS if (file := getattr(arguments, name)) is not None}
    if not asked:
        options = ", ".join(f"--{name}" for name in FORMS)
        raise Trouble(f"report: chưa chọn tệp nào để xuất; dùng ít nhất một trong {options}")
    for name, file in asked.items():
        _refuse_unusable(f"--{name}", file)
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    at = common.moment(arguments.at, plan.zone) if arguments.at else SystemClock().now()
    with common.memory(settings) as memory, memory.begin() as tx:
        board = boards.read(tx, common.in_force(tx, plan, at), at)
    written = []
    for name, file in asked.items():
        for page, data in enumerate(FORMS[name][1](board), 1):
            place = _numbered(file, page)
            _write(f"--{name}", place, data)
            written.append({"form": name, "file": str(place), "bytes": len(data)})
    if arguments.json:
        common.print_json(written)
    else:
        for each in written:
            print(f"Đã ghi {each['file']}")
    return 0


def _numbered(file: Path, page: int) -> Path:
    """The first page has the name that was asked for, the others a number behind it."""
    return file if page == 1 else file.with_stem(f"{file.stem}-{page}")


_CAUSES = {
    errno.EACCES: "không có quyền ghi vào thư mục này",
    errno.EPERM: "không có quyền ghi vào thư mục này",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def _refuse_unusable(option: str, file: Path) -> None:
    """Say at once what no work could mend."""
    try:
        if file.is_dir():
            raise Trouble(f"{option}: {file} là thư mục; hãy ghi tên tệp")
        if not file.parent.is_dir():
            raise Trouble(f"{option}: không có thư mục {file.parent}; hãy tạo trước")
    except OSError as error:
        raise _unwritable(option, file, error) from None


def _write(option: str, file: Path, data: bytes) -> None:
    """Put a whole file in its place at once; what stood there stays until then."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.write_bytes(data)
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise _unwritable(option, file, error) from None


def _unwritable(option: str, file: Path, error: OSError) -> Trouble:
    cause = _CAUSES.get(error.errno or 0, type(error).__name__)
    return Trouble(f"{option}: không ghi được {file} ({cause})")
