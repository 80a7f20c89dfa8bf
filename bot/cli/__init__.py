"""The command line: parse, call, print. The only room that prints."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import NoReturn

import structlog

from bot import log
from bot.cli.trouble import MISUSED, NOTHING_DONE, Trouble
from bot.tables import BadTable
from schedules.collector import uncollected


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese and complains in one line, with exit code 2."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs, add_help=False)  # type: ignore[arg-type]
        self._positionals.title = "Tham số"
        self._optionals.title = "Tuỳ chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thoát")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "Cách dùng:", 1)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {_vietnamese(message)} (xem: {self.prog} --help)\n")


class _Version(argparse.Action):
    """Prints the version that is installed; looked up only when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it and leave."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("nhacviec")
        except PackageNotFoundError:
            found = "(chạy từ mã nguồn, chưa cài đặt)"
        print(f"{parser.prog} {found}")
        parser.exit()


_ERRORS = (
    ("the following arguments are required:", "thiếu tham số:"),
    ("unrecognized arguments:", "tham số lạ:"),
    ("expected one argument", "cần một giá trị"),
    ("invalid choice:", "lựa chọn không hợp lệ:"),
    ("choose from", "chọn trong"),
    ("not allowed with argument", "không dùng chung với"),
    ("ignored explicit argument", "không nhận giá trị"),
    ("invalid int value:", "không phải số nguyên:"),
    ("ambiguous option:", "viết tắt chưa rõ:"),
    ("could match", "có thể là"),
    ("argument ", "tham số "),
)


def _vietnamese(message: str) -> str:
    for english, vietnamese in _ERRORS:
        message = message.replace(english, vietnamese)
    return message


_ROOMS = {
    "service": ("run", "demo", "db"),
    "check": ("check",),
    "plan": ("preview", "approve"),
    "posts": ("invite",),
    "phones": ("phone",),
    "roster": ("people", "record"),
    "trail": ("audit",),
    "board": ("status",),
    "papers": ("report", "feeds"),
    "words": ("understand",),
    "doctor": ("doctor",),
}
"""Where each command lives, in the order of the help."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run `nhacviec`; exits 0, 1 (found something wrong) or 2 (called wrongly, misconfigured)."""
    log.configure(form="text", level="INFO", secrets=())  # until the settings are known
    sys.exit(_run(sys.argv[1:] if argv is None else argv))


def _parsed(given: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="nhacviec", description="Nhắc Việc: nhắc các đơn vị thực hiện kế hoạch đã ban hành."
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="in phiên bản rồi thoát")
    commands = parser.add_subparsers(
        title="Lệnh", dest="command", metavar="LỆNH", required=True, parser_class=_Parser
    )
    with uncollected():
        for room in _rooms(given[0] if given else ""):
            import_module(f"bot.cli.{room}").add_to(commands)
    return parser.parse_args(given)


def _rooms(command: str) -> Iterable[str]:
    """The room of a command; all of them for the help, and for who mistypes.

    The others would be most of a short command's time: each brings what only it needs.
    """
    if command == "--version":
        return ()
    found = [room for room, theirs in _ROOMS.items() if command in theirs]
    return found or _ROOMS


def _run(given: Sequence[str]) -> int:
    try:
        arguments = _parsed(given)
        code: int = arguments.run(arguments)
    except Trouble as trouble:
        print(f"nhacviec: {trouble.line}", file=sys.stderr)
        return trouble.code
    except BadTable as bad:
        print(f"nhacviec: {bad}", file=sys.stderr)
        return MISUSED
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  # no traceback reaches a user
        structlog.get_logger(__name__).debug("command failed", exc_info=True)
        print(
            f"nhacviec: lỗi của chương trình ({type(error).__name__}); "
            "chạy lại với LOG_LEVEL=DEBUG và gửi nhật ký cho người phát triển",
            file=sys.stderr,
        )
        return NOTHING_DONE
    return code
