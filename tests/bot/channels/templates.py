"""Template messages as a channel for tests: on the stand-in, with slips in memory."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.channels import Keep
from bot.channels.zalo_oa import ZaloOa
from bot.channels.zalo_oa_tokens import Tokens
from bot.channels.zalo_zbs import Before, ZaloZbs
from bot.messages import Duty, Update
from tests.bot.channels.cast import Drawer, zalo_oa_on
from tests.standins.zalo_oa import ZaloOaStandIn
from tests.standins.zalo_zbs import ZbsStandIn


@dataclass
class Pile:
    """Slips in memory, as the database keeps them."""

    states: dict[str, Before] = field(default_factory=dict)
    written: list[tuple[str, ...]] = field(default_factory=list)

    async def begin(self, tracking: str, chat: str, duty: Duty) -> Before:
        self.written.append((tracking, chat, duty.done, duty.not_done))
        before = self.states.get(tracking, Before.NEVER_SENT)
        if before is Before.NEVER_SENT:
            self.states[tracking] = Before.UNKNOWN
        return before

    async def sent(self, tracking: str, message_id: str) -> bool:
        self.states[tracking] = Before.SENT
        self.written.append((tracking, message_id))
        return False

    async def refused(self, tracking: str) -> None:
        del self.states[tracking]

    def about(self, tracking: str | None) -> tuple[str, str]:
        """What “done” and “not done” mean for the duty of a template."""
        return next(slip[2:] for slip in self.written if slip[0] == tracking and len(slip) == 4)


def zalo_zbs_on(zbs: ZbsStandIn, pile: Pile, **settings: Any) -> ZaloZbs:
    """The channel with short waits, pointed at the stand-in."""

    def now() -> datetime:
        return datetime.fromtimestamp(zbs.oa.now(), UTC)

    quick: dict[str, Any] = {
        "now": now,
        "price": 300,
        "ceiling": 50_000,
        "zns_url": zbs.url,
        "api_url": zbs.oa.url,
        "answer_within": timedelta(seconds=2),
    }
    kind = settings.pop("kind", ZaloZbs)
    channel: ZaloZbs = kind(
        Tokens(Drawer(zbs.oa), now), zbs.template.id, pile, **(quick | settings)
    )
    return channel


class HookedZbs(ZaloZbs):
    """The channel beside the account's own, whose webhook is called while it receives."""

    def __init__(self, *given: Any, beside: ZaloOaStandIn, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self._account: ZaloOa = zalo_oa_on(beside, elsewhere=self.take)

    async def receive(self, keep: Keep) -> None:
        await asyncio.gather(super().receive(keep), self._account.receive(_nothing))

    async def close(self) -> None:
        await self._account.close()
        await super().close()


async def _nothing(updates: Sequence[Update]) -> None:
    raise AssertionError(f"none of these concerns the account itself: {updates}")
