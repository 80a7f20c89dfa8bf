"""A stand-in for Zalo's Bot Platform, for tests and runs without a network.

In an event loop::

    async with ZaloBotStandIn() as zalo:
        lan = zalo.phone("Lan")
        ...  # start the bot with zalo.url and zalo.token
        lan.says("ABCD-EFGH")
        await lan.expects("Đã liên kết")
        assert zalo.violations == []
        assert zalo.ledger.repeated() == {}

Where sources disagree about the live service, both readings are a switch: `Regime` (how updates
are served), `Style` (how answers are worded), `Push` (how a webhook is called), `Faults`.
It offers nothing that Zalo lacks: no offset, no buttons, no edits, no files.
`python -m tests.standins.zalo_bot` is for runs by hand. Facts as of 2026-10.
"""

from typing import Any

from tests.standins.threaded import Threaded
from tests.standins.zalo_bot.ledger import Sent
from tests.standins.zalo_bot.people import Group, Member, Phone
from tests.standins.zalo_bot.server import NAME, TOKEN, ZaloBotStandIn
from tests.standins.zalo_bot.style import Refusal, Style
from tests.standins.zalo_bot.waiting import Regime
from tests.standins.zalo_bot.world import Caps

__all__ = [
    "NAME",
    "TOKEN",
    "Caps",
    "Group",
    "Member",
    "Phone",
    "Refusal",
    "Regime",
    "Sent",
    "Style",
    "ZaloBotStandIn",
    "threaded",
]


def threaded(**options: Any) -> Threaded[ZaloBotStandIn]:
    """The stand-in in a thread of its own."""
    return Threaded(ZaloBotStandIn(**options))
