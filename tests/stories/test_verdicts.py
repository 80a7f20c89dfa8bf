"""Accepting what a unit reports done, or sending it back with what is lacking."""

import pytest

from bot.channels.simulator import Simulator
from bot.choices import buttons
from bot.store import replies
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, VPS_HEAD, Somebody, changed
from tests.stories.stage import Stage
from tests.stories.test_ladder import DEPUTY_DIRECTOR, DIRECTOR, TWO_LEADERS, staged

CONFIRM = ('  due_time: "24:00"', '  confirm: true\n  due_time: "24:00"')
CONFIRMED = changed(CONFIRM)


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """A plan whose results are accepted by leadership or the office."""
    stage.restarted(CONFIRMED)
    return stage


async def reported(stage: Stage) -> str:
    """VPS has reported its plan for the workshop done on the day."""
    await stage.lives("11/5 08:00")
    return await stage.taps(VPS_HEAD, "✅")


def newest(stage: Stage) -> int:
    """The id of the newest reply about that duty."""
    with stage.memory.begin() as tx:
        return replies.of_assignment(tx, stage.plan, stage.plan.by_key["2.2.4a", "vps"])[-1].id


async def test_a_report_waits_counts_as_done_and_the_office_is_asked(asked: Stage) -> None:
    said = await reported(asked)

    assert "Kết quả chờ Lãnh đạo hoặc Văn phòng xác nhận." in said
    assert asked.texts(OFFICE)[-1] == (
        "VP Sở báo hoàn thành, chờ xác nhận.\n"
        "Xây dựng kế hoạch tổ chức Hội thảo [mục III.2.2, Stt 4]\n"
        "Hạn: thứ Tư, 11/5/2022.\n"
        "Trong khi chờ, nhiệm vụ được tính là đã hoàn thành."
    )
    assert asked.board().totals.done_on_time == 1
    assert asked.stands("2.2.4a", "vps").awaits


async def test_accepting_ends_the_waiting(asked: Stage) -> None:
    await reported(asked)

    said = await asked.taps(OFFICE, "✅ Xác nhận")

    assert said.startswith("Đã xác nhận kết quả của VP Sở.")
    assert not asked.stands("2.2.4a", "vps").awaits
    assert asked.stands("2.2.4a", "vps").done


async def test_sending_back_reopens_the_duty_and_tells_the_unit_in_those_words(
    asked: Stage,
) -> None:
    await reported(asked)

    await asked.taps(OFFICE, "↩️ Trả lại")
    said = await asked.says(OFFICE, "Đề nghị bổ sung dự toán và chữ ký")

    assert said.startswith("Đã trả lại VP Sở: “Đề nghị bổ sung dự toán và chữ ký”.")
    assert asked.texts(VPS_HEAD)[-1] == (
        "Kính gửi anh/chị Chánh Văn phòng Sở,\n"
        "Văn phòng Sở đề nghị đơn vị bổ sung đối với nhiệm vụ đã báo hoàn thành:\n"
        "\n"
        "1. Xây dựng kế hoạch tổ chức Hội thảo [mục III.2.2, Stt 4]\n"
        "   Nội dung: “Đề nghị bổ sung dự toán và chữ ký”\n"
        "   Hạn: thứ Tư, 11/5/2022\n"
        "\n"
        "Nhiệm vụ được mở lại. Khi đã bổ sung, đề nghị anh/chị báo lại tại đây."
    )
    found = asked.stands("2.2.4a", "vps")
    assert (found.state, found.returned) == (State.NOT_DONE, True)


@pytest.mark.parametrize("words", ["ok", "đơn vị nào chưa xong", "còn mấy việc quá hạn?"])
async def test_a_nod_or_a_question_is_not_what_is_lacking(asked: Stage, words: str) -> None:
    await reported(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")

    await asked.says(OFFICE, words)
    assert asked.stands("2.2.4a", "vps").awaits

    said = await asked.says(OFFICE, "thiếu dự toán")
    assert said.startswith("Đã trả lại VP Sở: “thiếu dự toán”.")


async def test_a_reply_to_the_notice_accepts_that_result(asked: Stage) -> None:
    await reported(asked)

    said = await asked.says(OFFICE, "xác nhận ạ", reply_to=asked.shown(OFFICE)[-1].id)

    assert said.startswith("Đã xác nhận kết quả của VP Sở.")
    assert not asked.stands("2.2.4a", "vps").awaits


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Trả lại, thiếu dự toán", "thiếu dự toán"),
        ("chưa đạt, đề nghị ghi rõ thành phần", "chưa đạt, đề nghị ghi rõ thành phần"),
    ],
)
async def test_a_reply_to_the_notice_sends_that_result_back(
    asked: Stage, words: str, kept: str
) -> None:
    await reported(asked)

    said = await asked.says(OFFICE, words, reply_to=asked.shown(OFFICE)[-1].id)

    assert said.startswith(f"Đã trả lại VP Sở: “{kept}”.")
    assert asked.stands("2.2.4a", "vps").returned


async def test_a_bare_reply_that_sends_back_is_asked_what_is_lacking(asked: Stage) -> None:
    await reported(asked)

    said = await asked.says(OFFICE, "trả lại", reply_to=asked.shown(OFFICE)[-1].id)

    assert said.startswith("Trả lại VP Sở: đề nghị cho biết nội dung cần bổ sung.")
    assert asked.stands("2.2.4a", "vps").awaits


@pytest.mark.parametrize("words", ["xác nhận", "trả lại"])
async def test_a_verdict_on_no_message_is_answered_with_what_waits_if_that_is_more_than_one(
    asked: Stage, words: str
) -> None:
    await reported(asked)
    await asked.says(QLKH_HEAD, "/viec")
    await asked.says(QLKH_HEAD, "việc 1 xong rồi")

    said = await asked.says(OFFICE, words)

    assert "Chờ xác nhận: 02 nhiệm vụ" in said
    assert asked.stands("2.2.4a", "vps").awaits


@pytest.mark.parametrize("words", ["xác nhận", "Xác nhận nhé", "công nhận kết quả", "xac nhan"])
@pytest.mark.parametrize("who", [LEADER, OFFICE], ids=["leader", "office"])
async def test_the_only_result_that_waits_is_accepted_in_words(
    asked: Stage, who: Somebody, words: str
) -> None:
    await reported(asked)
    await asked.says(who, "việc nào chờ xác nhận?")

    said = await asked.says(who, words)

    assert said.startswith("Đã xác nhận kết quả của VP Sở.\nXây dựng kế hoạch tổ chức Hội thảo")
    assert not asked.stands("2.2.4a", "vps").awaits
    assert asked.stands("2.2.4a", "vps").done


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        "à không, trả lại, chưa có chữ ký",
        "nhầm, trả lại, chưa có chữ ký",
        "thôi trả lại vì chưa có chữ ký",
        "trả lại, chưa có chữ ký",
        "a khong, tra lai, chưa có chữ ký",
    ],
)
async def test_a_second_thought_sends_it_back(asked: Stage, words: str, *, accepted: bool) -> None:
    await reported(asked)
    await asked.says(LEADER, "việc nào chờ xác nhận?")
    if accepted:
        await asked.says(LEADER, "xác nhận")

    said = await asked.says(LEADER, words)

    assert said.startswith("Đã trả lại VP Sở: “chưa có chữ ký”.")
    assert asked.stands("2.2.4a", "vps").returned
    assert "Nội dung: “chưa có chữ ký”" in asked.texts(VPS_HEAD)[-1]


async def test_what_was_accepted_longer_ago_is_not_sent_back(asked: Stage) -> None:
    await reported(asked)
    await asked.says(LEADER, "xác nhận")
    await asked.lives("11/5 08:30")

    said = await asked.says(LEADER, "trả lại, chưa có chữ ký")

    assert said.startswith("Hiện không có kết quả nào chờ xác nhận")
    assert asked.stands("2.2.4a", "vps").done


async def test_what_somebody_else_accepted_is_not_sent_back(asked: Stage) -> None:
    await reported(asked)
    await asked.says(OFFICE, "xác nhận")

    said = await asked.says(LEADER, "trả lại, chưa có chữ ký")

    assert said.startswith("Hiện không có kết quả nào chờ xác nhận")


async def test_a_bare_word_that_sends_the_only_result_back_is_asked_what_is_lacking(
    asked: Stage,
) -> None:
    await reported(asked)

    said = await asked.says(LEADER, "trả lại")
    back = await asked.says(LEADER, "thiếu dự toán")

    assert said.startswith("Trả lại VP Sở: đề nghị cho biết nội dung cần bổ sung.")
    assert back.startswith("Đã trả lại VP Sở: “thiếu dự toán”.")


async def test_a_yes_on_no_message_is_answered_with_what_waits(asked: Stage) -> None:
    await reported(asked)

    said = await asked.says(OFFICE, "đồng ý")

    assert "Chờ xác nhận" in said
    assert "Xây dựng kế hoạch tổ chức Hội thảo" in said
    assert asked.stands("2.2.4a", "vps").awaits


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("trả lại, thiếu dự toán", "thiếu dự toán"),
        ("Trả lại vì thiếu dự toán nhé", "thiếu dự toán nhé"),
        ("trả lại VP Sở, thiếu dự toán", "thiếu dự toán"),
        ("trả lại việc 1: thiếu dự toán", "thiếu dự toán"),
        ("không đồng ý, thiếu chữ ký", "thiếu chữ ký"),
    ],
)
@pytest.mark.parametrize("who", [LEADER, OFFICE], ids=["leader", "office"])
async def test_the_only_result_that_waits_is_sent_back_in_words_and_the_unit_reads_them(
    asked: Stage, who: Somebody, words: str, lacks: str
) -> None:
    await reported(asked)

    said = await asked.says(who, words)

    assert said.startswith(f"Đã trả lại VP Sở: “{lacks}”.")
    assert f"Nội dung: “{lacks}”" in asked.texts(VPS_HEAD)[-1]
    assert asked.stands("2.2.4a", "vps").returned


async def test_what_only_says_what_is_lacking_is_kept_until_the_result_is_chosen(
    asked: Stage,
) -> None:
    await reported(asked)

    said = await asked.says(LEADER, "đề nghị bổ sung chữ ký")
    assert said.startswith(
        "Chưa trả lại kết quả nào: “đề nghị bổ sung chữ ký” là về nhiệm vụ nào ạ?"
    )
    assert asked.stands("2.2.4a", "vps").awaits

    assert (await asked.taps(LEADER, "↩️ Trả lại")).startswith(
        "Đã trả lại VP Sở: “đề nghị bổ sung chữ ký”."
    )
    assert "Nội dung: “đề nghị bổ sung chữ ký”" in asked.texts(VPS_HEAD)[-1]


async def test_of_several_results_the_one_that_is_chosen_goes_back_with_the_words(
    asked: Stage,
) -> None:
    await reported(asked)
    await asked.says(QLKH_HEAD, "/viec")
    await asked.says(QLKH_HEAD, "việc 1 xong rồi")

    await asked.says(LEADER, "trả lại, thiếu phụ lục")
    assert sum(told.returned for told in asked.board().standings) == 0

    await asked.taps(LEADER, "↩️ Trả lại")
    [back] = [told for told in asked.board().standings if told.returned]
    assert back.reply is not None
    assert back.reply.reason == "thiếu phụ lục"


async def test_of_several_results_the_one_of_the_unit_that_is_named_is_sent_back(
    asked: Stage,
) -> None:
    await reported(asked)
    await asked.says(QLKH_HEAD, "/viec")
    await asked.says(QLKH_HEAD, "việc 1 xong rồi")

    said = await asked.says(LEADER, "trả lại VP Sở, thiếu phụ lục")

    assert said.startswith("Đã trả lại VP Sở: “thiếu phụ lục”.")


async def test_words_on_a_result_that_does_not_wait_are_said_not_to_be_passed_on(
    stage: Stage,
) -> None:
    await stage.lives("11/5 08:00")
    await stage.taps(VPS_HEAD, "✅")

    said = await stage.says(LEADER, "trả lại, thiếu dự toán")

    assert said == (
        "Hiện không có kết quả nào chờ xác nhận, chưa trả lại nhiệm vụ nào.\n"
        "Lời “thiếu dự toán” chưa được chuyển tới đơn vị. "
        "Gửi /tinhhinh để xem tình hình các nhiệm vụ."
    )


@pytest.mark.parametrize("words", ["trả lại", "xác nhận", "đồng ý"])
async def test_a_verdict_without_words_is_not_what_is_lacking(asked: Stage, words: str) -> None:
    await reported(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")

    await asked.says(OFFICE, words)

    assert asked.stands("2.2.4a", "vps").awaits


async def test_what_is_sent_back_in_the_words_asked_for_is_told_without_the_verb(
    asked: Stage,
) -> None:
    await reported(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")

    said = await asked.says(OFFICE, "trả lại, thiếu dự toán")

    assert said.startswith("Đã trả lại VP Sở: “thiếu dự toán”.")


async def test_a_condition_is_no_verdict(asked: Stage) -> None:
    await reported(asked)

    await asked.says(OFFICE, "đồng ý nếu đủ dự toán", reply_to=asked.shown(OFFICE)[-1].id)

    assert asked.stands("2.2.4a", "vps").awaits


async def test_quick_words_do_as_well_and_the_leader_speaks_for_leadership(asked: Stage) -> None:
    await reported(asked)
    await asked.says(LEADER, "/tinhhinh")
    await asked.taps(LEADER, "Theo tình trạng")
    await asked.taps(LEADER, "Chờ xác nhận")

    await asked.taps(LEADER, "↩️ Trả lại")
    await asked.taps(LEADER, "Đề nghị bổ sung ảnh")

    assert "\nLãnh đạo Sở đề nghị đơn vị bổ sung" in asked.texts(VPS_HEAD)[-1]
    assert "“Đề nghị bổ sung ảnh”" in asked.texts(VPS_HEAD)[-1]


async def test_a_returned_duty_is_reminded_of_again_and_can_be_reported_again(
    asked: Stage,
) -> None:
    await reported(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")
    await asked.taps(OFFICE, "Đề nghị bổ sung ảnh")
    await asked.lives("12/5 08:00")

    reminder = asked.texts(VPS_HEAD)[-1]
    await asked.taps(VPS_HEAD, "✅")

    assert "Được trả lại ngày 11/5/2022: “Đề nghị bổ sung ảnh”" in reminder
    found = asked.stands("2.2.4a", "vps")
    assert (found.awaits, found.late) == (True, True)


async def test_a_unit_may_say_why_what_was_returned_is_not_done_yet(asked: Stage) -> None:
    await reported(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")
    await asked.taps(OFFICE, "Đề nghị bổ sung ảnh")

    await asked.taps(VPS_HEAD, "❌ Chưa hoàn thành")
    await asked.taps(VPS_HEAD, "Chờ phê duyệt")

    found = asked.stands("2.2.4a", "vps")
    assert found.reply is not None
    assert (found.state, found.returned, found.reply.reason) == (
        State.NOT_DONE,
        False,
        "Chờ phê duyệt",
    )


async def test_the_unit_hears_of_a_return_only_in_working_hours(asked: Stage) -> None:
    await reported(asked)
    await asked.lives("11/5 19:00")
    before = len(asked.texts(VPS_HEAD))

    await asked.taps(OFFICE, "↩️ Trả lại")
    await asked.taps(OFFICE, "Đề nghị bổ sung ảnh")
    in_the_evening = len(asked.texts(VPS_HEAD))
    await asked.lives("12/5 07:30")

    assert in_the_evening == before
    assert "đã báo hoàn thành" in asked.texts(VPS_HEAD)[-1]


async def test_whoever_sends_back_reads_when_the_unit_hears_of_it(asked: Stage) -> None:
    await reported(asked)
    await asked.lives("11/5 19:00")

    said = await asked.sends(OFFICE, buttons.send_back(newest(asked), 0), None)

    assert said.endswith("Đơn vị được báo lúc 07h30 thứ Năm, 12/5/2022.")


async def test_where_no_hours_are_quiet_the_unit_hears_at_once(stage: Stage) -> None:
    quiet = '  quiet_hours: [["17:00", "07:30"], ["11:30", "13:30"]]'
    stage.restarted(changed(CONFIRM, (quiet, "  quiet_hours: null")))
    await reported(stage)
    await stage.lives("11/5 19:00")

    said = await stage.sends(OFFICE, buttons.send_back(newest(stage), 0), None)

    assert said.endswith("Nhiệm vụ trở về chưa hoàn thành. Đơn vị được báo ngay.")
    assert "đã báo hoàn thành" in stage.texts(VPS_HEAD)[-1]


async def test_whoever_comes_second_reads_what_was_decided(asked: Stage) -> None:
    await reported(asked)
    reply = newest(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")
    await asked.taps(OFFICE, "Đề nghị bổ sung ảnh")

    said = await asked.sends(LEADER, buttons.accept(reply), None)

    assert said.startswith(
        "Việc này không còn chờ xác nhận: được trả lại để bổ sung: “Đề nghị bổ sung ảnh” "
        "(Lý Thị Hoa, 08h00 thứ Tư, 11/5/2022)."
    )


@pytest.mark.parametrize("who", [HEAD, QLKH_HEAD, VPS_HEAD])
async def test_units_judge_nothing_not_even_their_own(asked: Stage, who: Somebody) -> None:
    await reported(asked)

    await asked.sends(who, buttons.accept(newest(asked)), None)

    assert asked.stands("2.2.4a", "vps").awaits


async def test_a_text_after_the_words_were_given_is_a_text_like_any_other(asked: Stage) -> None:
    await reported(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")
    await asked.taps(OFFICE, "Đề nghị bổ sung ảnh")

    said = await asked.says(OFFICE, "tình hình chung")

    assert said.startswith("Tình hình thực hiện")


async def test_off_by_default_nothing_waits(stage: Stage) -> None:
    said = await reported(stage)

    assert "xác nhận" not in said
    assert not stage.stands("2.2.4a", "vps").awaits
    assert (await stage.sends(OFFICE, buttons.accept(newest(stage)), None)).startswith(
        "Việc này không còn chờ xác nhận"
    )


async def test_the_board_as_of_a_moment_before_the_verdict_is_as_it_was(asked: Stage) -> None:
    await reported(asked)
    before, seen = asked.now, asked.board()
    await asked.lives("11/5 09:00")
    await asked.taps(OFFICE, "↩️ Trả lại")
    await asked.taps(OFFICE, "Đề nghị bổ sung ảnh")

    assert asked.board(before) == seen
    assert asked.board() != seen


async def test_whoever_sent_it_back_is_not_told_that_an_answer_of_theirs_is_overridden(
    asked: Stage,
) -> None:
    await reported(asked)
    await asked.taps(OFFICE, "↩️ Trả lại")
    await asked.taps(OFFICE, "Đề nghị bổ sung ảnh")
    await asked.lives("12/5 08:00")

    await asked.taps(VPS_HEAD, "✅")
    await asked.lives("12/5 09:00")

    assert not any("đã báo lại" in text for text in asked.texts(OFFICE))


async def test_a_deputy_director_speaks_in_the_own_name_and_not_in_the_director_s(
    empty_stage: Stage,
) -> None:
    stage = staged(empty_stage, changed(TWO_LEADERS, CONFIRM), DIRECTOR, DEPUTY_DIRECTOR)
    await reported(stage)
    await stage.says(DIRECTOR, "việc nào chờ xác nhận?")

    await stage.taps(DIRECTOR, "↩️ Trả lại")
    await stage.taps(DIRECTOR, "Đề nghị bổ sung ảnh")
    by_director = stage.texts(VPS_HEAD)[-1]
    await stage.taps(VPS_HEAD, "✅")
    await stage.says(DEPUTY_DIRECTOR, "việc nào chờ xác nhận?")
    await stage.taps(DEPUTY_DIRECTOR, "↩️ Trả lại")
    await stage.taps(DEPUTY_DIRECTOR, "Đề nghị bổ sung ảnh")

    assert "\nGiám đốc Sở đề nghị đơn vị bổ sung" in by_director
    assert "\nPhó Giám đốc Sở đề nghị đơn vị bổ sung" in stage.texts(VPS_HEAD)[-1]


async def test_without_buttons_a_report_is_sent_back_by_words(sqlite_memory: Memory) -> None:
    phones = Simulator(most_buttons=0, can_edit=False)
    stage = Stage(sqlite_memory, CONFIRMED, phones=phones)
    stage.everybody_joined()
    await stage.lives("11/5 08:00")
    await stage.says(VPS_HEAD, "1 xong")

    await stage.says(LEADER, "/tinhhinh")
    await stage.says(LEADER, "theo tình trạng")
    listed = await stage.says(LEADER, "chờ xác nhận")
    await stage.says(LEADER, "trả lại 1")
    said = await stage.says(LEADER, "đề nghị bổ sung ảnh")

    assert listed.startswith("Chờ xác nhận: 01 nhiệm vụ")
    assert said.startswith("Đã trả lại VP Sở: “Đề nghị bổ sung ảnh”.")


@pytest.mark.parametrize("most", [100, 0], ids=["buttons", "typed"])
async def test_a_result_is_accepted_by_its_number_in_the_list(
    joined_memory: Memory, most: int
) -> None:
    asked = Stage(joined_memory, phones=Simulator(most_buttons=most, can_edit=most > 0))
    asked.restarted(CONFIRMED)
    await asked.lives("11/5 08:00")
    await asked.says(VPS_HEAD, "việc 1 xong")
    await asked.comes("11/5 09:00")

    listed = await asked.says(LEADER, "chờ xác nhận")
    said = await asked.says(LEADER, "xác nhận 1")

    assert listed.startswith("Chờ xác nhận: 01 nhiệm vụ")
    assert said.startswith("Đã xác nhận kết quả của VP Sở.")
