"""When somebody was last in touch."""

from datetime import UTC, datetime, timedelta

from bot.messages import Address
from bot.store import windows
from bot.store.memory import Memory

LAN, HUY = Address("zalo-oa", "7001"), Address("zalo-oa", "7002")
NOW = datetime(2022, 5, 16, 1, 0, tzinfo=UTC)


def test_the_latest_time_is_kept_for_each_chat_whatever_order_they_come_in(
    any_memory: Memory,
) -> None:
    with any_memory.begin() as tx:
        never = windows.last(tx, LAN)
        for hours in (0, 5, 3):
            windows.heard(tx, LAN, NOW + timedelta(hours=hours))

        assert never is None
        assert windows.last(tx, LAN) == NOW + timedelta(hours=5)
        assert windows.last(tx, HUY) is None
