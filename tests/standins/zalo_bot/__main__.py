"""The stand-in by hand: `python -m tests.standins.zalo_bot --port 8082`, people typed in lines.

Lan: ABCD-EFGH          Lan types (a new name is a new phone)
Lan @ Tổ QLCN: 1 xong   Lan types in a group, with the bot tagged
Lan ! photo.jpg         Lan sends a photo of that name
Lan ?                   what Lan's screen shows
ledger, violations      what was sent, and what was asked for that Zalo does not have
"""

import argparse
import asyncio
import re

from tests.standins.by_hand import obey_lines, say, unix_now
from tests.standins.zalo_bot.server import NAME, TOKEN, ZaloBotStandIn
from tests.standins.zalo_bot.style import Style
from tests.standins.zalo_bot.waiting import Regime

_LINE = re.compile(r"(?P<name>[^@:!?]+)(?:@(?P<group>[^:]+))?(?P<act>[:!?])(?P<rest>.*)\Z")
PIXEL = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


class Keyboard:
    """Reads lines and moves the phones that they name."""

    def __init__(self, standin: ZaloBotStandIn) -> None:
        self.standin = standin

    async def obey(self, line: str) -> str:
        """Do what a line says; what there is to show for it."""
        if line == "violations":
            return "\n".join(self.standin.violations) or "(none)"
        if line == "ledger":
            return "\n".join(f"{s.chat} {s.method} {s.text!r}" for s in self.standin.ledger.sent)
        found = _LINE.match(line)
        if not found:
            return "NAME: text   NAME @ GROUP: text   NAME ! photo   NAME ?   ledger   violations"
        return self._act(found["name"].strip(), found["group"], found["act"], found["rest"].strip())

    def _act(self, name: str, group: str | None, act: str, rest: str) -> str:
        phone = self.standin.phone(name)
        if act == "?":
            return phone.transcript
        if act == "!":
            phone.sends_photo(self.standin.hosts_photo(rest or "photo.jpg", PIXEL))
        elif group:
            self.standin.group_says(group.strip(), name, rest)
        else:
            phone.says(rest)
        return ""


async def serve(options: argparse.Namespace) -> None:
    """Run until SIGINT or SIGTERM."""
    standin = ZaloBotStandIn(
        port=options.port,
        token=options.token,
        name=options.name,
        regime=Regime(options.regime),
        style=Style(mirror=options.mirror),
        loopback=options.loopback_webhooks,
        wall=unix_now,
    )
    async with standin:
        say(f"ZALO_BOT_API_URL={standin.url} ZALO_BOT_TOKEN={standin.token}")
        await obey_lines(Keyboard(standin).obey)


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.standins.zalo_bot", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--name", default=NAME, help="the bot's name, which groups tag it by")
    parser.add_argument("--regime", choices=[each.value for each in Regime], default="pop")
    parser.add_argument("--mirror", action="store_true", help="HTTP status equals the error code")
    parser.add_argument(
        "--loopback-webhooks", action="store_true", help="let http://127.0.0.1 pass"
    )
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
