"""A strict stand-in for the Telegram Bot API server, for tests and runs without a network.

In an event loop::

    async with TelegramStandIn() as telegram:
        lan = telegram.phone("Lan")
        ...  # start the bot with telegram.url and telegram.token
        lan.says("/start ABCD")
        await lan.expects("Đã nhận")
        tap = lan.taps("✅")
        await tap.answered()
        assert telegram.violations == []

`threaded()` is the same for tests without a loop; `python -m tests.standins.telegram` is for
runs by hand. Bot API 10.1, the methods that api.json lists.
"""

from typing import Any

from tests.standins.telegram.journal import Call
from tests.standins.telegram.limits import Limits
from tests.standins.telegram.people import Group, Member, Phone
from tests.standins.telegram.refusals import Refusal
from tests.standins.telegram.screen import Tap
from tests.standins.telegram.server import TOKEN, TelegramStandIn
from tests.standins.threaded import Threaded

__all__ = [
    "TOKEN",
    "Call",
    "Group",
    "Limits",
    "Member",
    "Phone",
    "Refusal",
    "Tap",
    "TelegramStandIn",
    "threaded",
]


def threaded(**options: Any) -> Threaded[TelegramStandIn]:
    """The stand-in in a thread of its own."""
    return Threaded(TelegramStandIn(**options))
