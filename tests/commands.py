"""The command line called in this process: all that it does but the second of a fresh start."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
import structlog

from bot.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on stdout."""
        return json.loads(self.out)


def called(*arguments: str) -> Ran:
    """Call `nhacviec` with arguments, on the settings that the environment holds."""
    out, err = StringIO(), StringIO()
    with (
        _same_logs_after(),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main(arguments)
    return Ran(int(ended.value.code or 0), out.getvalue(), err.getvalue())


@contextmanager
def _same_logs_after() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, config = root.handlers, root.level, structlog.get_config()
    try:
        yield
    finally:
        root.handlers, root.level = handlers, level
        structlog.configure(**config)
