"""A unit asks for more time: what is asked back, who decides, what moves, and what is told."""

import pytest

from bot import approval
from bot.people import Post, Role
from bot.store import audit
from schedules.progress import State
from tests.stories.cast import (
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    SEED_TEXT,
    STAFF,
    Somebody,
    at,
    changed,
)
from tests.stories.stage import Stage

WISH = "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"
DUTY = ("2.1.1", "qlcn")
SECOND_LEADER = Somebody("Lê Văn Phó", "pho", Post(Role.LEADER))


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


def due(stage: Stage, moment: str | None = None) -> str:
    """The last day of the duty as the board has it, now or at a past moment."""
    board = stage.board(at(moment) if moment else None)
    [each] = [s for s in board.standings if s.assignment.key == DUTY]
    day = each.assignment.deadline.day
    return f"{day.day}/{day.month}"


async def test_a_wish_with_day_and_reason_is_passed_on_and_moves_nothing(reminded: Stage) -> None:
    said = await reminded.says(HEAD, WISH)

    assert said.startswith(
        "Đã ghi nhận đề nghị lùi đến thứ Ba, 17/5/2022 và chuyển Lãnh đạo xem xét."
    )
    assert "Lý do: “chờ Đài gửi kịch bản”." in said
    assert "Trong khi chờ ý kiến, thời hạn vẫn là thứ Bảy, 14/5/2022." in said
    assert due(reminded) == "14/5"
    for decider in (LEADER, OFFICE):
        asked = reminded.shown(decider)[-1].message
        assert asked.heading.startswith("Kính trình: Phòng Quản lý công nghệ")
        assert "“chờ Đài gửi kịch bản” (Phạm Thị Lan, 08h00 thứ Ba, 10/5/2022)" in asked.body
        assert "“đồng ý”, “đồng ý đến 17/5”, “không đồng ý vì …”." in asked.body
        assert [choice.label for choice in asked.rows[0]] == ["Đồng ý", "Không đồng ý"]


async def test_a_wish_into_another_year_is_answered_with_its_year(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 xin lùi đến 12/5/2023 vì chờ Đài")

    asked = reminded.texts(LEADER)[-1]
    unclear = await reminded.says(LEADER, "muộn quá em")
    await reminded.says(LEADER, "đồng ý đến 12/5/2023")

    assert "“đồng ý đến 12/5/2023”" in asked
    assert "“đồng ý đến 12/5/2023”" in unclear
    assert reminded.stands(*DUTY).assignment.deadline.day.isoformat() == "2023-05-12"


async def test_the_day_and_the_reason_that_are_missing_are_asked_for(reminded: Stage) -> None:
    asked_day = await reminded.says(HEAD, "xin lùi việc 1")
    asked_reason = await reminded.says(HEAD, "đến 17/5")
    taken = await reminded.says(HEAD, "chờ Đài gửi kịch bản")

    assert asked_day.startswith("Anh/chị đề nghị lùi đến ngày nào ạ?")
    assert "hoặc viết ngày, ví dụ “đến 20/5”. Chưa ghi nhận gì" in asked_day
    assert asked_reason.startswith("Đề nghị lùi đến thứ Ba, 17/5/2022: anh/chị cho biết lý do ạ?")
    assert taken.startswith("Đã ghi nhận đề nghị lùi đến thứ Ba, 17/5/2022")


@pytest.mark.parametrize("words", ["1", "số 2"])
async def test_a_bare_number_is_no_reason_for_more_time_where_there_are_buttons(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "việc 1 xin lùi đến 24/5")

    asked = await reminded.says(HEAD, words)
    assert asked.startswith("Đề nghị lùi đến thứ Ba, 24/5/2022: anh/chị cho biết lý do ạ?")

    said = await reminded.says(HEAD, "chờ kinh phí")
    assert "Lý do: “chờ kinh phí”." in said


async def test_a_wish_about_another_duty_is_no_answer_to_what_was_asked_of_the_first(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "việc 1 xin lùi vì chờ Đài")

    asked = await reminded.says(HEAD, "việc 2 xin lùi đến 17/5")
    taken = await reminded.says(HEAD, "chờ Báo sắp lịch")

    assert asked.startswith("Đề nghị lùi đến thứ Ba, 17/5/2022: anh/chị cho biết lý do ạ?")
    assert "“Phối hợp với Báo Lạng Sơn" in taken
    assert "Lý do: “chờ Báo sắp lịch”." in taken


@pytest.mark.parametrize("text", ["không đồng ý", "đồng ý", "đồng ý số 1", "đồng ý 3"])
async def test_a_leader_who_decides_where_nothing_waits_is_told_so(
    reminded: Stage, text: str
) -> None:
    said = await reminded.says(LEADER, text)

    assert said.startswith("Hiện không có đề nghị lùi hạn nào chờ ý kiến.")


async def test_day_and_reason_can_be_chosen_by_button(reminded: Stage) -> None:
    await reminded.says(HEAD, "xin lùi việc 1")
    await reminded.taps(HEAD, "thứ Ba, 17")
    taken = await reminded.taps(HEAD, "Chờ phê duyệt")

    assert "Lý do: “Chờ phê duyệt”." in taken


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("đến 12/5", "Thứ Năm, 12/5/2022 không muộn hơn hạn hiện tại (thứ Bảy, 14/5/2022)."),
        ("đến 21/5", "21/5/2022 là thứ Bảy. Anh/chị chọn thứ Sáu, 20/5/2022 hay thứ Hai, 23/5"),
    ],
    ids=["not later", "day off"],
)
async def test_a_day_that_cannot_be_is_told_and_asked_again(
    reminded: Stage, day: str, said: str
) -> None:
    answer = await reminded.says(HEAD, f"việc 1 xin lùi {day} vì chờ Đài")

    assert answer.startswith(said)
    assert "Chưa ghi nhận đề nghị" in answer
    assert "Kính trình" not in "".join(reminded.texts(LEADER))


async def test_the_working_day_beside_a_day_off_can_be_chosen(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 xin lùi đến 21/5 vì chờ Đài")

    taken = await reminded.taps(HEAD, "thứ Sáu, 20")

    assert taken.startswith("Đã ghi nhận đề nghị lùi đến thứ Sáu, 20/5/2022")
    assert "Lý do: “chờ Đài”." in taken


async def test_a_wish_that_waits_is_told_wherever_its_overdue_duty_is(reminded: Stage) -> None:
    """Whoever has asked for more time is not silent, whatever became of the term meanwhile."""
    await reminded.says(HEAD, "việc 1 xin lùi đến 20/5 vì chờ Đài gửi kịch bản")

    await reminded.lives("17/5 08:30")

    line = "Phòng QLCN&ĐMST, hạn 14/5 – quá hạn 0{} ngày làm việc, đề nghị lùi đến 20/5, chờ ý kiến"
    texts = reminded.texts(LEADER)
    escalation = next(t for t in texts if "đã quá hạn, chưa hoàn thành" in t and "14/5" in t)
    summary = next(t for t in texts if "đến 07h30 thứ Ba, 17/5/2022" in t)
    assert line.format(1) in escalation
    assert line.format(2) in summary
    assert "\nĐề nghị lùi hạn chờ ý kiến: 01.\n" in summary
    assert line.format(2) in await reminded.says(LEADER, "/tinhhinh")
    reminder = [t for t in reminded.texts(HEAD) if "\nĐã quá hạn 02 ngày" in t][-1]
    assert "\n   Đề nghị lùi đến 20/5 đang chờ ý kiến, thời hạn chưa thay đổi\n" in reminder
    mine = await reminded.says(HEAD, "/viec")
    assert "quá hạn 02 ngày làm việc, đề nghị lùi đến 20/5, chờ ý kiến" in mine


async def test_a_wish_that_was_decided_or_overtaken_waits_no_longer(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    before = at("10/5 08:00")
    await reminded.lives("10/5 09:00")
    assert reminded.stands(*DUTY).wish is not None

    await reminded.says(LEADER, "không đồng ý vì cần trước hội thảo")

    assert reminded.stands(*DUTY).wish is None
    [then] = [s for s in reminded.board(before).standings if s.assignment.key == DUTY]
    assert then.wish is not None
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "1 xong")
    assert reminded.stands(*DUTY).wish is None


async def test_on_yes_the_deadline_moves_and_everybody_concerned_is_told(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.taps(LEADER, "Đồng ý")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert reminded.texts(HEAD)[-1].startswith(
        "Đề nghị lùi thời hạn được chấp thuận: hạn mới là thứ Ba, 17/5/2022."
    )
    assert "Người cho ý kiến: Nguyễn Thị Hà" in reminded.texts(HEAD)[-1]
    assert "đồng ý lùi đến 17/5/2022 (Nguyễn Thị Hà)" in reminded.texts(OFFICE)[-1]
    assert due(reminded) == "17/5"
    work = await reminded.says(HEAD, "/viec")
    assert "Hạn: thứ Ba, 17/5/2022 (được gia hạn, hạn ban đầu 14/5/2022)" in work
    assert "Được gia hạn: 01 nhiệm vụ." in await reminded.says(LEADER, "/tinhhinh")


async def test_reminders_follow_the_new_deadline_and_none_speaks_of_the_old_one(
    reminded: Stage,
) -> None:
    for n in (2, 3, 4):
        await reminded.taps(HEAD, f"✅ {n}")
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Đồng ý")
    before = len(reminded.sent_to(HEAD))

    await reminded.lives("20/5 09:00")

    of_duty = [s for s in reminded.sent_to(HEAD)[before:] if "phổ biến pháp luật" in s.text]
    assert [f"{s.at.day}/{s.at.month}" for s in of_duty] == [
        "12/5",
        "16/5",
        "17/5",
        "18/5",
        "19/5",
        "20/5",
    ]
    assert not any("14/5/2022" in s.text for s in of_duty)


async def test_done_within_the_extension_is_on_time(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Đồng ý")
    await reminded.lives("17/5 10:00")

    await reminded.says(HEAD, "1 xong")

    assert reminded.board().totals.done_late == 0
    assert reminded.stands(*DUTY).late is False
    assert reminded.board().extended == 1


async def test_a_past_board_has_the_deadlines_of_its_moment(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.lives("11/5 09:00")
    await reminded.taps(LEADER, "Đồng ý")

    assert due(reminded, "10/5 12:00") == "14/5"
    assert due(reminded, "11/5 09:00") == "17/5"


async def test_an_extension_is_in_force_after_a_restart_and_in_another_process(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    other = Stage(reminded.memory)
    other.clock = reminded.clock
    other.restarted()
    await reminded.taps(LEADER, "Đồng ý")

    await other.beat()

    assert other.desk.plans.first.by_key[DUTY].original is not None
    reminded.restarted()
    assert "17/5/2022 (được gia hạn" in await reminded.says(HEAD, "/viec")


async def test_no_asks_for_an_opinion_and_passes_it_on(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    asked = await reminded.taps(LEADER, "Không đồng ý")
    said = await reminded.says(LEADER, "cần xong trước Hội thảo")

    assert "Chưa ghi nhận quyết định." in asked
    assert said.startswith("Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022.")
    told = reminded.texts(HEAD)[-1]
    assert told.startswith("Đề nghị đơn vị giữ thời hạn thứ Bảy, 14/5/2022.")
    assert "Ý kiến: “cần xong trước Hội thảo”." in told
    assert due(reminded) == "14/5"


@pytest.mark.parametrize("words", ["phòng nào chưa xong?", "phòng nào chưa xong"])
async def test_a_question_about_the_board_is_no_opinion(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    answered = await reminded.says(LEADER, words)
    said = await reminded.says(LEADER, "cần xong trước Hội thảo")

    assert "nhiệm vụ chưa hoàn thành" in answered
    assert said.startswith("Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022.")


@pytest.mark.parametrize("words", ["ok", "vâng", "đã nhận"])
async def test_a_nod_is_no_opinion(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    await reminded.says(LEADER, words)

    assert "giữ thời hạn" not in reminded.texts(HEAD)[-1]
    said = await reminded.says(LEADER, "phải xong đúng hạn")
    assert "Ý kiến: “phải xong đúng hạn”." in said


@pytest.mark.parametrize("words", ["phải làm ngay", "phải làm đúng hạn"])
async def test_an_order_is_an_opinion_where_one_is_asked_for(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    said = await reminded.says(LEADER, words)

    assert f"Ý kiến: “{words}”." in said


async def test_a_yes_where_an_opinion_is_asked_for_grants(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    said = await reminded.says(LEADER, "thôi cũng được, cho lùi nhé")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert due(reminded) == "17/5"


@pytest.mark.parametrize("meant", ["Đồng ý lùi", "Giữ thời hạn"])
async def test_what_may_be_a_yes_is_asked_about(reminded: Stage, meant: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    asked = await reminded.says(LEADER, "phòng đã cố gắng, thôi cho lùi lần này")
    assert asked.startswith("Chưa ghi nhận: đồng ý lùi hay giữ thời hạn ạ?")
    assert "“phòng đã cố gắng, thôi cho lùi lần này”" in asked
    assert reminded.stands(*DUTY).wish is not None

    await reminded.taps(LEADER, meant)
    granted = meant == "Đồng ý lùi"
    assert due(reminded) == ("17/5" if granted else "14/5")
    told = reminded.texts(HEAD)[-1]
    assert ("Ý kiến: “phòng đã cố gắng" in told) is not granted


@pytest.mark.parametrize("words", ["thôi cứ để họ lùi", "ừ cho họ lùi vậy"])
async def test_who_lets_them_is_not_put_down_as_refusing(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    said = await reminded.says(LEADER, words)

    assert said.startswith("Chưa ghi nhận: đồng ý lùi hay giữ thời hạn ạ?")
    assert reminded.stands(*DUTY).wish is not None


@pytest.mark.parametrize("words", ["chưa thể cho lùi được", "đã cho lùi một lần rồi"])
async def test_a_no_that_has_the_words_of_a_yes_is_an_opinion(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    await reminded.says(LEADER, words)

    assert f"Ý kiến: “{words}”." in reminded.texts(HEAD)[-1]


@pytest.mark.parametrize("words", ["khoan, để tôi xem lại đã", "từ từ, để tôi hỏi lại Đài"])
async def test_who_hesitates_has_decided_nothing_and_is_waited_for_no_longer(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    said = await reminded.says(LEADER, words)
    later = await reminded.says(LEADER, "cuối giờ gặp tôi")

    assert said.startswith("Chưa ghi nhận ý kiến; đề nghị lùi thời hạn vẫn chờ.")
    assert "Đã ghi nhận" not in later
    assert reminded.stands(*DUTY).wish is not None
    await reminded.taps(LEADER, "Đồng ý")
    assert due(reminded) == "17/5"


@pytest.mark.parametrize(
    "words",
    [
        "hoàn tác",
        "tôi bấm nhầm rồi, xin lỗi",
        "bấm lộn rồi",
        "ấn nhầm nút",
        "tôi nhầm, để phòng làm tiếp",
        "huỷ",
        "thôi",
        "thôi bỏ qua đi",
        "để anh xem lại",
        "bam nham",
    ],
)
async def test_who_takes_the_refusal_back_has_refused_nothing(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    said = await reminded.says(LEADER, words)
    later = await reminded.says(LEADER, "cuối giờ gặp tôi")

    assert said.startswith("Chưa ghi nhận ý kiến; đề nghị lùi thời hạn vẫn chờ.")
    assert "Đã ghi nhận" not in later
    assert reminded.stands(*DUTY).wish is not None
    assert "giữ thời hạn" not in reminded.texts(HEAD)[-1]


async def test_what_is_undone_is_the_question_and_not_the_decision_before_it(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
    await reminded.taps(LEADER, "Đồng ý")
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    first = await reminded.says(LEADER, "hoàn tác")
    second = await reminded.says(LEADER, "hoàn tác")

    assert first.startswith("Chưa ghi nhận ý kiến; đề nghị lùi thời hạn vẫn chờ.")
    assert second.startswith("Đã hoàn tác ý kiến")


@pytest.mark.parametrize("words", ["không", "không ạ", "cảm ơn các đồng chí", "không có ý kiến"])
async def test_what_may_mean_anything_is_no_opinion_and_it_is_asked_again(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    again = await reminded.says(LEADER, words)
    said = await reminded.says(LEADER, "cần xong trước Hội thảo")

    assert again.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.")
    assert said.startswith("Đã ghi nhận: giữ thời hạn")
    assert "Ý kiến: “cần xong trước Hội thảo”." in reminded.texts(HEAD)[-1]


@pytest.mark.parametrize(
    "words",
    [
        "nhầm hạn rồi, hạn là 15/5",
        "hạn này không bỏ qua được",
        "huỷ hội thảo rồi nên không cần lùi",
        "không có kinh phí kéo dài",
        "thôi, cần xong trước Hội thảo",
        "xem lại cách tổ chức, còn đủ thời gian",
        "cảm ơn các đồng chí, nhưng cần xong trước Hội thảo",
    ],
)
async def test_an_opinion_may_have_the_words_of_a_retraction(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    await reminded.says(LEADER, words)

    assert f"Ý kiến: “{words}”." in reminded.texts(HEAD)[-1]


@pytest.mark.parametrize(
    "words", ["tốt lắm, các phòng làm tốt rồi", "sao đến giờ mới báo, Đài nói thế nào?"]
)
async def test_praise_and_questions_are_no_opinion(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    said = await reminded.says(LEADER, words)

    assert "Đã ghi nhận" not in said
    assert reminded.stands(*DUTY).wish is not None


async def test_after_two_hours_a_text_is_no_opinion_but_a_reply_and_the_button_still_are(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")
    question = reminded.shown(LEADER)[-1].id
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
    await reminded.taps(LEADER, "Không đồng ý")
    await reminded.lives("10/5 10:30")

    later = await reminded.says(LEADER, "cần xong trước Hội thảo")
    assert "Đã ghi nhận" not in later
    assert due(reminded) == "14/5"

    said = await reminded.says(LEADER, "cần xong trước Hội thảo", reply_to=question)
    assert said.startswith("Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022.")
    assert "Ý kiến: “cần xong trước Hội thảo”." in reminded.texts(HEAD)[-1]
    assert reminded.stands(*DUTY).wish is None

    silent = await reminded.taps(LEADER, "Không nêu ý kiến")
    assert silent.startswith("Đã ghi nhận: giữ thời hạn")


async def test_a_yes_that_replies_to_the_question_for_an_opinion_grants_that_wish(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
    shown, data = reminded.phones.phone(LEADER.phone).find("Không đồng ý")
    await reminded.sends(LEADER, data, shown.id)
    question = reminded.shown(LEADER)[-1].id

    said = await reminded.says(LEADER, "đồng ý", reply_to=question)

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Năm, 19/5/2022.")


async def test_an_opinion_is_no_longer_waited_for_once_it_was_decided_otherwise(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")
    await reminded.says(LEADER, "đồng ý đến 16/5")

    said = await reminded.says(LEADER, "việc nào quá hạn")

    assert due(reminded) == "16/5"
    assert "đã được xử lý" not in said


async def test_what_a_unit_needs_after_a_refusal_is_handed_to_the_office_and_who_refused(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(LEADER, "không đồng ý vì đã chốt")
    assert "cần hỗ trợ nội dung nào, đề nghị anh/chị cho biết" in reminded.texts(HEAD)[-1]

    said = await reminded.says(HEAD, "cần thêm 2 cán bộ và 1 xe ô tô")

    assert said.startswith("Đã ghi nhận nội dung cần hỗ trợ; đã chuyển tới: ")
    assert LEADER.name in said.splitlines()[0]
    assert "“cần thêm 2 cán bộ và 1 xe ô tô”" in said
    for who in (LEADER, OFFICE):
        told = reminded.texts(who)[-1]
        assert told.startswith(
            "Phòng QLCN&ĐMST cho biết nội dung cần hỗ trợ: “cần thêm 2 cán bộ và 1 xe ô tô”."
        )
        assert "Người báo: Phạm Thị Lan." in told
        assert "giữ nguyên thời hạn, ý kiến: “vì đã chốt”" in told
    with reminded.memory.begin() as tx:
        [entry] = audit.read(tx, what=["support_wanted"], most=10)
    assert entry.detail["words"] == "cần thêm 2 cán bộ và 1 xe ô tô"


async def test_a_reply_to_a_refusal_says_what_is_needed_however_it_begins(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(LEADER, "không đồng ý vì đã chốt")
    notice = reminded.shown(HEAD)[-1].id

    said = await reminded.says(HEAD, "hai cán bộ biên tập và một xe", reply_to=notice)

    assert said.startswith("Đã ghi nhận nội dung cần hỗ trợ")


@pytest.mark.parametrize(
    "words", ["cần thêm 3 ngày", "cần kinh phí, việc 2 xong rồi", "cần gì không?"]
)
async def test_what_names_no_support_is_not_handed_on(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(LEADER, "không đồng ý vì đã chốt")

    said = await reminded.says(HEAD, words)

    assert "nội dung cần hỗ trợ" not in said


async def test_what_is_needed_is_handed_on_only_after_a_refusal(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.says(HEAD, "cần thêm 2 cán bộ và 1 xe ô tô")

    assert "nội dung cần hỗ trợ" not in said


@pytest.mark.parametrize("words", ["thôi không cho nữa", "không cho lùi nữa"])
async def test_a_refusal_that_is_typed_without_a_word_is_asked_for_an_opinion(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, WISH)

    asked = await reminded.says(LEADER, words)

    assert asked.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.")
    assert reminded.stands(*DUTY).wish is not None


async def test_no_needs_no_opinion(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")

    await reminded.taps(LEADER, "Không nêu ý kiến")

    assert "Ý kiến" not in reminded.texts(HEAD)[-1].replace("Người cho ý kiến", "")


@pytest.mark.parametrize(
    ("words", "day"),
    [("đồng ý", "17/5"), ("Đồng ý đến 16/5 nhé", "16/5"), ("dong y", "17/5")],
)
async def test_a_decision_can_be_typed(reminded: Stage, words: str, day: str) -> None:
    await reminded.says(HEAD, WISH)

    await reminded.says(OFFICE, words)

    assert due(reminded) == day


async def test_the_words_beside_a_grant_are_told_to_all_concerned(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.says(LEADER, "đồng ý đến 16/5, yêu cầu báo cáo hằng ngày")

    assert due(reminded) == "16/5"
    words = "“đến 16/5, yêu cầu báo cáo hằng ngày”"
    assert f"Ý kiến: {words}." in said
    assert f"Ý kiến: {words}." in reminded.texts(HEAD)[-1]
    assert f"ý kiến: {words} (Nguyễn Thị Hà)" in reminded.texts(OFFICE)[-1]


@pytest.mark.parametrize(
    ("words", "day"),
    [("đồng ý nhưng không quá 20/5", "17/5"), ("đồng ý nhưng không quá 16/5", "16/5")],
)
async def test_a_limit_grants_no_more_than_was_wished(
    reminded: Stage, words: str, day: str
) -> None:
    await reminded.says(HEAD, WISH)

    await reminded.says(LEADER, words)

    assert due(reminded) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("đồng ý nhưng phải có bản nháp trước 16/5", "17/5"),
        ("đồng ý với điều kiện thứ 2 tuần sau phải có bản thảo", "17/5"),
        ("đồng ý, yêu cầu 16/5 báo cáo kết quả bước đầu", "17/5"),
        ("đồng ý đến 18/5 nhưng phải có bản nháp trước 16/5", "18/5"),
        ("đồng ý nhưng chỉ đến 16/5, hằng ngày báo cáo", "16/5"),
        ("đồng ý nhưng 16/5 phải xong", "16/5"),
    ],
)
async def test_the_day_of_a_condition_is_not_the_new_term(
    reminded: Stage, words: str, day: str
) -> None:
    await reminded.says(HEAD, WISH)

    await reminded.says(LEADER, words)

    assert due(reminded) == day


async def test_a_refusal_can_be_typed_with_its_opinion(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    await reminded.says(OFFICE, "không đồng ý vì đã báo cáo UBND tỉnh")

    assert "Ý kiến: “vì đã báo cáo UBND tỉnh”." in reminded.texts(HEAD)[-1]


@pytest.mark.parametrize(
    "words", ["đồng ý không?", "đồng ý với phương án của VP", "ok", "đơn vị nào chưa xong?"]
)
async def test_what_is_no_decision_decides_nothing(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)

    await reminded.says(LEADER, words)

    assert due(reminded) == "14/5"
    assert "được chấp thuận" not in reminded.texts(HEAD)[-1]


async def test_agreeing_where_nothing_waits_is_told_so(reminded: Stage) -> None:
    assert await reminded.says(LEADER, "đồng ý") == (
        "Hiện không có đề nghị lùi hạn nào chờ ý kiến.\n"
        "Gửi /tinhhinh để xem tình hình các nhiệm vụ."
    )


async def test_with_several_wishes_a_typed_decision_is_asked_back(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")

    asked = await reminded.says(LEADER, "đồng ý")

    assert asked.startswith("Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?")
    await reminded.taps(LEADER, "Đồng ý 1")
    assert due(reminded) == "17/5"


async def test_the_day_and_the_condition_are_those_of_the_wish_that_is_then_chosen(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")

    asked = await reminded.says(LEADER, "đồng ý đến 16/5 nhưng phải có bản nháp trước 13/5")
    said = await reminded.taps(LEADER, "Đồng ý 1")
    other = await reminded.taps(LEADER, "Đồng ý 2")

    assert asked.startswith("Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?")
    assert (
        "Chưa ghi nhận ý kiến nào. Đề nghị nào được chọn thì áp dụng ý kiến vừa viết: "
        "“đồng ý đến 16/5 nhưng phải có bản nháp trước 13/5”."
    ) in asked
    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")
    assert "Ý kiến: “đến 16/5 nhưng phải có bản nháp trước 13/5”." in said
    assert other.startswith("Đã ghi nhận: đồng ý lùi đến thứ Năm, 19/5/2022.")
    assert "Ý kiến" not in other.replace("ý kiến", "")


async def test_the_opinion_of_a_refusal_is_kept_for_the_wish_that_is_then_chosen(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")

    await reminded.says(LEADER, "không đồng ý vì đã báo cáo UBND tỉnh")
    said = await reminded.taps(LEADER, "Không đồng ý 1")

    assert said.startswith("Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022.")
    assert "Ý kiến: “vì đã báo cáo UBND tỉnh”." in reminded.texts(HEAD)[-1]


@pytest.mark.parametrize(
    ("then", "answer"),
    [
        ("Không đồng ý 1", "Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị."),
        ("đồng ý", "Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?"),
    ],
)
async def test_what_was_typed_is_kept_for_nothing_else(
    reminded: Stage, then: str, answer: str
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
    await reminded.says(LEADER, "đồng ý đến 16/5, yêu cầu báo cáo hằng ngày")

    act = reminded.says if then == "đồng ý" else reminded.taps
    assert (await act(LEADER, then)).startswith(answer)

    await reminded.taps(LEADER, "Đồng ý 1")
    assert due(reminded) == "17/5"


async def test_two_hours_later_a_button_gives_the_day_that_was_wished(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
    await reminded.says(LEADER, "đồng ý đến 16/5")
    await reminded.lives("10/5 10:30")

    await reminded.taps(LEADER, "Đồng ý 1")

    assert due(reminded) == "17/5"


@pytest.mark.parametrize(
    "words",
    [
        "việc của QLCN: đồng ý đến 16/5 nhưng phải có bản nháp trước 13/5",
        "về đề nghị của phòng QLCN, đồng ý đến 16/5 nhưng phải có bản nháp trước 13/5",
        "QLCN: đồng ý đến 16/5 nhưng phải có bản nháp trước 13/5",
    ],
)
async def test_a_decision_may_begin_with_the_unit(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(QLKH_HEAD, "xin lùi việc 1 đến 19/5 vì chờ kinh phí")

    said = await reminded.says(LEADER, words)

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")
    assert "Ý kiến: “đến 16/5 nhưng phải có bản nháp trước 13/5”." in said
    assert due(reminded) == "16/5"


async def test_a_question_that_begins_with_the_unit_decides_nothing(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.says(LEADER, "việc của QLCN đến đâu rồi")

    assert "Đã ghi nhận" not in said
    assert reminded.stands(*DUTY).wish is not None


async def _asked_for_an_opinion_on_the_second_of_two(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
    shown, data = reminded.phones.phone(LEADER.phone).find("Không đồng ý")
    await reminded.sends(LEADER, data, shown.id)


@pytest.mark.parametrize("words", ["đồng ý", "thôi đồng ý đi", "đồng ý cho lùi"])
async def test_a_yes_where_an_opinion_is_asked_for_is_about_that_wish(
    reminded: Stage, words: str
) -> None:
    await _asked_for_an_opinion_on_the_second_of_two(reminded)

    asked = await reminded.says(LEADER, words)
    said = await reminded.taps(LEADER, "Đồng ý lùi")

    assert asked.startswith("Chưa ghi nhận: đồng ý lùi hay giữ thời hạn ạ?")
    assert f"“{words}”" in asked
    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Năm, 19/5/2022.")
    assert due(reminded) == "14/5"


async def test_so_many_days_of_such_a_yes_are_kept_and_confirmed(reminded: Stage) -> None:
    await _asked_for_an_opinion_on_the_second_of_two(reminded)

    await reminded.says(LEADER, "đồng ý cho lùi 2 ngày")
    asked = await reminded.taps(LEADER, "Đồng ý lùi")
    said = await reminded.taps(LEADER, "Đồng ý đến 16/5")

    assert asked.startswith("Chưa ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022 phải không ạ?")
    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")


async def test_the_day_of_such_a_yes_is_kept(reminded: Stage) -> None:
    await _asked_for_an_opinion_on_the_second_of_two(reminded)

    await reminded.says(LEADER, "đồng ý đến 16/5, yêu cầu báo cáo hằng ngày")
    said = await reminded.taps(LEADER, "Đồng ý lùi")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")
    assert "Ý kiến: “đến 16/5, yêu cầu báo cáo hằng ngày”." in said


async def test_a_no_where_an_opinion_is_asked_for_is_about_that_wish(reminded: Stage) -> None:
    await _asked_for_an_opinion_on_the_second_of_two(reminded)

    again = await reminded.says(LEADER, "tôi không đồng ý")
    said = await reminded.says(LEADER, "không đồng ý vì đã chốt")

    assert again.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.")
    assert said.startswith("Đã ghi nhận: giữ thời hạn")
    assert "“Phối hợp với Báo Lạng Sơn" in said
    assert reminded.stands(*DUTY).wish is not None


async def test_a_yes_to_all_is_asked_about_whatever_was_asked_before(reminded: Stage) -> None:
    await _asked_for_an_opinion_on_the_second_of_two(reminded)

    asked = await reminded.says(LEADER, "đồng ý cả hai")

    assert asked.startswith("Đang có 02 đề nghị lùi thời hạn.")


@pytest.mark.parametrize("words", ["đồng ý 1", "đồng ý việc 2", "không đồng ý 2 vì đã chốt"])
async def test_a_number_of_no_list_decides_nothing_and_the_wishes_are_listed(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")

    asked = await reminded.says(LEADER, words)

    assert asked.startswith("Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?")
    assert due(reminded) == "14/5"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("đồng ý cho phòng QLCN", "Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022."),
        ("đồng ý phòng QLCN đến 16/5", "Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022."),
        ("không đồng ý phòng QLCN vì đã chốt", "Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022."),
        ("không đồng ý vì phòng QLCN đã có hồ sơ", "Đang có 02 đề nghị lùi thời hạn."),
    ],
)
async def test_of_several_wishes_a_decision_may_name_the_unit(
    reminded: Stage, words: str, answer: str
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(QLKH_HEAD, "xin lùi việc 1 đến 19/5 vì chờ kinh phí")

    assert (await reminded.says(LEADER, words)).startswith(answer)


@pytest.mark.parametrize(
    "words", ["đồng ý với đề nghị của QLKH", "không đồng ý phòng QLKH vì đã chốt"]
)
async def test_a_decision_that_names_another_unit_decides_nothing_on_the_only_wish(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, WISH)

    asked = await reminded.says(LEADER, words)

    assert asked.startswith("Đang có 01 đề nghị lùi thời hạn. Chưa rõ ý kiến của anh/chị")
    assert due(reminded) == "14/5"
    await reminded.says(LEADER, "đồng ý cho phòng QLCN")
    assert due(reminded) == "17/5"


async def test_of_several_wishes_a_decision_is_on_the_one_that_it_replies_to(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    first = reminded.shown(LEADER)[-1].id
    await reminded.says(QLKH_HEAD, "xin lùi việc 1 đến 19/5 vì chờ kinh phí")

    said = await reminded.says(LEADER, "đồng ý", reply_to=first)

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert due(reminded) == "17/5"


async def test_a_decision_that_replies_to_a_wish_decided_before_leaves_the_others_alone(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    first = reminded.shown(LEADER)[-1].id
    await reminded.says(OFFICE, "không đồng ý vì đã chốt")
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")

    said = await reminded.says(LEADER, "đồng ý", reply_to=first)

    assert said.startswith("Đề nghị này đã được xử lý lúc 08h00 thứ Ba, 10/5/2022: giữ nguyên")
    assert reminded.stands("2.1.2", "qlcn").wish is not None


async def test_a_decision_that_replies_to_another_message_decides_on_no_wish(
    reminded: Stage,
) -> None:
    await reminded.comes("13/5 08:00")
    brief = reminded.shown(LEADER)[-1].id
    await reminded.says(HEAD, "việc 1 xin lùi đến 18/5 vì chờ Đài")

    asked = await reminded.says(LEADER, "đồng ý", reply_to=brief)

    assert asked.startswith("Đang có 01 đề nghị lùi thời hạn. Chưa rõ ý kiến của anh/chị")
    assert due(reminded) == "14/5"


async def test_two_wishes_in_one_text_keep_their_own_days_and_reasons(reminded: Stage) -> None:
    said = await reminded.says(
        HEAD, "việc 1 xin lùi đến 17/5 vì ốm, việc 3 xin lùi đến 18/5 vì thiếu người"
    )

    assert said.index("17/5/2022") < said.index("“ốm”") < said.index("18/5/2022")
    assert "Lý do: “thiếu người”." in said


async def test_a_reason_given_where_the_day_is_asked_for_is_kept(reminded: Stage) -> None:
    await reminded.says(HEAD, "xin lùi việc 2 đến thứ 7 tuần sau")
    await reminded.says(HEAD, "vì đài chưa duyệt")

    said = await reminded.says(HEAD, "23/5")

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Hai, 23/5/2022")
    assert "Lý do: “đài chưa duyệt”." in said


@pytest.mark.parametrize("words", ["chờ Đài xếp lịch phát sóng", "chưa có kinh phí"])
async def test_what_hinders_is_the_reason_where_the_day_is_asked_for(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "xin lùi việc 2")

    asked = await reminded.says(HEAD, words)
    said = await reminded.says(HEAD, "23/5")

    assert asked.startswith("Anh/chị đề nghị lùi đến ngày nào ạ?")
    assert f"Lý do: “{words}”.\nChọn bên dưới" in asked
    assert "Chưa ghi nhận đề nghị; thời hạn chưa thay đổi." in asked
    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Hai, 23/5/2022")
    assert f"Lý do: “{words}”." in said


async def test_a_second_reason_is_kept_beside_the_first(reminded: Stage) -> None:
    await reminded.says(HEAD, "xin lùi việc 2 vì thiếu người")
    await reminded.says(HEAD, "chờ Đài xếp lịch phát sóng")

    said = await reminded.says(HEAD, "23/5")

    assert "Lý do: “thiếu người; chờ Đài xếp lịch phát sóng”." in said


async def test_how_far_a_duty_is_is_no_reason_for_more_time(reminded: Stage) -> None:
    await reminded.says(HEAD, "xin lùi việc 2")

    said = await reminded.says(HEAD, "việc 2 đang làm được 50%")

    assert said.startswith("Đã ghi nhận: đang thực hiện 50%.")


@pytest.mark.parametrize("words", ["cảm ơn văn phòng", "thôi khỏi"])
async def test_thanks_and_a_refusal_are_no_reason_for_more_time(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "xin lùi việc 1 đến 17/5")

    assert "Lý do: “" not in await reminded.says(HEAD, words)


@pytest.mark.parametrize("words", ["tại vì", "vì", "do", "lý do", "lý do là", "là do", "tai vi ạ"])
async def test_the_beginning_of_a_reason_is_none_and_it_is_asked_for_again(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "xin lùi việc 1 đến 17/5")

    again = await reminded.says(HEAD, words)
    said = await reminded.says(HEAD, "Đài chưa gửi kịch bản")

    assert again.startswith("Đề nghị lùi đến thứ Ba, 17/5/2022: anh/chị cho biết lý do ạ?")
    assert "Lý do: “Đài chưa gửi kịch bản”." in said


async def test_the_beginning_of_a_reason_is_no_day_either(reminded: Stage) -> None:
    await reminded.says(HEAD, "xin lùi việc 1 vì thiếu người")

    again = await reminded.says(HEAD, "tại vì")
    said = await reminded.says(HEAD, "đến 17/5")

    assert again.startswith("Anh/chị đề nghị lùi đến ngày nào ạ?")
    assert "Lý do: “thiếu người”." in said


async def test_a_grudging_yes_with_a_day_grants_that_day(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.says(LEADER, "thôi được, cho đến 16/5")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")
    assert due(reminded) == "16/5"


@pytest.mark.parametrize("words", ["không", "lâu quá em", "thế à"])
async def test_what_may_be_a_decision_is_answered_with_the_wishes_that_wait(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.says(LEADER, words)

    assert said.startswith(
        "Chưa rõ ý anh/chị, chưa ghi nhận gì. Đề nghị lùi thời hạn đang chờ ý kiến:\n"
        "1. Phòng QLCN&ĐMST: Tổ chức"
    )
    await reminded.taps(LEADER, "Đồng ý 1")
    assert due(reminded) == "17/5"
    assert await reminded.says(LEADER, "ok") == "Cảm ơn anh/chị."


async def test_the_first_decision_is_the_only_one(reminded: Stage) -> None:
    reminded.joined(SECOND_LEADER)
    await reminded.says(HEAD, WISH)
    shown, data = reminded.phones.phone(SECOND_LEADER.phone).find("Không đồng ý")
    await reminded.taps(LEADER, "Đồng ý")

    said = await reminded.sends(SECOND_LEADER, data, shown.id)

    assert "Đề nghị này đã được xử lý" in said
    assert "đồng ý lùi đến 17/5/2022 (Nguyễn Thị Hà)" in said
    assert due(reminded) == "17/5"


async def test_an_opinion_that_comes_after_another_s_decision_changes_nothing(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Không đồng ý")
    await reminded.says(OFFICE, "đồng ý")

    said = await reminded.says(LEADER, "cần xong sớm")

    assert "Đề nghị này đã được xử lý" in said
    assert due(reminded) == "17/5"


async def test_asking_the_same_again_is_answered_and_asked_once(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.says(HEAD, WISH)

    assert "đang chờ ý kiến" in said
    assert "".join(reminded.texts(LEADER)).count("Kính trình") == 1


async def test_a_new_wish_takes_the_place_of_the_old_one(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    shown, data = reminded.phones.phone(LEADER.phone).find("Đồng ý")

    await reminded.says(HEAD, "việc 1 xin lùi đến 18/5 vì chờ Đài")
    said = await reminded.sends(LEADER, data, shown.id)

    assert "đơn vị đã thay bằng đề nghị khác" in said
    await reminded.taps(LEADER, "Đồng ý")
    assert due(reminded) == "18/5"


@pytest.mark.parametrize("how", ["button", "words"])
async def test_a_wish_can_be_withdrawn(reminded: Stage, how: str) -> None:
    await reminded.says(HEAD, WISH)

    if how == "button":
        said = await reminded.taps(HEAD, "Rút đề nghị")
    else:
        said = await reminded.says(HEAD, "thôi không xin lùi nữa ạ")

    assert said.startswith("Đã rút đề nghị lùi thời hạn.")
    assert "đơn vị đã rút đề nghị" in await reminded.taps(LEADER, "Đồng ý")
    assert due(reminded) == "14/5"


@pytest.mark.parametrize("words", ["thôi em rút, quay được rồi", "em xin rút ạ", "thoi em rut nhe"])
async def test_it_is_withdrawn_in_everyday_words(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)

    assert (await reminded.says(HEAD, words)).startswith("Đã rút đề nghị lùi thời hạn.")


@pytest.mark.parametrize(
    "words",
    [
        "lãnh đạo đồng ý cho lùi việc 1 chưa em",
        "sếp duyệt lùi hạn chưa nhỉ",
        "viec 1 da duoc lui chua",
        "hạn của việc 1 là hôm nào",
    ],
)
async def test_who_asks_what_became_of_a_wish_is_told_that_it_waits(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, WISH)

    said = await reminded.says(HEAD, words)

    assert said.startswith("Việc 1, theo Kế hoạch số")
    assert "đề nghị lùi đến 17/5, chờ ý kiến" in said
    await reminded.says(LEADER, "đồng ý")
    assert "Hạn: thứ Ba, 17/5/2022" in await reminded.says(HEAD, "việc 1 được lùi chưa")


async def test_who_will_learn_from_it_withdraws_nothing(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    await reminded.says(HEAD, "lần sau em rút kinh nghiệm")

    assert "đã rút" not in await reminded.says(LEADER, "đồng ý")


async def _wishes_for_two(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")


@pytest.mark.parametrize("words", ["rút đề nghị", "rút đề nghị việc 3", "rút đề nghị việc 9"])
@pytest.mark.parametrize("then", ["Rút 2", "2", "việc 2"])
async def test_of_several_wishes_it_is_asked_which_is_withdrawn(
    reminded: Stage, words: str, then: str
) -> None:
    await _wishes_for_two(reminded)

    asked = await reminded.says(HEAD, words)
    said = await (reminded.taps if then == "Rút 2" else reminded.says)(HEAD, then)

    assert asked.startswith(
        "Đang có 02 đề nghị lùi thời hạn chờ ý kiến. Anh/chị rút đề nghị nào ạ?\n1. "
    )
    assert asked.splitlines()[-1].startswith("Chọn bên dưới hoặc trả lời bằng số. Chưa rút")
    assert said.startswith("Đã rút đề nghị lùi thời hạn.\nPhòng QLCN&ĐMST – “Phối hợp với Báo")
    assert said.count("Đã rút") == 1
    assert reminded.stands(*DUTY).wish is not None


async def test_a_withdrawal_that_names_the_duty_is_of_that_wish_alone(reminded: Stage) -> None:
    await _wishes_for_two(reminded)

    said = await reminded.says(HEAD, "xin rút đề nghị việc 2")

    assert said.startswith("Đã rút đề nghị lùi thời hạn.")
    assert said.count("Đã rút") == 1
    assert reminded.stands(*DUTY).wish is not None


@pytest.mark.parametrize("words", ["rút cả hai đề nghị", "xin rút hết đề nghị ạ"])
async def test_all_wishes_are_withdrawn_where_that_is_said(reminded: Stage, words: str) -> None:
    await _wishes_for_two(reminded)

    said = await reminded.says(HEAD, words)

    assert said.count("Đã rút đề nghị lùi thời hạn.") == 2
    assert reminded.stands(*DUTY).wish is None


async def test_another_duty_than_that_of_the_only_wish_is_asked_about(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    asked = await reminded.says(HEAD, "rút đề nghị việc 2")

    assert asked.startswith("Đang có 01 đề nghị lùi thời hạn chờ ý kiến.")
    assert reminded.stands(*DUTY).wish is not None


async def test_a_second_extension_keeps_the_document_s_deadline(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Đồng ý")
    await reminded.says(HEAD, "việc 1 xin lùi đến 19/5 vì Đài đổi lịch")

    await reminded.taps(OFFICE, "Đồng ý")

    assert due(reminded) == "19/5"
    original = reminded.stands(*DUTY).assignment.original
    assert original is not None
    assert original.day.isoformat() == "2022-05-14"


async def test_a_decision_after_the_duty_is_done_moves_nothing(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "1 xong")

    said = await reminded.taps(LEADER, "Đồng ý")

    assert said.startswith("Đề nghị không còn cần thiết: đơn vị đã báo hoàn thành")
    assert due(reminded) == "14/5"


async def test_a_leader_who_joins_late_is_shown_the_wishes_that_wait_and_may_decide(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 2 xin lùi đến 17/5 vì chờ Đài")
    await reminded.says(HEAD, "rút cả hai đề nghị")
    await reminded.says(HEAD, WISH)
    code = reminded.invited(Post(Role.LEADER))

    await reminded.says(SECOND_LEADER, f"/start {code}")

    asked = [t for t in reminded.texts(SECOND_LEADER) if t.startswith("Kính trình: Phòng Quản lý")]
    assert len(asked) == 1
    assert "“chờ Đài gửi kịch bản” (Phạm Thị Lan" in asked[0]
    said = await reminded.taps(SECOND_LEADER, "Đồng ý")
    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert due(reminded) == "17/5"


async def test_who_joins_a_unit_late_is_shown_no_wish_to_decide(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)

    await reminded.says(STAFF, f"/start {reminded.invited(Post(Role.STAFF, 'qlcn'))}")

    assert not any(text.startswith("Kính trình") for text in reminded.texts(STAFF))


async def test_a_decision_too_late_for_its_day_asks_for_another(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.lives("18/5 09:00")

    said = await reminded.says(LEADER, "đồng ý")

    assert said.startswith("Chưa ghi nhận: thứ Ba, 17/5/2022 đã qua.")
    await reminded.says(LEADER, "đồng ý đến 19/5")
    assert due(reminded) == "19/5"


async def test_a_deadline_edited_in_the_plan_overtakes_the_extension(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Đồng ý")
    assert SEED_TEXT.count("due: 2022-05-14") >= 1

    reminded.restarted(changed(("due: 2022-05-14", "due: 2022-05-16")))
    await reminded.beat()

    assert due(reminded) == "16/5"
    assert reminded.stands(*DUTY).assignment.original is None


async def test_a_decision_after_the_plan_moved_further_is_told_so(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    reminded.restarted(changed(("due: 2022-05-14", "due: 2022-05-18")))

    said = await reminded.taps(LEADER, "Đồng ý")

    assert said.startswith("Chưa ghi nhận: thời hạn hiện nay đã là thứ Tư, 18/5/2022.")


async def test_the_button_of_a_reminder_sent_before_the_extension_still_reports(
    reminded: Stage,
) -> None:
    shown, data = reminded.phones.phone(HEAD.phone).find("✅ 1")
    await reminded.says(HEAD, WISH)
    await reminded.taps(LEADER, "Đồng ý")

    await reminded.sends(HEAD, data, shown.id)

    assert reminded.stands(*DUTY).state is State.DONE


@pytest.mark.parametrize("who", [HEAD, QLKH_HEAD, STAFF], ids=lambda who: who.name)
async def test_only_leadership_and_the_office_decide(reminded: Stage, who: Somebody) -> None:
    if who is STAFF:
        reminded.joined(STAFF)
    await reminded.says(HEAD, WISH)
    _, data = reminded.phones.phone(LEADER.phone).find("Đồng ý")

    said = await reminded.sends(who, data, None)

    assert said.startswith("Chỉ lãnh đạo và văn phòng quyết định được")
    assert due(reminded) == "14/5"


async def test_another_unit_cannot_withdraw_a_wish(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    _, data = reminded.phones.phone(HEAD.phone).find("Rút đề nghị")

    said = await reminded.sends(QLKH_HEAD, data, None)

    assert said.startswith("Chưa ghi nhận: nhiệm vụ này do đơn vị khác thực hiện.")
    assert "đã được xử lý" not in await reminded.taps(LEADER, "Đồng ý")


async def test_nobody_decides_on_an_own_wish(reminded: Stage) -> None:
    reminded.joined(Somebody(HEAD.name, HEAD.phone, Post(Role.OFFICE)))
    await reminded.says(HEAD, WISH)
    assert "Kính trình" not in "".join(reminded.texts(HEAD))

    said = await reminded.says(HEAD, "đồng ý")

    assert said.startswith("Chưa ghi nhận: người đề nghị không tự quyết định")
    assert due(reminded) == "14/5"


async def test_a_wish_that_nobody_can_decide_says_so(empty_stage: Stage) -> None:
    empty_stage.joined(HEAD)
    await empty_stage.lives("10/5 08:00")

    said = await empty_stage.says(HEAD, WISH)

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Ba, 17/5/2022.")
    assert "đề nghị anh/chị báo cáo trực tiếp" in said


async def test_the_decision_approves_the_messages_that_it_changes(stage: Stage) -> None:
    stage.restarted(auto_approve=False)
    plan = stage.desk.plans.by_id[stage.plan.id]
    with stage.memory.begin() as tx:
        approval.approve(tx, plan, plan.code, person=None, now=stage.now)
    await stage.lives("10/5 08:00")
    await stage.says(HEAD, WISH)
    await stage.taps(LEADER, "Đồng ý")
    before = len(stage.sent_to(HEAD))

    await stage.lives("17/5 09:00")

    told = [s for s in stage.sent_to(HEAD)[before:] if "phổ biến pháp luật" in s.text]
    assert [f"{s.at.day}/{s.at.month}" for s in told] == ["12/5", "16/5", "17/5"]
