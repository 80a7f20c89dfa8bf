"""What stand-ins that are run by hand have in common: lines are typed in, answers are shown."""

import asyncio
import contextlib
import datetime as dt
import signal
import sys
import threading
from collections.abc import Awaitable, Callable

Obey = Callable[[str], Awaitable[str]]
"""Does what a line says; gives what there is to show for it."""


def say(text: str) -> None:
    """Show a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def unix_now() -> float:
    """The machine's time: a command that runs by hand is the place where the clock comes from."""
    return dt.datetime.now(dt.UTC).timestamp()  # noqa: TID251


async def obey_lines(obey: Obey) -> None:
    """Obey each line of standard input until SIGINT or SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    threading.Thread(target=_listen, args=(obey, loop), daemon=True).start()
    await stop.wait()


async def _obey_aloud(obey: Obey, line: str) -> None:
    try:
        said = await obey(line)
    except (AssertionError, IndexError) as complaint:
        said = str(complaint)
    if said:
        say(said)


def _listen(obey: Obey, loop: asyncio.AbstractEventLoop) -> None:
    """Hand each line to the loop; in a thread, as a read from a terminal cannot be cancelled."""
    for line in sys.stdin:
        if line.strip():
            with contextlib.suppress(RuntimeError):
                asyncio.run_coroutine_threadsafe(_obey_aloud(obey, line.strip()), loop)
