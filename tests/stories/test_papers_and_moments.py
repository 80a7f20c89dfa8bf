"""Papers ordered in the chat, and the board as it stood at a moment named in words."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.choices.views import Paper, tag
from bot.store import plans
from tests.stories.cast import (
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    ROOM,
    SEED,
    VPS_HEAD,
    Somebody,
    at,
    changed,
)
from tests.stories.past import lived_once
from tests.stories.stage import Stage


@lived_once
async def may(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    await stage.lives("13/5 17:30")
    await stage.taps(VPS_HEAD, "✅")
    await stage.lives("17/5 09:00")


def text_of(stage: Stage, who: Somebody) -> str:
    """What the newest document on somebody's phone says."""
    files = [shown.enclosure for shown in stage.shown(who) if shown.enclosure]
    return ZipFile(BytesIO(files[-1].data)).read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("label", "ending", "signature"),
    [("🖼 Hình", "png", b"\x89PNG"), ("📄 Báo cáo", "docx", b"PK"), ("📊 Excel", "xlsx", b"PK")],
)
async def test_a_paper_comes_as_a_file_from_under_the_board(
    stage: Stage, label: str, ending: str, signature: bytes
) -> None:
    await may(stage)
    await stage.says(LEADER, "/tinhhinh")

    await stage.taps(LEADER, label)

    file = stage.shown(LEADER)[-1].enclosure
    assert file is not None
    assert file.name.endswith(ending)
    assert file.data.startswith(signature)
    assert "số liệu đến 09h00 thứ Ba, 17/5/2022" in stage.texts(LEADER)[-1]


@pytest.mark.parametrize(
    ("words", "ending"),
    [("gửi báo cáo", "docx"), ("gửi bảng excel", "xlsx"), ("hình tiến độ", "png")],
)
async def test_a_paper_is_ordered_in_words(stage: Stage, words: str, ending: str) -> None:
    await may(stage)

    await stage.says(OFFICE, words)

    file = stage.shown(OFFICE)[-1].enclosure
    assert file is not None
    assert file.name.endswith(ending)


async def test_the_figures_of_the_document_are_those_of_the_chat(stage: Stage) -> None:
    await may(stage)
    totals = stage.board().totals

    await stage.says(OFFICE, "gửi báo cáo")

    assert f"Tổng số nhiệm vụ: {totals.assignments:02d}" in text_of(stage, OFFICE)


async def test_the_closing_report_is_one_tap_away(stage: Stage) -> None:
    await stage.lives("20/5 07:30")

    await stage.taps(OFFICE, "📄 Soạn dự thảo báo cáo")

    file = stage.shown(OFFICE)[-1].enclosure
    assert file is not None
    assert file.name.endswith(".docx")


async def test_papers_are_for_those_who_may_see_the_board(stage: Stage) -> None:
    await may(stage)

    said = await stage.sends(QLKH_HEAD, Paper(tag(SEED.id), "docx").data, None)

    assert said.startswith("Tình hình chung dành cho lãnh đạo và văn phòng.")
    assert all(shown.enclosure is None for shown in stage.shown(QLKH_HEAD))


async def test_no_paper_is_laid_before_a_group(stage: Stage) -> None:
    await may(stage)
    stage.group(ROOM)

    await stage.sends(LEADER, Paper(tag(SEED.id), "xlsx").data, None, chat=ROOM)

    assert all(shown.enclosure is None for shown in stage.shown(ROOM))


async def test_a_past_moment_is_asked_for_in_words(stage: Stage) -> None:
    await may(stage)

    said = await stage.says(LEADER, "17h ngày 13/5 thế nào?")

    assert said.startswith("Tình hình thực hiện đến 17h00 thứ Sáu, 13/5/2022")
    assert "- Hoàn thành đúng hạn: 01\n- Hoàn thành quá hạn: 00" in said


async def test_the_end_of_a_past_day_includes_what_came_in_the_evening(stage: Stage) -> None:
    await may(stage)

    said = await stage.says(LEADER, "tính đến hết ngày 13/5 tình hình thế nào?")

    assert said.startswith("Tình hình thực hiện đến 23h59 thứ Sáu, 13/5/2022")
    assert "- Hoàn thành quá hạn: 01" in said


async def edited(stage: Stage) -> None:
    """On 16/5 the office moves what was due on 14/5 to 24/5."""
    await may(stage)
    later = changed(("due: 2022-05-14", "due: 2022-05-24"))
    with stage.memory.begin() as tx:
        plans.remember(tx, SEED, at("4/5 08:00"))
        plans.remember(tx, later, at("16/5 09:00"))
    stage.restarted(later)


async def test_a_past_moment_is_judged_by_the_plan_that_was_in_force_then(stage: Stage) -> None:
    await edited(stage)

    then = await stage.says(LEADER, "8h ngày 16/5 thế nào?")
    paper = Paper(tag(SEED.id), "docx", at("16/5 08:00"))
    await stage.sends(LEADER, paper.data, None)
    now = await stage.says(LEADER, "/tinhhinh")

    assert "- Quá hạn, chưa hoàn thành: 04" in then
    assert "(trong hạn 10, quá hạn 04)" in text_of(stage, LEADER)
    assert "- Quá hạn, chưa hoàn thành: 01" in now


async def test_looking_closer_at_a_past_moment_stays_there(stage: Stage) -> None:
    await may(stage)
    await stage.says(LEADER, "17h ngày 13/5 thế nào?")

    await stage.taps(LEADER, "Theo đơn vị")

    assert "(đến 17h00 thứ Sáu, 13/5/2022)" in stage.texts(LEADER)[-1]


async def test_which_units_were_late_then(stage: Stage) -> None:
    await may(stage)

    said = await stage.says(LEADER, "lúc 17h ngày 13/5 phòng nào chậm?")

    assert said.startswith("01 nhiệm vụ quá hạn (số liệu đến 17h00 thứ Sáu, 13/5/2022)")
    assert "VP Sở" in said


async def test_which_units_are_late_leads_to_the_duties(stage: Stage) -> None:
    await may(stage)
    await stage.says(LEADER, "phòng nào chậm?")

    await stage.taps(LEADER, "Xem chi tiết")

    assert stage.texts(LEADER)[-1].startswith("Quá hạn, chưa hoàn thành: 0")


async def test_a_moment_still_to_come_is_now(stage: Stage) -> None:
    await may(stage)

    said = await stage.says(LEADER, "17h ngày 17/5 thế nào?")

    assert said.startswith("Tình hình thực hiện đến 09h00 thứ Ba, 17/5/2022")


async def test_a_paper_that_cannot_be_made_is_said_to_be_so(stage: Stage) -> None:
    await may(stage)
    with stage.memory.begin() as tx:
        tx.exec_driver_sql("DROP TABLE evidence")

    await stage.says(OFFICE, "gửi bảng excel")

    assert stage.texts(OFFICE)[-1].startswith("Chưa soạn được bảng theo dõi Excel do trục trặc")


async def test_who_is_silent_is_not_whoever_has_answered_that_it_is_not_done(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "❌ 2")

    said = await stage.says(LEADER, "ai chưa trả lời?")

    assert said.startswith("Đã gửi, chưa trả lời: ")
    assert "đã trả lời chưa xong" not in said


async def test_a_question_about_a_section_is_answered_with_that_section(stage: Stage) -> None:
    await may(stage)

    said = await stage.says(LEADER, "tình hình tuần lễ trọng tâm thế nào?")

    assert said.startswith("Tuần lễ trọng tâm chào mừng Ngày KH&CN Việt Nam: 12 nhiệm vụ")


async def test_an_answer_says_which_days_it_is_about(stage: Stage) -> None:
    await may(stage)

    said = await stage.says(LEADER, "hôm nay có việc gì đến hạn không?")

    assert "01 nhiệm vụ đến hạn trong ngày 17/5/2022 (số liệu đến 09h00" in said


# --- a moment ahead ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["đến 20/6 thế nào", "Tình hình đến 20/6?", "ngày 20/6 thế nào", "den 20/6 ra sao"]
)
async def test_a_day_that_has_not_come_has_no_state_but_what_falls_due(
    stage: Stage, words: str
) -> None:
    await stage.lives("17/5 09:00")

    said = await stage.says(LEADER, words)

    assert said.startswith("Chưa đến thứ Hai, 20/6/2022 nên chưa có tình hình của lúc đó.")
    assert "10 nhiệm vụ đến hạn từ 17/5 đến 20/6/2022" in said
    assert "Hiện đang quá hạn: 06 nhiệm vụ." in said
    assert "Tổng số" not in said


async def test_of_a_unit_what_falls_due_until_then_is_its_own(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    said = await stage.says(LEADER, "VP Sở đến 18/5 thế nào")

    assert said.startswith("Chưa đến thứ Tư, 18/5/2022")
    assert "Văn phòng Sở: 01 nhiệm vụ đến hạn từ 17/5 đến 18/5/2022" in said
    assert "Hiện đang quá hạn: 01 nhiệm vụ." in said


@pytest.mark.parametrize(
    ("words", "beginning"),
    [
        ("ngày 19/5 đến hạn những gì", "08 nhiệm vụ đến hạn trong ngày 19/5/2022"),
        ("đến 19/5 còn việc gì", "Chưa đến thứ Năm, 19/5/2022"),
        ("tuần sau thế nào", "Chưa đến Chủ nhật, 29/5/2022"),
        ("tính đến hết 16/5 thế nào", "Tình hình thực hiện đến 23h59 thứ Hai, 16/5/2022"),
    ],
)
async def test_what_falls_due_and_what_has_been_are_asked_as_ever(
    stage: Stage, words: str, beginning: str
) -> None:
    await stage.lives("17/5 09:00")

    assert (await stage.says(LEADER, words)).startswith(beginning)


@pytest.mark.parametrize("words", ["hôm nay có gì gấp không", "hom nay co viec gi den han"])
async def test_what_falls_due_in_some_days_is_told_with_what_is_late(
    stage: Stage, words: str
) -> None:
    await stage.lives("16/5 09:00")

    said = await stage.says(LEADER, words)

    assert said.startswith("Không có nhiệm vụ nào đến hạn trong ngày 16/5/2022 (số liệu đến")
    assert said.splitlines()[1] == "Hiện đang quá hạn: 06 nhiệm vụ."
