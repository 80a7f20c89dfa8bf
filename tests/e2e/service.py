"""The real program as a child process, beside strict stand-ins for its platforms on loopback."""

import asyncio
import os
import re
import signal
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Self
from unittest.mock import patch

from bot.clock import SystemClock
from tests.commands import Ran, called
from tests.e2e.hours import where_it_is_morning
from tests.e2e.nursery import Born, Nursery
from tests.standins.telegram import TelegramStandIn

PLAN = """
plan:
  id: thu
  number: "/KH-SKHCN"
  title: Chạy thử cả dịch vụ
  agency: Sở Khoa học và Công nghệ tỉnh Lạng Sơn
  timezone: {zone}
calendar:
  working_days: [{today}]
units:
  - {{id: qlcn, name: "Phòng Quản lý <b>công nghệ</b>", aliases: [Phòng QLCN]}}
leadership:
  - {{id: lanh-dao-so, name: Lãnh đạo Sở}}
reminders:
  start: false
  before: [{before}s]
  overdue: {{every: 1h, times: 2}}
  escalate_after: 1s
  quiet_hours: null
  digest: null
activities:
  - id: "1"
    title: Treo băng rôn, khẩu hiệu
    lead: [qlcn]
    due: {first}
    source: {{section: III.2.2, row: 1}}
  - id: "2"
    title: Xây dựng kế hoạch Hội thảo
    lead: [qlcn]
    due: {second}
    source: {{section: III.2.2, row: 4}}
"""


HOUR = 3600.0

SOON = 90.0
"""Seconds in which the process has to do something; far more than it needs."""


class Service:
    """`nhacviec` in a folder of its own, with the settings of one office."""

    nursery: ClassVar[Nursery]

    fresh = False
    """Whether its processes are started from nothing; else they are born in the nursery."""

    def __init__(self, folder: Path, telegram: TelegramStandIn | None, **settings: str) -> None:
        """Prepare; nothing runs yet. Without a Telegram the settings name another platform."""
        self.folder = folder
        self.log = folder / "service.log"
        self.settings = {
            "DATABASE_URL": f"sqlite:///{folder / 'nhacviec.db'}",
            "PLAN_FILE": str(folder / "plan.yaml"),
            "HTTP_PORT": "0",
            "AUTO_APPROVE": "true",
        }
        if telegram is not None:
            self.settings["TELEGRAM_BOT_TOKEN"] = telegram.token
            self.settings["TELEGRAM_API_URL"] = telegram.url
        self.settings |= settings
        now = SystemClock().now()
        self.zone = where_it_is_morning(now)
        self.today = now.astimezone(self.zone).date()
        self._process: asyncio.subprocess.Process | Born | None = None

    def plan(
        self,
        *,
        reminded_in: float = 0.9 * HOUR,
        due_in: float = HOUR,
        second_due_in: float | None = None,
    ) -> None:
        """Write a plan whose two duties are reminded of, and due, in so many seconds.

        It is the plan of an office where a working day's morning was when the test began: at
        every hour of every day a test finds the same words, “hôm nay”, “đúng hạn”, no day off.

        To set a moment near, stop the service, write, start it again: it then passes while the
        service runs or, on a slow machine, while it starts, and never before people have joined.
        """
        now = SystemClock().now()
        ends = (due_in, due_in if second_due_in is None else second_due_in)
        first, second = (now + timedelta(seconds=seconds) for seconds in ends)
        text = PLAN.format(
            zone=self.zone,
            today=self.today,
            first=first.isoformat(),
            second=second.isoformat(),
            before=round(due_in - reminded_in),
        )
        (self.folder / "plan.yaml").write_text(text, encoding="utf-8")

    async def command(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command to its end in a process of its own: exit code, stdout, stderr."""
        out, err = self.folder / "stdout", self.folder / "stderr"
        for each in (out, err):
            each.unlink(missing_ok=True)
        code = await (await self._born(arguments, out, err)).wait()
        return code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")

    async def asked(self, *arguments: str) -> Any:
        """What a command answers with --json; called in this process, beside the service."""
        ran = await asyncio.to_thread(self.called, *arguments, "--json")
        assert ran.code == 0, ran.err
        return ran.json

    def called(self, *arguments: str) -> Ran:
        """What a command says, called in this process."""
        with patch.dict(os.environ, self.settings):
            return called(*arguments)

    async def code(self, role: str, unit: str | None = None) -> str:
        """A fresh join code."""
        whom = ("--unit", unit) if unit else ()
        made = await self.asked("invite", "--role", role, *whom)
        return str(made[0]["code"])

    async def restarted(self, *, reminded_in: float, second_due_in: float | None = None) -> None:
        """The service ends in good order and starts again with moments of its plan near."""
        assert await self.stop() == 0
        self.plan(reminded_in=reminded_in, second_due_in=second_due_in)
        await self.start()

    async def start(self) -> None:
        """Start the service."""
        self._process = await self._born(("run",), self.log, self.log)

    async def _born(
        self, arguments: tuple[str, ...], out: Path, err: Path
    ) -> asyncio.subprocess.Process | Born:
        environment = {**os.environ, **self.settings}
        for each in (out, err):
            each.touch()
        if not self.fresh:
            return await self.nursery.bear(arguments, environment, out, err)
        line = (sys.executable, "-m", "bot", *arguments)
        with out.open("ab") as stdout, err.open("ab") as stderr:
            return await asyncio.create_subprocess_exec(
                *line, env=environment, stdout=stdout, stderr=stderr
            )

    def signalled(self, how: signal.Signals) -> None:
        """Send a signal that is no reason to end."""
        assert self._process is not None
        self._process.send_signal(how)

    async def heeds(self, how: signal.Signals) -> None:
        """Wait until the process has its own answer to a signal (Linux tells)."""
        assert self._process is not None
        for _ in range(round(SOON / 0.001)):
            if _caught(self._process.pid) & 1 << how - 1:
                return
            await asyncio.sleep(0.001)
        raise AssertionError(f"never heeded: {how.name}")

    async def logged(self, event: str, *, times: int = 1) -> None:
        """Wait until the process has logged an event so often: the only sign of it outside."""
        for _ in range(round(SOON / 0.05)):
            if self.log.read_text(encoding="utf-8").count(event) >= times:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never logged: {event}")

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; gives the exit code."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(how)
        return await asyncio.wait_for(self._process.wait(), timeout=15)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            await self.stop(signal.SIGKILL)


def _caught(process: int) -> int:
    """The signals for which a process has a handler, as a mask."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.findall(r"SigCgt:\s*(\w+)", status)[0], 16)
