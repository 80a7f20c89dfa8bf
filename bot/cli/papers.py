"""`report`, `feeds`: the board as files to send, print, sign, and as calendars to subscribe to."""

import argparse
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.board import papers
from bot.board.papers import Form
from bot.cli import common, stored
from bot.cli.trouble import Trouble, cause
from bot.clock import SystemClock
from bot.scopes import Key, scopes
from bot.store import plans

FORMS: Mapping[Form, str] = {
    Form.DOCX: "dự thảo báo cáo kết quả thực hiện kế hoạch, theo Nghị định 30/2020/NĐ-CP",
    Form.XLSX: "bảng tính: tổng hợp, từng nhiệm vụ, từng đơn vị",
    Form.PNG: "hình trên trục thời gian, xem bằng điện thoại; kế hoạch dài thì nhiều hình",
    Form.ICS: "lịch các thời hạn, để nhập vào phần mềm lịch",
}


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    report = commands.add_parser(
        "report", help="xuất tình hình ra tệp để gửi, in, ký; ghi thư mục thì tệp được đặt tên sẵn"
    )
    common.add_plan(report)
    common.add_json(report)
    common.add_at(report)
    for form, what in FORMS.items():
        report.add_argument(f"--{form}", type=Path, metavar="TỆP", help=what)
    report.add_argument("--to", metavar="NƠI_NHẬN", help="nơi kính gửi, khi báo cáo lên cấp trên")
    report.add_argument(
        "--unit", metavar="MÃ", help="lịch của một đơn vị, có báo trước (chỉ --ics)"
    )
    report.set_defaults(run=_report)
    addresses = commands.add_parser("feeds", help="địa chỉ lịch đăng ký của từng đơn vị")
    common.add_plan(addresses)
    common.add_json(addresses)
    addresses.set_defaults(run=_feeds)


def _report(arguments: argparse.Namespace) -> int:
    asked = {form: file for form in FORMS if (file := getattr(arguments, form)) is not None}
    if not asked:
        options = ", ".join(f"--{name}" for name in FORMS)
        raise Trouble(f"report: chưa chọn tệp nào để xuất; dùng ít nhất một trong {options}")
    if arguments.to is not None and Form.DOCX not in asked:
        raise Trouble("--to: chỉ dùng cùng --docx")
    if arguments.unit is not None and Form.ICS not in asked:
        raise Trouble("--unit: chỉ dùng cùng --ics")
    for form, file in asked.items():
        _refuse_unusable(f"--{form}", file)
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    at = common.moment(arguments.at, plan.zone) if arguments.at is not None else SystemClock().now()
    with stored.memory(settings) as memory, memory.begin() as tx:
        plan = plans.in_force(tx, plan, at)
        if arguments.unit is not None and not plan.of_unit(arguments.unit):
            raise Trouble(
                f"--unit: kế hoạch không giao việc cho đơn vị nào có mã “{arguments.unit}”"
            )
        ground = papers.ground(tx, plan, at, to=arguments.to, unit=arguments.unit)
    written = []
    for form, file in asked.items():
        for page, made in enumerate(papers.draw(ground, form), 1):
            place = file / made.name if file.is_dir() else _numbered(file, page)
            _write(f"--{form}", place, made.data)
            written.append({"form": form, "file": str(place), "bytes": len(made.data)})
    if arguments.json:
        common.print_json(written)
    else:
        for each in written:
            print(f"Đã ghi {each['file']}")
    return 0


def _numbered(file: Path, page: int) -> Path:
    """The first page has the name that was asked for, the others a number behind it."""
    return file if page == 1 else file.with_stem(f"{file.stem}-{page}")


def _refuse_unusable(option: str, file: Path) -> None:
    """Say at once what no work could mend."""
    try:
        if not file.is_dir() and not file.parent.is_dir():
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
    return Trouble(f"{option}: không ghi được {file} ({cause(error)})")


def _feeds(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    if settings.secret_key is None:
        raise Trouble(
            "SECRET_KEY: chưa đặt; cần một chuỗi ngẫu nhiên ít nhất 16 ký tự để có địa chỉ lịch"
        )
    if settings.public_url is None:
        raise Trouble("PUBLIC_URL: chưa đặt; cần địa chỉ mà điện thoại của đơn vị vào được")
    plan = common.load_plan(common.plan_path(arguments, settings))
    key = Key(settings.secret_key.get_secret_value(), settings.feeds_version)
    made = [(scope.unit, settings.own_url(key.path(scope))) for scope in scopes(plan)]
    if arguments.json:
        common.print_json([{"unit": unit, "url": url} for unit, url in made])
        return 0
    for unit, url in made:
        print(f"{plan.units[unit].name if unit else 'Lãnh đạo, văn phòng (mọi đơn vị)'}:\n  {url}")
    print("Ai có địa chỉ đều xem được lịch ấy; thu hồi tất cả bằng cách tăng FEEDS_VERSION.")
    return 0
