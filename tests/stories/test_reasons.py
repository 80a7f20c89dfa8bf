"""What is not done has its reason asked for: chosen, written, or declined."""

from datetime import timedelta

import pytest

from bot.channels.simulator import Simulator
from bot.store import replies
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD, LEADER, VPS_HEAD
from tests.stories.stage import Stage


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    return stage


async def test_not_done_asks_for_the_reason(reminded: Stage) -> None:
    said = await reminded.taps(HEAD, "❌ 1")

    assert reminded.stands("2.1.1", "qlcn").state is State.NOT_DONE
    assert said.startswith("Đã ghi nhận: chưa hoàn thành.")
    labels = [c.label for row in reminded.shown(HEAD)[-1].message.rows for c in row]
    assert labels == [
        "Chờ kinh phí",
        "Chờ đơn vị phối hợp",
        "Chờ phê duyệt",
        "Không nêu lý do",
        "↩️ Hoàn tác",
    ]


async def test_a_reason_is_recorded_word_for_word(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")

    said = await reminded.says(HEAD, "  chờ Đài sắp lịch <ghi hình> & duyệt 100%  ")

    standing = reminded.stands("2.1.1", "qlcn")
    assert standing.reply is not None
    assert standing.reply.reason == "chờ Đài sắp lịch <ghi hình> & duyệt 100%"
    assert "“chờ Đài sắp lịch <ghi hình> & duyệt 100%”" in said


async def test_a_reason_of_a_thousand_characters_and_more_is_cut_at_a_word_for_all_to_see(
    reminded: Stage,
) -> None:
    await reminded.taps(HEAD, "❌ 1")
    words = "chờ Đài sắp lịch ghi hình " * 60

    said = await reminded.says(HEAD, words)

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason is not None
    assert 950 < len(reply.reason) <= 1_000
    assert reply.reason.endswith((" hình…", " Đài…", " sắp…", " lịch…", " ghi…", " chờ…"))
    assert f"“{reply.reason}”" in said


async def test_a_note_under_the_finger_is_cut_at_a_word(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")
    await reminded.says(HEAD, "chờ Đài sắp lịch ghi hình " * 60)

    await reminded.taps(HEAD, "↩️ Hoàn tác")

    note = reminded.phones.phone(HEAD.phone).notes[-1]
    assert len(note) <= 200
    assert note.endswith((".", "…"))


async def test_a_quick_reason_is_recorded_in_its_words(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")

    said = await reminded.taps(HEAD, "Chờ đơn vị phối hợp")

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == "Chờ đơn vị phối hợp"
    assert said.startswith("Đã ghi nhận lý do: “Chờ đơn vị phối hợp”.")


async def test_a_reason_may_be_declined_and_the_answer_stands(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")

    said = await reminded.taps(HEAD, "Không nêu lý do")
    later = await reminded.says(HEAD, "chào văn phòng")

    standing = reminded.stands("2.1.1", "qlcn")
    assert (standing.state, standing.reply and standing.reply.reason) == (State.NOT_DONE, None)
    assert said.startswith("Đã ghi nhận: chưa hoàn thành, không nêu lý do.")
    assert later == "Cảm ơn anh/chị."


async def test_declining_after_a_reason_was_given_says_what_stands(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")
    asked = reminded.shown(HEAD)[-1]
    decline = next(c for row in asked.message.rows for c in row if c.label.startswith("Không nêu"))
    await reminded.taps(HEAD, "Chờ kinh phí")

    said = await reminded.sends(HEAD, decline.data, asked.id)

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == "Chờ kinh phí"
    assert "không nêu lý do" not in said
    assert "chưa hoàn thành" in said


async def test_a_reason_is_waited_for_no_longer_than_a_day(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")
    await reminded.lives("11/5 08:01")

    await reminded.says(HEAD, "hôm nay trời đẹp")

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason is None


async def test_a_command_is_not_taken_for_the_reason(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")

    await reminded.says(HEAD, "/viec")
    await reminded.says(HEAD, "chờ kinh phí")

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == "chờ kinh phí"


async def test_the_reason_reaches_the_leader_and_the_next_reminder(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")
    await reminded.says(HEAD, "chờ Báo sắp lịch")

    board = await reminded.says(LEADER, "/tinhhinh")
    await reminded.lives("12/5 09:00")

    assert "đã trả lời chưa xong, lý do: “chờ Báo sắp lịch”" in board
    last = reminded.sent_to(HEAD)[-1].text
    assert "Chưa hoàn thành (báo ngày 10/5/2022): “chờ Báo sắp lịch”" in last


async def test_a_reason_written_on_a_phone_whose_clock_is_slow_is_not_lost(
    reminded: Stage,
) -> None:
    """The platform dates texts by its own clock, taps not at all."""
    await reminded.taps(HEAD, "❌ 1")

    reminded.phones.says(HEAD.sender, "chờ kinh phí", at=reminded.now - timedelta(seconds=40))
    await reminded.beat()

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == "chờ kinh phí"
    assert "“chờ kinh phí”" in reminded.shown(HEAD)[-1].message.text


@pytest.mark.parametrize("words", ["ok", "vâng ạ", "dạ đúng rồi ạ", "cảm ơn em", "👍"])
async def test_a_nod_or_thanks_is_no_reason_and_the_reason_is_waited_for(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "1 chưa xong")

    await reminded.says(HEAD, words)
    assert "lý do" not in reminded.texts(HEAD)[-1]

    await reminded.says(HEAD, "chờ Đài gửi lịch")
    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == "chờ Đài gửi lịch"


async def test_a_receipt_with_its_circumstances_is_a_reason(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 chưa xong")

    said = await reminded.says(HEAD, "hôm qua mới nhận được văn bản")

    assert said.startswith("Đã ghi nhận lý do: “hôm qua mới nhận được văn bản”.")


async def test_a_wish_to_be_reminded_later_is_no_reason(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 chưa xong")

    said = await reminded.says(HEAD, "chiều nay nhắc lại nhé")

    assert said.startswith("Sẽ nhắc lại lúc ")
    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason is None


async def test_who_cannot_come_to_a_meeting_gives_no_other_reason(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 chưa xong vì chưa nhận đủ danh sách đơn vị")

    said = await reminded.says(HEAD, "tôi không đi họp được thứ 2")

    assert "Đã ghi nhận" not in said


async def test_who_cannot_come_to_a_meeting_gives_the_reason_that_is_asked_for(
    reminded: Stage,
) -> None:
    await reminded.taps(HEAD, "❌ 1")

    said = await reminded.says(HEAD, "tôi không đi họp được")

    assert said.startswith("Đã ghi nhận lý do: “tôi không đi họp được”")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("vì Đài hẹn lại lịch", "Đài hẹn lại lịch"),
        ("Lý do là chờ kinh phí", "chờ kinh phí"),
        ("do anh Nam ốm", "anh Nam ốm"),
        ("vi phạm bản quyền ảnh nên phải chụp lại", "vi phạm bản quyền ảnh nên phải chụp lại"),
    ],
)
async def test_a_reason_is_shown_without_what_leads_it_in_and_kept_as_it_was_written(
    reminded: Stage, words: str, reason: str
) -> None:
    await reminded.taps(HEAD, "❌ 1")

    said = await reminded.says(HEAD, words)

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == reason
    assert said.startswith(f"Đã ghi nhận lý do: “{reason}”.")
    assert f"lý do: “{reason}”" in await reminded.says(LEADER, "/tinhhinh")
    with reminded.memory.begin() as tx:
        last = replies.get(tx, reply.id)
    assert last is not None
    assert last.words == words


async def test_one_reason_more_is_added_to_the_one_just_recorded(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong")
    await reminded.says(HEAD, "vì Đài hẹn lại lịch")

    said = await reminded.says(HEAD, "thêm nữa là Đài báo bận")

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "Đài hẹn lại lịch; Đài báo bận"
    assert said.startswith("Đã ghi nhận lý do: “Đài hẹn lại lịch; Đài báo bận”.")
    with reminded.memory.begin() as tx:
        duty = reminded.plan.by_key["2.1.2", "qlcn"]
        history = [each.reason for each in replies.of_assignment(tx, reminded.plan, duty)]
    assert history == [None, "Đài hẹn lại lịch", "Đài hẹn lại lịch; Đài báo bận"]


async def test_what_lacks_money_too_names_no_other_duty(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong do Đài hẹn lại lịch")

    await reminded.says(HEAD, "ngoài ra còn thiếu kinh phí")

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "Đài hẹn lại lịch; còn thiếu kinh phí"
    assert reminded.stands("2.1.3a", "qlcn").reply is None


async def test_of_several_reasons_it_is_asked_which_is_meant(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong vì chờ Đài, 4 chưa xong vì chờ kinh phí")

    said = await reminded.says(HEAD, "thêm nữa là anh Nam ốm")
    assert said.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")

    await reminded.says(HEAD, "4")
    second, fourth = (reminded.stands(each, "qlcn").reply for each in ("2.1.2", "2.1.3b"))
    assert (second and second.reason, fourth and fourth.reason) == (
        "chờ Đài",
        "chờ kinh phí; anh Nam ốm",
    )


@pytest.mark.parametrize(
    "words", ["ngoài ra việc 3 xong rồi", "thêm nữa là việc 4 chưa xong", "ngoài ra 1 được 60%"]
)
async def test_news_of_another_duty_is_no_reason_more(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "2 chưa xong do Đài hẹn lại lịch")

    await reminded.says(HEAD, words)

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "Đài hẹn lại lịch"


async def test_a_reason_more_after_a_wish_for_more_time_is_not_hung_on_what_was_said_before(
    reminded: Stage,
) -> None:
    await reminded.says(HEAD, "2 chưa xong do Đài hẹn lại lịch")
    await reminded.comes("10/5 08:10")
    await reminded.says(HEAD, "xin lùi việc 3 đến 20/5 vì mưa")

    await reminded.says(HEAD, "thêm nữa là Đài báo bận")

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "Đài hẹn lại lịch"


async def test_work_under_way_shows_its_reason_with_the_one_added(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 đang làm, chờ Đài")

    said = await reminded.says(HEAD, "với lại anh Nam ốm")

    assert reminded.stands("2.1.2", "qlcn").state is State.IN_PROGRESS
    assert "Lý do: “chờ Đài; anh Nam ốm”." in said


async def test_a_long_reason_is_kept_whole_and_said_back_in_short(stage: Stage) -> None:
    long = "chờ Đài xếp lịch phát sóng, " + "do lịch của Đài đã kín đến hết tuần sau, " * 20
    await stage.lives("10/5 09:00")
    await stage.taps(HEAD, "❌ 1")
    await stage.says(HEAD, long.strip(", "))

    await stage.lives("12/5 08:05")

    kept = next(s.reply for s in stage.board().of_unit("qlcn") if s.reply)
    last = stage.sent_to(HEAD)[-1].text
    said = next(line for line in last.splitlines() if "Chưa hoàn thành (báo ngày" in line)
    assert kept.reason is not None
    assert len(kept.reason) > 500
    assert said.endswith("…”")
    assert len(said) < 180


@pytest.mark.parametrize("again", ["2 chưa xong vì chờ Đài", "việc 2 chưa xong, chờ Đài"])
async def test_a_report_with_its_reason_where_the_reason_is_asked_for_gives_the_reason_alone(
    reminded: Stage, again: str
) -> None:
    await reminded.says(HEAD, "2 chưa xong")

    await reminded.says(HEAD, again)

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "chờ Đài"


async def test_a_report_repeated_where_the_reason_is_asked_for_is_none(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong")

    said = await reminded.says(HEAD, "việc 2 chưa xong")

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason is None
    assert "lý do" in said


@pytest.mark.parametrize("again", ["2 chưa xong", "việc 2 vẫn chưa làm được ạ"])
async def test_the_reason_holds_on_while_the_duty_is_not_done(reminded: Stage, again: str) -> None:
    await reminded.says(HEAD, "2 chưa xong vì chờ Đài")
    await reminded.comes("11/5 09:00")

    said = await reminded.says(HEAD, again)

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "chờ Đài"
    assert "“chờ Đài”" in said
    assert "cho biết giúp lý do" not in said


LACKS = "1 chưa xong vì còn thiếu phụ lục"
SIGNING = "1 đang làm vì còn thiếu phụ lục"


@pytest.mark.parametrize(
    ("before", "news"),
    [
        *((LACKS, "1 đang làm"), (LACKS, "1 được 60%")),
        (LACKS, "trình xong kế hoạch lúc 9h rồi, phụ lục cũng xong luôn"),
        (LACKS, "trinh xong ke hoach luc 9h roi, phu luc cung xong luon"),
        (SIGNING, "trình xong kế hoạch lúc 9h rồi, phụ lục cũng xong luôn"),
    ],
)
@pytest.mark.parametrize("buttons", [True, False])
async def test_the_reason_ends_where_something_else_is_told_of_the_duty(
    joined_memory: Memory, before: str, news: str, buttons: bool
) -> None:
    phones = Simulator() if buttons else Simulator(most_buttons=0, can_edit=False)
    stage = Stage(joined_memory, phones=phones)
    await stage.lives("10/5 08:00")
    await stage.says(VPS_HEAD, before)
    await stage.comes("11/5 09:00")

    said = await stage.says(VPS_HEAD, news)

    told = stage.stands("2.2.4a", "vps")
    assert told.state is State.IN_PROGRESS
    assert told.reply is not None
    assert told.reply.reason is None
    assert "thiếu phụ lục" not in said


async def test_another_reason_takes_its_place(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong vì chờ Đài")

    said = await reminded.says(HEAD, "2 chưa xong vì Giám đốc đi vắng")

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "Giám đốc đi vắng"
    assert said.startswith("Đã ghi nhận lý do: “Giám đốc đi vắng”.")


async def test_what_was_done_meanwhile_has_no_old_reason(reminded: Stage) -> None:
    await reminded.says(HEAD, "2 chưa xong vì chờ Đài")
    await reminded.says(HEAD, "2 xong")

    said = await reminded.says(HEAD, "nhầm, việc 2 chưa xong")

    reply = reminded.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason is None
    assert "lý do" in said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("1 chưa xong, còn 01 bài chờ duyệt", "còn 01 bài chờ duyệt"),
        ("1 chưa xong còn 2 bài đang chờ Sở duyệt", "còn 2 bài đang chờ Sở duyệt"),
        ("việc 1: còn một bài đang chờ duyệt", "còn một bài đang chờ duyệt"),
        ("1 còn thiếu 2 ảnh chờ chị Hoa gửi", "còn thiếu 2 ảnh chờ chị Hoa gửi"),
        ("1 chưa xong vì chờ Đài", "chờ Đài"),
    ],
)
async def test_a_wait_is_kept_with_what_it_is_that_waits(
    reminded: Stage, words: str, reason: str
) -> None:
    await reminded.says(HEAD, words)

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == reason


# --- meant for another duty -----------------------------------------------------------------------

SECOND = ("2.1.2", "qlcn")


@pytest.mark.parametrize(
    "words",
    [
        "à việc 2 cơ",
        "a viec 2 co",
        "ý em là việc 2",
        "việc 2 chứ",
        "việc 2 mới đúng",
        "em nói việc 2 mà",
        "à nhầm, việc 2",
        "nhầm việc, là việc 2",
        "nhầm, việc 2 chứ không phải việc 1",
        "không phải việc 1, việc 2 cơ",
    ],
)
async def test_where_the_reason_is_asked_for_another_number_moves_the_report(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "việc 1 chưa xong")

    said = await reminded.says(HEAD, words)
    await reminded.says(HEAD, "chờ Đài")

    assert said.startswith("Đã bỏ ghi nhận. Phòng QLCN&ĐMST – “Tổ chức các hoạt động thông tin")
    assert "Đã ghi nhận: chưa hoàn thành.\nPhòng QLCN&ĐMST – “Phối hợp với Báo" in said
    assert "Anh/chị cho biết giúp lý do" in said
    assert reminded.stands("2.1.1", "qlcn").state is State.WAITING
    reply = reminded.stands(*SECOND).reply
    assert reply is not None
    assert reply.reason == "chờ Đài"


@pytest.mark.parametrize("words", ["vì việc 2 chưa xong", "chờ việc 2", "việc 2 chưa ký nên chậm"])
async def test_a_reason_that_has_another_number_in_it_moves_nothing(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "việc 1 chưa xong")

    await reminded.says(HEAD, words)

    assert reminded.stands("2.1.1", "qlcn").state is State.NOT_DONE


async def test_of_several_reported_at_once_it_is_asked_which_is_wrong(reminded: Stage) -> None:
    await reminded.says(HEAD, "1 và 3 chưa xong")

    said = await reminded.says(HEAD, "à việc 2 cơ")

    assert said.startswith("Anh/chị sửa nội dung")
    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason is None


async def test_a_number_that_no_duty_has_moves_nothing(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 1 chưa xong")

    said = await reminded.says(HEAD, "à việc 9 cơ")

    assert said.startswith("Không có việc số 9 đang mở, chưa ghi nhận gì.")
    assert reminded.stands("2.1.1", "qlcn").state is State.NOT_DONE


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        ("việc 1 xin lùi", "Anh/chị đề nghị lùi đến ngày nào ạ?\nPhòng QLCN&ĐMST – “Phối hợp"),
        (
            "việc 1 xin lùi đến 17/5",
            "Đề nghị lùi đến thứ Ba, 17/5/2022: anh/chị cho biết lý do ạ?\nPhòng QLCN&ĐMST – “Phối",
        ),
    ],
)
async def test_so_it_is_with_a_wish_that_lacks_something(
    reminded: Stage, wish: str, asked: str
) -> None:
    await reminded.says(HEAD, wish)

    assert (await reminded.says(HEAD, "à việc 2 cơ")).startswith(asked)


@pytest.mark.parametrize(
    "words", ["chưa có gì", "chua lam gi ca", "chưa đâu vào đâu", "chưa được gì ạ"]
)
async def test_that_there_is_nothing_yet_is_of_the_duty_that_was_asked_about(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "2 chưa xong")

    said = await reminded.says(HEAD, words)

    assert said == (
        "“Phối hợp với Báo Lạng Sơn, Đài phát thanh và truyền hình tỉnh thực hiện chuyên mục số"
        " đặc biệt…” chưa xong vì sao ạ? Lý do chưa được ghi nhận.\n"
        "Xin nêu rõ một câu, ví dụ “chờ số liệu các xã”, hoặc chọn bên dưới."
    )
    assert reminded.stands("2.1.1", "qlcn").reply is None


@pytest.mark.parametrize("words", ["chưa có gì", "chưa làm gì"])
async def test_that_there_is_nothing_yet_asks_for_no_more_than_the_reason_of_a_petition(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "việc 2 xin lùi 3 ngày")

    said = await reminded.says(HEAD, words)

    assert "Anh/chị cho biết giúp lý do lùi đến" in said
    assert reminded.stands("2.1.1", "qlcn").reply is None


@pytest.mark.parametrize("words", ["chưa việc nào xong", "chưa xong cái nào"])
async def test_that_no_duty_is_done_is_of_all_whatever_was_asked(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "2 chưa xong")

    said = await reminded.says(HEAD, words)

    assert "lý do việc 1, 2, 3, 4 chưa hoàn thành" in said


async def test_that_there_is_nothing_yet_is_of_all_where_nothing_was_asked(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "chưa có gì")

    assert "lý do việc 1, 2, 3, 4 chưa hoàn thành" in said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("việc 3 chưa xong, lý do: 1. Đài bận 2. thiếu người", "1. Đài bận 2. thiếu người"),
        ("việc 3 chưa xong\nlý do: 1) Đài bận\n2) thiếu người", "1) Đài bận 2) thiếu người"),
        (
            "việc 3 chưa xong vì thiếu 2 thứ: (1) kinh phí, (2) nhân lực",
            "thiếu 2 thứ: (1) kinh phí, (2) nhân lực",
        ),
        ("viec 3 chua, do 1. mua 2. mat dien", "1. mua 2. mat dien"),
    ],
)
async def test_numbered_grounds_are_one_reason_and_name_no_duty(
    reminded: Stage, words: str, reason: str
) -> None:
    await reminded.says(HEAD, "1 và 2 xong rồi")

    await reminded.says(HEAD, words)

    reply = reminded.stands("2.1.3a", "qlcn").reply
    assert reply is not None
    assert reply.reason is not None
    assert reply.reason.split() == reason.split()
    assert reminded.stands("2.1.1", "qlcn").done
    assert reminded.stands(*SECOND).done


@pytest.mark.parametrize(
    "words",
    [
        "vì Báo Lạng Sơn lùi số ra sang ngày 17/5",
        "vì Đài xin lùi lịch quay sang 19/5",
        "do Đài hoãn đăng",
        "Đài lùi lịch sang 19/5",
        "Báo hoãn đăng",
    ],
)
async def test_that_others_put_something_off_is_a_reason_and_no_wish_for_another_duty(
    reminded: Stage, words: str
) -> None:
    await reminded.says(HEAD, "việc 1 chưa xong")

    said = await reminded.says(HEAD, words)

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == words.removeprefix("vì ").removeprefix("do ")
    assert f"“{reply.reason}”" in said
    assert reminded.stands(*SECOND).reply is None


@pytest.mark.parametrize(
    "words", ["vì Báo Lạng Sơn lùi số ra sang ngày 17/5", "Đài lùi lịch sang 19/5", "Báo hoãn đăng"]
)
async def test_so_it_is_the_reason_of_the_wish_that_lacks_one(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, "xin lùi việc 1 đến 18/5")

    said = await reminded.says(HEAD, words)

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Tư, 18/5/2022")
    assert f"“{words.removeprefix('vì ')}”" in said
    assert "Tổ chức các hoạt động thông tin" in said
