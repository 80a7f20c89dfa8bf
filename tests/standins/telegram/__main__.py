"""The stand-in by hand: `python -m tests.standins.telegram --port 8081`, people typed in lines.

Lan: /start ABCD     Lan types (a new name is a new phone)
Lan! ✅              Lan taps the newest button that begins so
Lan?                 what Lan's screen shows
violations           what the bot did against the published rules
"""

import argparse
import asyncio
import re

from tests.standins.by_hand import obey_lines, say, unix_now
from tests.standins.telegram.limits import Limits
from tests.standins.telegram.people import Phone
from tests.standins.telegram.server import TOKEN, TelegramStandIn

_LINE = re.compile(r"(?P<name>[^:!?]+)(?P<act>[:!?])(?P<rest>.*)\Z")


class Keyboard:
    """Reads lines and moves the phones that they name."""

    def __init__(self, standin: TelegramStandIn) -> None:
        self.standin = standin
        self.phones: dict[str, Phone] = {}

    async def obey(self, line: str) -> str:
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


async def serve(options: argparse.Namespace) -> None:
    """Run until SIGINT or SIGTERM."""
    standin = TelegramStandIn(
        port=options.port,
        token=options.token,
        limits=Limits() if options.limits else None,
        loopback_webhooks=options.loopback_webhooks,
        wall=unix_now,
    )
    async with standin:
        say(f"TELEGRAM_API_URL={standin.url} TELEGRAM_BOT_TOKEN={standin.token}")
        await obey_lines(Keyboard(standin).obey)


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
