"""“Đôn đốc”: one word from leadership about a duty that is behind, once a working day."""

import pytest
from sqlalchemy import select

from bot.choices.buttons import urge
from bot.store.tables import audit
from tests.stories.cast import (
    HEAD,
    HEADS,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    SEED,
    TTUD_HEAD,
    VPS_HEAD,
)
from tests.stories.stage import Stage

OVERDUE = SEED.by_key["2.2.4a", "vps"]


def noted(stage: Stage, what: str) -> list[tuple[str, list[str]]]:
    """Who is in the audit trail for something, and about which duty."""
    query = select(audit.c.who, audit.c.detail).where(audit.c.what == what)
    with stage.memory.begin() as tx:
        return [(row.who, row.detail["duty"]) for row in tx.execute(query)]


async def exceptions_of_17_may(stage: Stage) -> None:
    await stage.lives("17/5 09:00")
    await stage.says(LEADER, "/tinhhinh")
    await stage.taps(LEADER, "⚠️")


async def test_one_tap_from_an_exception_sends_the_unit_leadership_s_word(stage: Stage) -> None:
    await exceptions_of_17_may(stage)

    said = await stage.taps(LEADER, "📣 Đôn đốc VP Sở")

    assert said == (
        "Đã chuyển lời đôn đốc tới VP Sở; tin được gửi ngay.\nXây dựng kế hoạch tổ chức Hội thảo."
    )
    assert stage.texts(VPS_HEAD)[-1] == (
        "Kính gửi anh/chị Chánh Văn phòng Sở,\n"
        "Lãnh đạo Sở đề nghị đơn vị báo cáo kết quả theo Kế hoạch số …/KH-SKHCN:\n"
        "\n"
        "1. Xây dựng kế hoạch tổ chức Hội thảo [mục III.2.2, Stt 4]\n"
        "   Hạn: thứ Tư, 11/5/2022 (quá hạn 04 ngày làm việc)\n"
        "\n"
        "Nếu đã hoàn thành, đề nghị anh/chị báo ngay tại đây. Nếu chưa, đề nghị cho biết lý do "
        "và thời gian dự kiến hoàn thành."
    )
    assert noted(stage, "urged") == [(str(stage.person(LEADER)), ["2.2.4a", "vps"])]


async def test_urging_in_words_shows_the_duties_it_may_be_about(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    asked = await stage.says(LEADER, "Đôn đốc VP Sở giúp tôi")
    said = await stage.taps(LEADER, "📣 Đôn đốc VP Sở")

    assert "Xây dựng kế hoạch tổ chức Hội thảo" in asked
    assert said.startswith("Đã chuyển lời đôn đốc tới VP Sở")


async def test_words_alone_urge_nobody(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    await stage.says(LEADER, "đôn đốc các đơn vị")
    refused = await stage.says(HEAD, "đôn đốc VP Sở")

    assert noted(stage, "urged") == []
    assert "📣" not in refused


async def test_the_unit_answers_under_the_word_itself(stage: Stage) -> None:
    await exceptions_of_17_may(stage)
    await stage.taps(LEADER, "📣 Đôn đốc VP Sở")

    await stage.taps(VPS_HEAD, "✅ Đã hoàn thành")

    assert stage.stands("2.2.4a", "vps").done


async def test_a_second_time_that_day_is_refused_and_says_who_did_it_when(stage: Stage) -> None:
    await exceptions_of_17_may(stage)
    await stage.taps(LEADER, "📣 Đôn đốc VP Sở")
    await stage.lives("17/5 14:00")

    said = await stage.sends(OFFICE, urge(SEED, OVERDUE), None)

    assert said.startswith(
        "VP Sở đã được đôn đốc về việc này: Nguyễn Thị Hà, 09h00 thứ Ba, 17/5/2022."
    )
    assert sum("đề nghị đơn vị báo cáo kết quả" in text for text in stage.texts(VPS_HEAD)) == 1


async def test_the_next_working_day_it_may_be_said_again(stage: Stage) -> None:
    await exceptions_of_17_may(stage)
    await stage.taps(LEADER, "📣 Đôn đốc VP Sở")
    await stage.lives("18/5 09:00")

    said = await stage.sends(LEADER, urge(SEED, OVERDUE), None)

    assert said.startswith("Đã chuyển lời đôn đốc tới VP Sở")


async def test_a_word_given_in_the_evening_waits_until_the_morning(stage: Stage) -> None:
    await stage.lives("13/5 20:00")
    before = len(stage.texts(VPS_HEAD))

    said = await stage.sends(LEADER, urge(SEED, OVERDUE), None)
    again = await stage.sends(LEADER, urge(SEED, OVERDUE), None)
    await stage.lives("16/5 07:30")

    assert "tin được gửi lúc 07h30 thứ Hai, 16/5/2022." in said
    assert "đã được đôn đốc về việc này" in again
    assert [text.split("\n")[1][:12] for text in stage.texts(VPS_HEAD)[before:]] == ["Lãnh đạo Sở "]


async def test_an_answer_before_it_is_sent_makes_it_needless(stage: Stage) -> None:
    await stage.lives("13/5 20:00")
    await stage.sends(LEADER, urge(SEED, OVERDUE), None)
    await stage.says(VPS_HEAD, "/viec")

    await stage.taps(VPS_HEAD, "✅ 1.")
    before = len(stage.texts(VPS_HEAD))
    await stage.lives("16/5 07:30")

    assert len(stage.texts(VPS_HEAD)) == before


async def test_the_office_urges_in_its_own_name(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    await stage.sends(OFFICE, urge(SEED, OVERDUE), None)

    assert "\nVăn phòng Sở đề nghị đơn vị báo cáo" in stage.texts(VPS_HEAD)[-1]


async def test_several_duties_of_a_unit_come_as_one_word(stage: Stage) -> None:
    await stage.lives("14/5 09:00")
    own = [SEED.by_key[key, "qlcn"] for key in ("2.1.1", "2.1.2")]
    await stage.lives("16/5 18:00")
    for duty in own:
        await stage.sends(LEADER, urge(SEED, duty), None)

    await stage.lives("17/5 07:30")

    word = stage.texts(HEAD)[-1]
    assert word.count("Hạn: thứ Bảy, 14/5/2022 (quá hạn 02 ngày làm việc)") == 2


async def test_what_is_not_behind_is_not_urged(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    said = await stage.sends(LEADER, urge(SEED, SEED.by_key["2.2.3", "ttud"]), None)

    assert said.startswith("Không cần đôn đốc: Trung tâm Ứng dụng, đã gửi, chưa trả lời.")
    assert not any("đề nghị đơn vị báo cáo" in text for text in stage.texts(TTUD_HEAD))


async def test_units_may_not_urge_each_other(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    said = await stage.sends(QLKH_HEAD, urge(SEED, OVERDUE), None)

    assert said.startswith("Tình hình chung dành cho lãnh đạo và văn phòng.")
    assert noted(stage, "urge_refused") == [(str(stage.person(QLKH_HEAD)), ["2.2.4a", "vps"])]


async def test_nothing_is_urged_before_the_office_has_approved(stage: Stage) -> None:
    stage.restarted(auto_approve=False)
    await stage.comes("17/5 09:00")

    said = await stage.sends(LEADER, urge(SEED, OVERDUE), None)

    assert said.startswith("Chưa gửi: kế hoạch chưa được văn phòng duyệt")


async def test_a_unit_where_nobody_has_joined_is_told_of_to_the_office(empty_stage: Stage) -> None:
    empty_stage.joined(LEADER, OFFICE, *(head for head in HEADS if head is not VPS_HEAD))
    await empty_stage.lives("17/5 09:00")

    said = await empty_stage.sends(LEADER, urge(SEED, OVERDUE), None)

    assert said.startswith("Chưa gửi được: Văn phòng Sở chưa ai liên kết.")
    assert "Đơn vị: Văn phòng Sở." in empty_stage.texts(OFFICE)[-1]


async def test_a_past_board_offers_nothing_to_do(stage: Stage) -> None:
    await exceptions_of_17_may(stage)
    shown = stage.shown(LEADER)[-1]
    past = next(c.data for row in shown.message.rows for c in row if c.label.startswith("1."))
    plan, *_ = past.split(":")[1:]

    await stage.sends(LEADER, f"v:{plan}:x::0:705834000:", shown.id)

    labels = [c.label for row in stage.shown(LEADER)[-1].message.rows for c in row]
    assert "◀ Quay lại" in labels
    assert not any("Đôn đốc" in label for label in labels)


# --- by the numbers on the screen ----------------------------------------------------------------


@pytest.fixture
async def on_17_may(either_stage: Stage) -> Stage:
    """It is 17/5, 09:00, on a channel with buttons, and on one without."""
    await either_stage.lives("17/5 09:00")
    return either_stage


async def test_the_number_of_a_line_urges_its_unit(on_17_may: Stage) -> None:
    listed = await on_17_may.says(LEADER, "đôn đốc")

    first = await on_17_may.says(LEADER, "đôn đốc 2")
    second = await on_17_may.says(LEADER, "đôn đốc 1")

    assert "\n2. Phòng QLKH: Tham mưu văn bản" in listed
    assert first.startswith("Đã chuyển lời đôn đốc tới Phòng QLKH")
    assert second.startswith("Đã chuyển lời đôn đốc tới VP Sở")


async def test_a_number_alone_opens_its_line(on_17_may: Stage) -> None:
    await on_17_may.says(LEADER, "đôn đốc")

    said = await on_17_may.says(LEADER, "2")

    assert said.startswith("Phòng QLKH (đến 09h00 thứ Ba, 17/5/2022)\nTham mưu văn bản")


async def test_a_number_that_is_not_in_the_list_urges_nobody(on_17_may: Stage) -> None:
    await on_17_may.says(LEADER, "đôn đốc VP Sở")

    said = await on_17_may.says(LEADER, "đôn đốc 3")

    assert "Đã chuyển" not in said
    assert noted(on_17_may, "urged") == []


async def test_the_numbers_of_a_screen_that_was_opened_by_button_count(stage: Stage) -> None:
    await exceptions_of_17_may(stage)

    said = await stage.says(LEADER, "đôn đốc 2")

    assert said.startswith("Đã chuyển lời đôn đốc tới Phòng QLKH")


async def test_a_number_is_of_the_list_that_was_shown_last(on_17_may: Stage) -> None:
    await on_17_may.says(LEADER, "đôn đốc")
    await on_17_may.says(LEADER, "đôn đốc phòng QLKH")

    first = await on_17_may.says(LEADER, "đôn đốc 1")
    again = await on_17_may.says(LEADER, "đôn đốc 1")
    third = await on_17_may.says(LEADER, "đôn đốc 3")

    assert first.startswith("Đã chuyển lời đôn đốc tới Phòng QLKH")
    assert again.startswith("Phòng QLKH đã được đôn đốc về việc này")
    assert "Đã chuyển" not in third
    assert len(noted(on_17_may, "urged")) == 1
