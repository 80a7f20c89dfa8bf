"""The command line: parse, call, print. The only room that prints."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import structlog

from bot import log
from bot.cli.trouble import MISUSED, NOTHING_DONE, Trouble
from bot.tables import BadTable


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


_ERRORS = (
    ("the following arguments are required:", "thiếu tham số:"),
    ("unrecognized arguments:", "tham số lạ:"),
    ("expected one argument", "cần một giá trị"),
    ("invalid choice:", "lựa chọn không hợp lệ:"),
    ("choose from", "chọn trong"),
    ("not allowed with argument", "không dùng chung với"),
    ("argument ", "tham số "),
)


def _vietnamese(message: str) -> str:
    for english, vietnamese in _ERRORS:
        message = message.replace(english, vietnamese)
    return message


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run `nhacviec`; exits 0, 1 (found something wrong) or 2 (called wrongly, misconfigured)."""
    parser = _Parser(
        prog="nhacviec", description="Nhắc Việc: nhắc các đơn vị thực hiện kế hoạch đã ban hành."
    )
    commands = parser.add_subparsers(
        title="Lệnh", dest="command", metavar="LỆNH", required=True, parser_class=_Parser
    )
    try:
        _furnish(commands)
    except BadTable as bad:
        print(f"nhacviec: {bad}", file=sys.stderr)
        sys.exit(MISUSED)
    arguments = parser.parse_args(argv)
    log.configure(form="text", level="INFO", secrets=())  # until the settings are known
    sys.exit(_run(arguments))


def _furnish(commands: Any) -> None:
    """Add the commands of every room; the word lists are read on the way."""
    from bot.cli import board, doctor, papers, phones, plan, posts, roster, service, trail, words

    for room in (service, plan, posts, phones, roster, trail, board, papers, words, doctor):
        room.add_to(commands)


def _run(arguments: argparse.Namespace) -> int:
    try:
        code: int = arguments.run(arguments)
    except Trouble as trouble:
        print(f"nhacviec: {trouble.line}", file=sys.stderr)
        return trouble.code
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
