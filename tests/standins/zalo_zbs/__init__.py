"""A stand-in for Zalo's template messages (ZBS), beside that of the Official Account.

In an event loop::

    async with ZaloOaStandIn(now=hand) as oa, ZbsStandIn(oa) as zbs:
        lan = zbs.phone("84912345678")
        ...  # start the bot with zbs.settings
        await lan.taps("Đã hoàn thành")

By phone the answer names our tracking id in everything that comes back, by user id only Zalo's own
id. A repeated tracking id is NOT merged. Knobs: `template` (state, blanks, price), `development`,
`no_account`, `refusing`, `loses` (accepted, never delivered), `quota`, `hours`, and the faults of
the account's stand-in by path. Facts as of 2026-10.
"""

from tests.standins.zalo_zbs.server import BY_PHONE, BY_USER, ZbsStandIn
from tests.standins.zalo_zbs.world import Received, Template

__all__ = ["BY_PHONE", "BY_USER", "Received", "Template", "ZbsStandIn"]
