"""The seed's plan in May 2022, lived through by units that say nothing."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from bot.rehearsal import rehearse
from bot.store.memory import Memory
from schedules.timetable import Timetable
from tests import databases
from tests.stories.cast import (
    HEAD,
    HEADS,
    HERE,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    SEED,
    TDC_HEAD,
    TTUD_HEAD,
    VPS_HEAD,
    Somebody,
)
from tests.stories.stage import Sent, Stage

WEEK_OF_OVERDUE = ["20/5", "23/5", "24/5", "25/5", "26/5"]
END = "31/5 09:00"


@pytest.fixture(scope="module")
def silent_may(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Sent]:
    """All that arrived in May, with everybody linked and nobody ever answering."""
    folder = tmp_path_factory.mktemp("may")
    with databases.opened(databases.new_sqlite(migrated_sqlite, folder)) as memory:
        stage = Stage(memory)
        stage.everybody_joined()
        asyncio.run(stage.lives(END))
        return stage.ledger()


def mornings(sent: list[Sent], who: Somebody) -> list[str]:
    return [f"{s.at.day}/{s.at.month} {s.at:%H:%M}" for s in sent if s.name == who.name]


def foreseeable(sent: list[Sent]) -> list[tuple[object, str, str]]:
    """What arrived but for the office's mornings, which tell what came of the rest."""
    return sorted((s.at, s.name, s.text) for s in sent if s.name != OFFICE.name)


def rehearsed() -> list[tuple[object, str, str]]:
    """What the rehearsal shows, with the names of those it goes to."""
    names = {head.post.unit: head.name for head in HEADS if head.post}
    names |= {"lanh-dao-so": LEADER.name}
    messages = rehearse(SEED, Timetable.of(SEED))
    linked = [each for each in messages if each.to in names]  # nobody outside has joined
    return sorted((each.at, names[each.to], each.message.text) for each in linked)


def test_the_rehearsal_shows_exactly_what_units_that_never_answer_get(
    silent_may: list[Sent],
) -> None:
    assert (
        sorted((sent.at, sent.name, sent.text) for sent in silent_may if sent.name != OFFICE.name)
        == rehearsed()
    )


async def test_the_same_goes_out_from_postgresql(postgres_memory: Memory) -> None:
    stage = Stage(postgres_memory)
    stage.everybody_joined()

    await stage.lives(END)

    assert foreseeable(stage.ledger()) == rehearsed()


def test_nobody_hears_anything_on_days_off(silent_may: list[Sent]) -> None:
    written_on = {sent.at.date() for sent in silent_may}

    days_off = {date(2022, 4, 30), *(date(2022, 5, n) for n in (1, 2, 3, 7, 8, 14, 15, 21, 22))}
    assert written_on
    assert not written_on & days_off


@pytest.mark.parametrize(
    ("head", "days"),
    [
        (HEAD, ["4/5", "10/5", "12/5", "13/5", "16/5", "17/5", "18/5", "19/5"]),
        (QLKH_HEAD, ["4/5", "10/5", "12/5", "13/5", "16/5", "17/5", "18/5", "19/5"]),
        (VPS_HEAD, ["6/5", "10/5", "11/5", "12/5", "13/5", "16/5", "17/5", "18/5", "19/5"]),
        (TDC_HEAD, ["4/5", "10/5", "13/5", "16/5", "18/5", "19/5"]),
        (TTUD_HEAD, ["4/5", "10/5", "13/5", "16/5", "18/5", "19/5"]),
    ],
    ids=["qlcn", "qlkh", "vps", "tdc", "ttud"],
)
def test_a_silent_unit_is_reminded_on_these_mornings_at_eight(
    silent_may: list[Sent], head: Somebody, days: list[str]
) -> None:
    expected = [f"{day} 08:00" for day in (*days, *WEEK_OF_OVERDUE)]

    assert mornings(silent_may, head) == expected


def test_leadership_hears_of_overdue_duties_on_the_first_working_day_after(
    silent_may: list[Sent],
) -> None:
    escalations = [s for s in silent_may if "đã quá hạn" in s.text.splitlines()[0]]

    assert mornings(escalations, LEADER) == [
        "12/5 08:00",
        "16/5 08:00",
        "18/5 08:00",
        "19/5 08:00",
        "20/5 08:00",
    ]
    assert len(escalations) == 5


def test_the_office_hears_nothing_but_its_mornings_when_everything_arrives(
    silent_may: list[Sent],
) -> None:
    told = [s for s in silent_may if s.name == OFFICE.name]

    assert {f"{s.at:%H:%M}" for s in told} == {"07:30"}
    assert {s.text.splitlines()[0].split(",")[0] for s in told} == {
        "Đối chiếu việc nhắc",
        "Kế hoạch đã hết thời hạn thực hiện.",
    }


async def test_a_unit_with_five_duties_gets_one_message_on_12_may(stage: Stage) -> None:
    await stage.lives("13/5 07:00")

    on_the_day = [s for s in stage.sent_to(HEAD) if s.at.date() == date(2022, 5, 12)]
    assert len(on_the_day) == 1
    numbers = [line.split(".")[0] for line in on_the_day[0].text.splitlines() if "[mục" in line]
    assert numbers == ["1", "2", "3", "4", "5"]


async def test_a_saturday_deadline_is_overdue_from_monday(stage: Stage) -> None:
    await stage.lives("15/5 12:00")
    on_sunday = stage.stands("2.1.1", "qlcn")

    await stage.lives("16/5 09:00")

    assert not on_sunday.overdue
    assert stage.stands("2.1.1", "qlcn").overdue
    assert "Đã quá hạn" not in stage.sent_to(HEAD)[-2].text
    assert "Đã quá hạn 01 ngày làm việc (hạn: thứ Bảy, 14/5/2022)" in stage.sent_to(HEAD)[-1].text


async def test_the_banner_reminder_prints_the_slogan_and_cites_the_plan(stage: Stage) -> None:
    await stage.lives("13/5 09:00")

    text = stage.sent_to(TDC_HEAD)[-1].text
    assert "“Nhiệt liệt chào mừng Ngày Khoa học và Công nghệ Việt Nam 18-5”" in text
    assert "[mục III.2.2, Stt 1]" in text


async def test_messages_about_a_tentative_day_say_so(stage: Stage) -> None:
    await stage.lives("13/5 09:00")

    assert "(ngày dự kiến) [mục III.2.2, Stt 4]" in stage.sent_to(VPS_HEAD)[-1].text


async def test_external_bodies_are_never_counted(stage: Stage) -> None:
    await stage.lives("20/5 09:00")

    units = {s.assignment.unit.id for s in stage.board().standings}
    assert units == {"qlcn", "qlkh", "vps", "tdc", "ttud"}
    assert stage.board().totals.assignments == 16


def test_the_clock_of_the_plan_is_that_of_viet_nam() -> None:
    assert str(SEED.zone) == str(HERE)
