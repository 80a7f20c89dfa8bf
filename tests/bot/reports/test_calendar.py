"""The calendar, read back as a calendar program reads it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Alarm, Calendar, Event

from bot.reports import calendar
from schedules.plan import Plan
from schedules.progress import Answer, Board, board
from schedules.revisions import Revision
from tests.bot.reports.boards import CLOSED, at, said, seed_board
from tests.schedules.plans import duty, plan_of, seed

ISSUED = datetime(2022, 4, 29, 3, tzinfo=UTC)


def drawn(of: Board, unit: str | None = None, number: int = 0) -> Calendar:
    revisions = {a.key: Revision(number, ISSUED) for a in of.plan.assignments}
    made = Calendar.from_ical(calendar.draw(of, revisions, unit).data)
    assert isinstance(made, Calendar)
    return made


def entries(of: Calendar, kind: str) -> list[Event]:
    """The entries of a kind: Hạn, Thực hiện, Sự kiện."""
    return [e for e in of.events if re.match(rf"(✓ )?{kind}\b", str(e["summary"]))]


def alone(duty_board: Board, kind: str = "Hạn") -> Event:
    [entry] = entries(drawn(duty_board, "a"), kind)
    return entry


def one(plan: Plan, moment: str = "2022-05-13T17:00", *answers: Answer) -> Board:
    replies = {("1", "a"): [said("2022-05-12T10:00", answer) for answer in answers]}
    return board(plan, at(moment), replies, {})


def unfolded(data: bytes) -> Iterator[str]:
    return iter(data.decode().replace("\r\n ", "").splitlines())


def test_every_duty_has_its_deadline_and_its_window() -> None:
    made = drawn(seed_board())

    assert len(entries(made, "Hạn")) == 15
    assert len(entries(made, "Sự kiện")) == 1
    assert len(entries(made, "Thực hiện")) == 12


def test_a_day_ends_with_the_day_after_it() -> None:
    plan = plan_of(duty(date(2022, 5, 19), start=date(2022, 5, 14)))

    deadline, window = alone(one(plan)), alone(one(plan), "Thực hiện")

    assert (deadline.start, deadline.end) == (date(2022, 5, 19), date(2022, 5, 20))
    assert (window.start, window.end) == (date(2022, 5, 14), date(2022, 5, 20))
    assert window["transp"] == "TRANSPARENT"
    assert deadline["dtstart"].params == {"VALUE": "DATE"}


def test_a_deadline_at_an_hour_is_the_hour_before_it_in_its_zone() -> None:
    entry = alone(one(plan_of(duty(at("2022-05-19T16:00")))))

    assert entry.start == at("2022-05-19T15:00")
    assert entry.end == at("2022-05-19T16:00")
    assert entry["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"


def test_the_zone_is_described() -> None:
    [zone] = drawn(seed_board()).timezones

    assert zone["tzid"] == "Asia/Ho_Chi_Minh"
    assert zone.to_tz().utcoffset(datetime(2022, 5, 19)) == timedelta(hours=7)  # noqa: DTZ001


def test_an_entry_keeps_its_identity_while_its_deadline_moves() -> None:
    before = alone(one(plan_of(duty(date(2022, 5, 19)))))
    after = alone(one(plan_of(duty(date(2022, 5, 24)))))

    assert before["uid"] == after["uid"]
    assert before.start != after.start


def test_identities_differ_by_plan_activity_unit_and_kind() -> None:
    ids = [str(entry["uid"]) for entry in drawn(seed_board()).events]
    other = drawn(seed_board(plan=replace(seed(), id="khcn-2023")))

    assert len(set(ids)) == len(ids) == 28
    assert set(ids).isdisjoint(str(entry["uid"]) for entry in other.events)


def test_the_number_of_an_entry_rises_with_its_revision_and_the_time_with_the_news() -> None:
    silent = drawn(seed_board(replies={}), number=0).events[0]
    moved = drawn(seed_board(replies={}), number=2).events[0]
    answered = entries(drawn(seed_board()), "Hạn")[0]

    assert (silent["sequence"], moved["sequence"]) == (0, 2)
    times = [silent.LAST_MODIFIED, answered.LAST_MODIFIED]
    assert times == [ISSUED, at("2022-05-13T15:02")]


def test_a_calendar_says_when_anything_in_it_changed_last() -> None:
    revisions = {a.key: Revision(0, ISSUED) for a in seed().assignments}

    silent = calendar.draw(seed_board("2022-05-03T08:00", {}), revisions)
    overdue = calendar.draw(seed_board(CLOSED, {}), revisions)

    assert silent.changed == ISSUED
    assert overdue.changed == at("2022-05-20T00:00")


def test_it_is_the_same_to_the_byte_while_nothing_changes() -> None:
    early = calendar.draw(seed_board("2022-05-13T17:00"), {})
    late = calendar.draw(seed_board("2022-05-13T18:00"), {})

    assert early == late


def test_a_unit_is_rung_on_the_last_two_working_mornings() -> None:
    entry = alone(one(plan_of(duty(date(2022, 5, 14)))))  # a Saturday

    midnight = at("2022-05-14T00:00")
    rings = [midnight + a.TRIGGER for a in entry.walk("VALARM") if isinstance(a, Alarm)]
    assert rings == [at("2022-05-12T08:00"), at("2022-05-13T08:00")]


def test_what_is_done_rings_no_more_and_says_so() -> None:
    entry = alone(one(plan_of(duty(date(2022, 5, 19))), "2022-05-13T17:00", Answer.DONE))

    assert str(entry["summary"]).startswith("✓ Hạn: ")
    assert "Tình trạng: Đã hoàn thành đúng hạn, ngày 12/5/2022" in str(entry["description"])
    assert b"VALARM" not in entry.to_ical()


def test_leadership_is_rung_for_events_only_and_sees_whose_work_it_is() -> None:
    made = drawn(seed_board())

    ringing = [str(entry["summary"]) for entry in made.events if b"VALARM" in entry.to_ical()]

    assert len(ringing) == 1
    assert ringing[0].startswith("Sự kiện [VP Sở]: Tổ chức Hội thảo khoa học")


def test_a_unit_s_calendar_has_its_own_duties_alone() -> None:
    made = drawn(seed_board(), "tdc")

    assert len(entries(made, "Hạn")) == 2
    assert str(made["x-wr-calname"]) == "Chi cục TĐC – Kế hoạch số …/KH-SKHCN"


def test_a_date_that_is_not_fixed_is_tentative() -> None:
    [event] = entries(drawn(seed_board()), "Sự kiện")

    assert event["status"] == "TENTATIVE"
    assert "Ngày dự kiến, chưa chốt" in str(event["description"])


@pytest.mark.parametrize("unit", [None, "qlcn"])
def test_nobody_is_named_and_nobody_s_words_are_repeated(unit: str | None) -> None:
    data = "\n".join(unfolded(calendar.draw(seed_board(CLOSED), {}, unit).data))

    assert "Phạm Thị Lan" not in data
    assert "xếp lịch ghi hình" not in data


def test_lines_are_folded_by_bytes_between_letters() -> None:
    data = calendar.draw(seed_board(), {}).data

    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() or not line for line in lines)
    assert any("phổ biến pháp luật KH&CN\\, vai trò" in line for line in unfolded(data))


def test_a_plan_without_duties_is_an_empty_calendar() -> None:
    empty = replace(seed(), assignments=(), activities=())

    assert drawn(seed_board(plan=empty, replies={})).events == []
