"""A stand-in for Zalo's Official Account: OAuth v4, OpenAPI and webhook, without a network.

In an event loop::

    async with ZaloOaStandIn() as zalo:
        lan = zalo.phone("Lan")
        ...  # start the bot with zalo.settings
        await zalo.hooks.save("http://127.0.0.1:8080/hooks/zalo-oa")
        lan.says("ABCD-EFGH")
        await lan.expects("Đã liên kết")

Time stands still until `Hand` is turned; what sources disagree about is a switch: `Push` (how the
webhook is signed and called), `Faults`, `takes_buttons`. `python -m tests.standins.zalo_oa` is for
runs by hand. Facts as of 2026-10.
"""

from typing import Any

from tests.standins.threaded import Threaded
from tests.standins.zalo_oa.answers import RefusedError
from tests.standins.zalo_oa.clock import EPOCH, Hand
from tests.standins.zalo_oa.grants import Grants
from tests.standins.zalo_oa.hooks import Push
from tests.standins.zalo_oa.people import Phone, Sent
from tests.standins.zalo_oa.server import OAUTH, ZaloOaStandIn

__all__ = [
    "EPOCH",
    "OAUTH",
    "Grants",
    "Hand",
    "Phone",
    "Push",
    "RefusedError",
    "Sent",
    "ZaloOaStandIn",
    "threaded",
]


def threaded(**options: Any) -> Threaded[ZaloOaStandIn]:
    """The stand-in in a thread of its own."""
    return Threaded(ZaloOaStandIn(**options))
