"""Whatever the rhythm of the service's days, the plan owes the same."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.desk import InForce
from bot.reaching.notices import NOTICE
from bot.remind import promise
from bot.store.memory import Memory
from bot.store.tables import outbox
from schedules.timetable import Reminder
from tests import databases
from tests.stories.cast import EVERYBODY, HEAD, HEADS, SEED, VPS_HEAD, at
from tests.stories.stage import Stage

FIRST, LAST = at("29/4 09:00"), at("31/5 09:00")
SEED_IN_FORCE = InForce(SEED)
MINUTES = int((LAST - FIRST) / timedelta(minutes=1))


def promised(memory: Memory) -> set[tuple[str, datetime]]:
    """Every promise of a reminder, by key and moment."""
    query = select(outbox.c.key, outbox.c.owed_at).where(outbox.c.kind != NOTICE)
    with memory.begin() as tx:
        return {(row.key, row.owed_at) for row in tx.execute(query)}


async def test_a_service_that_stood_still_for_a_week_sends_each_unit_one_message(
    any_stage: Stage,
) -> None:
    await any_stage.lives("9/5 07:00")
    before = len(any_stage.ledger())

    await any_stage.comes("16/5 09:00")

    caught_up = any_stage.ledger()[before:]
    heads = sorted(head.name for head in HEADS)
    assert sorted(sent.name for sent in caught_up if sent.name in heads) == heads
    assert all(sent.text.count("[mục III.2.2, Stt 2]") <= 1 for sent in caught_up)


@pytest.mark.parametrize("back", ["12/5 02:00", "12/5 07:30", "12/5 07:59"])
async def test_what_a_standstill_held_up_comes_with_the_reminder_that_is_about_to(
    stage: Stage, back: str
) -> None:
    """Nobody reads of the same duties twice within the hour."""
    await stage.comes(back)

    await stage.lives("12/5 18:00")

    assert stage.days_of(HEAD) == ["12/5 08:00"]
    [sent] = stage.sent_to(HEAD)
    assert sent.text.count("1. ") == 1
    assert "\nĐể phối hợp (không cần báo kết quả):\n" in sent.text  # told late, and not lost


@pytest.mark.parametrize("back", ["16/5 07:00", "16/5 07:30", "16/5 07:45"])
async def test_overdue_work_is_listed_once_on_the_morning_after_a_standstill(
    stage: Stage, back: str
) -> None:
    """The repeat of Friday matters until the next one, half an hour later, which says the same."""
    await stage.lives("11/5 09:00")
    await stage.comes(back)

    await stage.lives("16/5 12:00")

    monday = [day for day in stage.days_of(VPS_HEAD) if day.startswith("16/5")]
    assert monday == ["16/5 08:00"]
    assert "Đã quá hạn 03 ngày làm việc" in stage.sent_to(VPS_HEAD)[-1].text


async def test_what_a_standstill_held_up_waits_for_no_reminder_that_is_far(stage: Stage) -> None:
    await stage.comes("11/5 09:00")

    assert stage.days_of(HEAD) == ["11/5 09:00"]


async def test_the_message_that_catches_up_speaks_of_the_day_it_is_sent(stage: Stage) -> None:
    await stage.lives("9/5 07:00")

    await stage.comes("16/5 09:00")

    text = stage.sent_to(VPS_HEAD)[-1].text
    assert "Đã quá hạn 03 ngày làm việc (hạn: thứ Tư, 11/5/2022)" in text
    assert "Còn 02 ngày đến hạn (thứ Tư, 18/5/2022)" in text


async def test_a_reminder_whose_day_has_passed_is_never_sent(stage: Stage) -> None:
    await stage.lives("4/5 07:00")

    await stage.comes("31/5 09:00")

    assert stage.sent_to(HEAD) == []


async def test_after_a_standstill_the_days_go_on_as_if_nothing_had_been(stage: Stage) -> None:
    await stage.lives("9/5 07:00")
    await stage.comes("16/5 09:00")

    await stage.lives("20/5 09:00")

    assert stage.days_of(HEAD)[-4:] == ["17/5 08:00", "18/5 08:00", "19/5 08:00", "20/5 08:00"]


async def test_a_clock_set_back_owes_nothing_twice(any_stage: Stage) -> None:
    await any_stage.lives("12/5 09:00")
    before = any_stage.ledger()

    await any_stage.comes("10/5 07:00")
    await any_stage.lives("12/5 09:00")

    assert any_stage.ledger() == before


async def test_a_clock_that_leapt_forward_and_came_back_has_forgotten_nothing(
    stage: Stage,
) -> None:
    await stage.lives("4/5 09:00")
    stage.clock.set(at("31/5 09:00").replace(year=2032))
    await stage.beat()

    await stage.comes("4/5 09:01")
    await stage.lives("13/5 09:00")

    assert stage.days_of(HEAD) == ["4/5 08:00", "10/5 08:00", "12/5 08:00", "13/5 08:00"]


async def test_a_head_who_joins_late_is_reminded_from_then_on(empty_stage: Stage) -> None:
    await empty_stage.lives("11/5 09:00")

    empty_stage.joined(HEAD)
    await empty_stage.lives("13/5 09:00")

    assert empty_stage.days_of(HEAD) == ["12/5 08:00", "13/5 08:00"]


def _outside(reminder: Reminder) -> bool:
    """Whether a reminder is for a body outside the office, where nobody has joined."""
    return reminder.unit is not None and SEED.units[reminder.unit].external


@given(
    pauses=st.lists(st.integers(1, MINUTES - 1), max_size=12),
    back=st.just(0) | st.integers(2, 60 * 24 * 5),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rhythm_of_beats_promises_the_same(
    migrated_sqlite: Path, tmp_path: Path, pauses: list[int], back: int
) -> None:
    """Every promise that a steady service makes and that is still of use at the next beat."""
    beats = [FIRST + timedelta(minutes=n) for n in sorted(pauses)]
    with databases.opened(databases.new_sqlite(migrated_sqlite, tmp_path)) as memory:
        stage = Stage(memory)
        stage.joined(*EVERYBODY)
        with memory.begin() as tx:
            for beat in [FIRST, *beats, LAST, LAST - timedelta(minutes=back), LAST]:
                promise(tx, SEED_IN_FORCE, beat)

        made = promised(memory)

    looks = [*beats, LAST - timedelta(minutes=back), LAST]
    owed = SEED_IN_FORCE.timetable.reminders
    useful = {
        (r.mark, r.at, r.assignment.key if r.assignment else None)
        for r in owed
        if any(r.at <= beat < r.until for beat in looks) and not _outside(r)
    }
    assert len({key for key, _ in made}) == len(made)
    assert {moment for _, moment in made} == {moment for _, moment, _ in useful}
    assert len(made) == len(useful)


@pytest.mark.parametrize("minutes", [23, 61])
async def test_more_frequent_beats_send_nothing_more(stage: Stage, minutes: int) -> None:
    await stage.lives("4/5 09:00")
    moment = at("10/5 07:00")

    while moment < at("13/5 10:00"):
        await stage.comes(moment)
        moment += timedelta(minutes=minutes)

    assert [day.split()[0] for day in stage.days_of(HEAD)] == ["4/5", "10/5", "12/5", "13/5"]
