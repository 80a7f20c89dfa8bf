"""`run`, `demo`, `db`: the service and its database."""

import argparse
import asyncio
import os
import re
import sqlite3
import subprocess
from contextlib import closing, nullcontext
from ipaddress import ip_address
from pathlib import Path
from shutil import which
from typing import Any

from filelock import FileLock, Timeout
from pydantic import HttpUrl

from bot.cli import common, stored
from bot.cli.trouble import NOTHING_DONE, Trouble, cause
from bot.settings import Settings
from bot.store import private
from bot.store.memory import Memory
from schedules.collector import uncollected

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ZALO_SECRET = re.compile(r"[A-Za-z0-9_-]{8,256}")
_WEBHOOK_PORTS = (443, 80, 88, 8443)


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    run = commands.add_parser("run", help="chạy dịch vụ: nhắc, nhận trả lời, báo cáo")
    common.add_plan(run)
    run.set_defaults(run=_run)

    demo = commands.add_parser("demo", help="diễn cả kế hoạch với điện thoại mô phỏng")
    common.add_plan(demo)
    demo.add_argument("--headless", action="store_true", help="diễn trong cửa sổ lệnh, đến hết")
    demo.set_defaults(run=_demo)

    db = commands.add_parser("db", help="cơ sở dữ liệu: upgrade, backup")
    actions = db.add_subparsers(title="Việc", dest="action", metavar="VIỆC", required=True)
    upgrade = actions.add_parser("upgrade", help="đưa cơ sở dữ liệu lên phiên bản của chương trình")
    common.add_idle_plan(upgrade)
    upgrade.set_defaults(run=_upgrade)
    backup = actions.add_parser("backup", help="sao lưu khi dịch vụ đang chạy")
    common.add_idle_plan(backup)
    backup.add_argument("file", type=Path, metavar="TỆP", help="tệp sao lưu sẽ tạo")
    backup.set_defaults(run=_backup)


def _run(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    _check_channels(settings)
    _check_folder(settings.evidence_dir)
    plan = common.load_plan(common.plan_path(arguments, settings))
    with _only_one(settings):
        with uncollected():
            # imported late: no other command needs a channel
            from bot.app import App
            from bot.platforms import channels
            from bot.web.server import BadHost, PortTaken

            memory = stored.open_memory(settings)
            _shut(settings, memory)
            app = App(settings, [plan], memory, channels=channels(settings, memory))
        try:
            asyncio.run(app.run())
        except PortTaken as error:
            raise Trouble(f"HTTP_PORT: địa chỉ {error} đang bị chương trình khác dùng") from None
        except BadHost as error:
            raise Trouble(f"HTTP_HOST: máy này không có địa chỉ {error}") from None
    return 0


def _check_channels(settings: Settings) -> None:
    if gaps := settings.zalo_oa_gaps:
        raise Trouble(f"{', '.join(gaps)}: chưa đặt; Zalo OA cần đủ các biến này (docs/zalo.md)")
    if gaps := settings.zalo_zns_gaps:
        raise Trouble(f"{', '.join(gaps)}: chưa đặt; cần khi ZALO_ZNS_ENABLED=true (docs/zalo.md)")
    if not settings.has_channel:
        raise Trouble(
            "TELEGRAM_BOT_TOKEN, ZALO_BOT_TOKEN, ZALO_APP_ID: chưa đặt; cần ít nhất một kênh"
        )
    if settings.telegram_bot_token and settings.telegram_mode == "webhook":
        _check_telegram_webhook(*_webhook_of(settings, "TELEGRAM_MODE"))
    if settings.zalo_bot_token and settings.zalo_bot_mode == "webhook":
        _check_zalo_webhook(*_webhook_of(settings, "ZALO_BOT_MODE"))


def _shut(settings: Settings, memory: Memory) -> None:
    """Shut others out of files that an earlier version, or a copy, has left open to them.

    Where the system does not let us, `doctor` tells it.
    """
    file = str(memory.url.database) if memory.url.get_backend_name() == "sqlite" else None
    own = [settings.evidence_folder(file), *(private.beside(file) if file else ())]
    private.tighten(own)


def _check_folder(evidence: Path | None) -> None:
    """The folder that files of evidence are to go to must take them."""
    if evidence is None:
        return
    try:
        private.make_folder(evidence)
    except OSError as error:
        raise Trouble(f"EVIDENCE_DIR: không ghi được {evidence} ({cause(error)})") from None
    if not os.access(evidence, os.W_OK | os.X_OK):
        raise Trouble(f"EVIDENCE_DIR: không ghi được {evidence} (không có quyền)")


def _webhook_of(settings: Settings, mode: str) -> tuple[HttpUrl, str]:
    """Address and secret of a webhook; Trouble if either is missing."""
    if settings.public_url is None:
        raise Trouble(f"PUBLIC_URL: cần khi {mode}=webhook")
    if settings.webhook_secret is None:
        raise Trouble(f"WEBHOOK_SECRET: cần khi {mode}=webhook")
    return settings.public_url, settings.webhook_secret.get_secret_value()


def _check_zalo_webhook(url: HttpUrl, secret: str) -> None:
    """What Zalo asks of a bot's webhook (docs.zaloplatforms.com, read 2026-10)."""
    if not _ZALO_SECRET.fullmatch(secret):
        raise Trouble("WEBHOOK_SECRET: Zalo cần 8–256 ký tự A–Z a–z 0–9 _ -")
    if url.scheme != "https" and not _is_private(url.host or ""):
        raise Trouble("PUBLIC_URL: Zalo chỉ gọi địa chỉ https công khai")


def _check_telegram_webhook(url: HttpUrl, secret: str) -> None:
    """What Telegram asks of a webhook (core.telegram.org/bots/api#setwebhook).

    A private address is left alone: only an own Bot API server can be meant to call it.
    """
    if not _SECRET.fullmatch(secret):
        raise Trouble("WEBHOOK_SECRET: chỉ gồm 1–256 ký tự A–Z a–z 0–9 _ -")
    if _is_private(url.host or ""):
        return
    if url.scheme != "https" or url.port not in _WEBHOOK_PORTS:
        ports = ", ".join(map(str, _WEBHOOK_PORTS))
        raise Trouble(f"PUBLIC_URL: Telegram chỉ gọi địa chỉ https, cổng {ports}")


def _is_private(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_private
    except ValueError:
        return False


def _only_one(settings: Settings) -> Any:
    """Refuses a second service on the same SQLite file."""
    url = stored.closed_memory(settings).url
    if url.get_backend_name() != "sqlite" or not url.database:
        return nullcontext()
    lock = FileLock(f"{url.database}.lock")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        return lock.acquire(timeout=0)
    except Timeout:
        raise Trouble(
            f"DATABASE_URL: một dịch vụ khác đang chạy trên {url.database}", NOTHING_DONE
        ) from None
    except OSError as error:
        raise Trouble(f"DATABASE_URL: không ghi được {url.database} ({cause(error)})") from None


def _demo(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    from bot.demo.stage import play

    async def perform() -> None:
        async for piece in play(plan):
            print(piece, flush=True)

    asyncio.run(perform())
    return 0


def _upgrade(_arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    with stored.memory(settings) as memory:
        print(f"Cơ sở dữ liệu {memory.url.database} đang ở phiên bản mới nhất.")
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    file: Path = arguments.file
    if file.exists():
        raise Trouble(f"TỆP: {file} đã có; chọn tên khác để không ghi đè")
    if not file.parent.is_dir():
        raise Trouble(f"TỆP: không có thư mục {file.parent}; hãy tạo trước")
    with stored.memory(settings) as memory:
        try:
            private.make_file(file)
            if memory.url.get_backend_name() == "sqlite":
                _copy_sqlite(str(memory.url.database), file)
            else:
                _dump_postgresql(memory, file)
        except Trouble:
            file.unlink(missing_ok=True)
            raise
        except (OSError, sqlite3.Error) as error:
            raise Trouble(f"TỆP: không ghi được {file} ({_said(error)})") from None
    print(f"Đã sao lưu vào {file}.")
    return 0


def _said(error: Exception) -> str:
    return cause(error) if isinstance(error, OSError) else str(error)


def _copy_sqlite(source: str, file: Path) -> None:
    """SQLite's own online backup: a consistent copy while the service writes."""
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(file)) as copy:
        live.backup(copy)


def _dump_postgresql(memory: Memory, file: Path) -> None:
    program = which("pg_dump")
    if program is None:
        raise Trouble("pg_dump: chưa cài; cần để sao lưu PostgreSQL")
    url = memory.url
    places = {"--host": url.host, "--port": url.port, "--username": url.username}
    options = [f"{option}={value}" for option, value in places.items() if value is not None]
    secret = {"PGPASSWORD": url.password} if url.password else {}  # never on a command line
    done = subprocess.run(  # noqa: S603  # a fixed program with our own settings
        [program, "--format=custom", f"--file={file}", *options, f"--dbname={url.database}"],
        env=os.environ | secret,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(f"pg_dump: {done.stderr.splitlines()[0]}", NOTHING_DONE)
