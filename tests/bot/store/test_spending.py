"""What channels are used for is counted by month, as Viet Nam counts months."""

from datetime import UTC, datetime, timedelta

from bot.store import spending
from bot.store.memory import Memory
from bot.store.spending import Spent

LAST_OF_MAY_AT_NIGHT = datetime(2022, 5, 31, 16, 59, tzinfo=UTC)  # 23:59 in Viet Nam


def test_messages_and_money_add_up_and_can_be_taken_back(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        spending.add(tx, "zns", LAST_OF_MAY_AT_NIGHT, messages=2, cost=400)
        spending.add(tx, "zns", LAST_OF_MAY_AT_NIGHT, messages=1, cost=200)

        left = spending.add(tx, "zns", LAST_OF_MAY_AT_NIGHT, messages=-1, cost=-200)

        assert left == Spent(2, 400)
        assert spending.read(tx, ["zns", "zalo_bot"], LAST_OF_MAY_AT_NIGHT) == {"zns": left}


def test_a_month_begins_at_midnight_in_viet_nam(any_memory: Memory) -> None:
    june = LAST_OF_MAY_AT_NIGHT + timedelta(minutes=1)
    with any_memory.begin() as tx:
        spending.add(tx, "zalo_bot", LAST_OF_MAY_AT_NIGHT, messages=3_000)

        first = spending.add(tx, "zalo_bot", june, messages=1)

        assert first == Spent(1)
        assert spending.read(tx, ["zalo_bot"], june) == {"zalo_bot": first}
