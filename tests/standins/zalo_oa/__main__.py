"""The stand-in by hand: `python -m tests.standins.zalo_oa --port 8083`, people typed in lines.

Lan: ABCD-EFGH          Lan types, which opens the window (a new name is a new phone)
Lan ! ✅                Lan presses the newest button that begins so
Lan ?                   what Lan's screen shows
Lan + / Lan -           Lan follows the account, or leaves it
hook URL                the console saves the webhook's address, after a test call
84912345678 ! Đã hoàn thành    a button under the newest template of that phone
ledger, tokens          what was sent; how often tokens were exchanged, and how that went
"""

import argparse
import asyncio
import re

from tests.standins.by_hand import obey_lines, say, unix_now
from tests.standins.zalo_oa.server import ZaloOaStandIn
from tests.standins.zalo_zbs import ZbsStandIn

_LINE = re.compile(r"(?P<name>[^:!?+-]+)(?P<act>[:!?+-])(?P<rest>.*)\Z")


class Keyboard:
    """Reads lines and moves the phones that they name."""

    def __init__(self, oa: ZaloOaStandIn, zbs: ZbsStandIn) -> None:
        self.oa, self.zbs = oa, zbs

    async def obey(self, line: str) -> str:
        """Do what a line says; what there is to show for it."""
        if line.startswith("hook "):
            saved = await self.oa.hooks.save(line.removeprefix("hook ").strip())
            return "saved" if saved else "not saved: the address did not answer 200"
        if line == "tokens":
            return "\n".join(map(str, self.oa.grants.exchanges))
        if line == "ledger":
            return "\n".join(map(str, [*self.oa.sent, *self.zbs.sent]))
        found = _LINE.match(line)
        if not found:
            return "NAME: text   NAME ! button   NAME ?   NAME +   NAME -   hook URL   ledger"
        return self._act(found["name"].strip(), found["act"], found["rest"].strip())

    def _act(self, name: str, act: str, rest: str) -> str:
        if name.isdecimal():
            self.zbs.phone(name).taps(rest)
            return ""
        phone = self.oa.phone(name)
        if act == "?":
            return phone.transcript
        if act == "!":
            phone.taps(rest)
        elif act == ":":
            phone.says(rest)
        else:
            _ = phone.follows() if act == "+" else phone.unfollows()
        return ""


async def serve(options: argparse.Namespace) -> None:
    """Run until SIGINT or SIGTERM."""
    async with (
        ZaloOaStandIn(port=options.port, now=unix_now, life_s=options.life) as oa,
        ZbsStandIn(oa) as zbs,
    ):
        oa.hooks.push.hurry = 1.0
        say(" ".join(f"{name}={value}" for name, value in oa.settings.items()))
        say(" ".join(f"{name}={value}" for name, value in zbs.settings.items()))
        await obey_lines(Keyboard(oa, zbs).obey)


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.standins.zalo_oa", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--life", type=int, default=90_000, help="seconds of an access token")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
