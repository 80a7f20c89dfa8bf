"""Where processes of the program are born: by a fork of one that has imported it.

Starting Python and importing is most of what a process costs that lives for two seconds. What is
born has its own environment, outputs and signals, runs `main` from its first line, and can be
killed like any other; only the import of modules is over.
"""

import asyncio
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from importlib import import_module
from itertools import count
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Thread
from typing import Any, NoReturn, Self


class Born:
    """A process that was born here, as `asyncio` shows its own."""

    def __init__(self, pid: int, ended: "Future[int]") -> None:
        self.pid = pid
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, how: signal.Signals) -> None:
        """Send a signal. Raises ProcessLookupError if it has ended."""
        if self._ended.done():
            raise ProcessLookupError
        os.kill(self.pid, how)

    async def wait(self) -> int:
        """Wait for the end; gives the exit code."""
        return await asyncio.shield(asyncio.wrap_future(self._ended))


class Nursery:
    """The other process, while its context lasts; asked from any loop."""

    def __enter__(self) -> Self:
        self._socket, theirs = socket.socketpair()
        with theirs:
            fd = theirs.fileno()
            command = [sys.executable, "-m", "tests.e2e.nursery", str(fd)]
            self._process = subprocess.Popen(command, pass_fds=[fd])
        self._numbers = count()
        self._born: dict[int, Future[int]] = {}
        self._ended: dict[int, Future[int]] = {}
        self._reader = Thread(target=self._read, name="nursery")
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join()
        self._socket.close()
        self._process.wait()

    async def bear(
        self, arguments: Sequence[str], environment: Mapping[str, str], out: Path, err: Path
    ) -> Born:
        """A process with these arguments, which appends to these files."""
        number = next(self._numbers)
        born = self._born[number] = Future[int]()
        ended = self._ended[number] = Future[int]()
        asked = [number, list(arguments), dict(environment), str(out), str(err)]
        self._socket.sendall(json.dumps(asked).encode() + b"\n")
        return Born(await asyncio.wrap_future(born), ended)

    def _read(self) -> None:
        with self._socket.makefile() as lines:
            for line in lines:
                number, what, value = json.loads(line)
                {"born": self._born, "ended": self._ended}[what].pop(number).set_result(value)
        for waited in (*self._born.values(), *self._ended.values()):
            waited.set_exception(EOFError("the nursery has ended"))


# --- in the other process -------------------------------------------------------------------------


def _import_everything() -> None:
    import bot

    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    gc.collect()
    gc.freeze()


def _serve(asked: socket.socket) -> list[Any]:
    """Fork for whatever is asked for, tell of every end; returns in what was born, never here."""
    ear, voice = socket.socketpair()
    voice.setblocking(False)
    signal.set_wakeup_fd(voice.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    numbers: dict[int, int] = {}

    def tell(*what: object) -> None:
        with suppress(BrokenPipeError):
            asked.sendall(json.dumps(what).encode() + b"\n")

    with DefaultSelector() as waiting, asked.makefile("rb", buffering=0) as lines:
        waiting.register(asked, EVENT_READ)
        waiting.register(ear, EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is ear:
                    ear.recv(1024)
                    for pid, code in _ended():
                        tell(numbers.pop(pid), "ended", code)
                    continue
                line = lines.readline()
                if not line:
                    sys.exit()
                request: list[Any] = json.loads(line)
                pid = os.fork()
                if not pid:
                    return request
                numbers[pid] = request[0]
                tell(request[0], "born", pid)


def _ended() -> list[tuple[int, int]]:
    found = []
    with suppress(ChildProcessError):
        while (one := os.waitpid(-1, os.WNOHANG))[0]:
            found.append((one[0], os.waitstatus_to_exitcode(one[1])))
    return found


def _become(arguments: list[str], environment: dict[str, str], *outputs: str) -> NoReturn:
    """Be the program, as if just started."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.closerange(3, 256)
    for fd, path in enumerate(outputs, start=1):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(file, fd)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", *arguments]
    gc.unfreeze()
    from bot.__main__ import main

    main()


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as conversation:
        _import_everything()
        _, *born = _serve(conversation)
        conversation.detach()
    _become(*born)
