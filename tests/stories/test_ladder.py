"""The ladder of an overdue duty: unit, office, deputy director in charge, director."""

from bot.people import Post, Role
from bot.rehearsal import OFFICE as OFFICE_RUNG
from bot.rehearsal import fingerprints, rehearse
from schedules.plan import Plan
from schedules.timetable import Kind, Timetable
from tests.stories.cast import (
    HEAD,
    HEADS,
    LEADER,
    OFFICE,
    ROOM,
    TDC_HEAD,
    VPS_HEAD,
    Somebody,
    changed,
)
from tests.stories.stage import Stage

LEADERSHIP = "  - {id: lanh-dao-so, name: Lãnh đạo Sở}"
TWO_LEADERS = (
    LEADERSHIP,
    """\
  - {id: gd, name: Giám đốc Sở}
  - {id: pgd, name: Phó Giám đốc Sở, in_charge_of: [vps, truc-thuoc]}""",
)
WITH_OFFICE = ('  at: "08:00"', '  at: "08:00"\n  office_after: 1h')

DIRECTOR = Somebody("Nguyễn Thị Hà", "giam-doc", Post(Role.LEADER, "gd"))
DEPUTY_DIRECTOR = Somebody("Lương Văn Bình", "pho-giam-doc", Post(Role.LEADER, "pgd"))


def staged(stage: Stage, plan: Plan, *leaders: Somebody) -> Stage:
    stage.joined(*HEADS, OFFICE, *leaders)
    stage.restarted(plan)
    return stage


def lists(stage: Stage, who: Somebody) -> list[str]:
    """When somebody was told of overdue duties, and of how many: "20/5 08:00: 05 nhiệm vụ"."""
    heads = [(sent.at, sent.text.splitlines()[0]) for sent in stage.sent_to(who)]
    return [
        f"{at.day}/{at.month} {at:%H:%M}: {head.split('Lãnh đạo: ')[-1][:11]}"
        for at, head in heads
        if "đã quá hạn, chưa" in head
    ]


async def test_the_deputy_in_charge_hears_first_and_the_director_after_twice_the_time(
    empty_stage: Stage,
) -> None:
    stage = staged(empty_stage, changed(TWO_LEADERS), DIRECTOR, DEPUTY_DIRECTOR)

    await stage.lives("24/5 18:00")

    assert lists(stage, DEPUTY_DIRECTOR) == [
        "12/5 08:00: 01 nhiệm vụ",
        "19/5 08:00: 01 nhiệm vụ",
        "20/5 08:00: 06 nhiệm vụ",
    ]
    assert lists(stage, DIRECTOR) == [
        "13/5 08:00: 01 nhiệm vụ",
        "16/5 08:00: 05 nhiệm vụ",
        "18/5 08:00: 01 nhiệm vụ",
        "20/5 08:00: 03 nhiệm vụ",
        "23/5 08:00: 06 nhiệm vụ",
    ]


async def test_a_rung_with_nobody_reachable_is_skipped_at_once_and_the_office_hears_of_it(
    empty_stage: Stage,
) -> None:
    stage = staged(empty_stage, changed(TWO_LEADERS), DIRECTOR)

    await stage.lives("13/5 18:00")

    assert lists(stage, DIRECTOR) == ["12/5 08:00: 01 nhiệm vụ"]
    assert any(
        text.startswith("Báo cáo việc quá hạn chưa tới được lãnh đạo: chưa ai liên kết")
        for text in stage.texts(OFFICE)
    )


async def test_a_skipped_rung_names_no_unit_whose_duty_was_done_in_time(
    empty_stage: Stage,
) -> None:
    """The chi cục has done both its duties on the last day: nothing of its own is overdue."""
    empty_stage.joined(*HEADS, OFFICE)
    await empty_stage.lives("19/5 09:00")
    await empty_stage.says(TDC_HEAD, "cả hai việc đã xong")

    await empty_stage.lives("20/5 09:00")

    skipped = [text for text in empty_stage.texts(OFFICE) if "chưa tới được lãnh đạo" in text][-1]
    assert "Trung tâm" in skipped
    assert "Chi cục" not in skipped


async def test_a_unit_without_anybody_is_not_named_for_what_the_office_has_recorded_as_done(
    empty_stage: Stage,
) -> None:
    empty_stage.joined(*(head for head in HEADS if head is not TDC_HEAD), OFFICE, LEADER)
    await empty_stage.lives("18/5 09:00")
    await empty_stage.says(OFFICE, "ghi thay TDC")
    await empty_stage.says(OFFICE, "ghi thay TDC: việc 1 xong, việc 2 xong")
    done = [s.done for s in empty_stage.board().of_unit("tdc")]

    await empty_stage.lives("19/5 09:00")

    assert done == [True, True]
    today = [sent.text for sent in empty_stage.sent_to(OFFICE) if sent.at.day == 19]
    assert not [text for text in today if "chưa ai liên kết.\n" in text]


async def test_the_office_hears_of_silence_before_leadership(empty_stage: Stage) -> None:
    late = ("escalate_after: 1d", "escalate_after: 2d")
    stage = staged(empty_stage, changed(WITH_OFFICE, late), LEADER)

    await stage.lives("13/5 18:00")

    assert lists(stage, OFFICE) == ["12/5 08:30: 01 nhiệm vụ"]
    assert lists(stage, LEADER) == ["13/5 08:00: 01 nhiệm vụ"]


async def test_an_answer_with_a_reason_passes_the_rung_of_silence_but_not_the_ones_above(
    empty_stage: Stage,
) -> None:
    late = ("escalate_after: 1d", "escalate_after: 2d")
    stage = staged(empty_stage, changed(WITH_OFFICE, late), LEADER)
    await stage.lives("12/5 08:00")

    await stage.taps(VPS_HEAD, "❌")
    await stage.taps(VPS_HEAD, "Chờ kinh phí")
    await stage.lives("13/5 18:00")

    assert lists(stage, OFFICE) == []
    assert lists(stage, LEADER) == ["13/5 08:00: 01 nhiệm vụ"]
    assert "lý do: “Chờ kinh phí”" in stage.texts(LEADER)[-1]


async def test_done_stops_the_whole_ladder(empty_stage: Stage) -> None:
    stage = staged(empty_stage, changed(TWO_LEADERS), DIRECTOR, DEPUTY_DIRECTOR)
    await stage.lives("12/5 09:00")

    await stage.taps(VPS_HEAD, "✅")
    await stage.lives("13/5 18:00")

    assert lists(stage, DEPUTY_DIRECTOR) == ["12/5 08:00: 01 nhiệm vụ"]
    assert lists(stage, DIRECTOR) == []


async def test_the_common_group_of_a_unit_hears_nothing_of_the_ladder(stage: Stage) -> None:
    stage.group(ROOM)
    code = stage.invited(Post(Role.GROUP, "qlcn"))
    await stage.says(HEAD, f"/start {code}", chat=ROOM)

    await stage.lives("24/5 18:00")

    assert not any("Kính báo cáo Lãnh đạo" in text for text in stage.texts(ROOM))


async def test_nothing_is_sent_after_the_last_reminder_has_stopped_to_matter(stage: Stage) -> None:
    closes = stage.desk.plans.by_id[stage.plan.id].timetable.closes
    assert closes is not None
    await stage.lives(closes)
    before = len(stage.ledger())

    await stage.lives("30/6 18:00")

    assert len(stage.ledger()) == before


async def test_one_list_and_not_a_message_for_each_duty(stage: Stage) -> None:
    await stage.lives("16/5 08:00")

    told = [s for s in stage.sent_to(LEADER) if s.at.day == 16]

    assert [f"{s.at:%H:%M}" for s in told] == ["07:30", "08:00"]
    assert "Kính báo cáo Lãnh đạo: 05 nhiệm vụ" in told[-1].text


async def test_a_deputy_who_is_blocked_is_passed_over(empty_stage: Stage) -> None:
    stage = staged(empty_stage, changed(TWO_LEADERS), DIRECTOR, DEPUTY_DIRECTOR)
    stage.phones.blocks(DEPUTY_DIRECTOR.sender)

    await stage.lives("12/5 18:00")

    assert lists(stage, DIRECTOR) == ["12/5 08:00: 01 nhiệm vụ"]


async def test_a_leader_joins_as_the_entry_that_the_code_names(empty_stage: Stage) -> None:
    stage = empty_stage
    stage.restarted(changed(TWO_LEADERS))

    said = await stage.says(DEPUTY_DIRECTOR, f"/start {stage.invited(Post(Role.LEADER, 'pgd'))}")

    assert said.startswith("Đã liên kết: Phó Giám đốc Sở.")
    assert "Tổng số 16 nhiệm vụ" in said


async def test_the_head_of_a_unit_in_charge_hears_nothing_of_its_own_ladder(stage: Stage) -> None:
    await stage.lives("20/5 18:00")

    assert not any("Kính báo cáo Lãnh đạo" in text for text in stage.texts(TDC_HEAD))


async def test_the_rehearsal_shows_every_rung_as_it_is_sent(empty_stage: Stage) -> None:
    late = ("escalate_after: 1d", "escalate_after: 2d")
    stage = staged(empty_stage, changed(TWO_LEADERS, WITH_OFFICE, late), DIRECTOR, DEPUTY_DIRECTOR)
    plan = stage.desk.plans.by_id[stage.plan.id]

    await stage.lives("1/6 18:00")

    told = {OFFICE_RUNG: OFFICE, "gd": DIRECTOR, "pgd": DEPUTY_DIRECTOR}
    shown = [m for m in rehearse(plan.plan, plan.timetable) if m.kind is Kind.ESCALATION]
    assert {m.to for m in shown} == set(told)
    for to, who in told.items():
        texts = [s.text for s in stage.sent_to(who) if "đã quá hạn, chưa" in s.text]
        assert [m.message.text for m in shown if m.to == to] == texts


def test_who_is_in_charge_is_part_of_what_the_office_approves() -> None:
    one, other = changed(TWO_LEADERS), changed(TWO_LEADERS, ("[vps, truc-thuoc]", "[vps]"))

    was, is_now = (fingerprints(plan, Timetable.of(plan)) for plan in (one, other))

    moved = {key for key in was if was[key] != is_now[key]}
    assert moved == {key for key in was if key[1] in ("tdc", "ttud")}
