"""Platforms that tell things late: Zalo calls again after up to an hour, in no order.

What was said last counts, whatever came last.
"""

from datetime import timedelta

import pytest

from bot.channels.simulator import Simulator
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD
from tests.stories.stage import Stage

A_MOMENT = timedelta(minutes=1)


class Unordered(Simulator):
    """Phones of a platform that may tell what was said before after what was said later."""

    in_order = False


@pytest.fixture
def zalo() -> Simulator:
    return Unordered("zalo-oa", can_edit=False)


@pytest.fixture
async def stage(sqlite_memory: Memory, zalo: Simulator) -> Stage:
    """Ten past eight on 12/5: duties were reminded of at eight, on Zalo alone."""
    stage = Stage(sqlite_memory, more=(zalo,))
    stage.joined(HEAD)
    stage.linked(zalo, HEAD)
    stage.phones.blocks(HEAD.sender)
    await stage.lives("12/5 08:10")
    return stage


async def heard(stage: Stage, zalo: Simulator, text: str, *, minutes_ago: int) -> str:
    """What the head hears on what the platform tells only now."""
    phone = zalo.phone(HEAD.phone)
    before = len(phone.shown)
    zalo.says(HEAD.sender, text, at=stage.now - minutes_ago * A_MOMENT)
    await stage.beat()
    return "\n".join(shown.message.text for shown in phone.shown[before:])


async def test_an_answer_that_is_told_late_does_not_undo_a_later_one(
    stage: Stage, zalo: Simulator
) -> None:
    await heard(stage, zalo, "1 xong", minutes_ago=2)

    said = await heard(stage, zalo, "1 chưa xong vì mưa", minutes_ago=5)

    assert stage.stands("2.1.1", "qlcn").state is State.DONE
    assert "đã hoàn thành, đã ghi nhận lúc 08h08" in said
    assert "mưa" not in said


async def test_a_late_answer_stands_in_the_history_where_it_was_said(
    stage: Stage, zalo: Simulator
) -> None:
    await heard(stage, zalo, "1 xong", minutes_ago=2)
    await heard(stage, zalo, "1 chưa xong vì mưa", minutes_ago=5)

    then = stage.board(stage.now - 4 * A_MOMENT)

    states = {each.assignment.key: each.state for each in then.standings}
    assert states["2.1.1", "qlcn"] is State.NOT_DONE


async def test_a_late_tap_does_not_undo_what_was_typed_since(stage: Stage, zalo: Simulator) -> None:
    shown, tapped = zalo.phone(HEAD.phone).find("✅ 1.")
    await heard(stage, zalo, "1 chưa xong vì mưa", minutes_ago=2)

    zalo.taps_data(HEAD.sender, tapped, shown.id, at=stage.now - 5 * A_MOMENT)
    await stage.beat()

    assert stage.stands("2.1.1", "qlcn").state is State.NOT_DONE


async def test_of_a_late_text_only_what_is_news_is_recorded(stage: Stage, zalo: Simulator) -> None:
    await heard(stage, zalo, "1 xong", minutes_ago=2)

    said = await heard(stage, zalo, "1 chưa xong vì mưa, 2 xong", minutes_ago=5)

    assert stage.stands("2.1.1", "qlcn").state is State.DONE
    assert stage.stands("2.1.2", "qlcn").state is State.DONE
    assert "mưa" not in said


async def test_answers_in_order_count_as_before(stage: Stage, zalo: Simulator) -> None:
    await heard(stage, zalo, "1 chưa xong vì mưa", minutes_ago=5)

    said = await heard(stage, zalo, "1 xong", minutes_ago=2)

    assert stage.stands("2.1.1", "qlcn").state is State.DONE
    assert said.startswith("✅ Đã ghi nhận hoàn thành")


async def test_who_came_back_is_not_lost_by_late_news_of_having_left(
    stage: Stage, zalo: Simulator
) -> None:
    zalo.unblocks(HEAD.sender, at=stage.now - 2 * A_MOMENT)
    await stage.beat()

    zalo.blocks(HEAD.sender, at=stage.now - 5 * A_MOMENT)
    zalo.phone(HEAD.phone).blocked = False
    await stage.beat()
    before = len(zalo.phone(HEAD.phone).shown)
    await stage.lives("13/5 08:00")

    assert len(zalo.phone(HEAD.phone).shown) > before


async def test_who_left_after_having_come_back_is_lost(stage: Stage, zalo: Simulator) -> None:
    zalo.unblocks(HEAD.sender, at=stage.now - 5 * A_MOMENT)
    zalo.blocks(HEAD.sender, at=stage.now - 2 * A_MOMENT)
    await stage.beat()
    before = len(zalo.phone(HEAD.phone).shown)

    await stage.lives("13/5 08:00")

    assert len(zalo.phone(HEAD.phone).shown) == before
