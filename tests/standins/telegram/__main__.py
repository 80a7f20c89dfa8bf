"""The stand-in by hand: `python -m tests.standins.telegram --port 8081`, people typed in lines.

Lan: /start ABCD     Lan types (a new name is a new phone)
Lan! ✅              Lan taps the newest button that begins so
Lan?                 what Lan's screen shows
violations           what the bot did against the published rules
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import re
import signal
import sys
import threading

from tests.standins.telegram.limits import Limits
from tests.standins.telegram.people import Phone
from tests.standins.telegram.server import TOKEN, TelegramStandIn

_LINE = re.compile(r"(?P<name>[^:!?]+)(?P<act>[:!?])(?P<rest>.*)\Z")


class Keyboard:
    """Reads lines and moves the phones that they name."""

    def __init__(self, standin: TelegramStandIn) -> None:
        self.standin = standin
        self.phones: dict[str, Phone] = {}

    def obey(self, line: str) -> str:
        """Do what a line says; what there is to show for it."""
        if line == "violations":
            return "\n".join(self.standin.violations) or "(none)"
        found = _LINE.match(line)
        if not found:
            return "NAME: text   NAME! button   NAME?   violations"
        phone = self._phone(found["name"].strip())
        rest = found["rest"].strip()
        if found["act"] == ":":
            phone.says(rest)
        elif found["act"] == "!":
            phone.taps(rest)
        return phone.transcript if found["act"] == "?" else ""

    def _phone(self, name: str) -> Phone:
        if name not in self.phones:
            self.phones[name] = self.standin.phone(name)
        return self.phones[name]

    def obey_aloud(self, line: str) -> None:
        """As `obey`, the answer or the complaint written to standard output."""
        try:
            said = self.obey(line)
        except AssertionError as complaint:
            said = str(complaint)
        if said:
            _say(said)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _unix_now() -> float:
    """The machine's time: a command that runs by hand is the place where the clock comes from."""
    return dt.datetime.now(dt.UTC).timestamp()  # noqa: TID251


def _listen(keyboard: Keyboard, loop: asyncio.AbstractEventLoop) -> None:
    """Hand each line to the loop; in a thread, as a read from a terminal cannot be cancelled."""
    for line in sys.stdin:
        if line.strip():
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(keyboard.obey_aloud, line.strip())


async def serve(options: argparse.Namespace) -> None:
    """Run until SIGINT or SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    standin = TelegramStandIn(
        port=options.port,
        token=options.token,
        limits=Limits() if options.limits else None,
        loopback_webhooks=options.loopback_webhooks,
        wall=_unix_now,
    )
    async with standin:
        _say(f"TELEGRAM_API_URL={standin.url} TELEGRAM_BOT_TOKEN={standin.token}")
        reader = threading.Thread(target=_listen, args=(Keyboard(standin), loop), daemon=True)
        reader.start()
        await stop.wait()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.standins.telegram", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--limits", action="store_true", help="hold to the flood limits")
    parser.add_argument(
        "--loopback-webhooks", action="store_true", help="let http://127.0.0.1 pass"
    )
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
