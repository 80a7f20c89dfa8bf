"""Nothing goes to units before the office has agreed to exactly what the rehearsal shows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import approval
from bot.channels import TryLater
from bot.rehearsal import rehearse
from bot.store.tables import audit
from bot.wording import office as office_words
from schedules.plan import Plan
from schedules.timetable import Timetable
from tests.stories.cast import HEAD, HEADS, LEADER, OFFICE, TDC_HEAD, VPS_HEAD, Somebody, changed
from tests.stories.stage import Stage


@pytest.fixture
def unapproved(stage: Stage) -> Stage:
    """Everybody has joined; the office has not yet seen the plan."""
    stage.restarted(auto_approve=False)
    return stage


def approve(stage: Stage, code: str | None = None) -> bool:
    """What the command `approve` does."""
    plan = stage.desk.plans.by_id[stage.plan.id]
    with stage.memory.begin() as tx:
        return approval.approve(tx, plan, code or plan.code, person=None, now=stage.now)


def wanted(stage: Stage) -> dict[str, str]:
    """What the office is asked to approve."""
    with stage.memory.begin() as tx:
        return approval.wanted(tx, stage.desk)


async def test_before_approval_neither_units_nor_leadership_hear_anything(
    unapproved: Stage,
) -> None:
    await unapproved.lives("4/5 08:05")
    await unapproved.comes("13/5 09:00")
    await unapproved.comes("20/5 09:00")

    for somebody in (*HEADS, LEADER):
        assert unapproved.texts(somebody) == []


async def test_what_waits_goes_out_as_soon_as_the_command_approves(unapproved: Stage) -> None:
    await unapproved.comes("4/5 08:00")

    approved = approve(unapproved)
    await unapproved.beat()

    assert approved
    assert unapproved.days_of(HEAD) == ["4/5 08:00"]


async def test_a_code_of_another_set_of_messages_approves_nothing(unapproved: Stage) -> None:
    await unapproved.comes("4/5 08:00")

    approved = approve(unapproved, "AAAA-AAAA")
    await unapproved.beat()

    assert not approved
    assert unapproved.texts(HEAD) == []


async def test_a_code_may_be_typed_as_people_type(unapproved: Stage) -> None:
    code = unapproved.desk.plans.by_id[unapproved.plan.id].code

    assert approve(unapproved, f" {code.lower().replace('-', ' ')} ")


async def test_the_office_approves_by_its_button(unapproved: Stage) -> None:
    code = await _asked(unapproved)
    await unapproved.comes("4/5 08:00")

    said = await unapproved.taps(OFFICE, "Duyệt gửi")
    await unapproved.beat()

    assert code
    assert said.startswith("Đã duyệt.")
    assert unapproved.days_of(HEAD) == ["4/5 08:00"]


@pytest.mark.parametrize("words", ["đồng ý duyệt", "duyệt", "đồng ý", "ok em", "duyệt đi em"])
async def test_words_approve_nothing_and_the_office_is_asked_again(
    unapproved: Stage, words: str
) -> None:
    await _asked(unapproved)
    await unapproved.comes("4/5 08:00")

    said = await unapproved.says(OFFICE, words)

    assert said.startswith("Kế hoạch chờ duyệt trước khi gửi tin cho các đơn vị.")
    assert wanted(unapproved)
    assert (await unapproved.taps(OFFICE, "Duyệt gửi")).startswith("Đã duyệt.")


async def _asked(stage: Stage) -> str:
    """The office is shown the request, as on joining."""
    code = wanted(stage)[stage.plan.id]
    message = office_words.approval_wanted(stage.plan, code)
    await stage.phones.send(OFFICE.address, message)
    return code


@pytest.mark.parametrize("who", [HEAD, LEADER], ids=["head", "leader"])
async def test_nobody_but_the_office_may_approve(unapproved: Stage, who: Somebody) -> None:
    await _asked(unapproved)
    _, data = unapproved.phones.phone(OFFICE.phone).find("Duyệt gửi")

    said = await unapproved.sends(who, data, None)
    await unapproved.comes("4/5 08:00")

    assert "Chỉ văn phòng" in said
    assert "Kính gửi" not in "\n".join(unapproved.texts(HEAD))
    with unapproved.memory.begin() as tx:
        assert "approval_refused" in tx.execute(select(audit.c.what)).scalars().all()


async def test_the_button_of_a_plan_that_has_changed_approves_nothing(unapproved: Stage) -> None:
    await _asked(unapproved)
    unapproved.restarted(changed(("due: 2022-05-18", "due: 2022-05-17")), auto_approve=False)

    said = await unapproved.taps(OFFICE, "Duyệt gửi")

    assert "chưa duyệt" in said
    assert wanted(unapproved)


async def test_a_changed_duty_waits_for_approval_and_the_others_go_on(unapproved: Stage) -> None:
    approve(unapproved)
    unapproved.restarted(changed(("due: 2022-05-18", "due: 2022-05-20")), auto_approve=False)

    await unapproved.comes("4/5 08:00")
    await unapproved.comes("13/5 08:00")

    assert wanted(unapproved)
    moved = ("video phóng sự", "Tổ chức Hội thảo", "Xây dựng kế hoạch tổ chức")
    sent = "\n".join(s.text for s in unapproved.ledger() if s.name != LEADER.name)
    assert "Treo băng rôn" in sent
    assert not any(title in sent for title in moved)

    approve(unapproved)
    await unapproved.beat()

    assert "Xây dựng kế hoạch tổ chức" in unapproved.sent_to(VPS_HEAD)[-1].text


async def test_an_approved_plan_that_loses_a_duty_needs_no_new_approval(
    unapproved: Stage,
) -> None:
    approve(unapproved)

    unapproved.restarted(
        changed(("    lead: [vps, tdc, ttud]\n", "    lead: [vps, tdc]\n")), auto_approve=False
    )

    assert wanted(unapproved) == {}


async def test_auto_approve_asks_nobody(stage: Stage) -> None:
    await stage.comes("4/5 08:00")

    assert wanted(stage) == {}
    assert stage.days_of(HEAD) == ["4/5 08:00"]


async def test_approving_does_not_hurry_what_a_platform_has_asked_to_wait(stage: Stage) -> None:
    await stage.comes("4/5 08:00")
    stage.troubles(HEAD, TryLater("flood", timedelta(hours=3)))
    await stage.comes("10/5 08:00")

    approve(stage)
    await stage.comes("10/5 08:01")

    assert stage.days_of(HEAD) == ["4/5 08:00"]


@pytest.mark.parametrize(
    "change",
    [
        ('number: "/KH-SKHCN"', 'number: "15/KH-SKHCN"'),
        ("name: Chi cục Tiêu chuẩn Đo lường Chất lượng", "name: Chi cục Đo lường"),
        ("name: Các phòng chuyên môn}", "name: Các phòng}"),
        ("name: Báo Lạng Sơn", "name: Báo và Phát thanh Lạng Sơn"),
        ("agency: Sở Khoa học", "agency: Ban Khoa học"),
        ("tentative: true", "tentative: false"),
        ("due: 2022-05-18 ", "due: 2022-05-17 "),
        ('at: "08:00"', 'at: "09:00"'),
        ("before: [3d, 1d, 0d]", "before: [2d, 1d, 0d]"),
        ("times: 5", "times: 4"),
        ("escalate_after: 1d", "escalate_after: 2d"),
        ("days_off: []", "days_off: [2022-05-16]"),
        ("source: {section: III.2.2, row: 1", "source: {section: III.2.2, row: 9"),
        ("chào mừng Ngày Khoa học và Công nghệ Việt Nam 18-5", "chào mừng Ngày 18-5"),
        ("with: [co-quan-lien-quan]", "with: []"),
        ("inferred: [due, window]", "inferred: [window]"),
    ],
    ids=lambda change: change[0].split(":")[0].strip(),
)
def test_whatever_changes_what_units_read_or_when_changes_the_approval_code(
    stage: Stage, change: tuple[str, str]
) -> None:
    before = stage.desk.plans.by_id[stage.plan.id].code
    assert _said(changed(change)) != _said(stage.plan)

    stage.restarted(changed(change))

    assert stage.desk.plans.by_id[stage.plan.id].code != before


def _said(plan: Plan) -> list[tuple[object, str, str]]:
    return [(r.at, r.to, r.message.text) for r in rehearse(plan, Timetable.of(plan))]


async def test_a_head_who_joins_before_approval_is_shown_the_own_work_on_request(
    unapproved: Stage,
) -> None:
    said = await unapproved.says(TDC_HEAD, "/viec")

    assert said.startswith("Chi cục TĐC: còn 02 nhiệm vụ")
