"""Looking closer at the board: by unit, section, activity and state, down to one duty."""

from datetime import datetime

import pytest

from bot.choices.views import Proof, Sight, View, duty_tag, tag
from bot.messages import Message
from bot.people import Post, Role
from tests.stories.cast import (
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    ROOM,
    SEED,
    TDC_HEAD,
    VPS_HEAD,
    Somebody,
)
from tests.stories.past import lived_once
from tests.stories.stage import Stage

TOP = View(tag(SEED.id))


def labels(message: Message) -> list[str]:
    return [choice.label for row in message.rows for choice in row]


async def opened(stage: Stage, *path: str, who: Somebody = LEADER) -> Message:
    """What the newest message shows after pressing these buttons one after another."""
    for label in path:
        await stage.taps(who, label)
    return stage.shown(who)[-1].message


@lived_once
async def some_days(stage: Stage) -> None:
    stage.phones.blocks(TDC_HEAD.sender)
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    await stage.taps(HEAD, "❌ 2")
    await stage.says(HEAD, "chờ Đài sắp lịch")
    await stage.lives("17/5 09:00")
    await stage.says(LEADER, "/tinhhinh")


async def test_the_ways_into_the_board_stand_under_it(stage: Stage) -> None:
    await some_days(stage)

    assert labels(await opened(stage)) == [
        "⚠️ Việc cần chú ý (07)",
        "Theo đơn vị",
        "Theo tình trạng",
        "Theo mục",
        "Theo việc",
        "🖼 Hình",
        "📄 Báo cáo",
        "📊 Excel",
    ]


async def test_looking_closer_happens_in_one_message(stage: Stage) -> None:
    await some_days(stage)
    before = len(stage.shown(LEADER))

    await opened(stage, "Theo đơn vị", "1.", "1.", "◀", "◀", "◀")

    assert len(stage.shown(LEADER)) == before


async def test_by_unit_the_worst_off_comes_first_with_its_figures(stage: Stage) -> None:
    await some_days(stage)

    shown = await opened(stage, "Theo đơn vị")

    assert shown.text == (
        "Theo đơn vị (đến 09h00 thứ Ba, 17/5/2022)\n"
        "Kế hoạch số …/KH-SKHCN\n"
        "\n"
        "1. Phòng QLCN&ĐMST: xong 01/06, quá hạn 03\n"
        "2. VP Sở: xong 00/03, quá hạn 01\n"
        "3. Phòng QLKH: xong 00/02, quá hạn 01\n"
        "4. Chi cục TĐC: xong 00/02\n"
        "5. Trung tâm Ứng dụng: xong 00/03"
    )


async def test_a_duty_is_shown_whole_with_the_reason_in_the_person_s_words(stage: Stage) -> None:
    await some_days(stage)

    shown = await opened(stage, "Theo tình trạng", "Trả lời chưa xong", "1.")

    assert shown.text == (
        "Phòng QLCN&ĐMST (đến 09h00 thứ Ba, 17/5/2022)\n"
        "Phối hợp với Báo Lạng Sơn, Đài phát thanh và truyền hình tỉnh thực hiện chuyên mục số…"
        " [mục III.2.1, Stt 2]\n"
        "Đơn vị: Phòng Quản lý công nghệ và đổi mới sáng tạo\n"
        "Hạn: thứ Bảy, 14/5/2022\n"
        "Tình trạng: quá hạn 02 ngày làm việc, đã trả lời chưa xong, "
        "lý do: “chờ Đài sắp lịch”\n"
        "Phối hợp: Báo Lạng Sơn, Đài Phát thanh và Truyền hình tỉnh\n"
        "Báo cáo gần nhất: Phạm Thị Lan, 08h00 thứ Năm, 12/5/2022"
    )


async def test_the_silences_are_counted_apart_and_accuse_nobody_who_was_not_asked(
    stage: Stage,
) -> None:
    stage.phones.blocks(TDC_HEAD.sender)
    await stage.lives("6/5 09:00")

    await stage.says(LEADER, "/tinhhinh")
    shown = await opened(stage, "Theo tình trạng")

    assert shown.body.splitlines()[2:] == [
        "- Chưa gửi được: 02",
        "- Đã gửi, chưa trả lời: 05",
        "- Chưa đến lượt hỏi: 09",
    ]


async def test_duties_that_stand_in_two_lists_are_counted_once(stage: Stage) -> None:
    await stage.lives("16/5 09:00")

    await stage.says(LEADER, "/tinhhinh")
    shown = await opened(stage, "Theo tình trạng")

    whole, _, within = shown.body.partition("\n\nTính lại trong số trên:\n")
    counts = [int(line.rsplit(": ", 1)[1]) for line in whole.splitlines() if line[:2] == "- "]
    assert sum(counts) == len(stage.board().standings)
    assert within.startswith("- Quá hạn, chưa hoàn thành: ")


async def test_long_lists_turn_in_pages(stage: Stage) -> None:
    await stage.lives("26/5 09:00")
    await stage.says(LEADER, "/tinhhinh")

    first = await opened(stage, "⚠️")
    second = await opened(stage, "Trang sau")
    again = await opened(stage, "‹")

    assert "\n8. " in first.text
    assert "\n9. " in second.text
    assert "\n1. " not in second.text
    assert again == first


async def test_every_button_of_the_board_leads_somewhere(stage: Stage) -> None:
    """And no data is longer than a platform carries."""
    await some_days(stage)
    shown = stage.shown(LEADER)[-1]
    seen: set[str] = set()
    todo = [c.data for row in shown.message.rows for c in row if c.data.startswith("v:")]

    while todo:
        data = todo.pop()
        seen.add(data)
        await stage.sends(LEADER, data, shown.id)
        message = stage.shown(LEADER)[-1].message
        assert "không còn hiệu lực" not in message.text
        assert len(message.text) < 4096
        found = [c.data for row in message.rows for c in row if c.data.startswith("v:")]
        todo += [data for data in found if data not in seen]

    assert len(seen) > 2 * len(SEED.assignments)
    assert max(len(data.encode()) for data in seen) <= 64


@pytest.mark.parametrize("who", [HEAD, QLKH_HEAD])
async def test_a_button_of_the_board_opens_nothing_for_those_who_may_not_see_it(
    stage: Stage, who: Somebody
) -> None:
    await stage.lives("17/5 09:00")

    said = await stage.sends(who, View(tag(SEED.id), Sight.UNITS).data, None)

    assert said.startswith("Tình hình chung dành cho lãnh đạo và văn phòng.")


async def test_the_board_is_not_opened_before_the_eyes_of_a_group(stage: Stage) -> None:
    await stage.lives("17/5 09:00")
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)

    said = await stage.sends(LEADER, TOP.data, None, chat=ROOM)

    assert said.startswith("Tình hình chung chỉ được xem trong cuộc trò chuyện riêng.")


async def test_an_old_button_opens_onto_today_s_figures(stage: Stage) -> None:
    await some_days(stage)
    await stage.taps(HEAD, "✅ 3")

    shown = await opened(stage, "Theo đơn vị")

    assert "1. Phòng QLCN&ĐMST: xong 02/06, quá hạn 02" in shown.text


async def test_a_look_at_a_past_moment_stays_there(stage: Stage) -> None:
    await some_days(stage)
    past = datetime.fromisoformat("2022-05-13T17:00:00+07:00")

    await stage.sends(LEADER, View(tag(SEED.id), at=past).data, stage.shown(LEADER)[-1].id)
    shown = await opened(stage, "Theo đơn vị", "1.")

    assert "(đến 17h00 thứ Sáu, 13/5/2022)" in shown.heading


async def test_a_plan_that_has_lost_the_part_says_so(stage: Stage) -> None:
    await some_days(stage)

    said = await stage.sends(OFFICE, View(tag(SEED.id), Sight.UNIT, tag("gone")).data, None)

    assert said.startswith("Lựa chọn này không còn hiệu lực vì kế hoạch đã thay đổi.")


async def test_the_office_looks_as_closely_as_leadership(stage: Stage) -> None:
    await some_days(stage)
    await stage.says(OFFICE, "/tinhhinh")

    shown = await opened(stage, "Theo mục", "2.", who=OFFICE)

    assert shown.heading.startswith("Tuần lễ trọng tâm")


async def test_those_who_are_done_are_thanked_by_the_figures(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    for label in ("✅ 1", "✅ 2"):
        await stage.taps(HEAD, label)
    await stage.says(LEADER, "/tinhhinh")

    shown = await opened(stage, "Theo tình trạng", "Hoàn thành đúng hạn")

    assert shown.heading.startswith("Hoàn thành đúng hạn: 02 nhiệm vụ")


async def test_who_speaks_for_the_office_s_own_duties_is_a_unit_like_any_other(
    stage: Stage,
) -> None:
    await stage.lives("17/5 09:00")

    said = await stage.says(VPS_HEAD, "/tinhhinh")

    assert said.startswith("Tình hình chung dành cho lãnh đạo")


async def test_the_evidence_for_a_duty_is_shown_on_demand(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.says(VPS_HEAD, "việc 1 đã xong, CV số 245/SKHCN-VP ngày 11/5")
    await stage.says(LEADER, "/tinhhinh")
    await opened(stage, "Theo tình trạng", "Hoàn thành quá hạn", "1.")

    said = await stage.taps(LEADER, "📎 Xem minh chứng (01)")

    assert "245/SKHCN-VP" in said


async def test_evidence_is_for_those_who_may_see_the_board(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    key = "2.2.4a", "vps"

    said = await stage.sends(QLKH_HEAD, Proof(tag(SEED.id), duty_tag(key)).data, None)

    assert said.startswith("Minh chứng của đơn vị khác dành cho Lãnh đạo và Văn phòng.")


async def test_a_row_that_was_cut_into_duties_is_answered_with_all_of_them(stage: Stage) -> None:
    said = await stage.says(LEADER, "hội thảo đến đâu rồi")

    assert said.startswith("04 nhiệm vụ")
    assert "Xây dựng kế hoạch tổ chức Hội thảo" in said
    assert "video phóng sự" in said


async def test_a_question_for_one_of_them_is_answered_with_that_one(stage: Stage) -> None:
    said = await stage.says(LEADER, "video phóng sự làm đến đâu rồi")

    assert said.startswith("01 nhiệm vụ")
