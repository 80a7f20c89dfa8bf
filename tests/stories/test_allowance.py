"""The office hears of a platform's limits before they are reached, once for each threshold."""

from datetime import timedelta

import pytest

from bot.channels import Limits
from bot.channels.simulator import NAME, Simulator
from bot.sending.allowance import Allowance, messages_news, people_news, tokens_news
from bot.store import spending
from bot.store.figures import Linked
from bot.store.memory import Memory
from bot.store.spending import Spent
from tests.stories.cast import LEADER, OFFICE, at
from tests.stories.stage import Stage

ZALO = Limits(messages=3000, users=50, groups=3)


@pytest.fixture
async def stage(sqlite_memory: Memory) -> Stage:
    """An office on a channel that allows 3,000 messages a month."""
    stage = Stage(sqlite_memory, phones=Simulator(NAME, most_buttons=0, limits=ZALO))
    stage.joined(OFFICE)
    return stage


async def spend(stage: Stage, messages: int) -> None:
    """So many messages more are counted this month."""
    await stage.memory.write(spending.add, NAME, stage.now, messages=messages)


async def test_each_threshold_is_told_once_a_month_and_again_in_the_next(stage: Stage) -> None:
    allowance = Allowance(stage.desk)
    told = []
    for more in (2099, 1, 400, 100, 299, 50):
        await spend(stage, more)
        await allowance.look()
        told.append(await Allowance(stage.desk).look())
    await stage.comes("29/4 09:01")
    texts = stage.texts(OFFICE)
    await stage.comes("04/5 09:00")
    before = len(stage.texts(OFFICE))
    await spend(stage, 2098)  # beside the notice and the morning list that have just been sent
    await allowance.look()
    await stage.comes("04/5 09:01")

    assert told == [0, 1, 1, 1, 1, 1]
    assert [text.split("\n")[0] for text in texts] == [
        "Kênh simulator đã dùng 70% số tin của tháng (2.100/3.000).",
        "Kênh simulator đã dùng 85% số tin của tháng (2.600/3.000).",
        "Kênh simulator đã dùng 95% số tin của tháng (2.899/3.000).",
    ]
    assert [text.split("\n")[0] for text in stage.texts(OFFICE)[before:]] == [
        "Kênh simulator đã dùng 70% số tin của tháng (2.100/3.000)."
    ]


@pytest.mark.parametrize(
    ("used", "percent"),
    [(2099, None), (2100, 70), (2549, 70), (2550, 85), (2849, 85), (2850, 95), (4000, 95)],
)
def test_only_the_highest_threshold_is_news(used: int, percent: int | None) -> None:
    found = messages_news("zalo-bot", ZALO, Spent(used), "2026-11")

    assert list(found) == ([f"quota-zalo-bot-2026-11-{percent}"] if percent else [])


@pytest.mark.parametrize(
    ("linked", "marks"),
    [
        (Linked(44, 2), []),
        (Linked(45, 2), ["crowded-zalo-bot-users-near"]),
        (Linked(50, 3), ["crowded-zalo-bot-users-full", "crowded-zalo-bot-groups-full"]),
    ],
)
def test_people_and_groups_are_told_from_nine_tenths_on(linked: Linked, marks: list[str]) -> None:
    assert list(people_news("zalo-bot", ZALO, linked)) == marks


def test_a_channel_without_limits_is_no_news() -> None:
    assert messages_news("telegram", Limits(), Spent(10**6), "2026-11") == {}
    assert people_news("telegram", Limits(), Linked(10**6, 10**6)) == {}


async def test_whoever_is_linked_is_counted_by_chat(stage: Stage) -> None:
    stage.joined(LEADER)
    stage.phones.limits = Limits(messages=3000, users=2)

    await Allowance(stage.desk).look()
    await stage.comes("29/4 09:05")

    assert stage.texts(OFFICE)[-1].startswith("Kênh simulator đã liên kết 02/2 người.")


@pytest.mark.parametrize(
    ("days", "stages"), [(59, 0), (60, 1), (74, 1), (75, 2), (84, 2), (85, 3), (400, 3)]
)
def test_an_account_whose_tokens_are_not_renewed_is_told_of_at_each_stage(
    days: int, stages: int
) -> None:
    since = at("1/2 08:00")

    marks = {
        mark for day in range(days + 1) for mark in tokens_news(since, since + timedelta(days=day))
    }

    assert len(marks) == stages
