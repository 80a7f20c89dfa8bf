"""Watches what the platforms allow us, and tells the office before it is used up.

Nothing lets one ask Zalo how much is left (read 2026-10), so the office must hear of it from our
own count: once for each threshold and month.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.channels import Limits
from bot.desk import Desk
from bot.reaching import notices
from bot.store import figures, oa_tokens, spending
from bot.store.figures import Linked
from bot.store.memory import Tx
from bot.store.spending import Spent

THRESHOLDS = (70, 85, 95)
"""Percent of a month's messages."""

OF_TOKENS = "zalo-oa"
UNRENEWED_DAYS = (60, 75, 85)
"""Since a pair of tokens was last renewed; after 90 it is dead, and only a human gets another."""

CROWDED = 90
"""Percent of the people that may be linked."""

Facts = Mapping[str, Any]


class Allowance:
    """What a desk's channels have used, looked at whenever asked; each news is told once."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was told yet, as far as this run knows."""
        self._desk = desk
        self._told: set[str] = set()

    async def look(self) -> int:
        """Tell the office what has come close to its limit; gives how much was news."""
        limited = {c.name: c.limits for c in self._desk.channels.values() if c.limits.counted}
        now = self._desk.clock.now()
        news = await self._used(limited, now) if limited else {}
        if OF_TOKENS in self._desk.channels:
            news |= tokens_news(await self._desk.memory.read(oa_tokens.since), now)
        news = {mark: facts for mark, facts in news.items() if mark not in self._told}
        if news:
            await self._desk.memory.write(self._tell, news)
        self._told.update(news)
        return len(news)

    async def _used(self, limited: Mapping[str, Limits], now: datetime) -> dict[str, Facts]:
        month = spending.month(now)
        spent = await self._desk.memory.read(spending.read, limited, now)
        linked = await self._desk.memory.read(figures.linked, limited, now)
        found: dict[str, Facts] = {}
        for name, limits in limited.items():
            found |= messages_news(name, limits, spent.get(name, spending.NOTHING), month)
            found |= people_news(name, limits, linked.get(name, figures.NOBODY))
        return found

    def _tell(self, tx: Tx, news: Mapping[str, Facts]) -> None:
        plan, now = self._desk.plans.first, self._desk.clock.now()
        for mark, facts in news.items():
            notices.tell(tx, plan, mark, facts, now)


def messages_news(channel: str, limits: Limits, spent: Spent, month: str) -> dict[str, Facts]:
    """The highest threshold of a month's messages that has been reached, under its mark."""
    most = limits.messages
    if not most:
        return {}
    reached = max(_reached(spent.messages, most), default=None)
    if reached is None:
        return {}
    facts = {"what": "quota", "channel": channel, "percent": reached}
    numbers = {"used": spent.messages, "most": most}
    return {f"quota-{channel}-{month}-{reached}": facts | numbers}


def people_news(channel: str, limits: Limits, linked: Linked) -> dict[str, Facts]:
    """That nearly as many people or groups are linked as may be, under its mark."""
    found: dict[str, Facts] = {}
    for kind, used, most in (
        ("users", linked.users, limits.users),
        ("groups", linked.groups, limits.groups),
    ):
        if most and used * 100 >= most * CROWDED:
            facts = {"what": "crowded", "channel": channel, "kind": kind}
            how = "full" if used >= most else "near"
            found[f"crowded-{channel}-{kind}-{how}"] = facts | {"used": used, "most": most}
    return found


def tokens_news(since: datetime | None, now: datetime) -> dict[str, Facts]:
    """That a pair of tokens has not been renewed for long, under its mark: once a stage."""
    days = (now - since).days if since else 0
    stage = max((stage for stage in UNRENEWED_DAYS if days >= stage), default=None)
    if since is None or stage is None:
        return {}
    return {f"tokens-{since:%Y-%m-%d}-{stage}": {"what": "tokens", "days": days}}


def _reached(used: int, most: int) -> Iterator[int]:
    return (percent for percent in THRESHOLDS if used * 100 >= most * percent)
