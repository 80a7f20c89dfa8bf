"""Whole weeks of summaries: mornings, Mondays, what has changed, and the office's own list."""

import re

import pytest

from bot.rehearsal import rehearse
from schedules.timetable import Kind, Timetable
from tests.stories.cast import (
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    TDC_HEAD,
    TTUD_HEAD,
    VPS_HEAD,
    Somebody,
    changed,
)
from tests.stories.stage import Stage
from tests.stories.test_ladder import DEPUTY_DIRECTOR, DIRECTOR, TWO_LEADERS, staged
from tests.stories.test_texts import assert_approved


def heads(stage: Stage, who: Somebody, start: str) -> list[str]:
    """The days on which somebody got a message that begins so, with its first line."""
    return [
        f"{s.at.day}/{s.at.month}: {s.text.splitlines()[0]}"
        for s in stage.sent_to(who)
        if s.text.startswith(start)
    ]


def newest(stage: Stage, who: Somebody, start: str) -> str:
    return [s.text for s in stage.sent_to(who) if s.text.startswith(start)][-1]


async def test_a_week_opens_with_its_summary_and_no_other_beside_it(stage: Stage) -> None:
    await stage.lives("17/5 18:00")

    told = heads(stage, LEADER, "Kính báo cáo Lãnh đạo ")

    assert told == [
        "9/5: Kính báo cáo Lãnh đạo kết quả tuần 02/5 - 06/5/2022",
        "10/5: Kính báo cáo Lãnh đạo tình hình thực hiện đến 07h30 thứ Ba, 10/5/2022",
        "11/5: Kính báo cáo Lãnh đạo tình hình thực hiện đến 07h30 thứ Tư, 11/5/2022",
        "12/5: Kính báo cáo Lãnh đạo tình hình thực hiện đến 07h30 thứ Năm, 12/5/2022",
        "13/5: Kính báo cáo Lãnh đạo tình hình thực hiện đến 07h30 thứ Sáu, 13/5/2022",
        "16/5: Kính báo cáo Lãnh đạo kết quả tuần 09/5 - 13/5/2022",
        "17/5: Kính báo cáo Lãnh đạo tình hình thực hiện đến 07h30 thứ Ba, 17/5/2022",
    ]


async def test_the_summary_of_a_week(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    await stage.taps(HEAD, "❌ 2")
    await stage.says(HEAD, "chờ Đài sắp lịch")
    await stage.taps(VPS_HEAD, "✅")

    await stage.lives("16/5 07:30")

    assert_approved("tong-hop-tuan-16-5", newest(stage, LEADER, "Kính báo cáo Lãnh đạo kết quả"))


async def test_what_is_due_within_the_week_stands_by_date_and_not_by_the_plan(
    stage: Stage,
) -> None:
    await stage.lives("9/5 07:30")

    weekly = newest(stage, LEADER, "Kính báo cáo Lãnh đạo kết quả")
    asked = await stage.says(LEADER, "tuần này có việc gì đến hạn?")

    for text in (weekly.partition("Tuần này")[2], asked):
        days = [int(day) for day in re.findall(r"hạn (\d+)/5", text)]
        assert len(set(days)) > 1
        assert days == sorted(days)


async def test_the_morning_summary_says_what_has_changed_since_the_last_one(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    await stage.taps(HEAD, "❌ 2")
    await stage.says(HEAD, "chờ Đài sắp lịch")

    await stage.lives("13/5 07:30")

    text = newest(stage, LEADER, "Kính báo cáo Lãnh đạo tình hình")
    assert (
        "\nTừ 07h30 thứ Năm, 12/5/2022:\n"
        "- hoàn thành: 01 (Phòng QLCN&ĐMST 01)\n"
        "- mới báo chưa xong kèm lý do: 01 (Phòng QLCN&ĐMST 01)\n"
    ) in text


async def test_news_that_a_leader_missed_is_news_in_the_next_summary(stage: Stage) -> None:
    await stage.lives("12/5 09:00")
    await stage.taps(HEAD, "✅ 1")
    stage.phones.blocks(LEADER.sender)
    await stage.lives("13/5 18:00")
    stage.phones.unblocks(LEADER.sender)
    await stage.taps(HEAD, "✅ 2")
    await stage.lives("17/5 09:00")

    text = newest(stage, LEADER, "Kính báo cáo Lãnh đạo kết quả")

    assert "- hoàn thành: 02 (Phòng QLCN&ĐMST 02)" in text


async def test_a_plan_where_all_is_done_falls_silent_after_its_last_news(stage: Stage) -> None:
    for who in (HEAD, QLKH_HEAD, VPS_HEAD, TDC_HEAD, TTUD_HEAD):
        await stage.lives("10/5 08:00")
        await stage.says(who, "/viec")
        while stage.shown(who)[-1].message.rows:
            await stage.taps(who, "✅")
            await stage.says(who, "/viec")

    await stage.lives("31/5 18:00")

    last = heads(stage, LEADER, "Kính báo cáo Lãnh đạo ")[-2:]
    assert last == [
        "11/5: Kính báo cáo Lãnh đạo tình hình thực hiện đến 07h30 thứ Tư, 11/5/2022",
        "16/5: Kính báo cáo Lãnh đạo kết quả tuần 09/5 - 13/5/2022",
    ]


async def test_every_summary_leads_to_the_board_and_the_exceptions(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    await stage.taps(LEADER, "Xem chi tiết")

    assert stage.shown(LEADER)[-1].edited or stage.shown(LEADER)[-2].edited


async def test_the_office_reads_in_the_morning_what_came_of_yesterday(stage: Stage) -> None:
    stage.phones.blocks(TDC_HEAD.sender)
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    await stage.taps(VPS_HEAD, "❌")

    await stage.lives("13/5 07:30")

    assert_approved("doi-chieu-13-5", newest(stage, OFFICE, "Đối chiếu việc nhắc"))


async def test_what_was_taken_back_was_not_heard_and_each_duty_counts_once(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "👍")
    await stage.taps(HEAD, "✅ 1")
    await stage.taps(HEAD, "↩️ Hoàn tác")
    await stage.taps(VPS_HEAD, "❌")
    await stage.says(VPS_HEAD, "chờ kinh phí")

    await stage.lives("13/5 07:30")

    told = newest(stage, OFFICE, "Đối chiếu việc nhắc")
    assert "- Việc có trả lời: 06 (chưa xong 01, đã nhận tin 05)" in told


async def test_who_is_in_charge_of_some_units_reads_of_these_first(empty_stage: Stage) -> None:
    stage = staged(empty_stage, changed(TWO_LEADERS), DIRECTOR, DEPUTY_DIRECTOR)

    await stage.lives("13/5 07:30")

    own = newest(stage, DEPUTY_DIRECTOR, "Kính báo cáo")
    assert own.splitlines()[1:6] == [
        "Kế hoạch số …/KH-SKHCN",
        "Phần việc của các đơn vị đồng chí phụ trách: VP Sở, Chi cục TĐC, Trung tâm Ứng dụng.",
        "Toàn kế hoạch: 16 nhiệm vụ, đã hoàn thành 00, quá hạn chưa hoàn thành 01.",
        "",
        "Tổng số 08 nhiệm vụ",
    ]
    assert "QLCN" not in own
    assert "Tổng số 16 nhiệm vụ" in newest(stage, DIRECTOR, "Kính báo cáo")


def test_the_rehearsal_shows_every_leader_the_own_summaries() -> None:
    plan = changed(TWO_LEADERS, ("[vps, truc-thuoc]", "[tdc]"))
    told = rehearse(plan, Timetable.of(plan))

    summaries = [each for each in told if each.kind is Kind.DIGEST]
    days = {to: [f"{s.at:%d/%m}" for s in summaries if s.to == to] for to in ("gd", "pgd")}

    assert (days["gd"][0], days["pgd"][0]) == ("09/05", "16/05")  # nothing of TĐC is due before
    assert all(("đồng chí phụ trách" in s.message.text) == (s.to == "pgd") for s in summaries)


async def test_a_morning_after_a_day_without_anything_is_silent(stage: Stage) -> None:
    await stage.lives("9/5 18:00")

    told = heads(stage, OFFICE, "Đối chiếu")

    assert [each.split(":")[0] for each in told] == ["5/5", "9/5"]


async def test_quiet_mornings_tell_whom_the_reminders_to_come_would_not_reach(
    empty_stage: Stage,
) -> None:
    """From ten working days before the first reminder on, until somebody has joined."""
    stage = empty_stage
    stage.joined(OFFICE, HEAD, VPS_HEAD, TTUD_HEAD, LEADER)
    stage.phones.blocks(VPS_HEAD.sender)
    await stage.lives("4/5 07:30")
    told = heads(stage, OFFICE, "Đối chiếu")
    text = newest(stage, OFFICE, "Đối chiếu")
    stage.phones.unblocks(VPS_HEAD.sender)
    stage.joined(TDC_HEAD, QLKH_HEAD)

    await stage.lives("6/5 07:31")

    assert told == ["4/5: Đối chiếu việc nhắc: chưa ai liên hệ được ở 03 nơi"]
    assert text == (
        "Đối chiếu việc nhắc: chưa ai liên hệ được ở 03 nơi\n"
        "Kế hoạch số …/KH-SKHCN\n"
        "- VP Sở: người nhận đã chặn tài khoản này; đề nghị liên hệ trực tiếp.\n"
        "- Chi cục TĐC, Phòng QLKH: chưa ai liên kết; cấp mã: gửi “/moi” và tên đơn vị."
    )
    assert [each[:4] for each in heads(stage, OFFICE, "Đối chiếu")[1:]] == ["5/5:"]


async def test_a_plan_that_waits_for_approval_says_nothing_of_that(empty_stage: Stage) -> None:
    empty_stage.restarted(auto_approve=False)
    empty_stage.joined(OFFICE)

    await empty_stage.lives("4/5 07:31")

    assert heads(empty_stage, OFFICE, "Đối chiếu") == []


async def test_the_office_is_offered_the_closing_report_after_the_last_term(stage: Stage) -> None:
    await stage.lives("20/5 09:00")

    assert heads(stage, OFFICE, "Kế hoạch đã hết") == ["20/5: Kế hoạch đã hết thời hạn thực hiện."]


async def test_the_office_s_list_is_no_burden_of_the_units_and_leaders(stage: Stage) -> None:
    await stage.lives("20/5 09:00")

    assert not any("Đối chiếu" in text for who in (HEAD, LEADER) for text in stage.texts(who))


async def test_a_granted_extension_is_news_in_the_next_summary(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.says(HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản")
    await stage.taps(LEADER, "Đồng ý")

    await stage.lives("13/5 07:30")

    text = newest(stage, LEADER, "Kính báo cáo Lãnh đạo tình hình")
    assert "- được lùi hạn: 01 (Phòng QLCN&ĐMST 01)" in text


@pytest.mark.parametrize("day", ["19/5", "16/5"])
async def test_a_duty_that_is_overdue_since_an_hour_of_the_day_is_listed_once(
    stage: Stage, day: str
) -> None:
    """On an ordinary morning, and on the one that opens a week."""
    hour = f"    due: 2022-05-{day.removesuffix('/5')}T07:00:00+07:00\n"
    stage.restarted(changed(("    due: 2022-05-19\n", hour)))
    await stage.lives("12/5 08:00")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "1, 2, 3, 4, 5, 6 xong")

    await stage.lives(f"{day} 07:30")

    summary = newest(stage, LEADER, "Kính báo cáo Lãnh đạo")
    assert summary.count(f"VP Sở, hạn {day} – quá hạn, đã gửi, chưa trả lời:") == 1
    assert "quá hạn" not in summary.partition("đến hạn: ")[2]
