"""Evidence sent by mistake, or told of by bare words: it is of the file, and of no duty beside."""

import pytest

from bot.channels import TryLater
from bot.channels.simulator import Simulator
from bot.messages import Medium
from bot.store import evidence
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import TDC_HEAD
from tests.stories.stage import Stage

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF "
BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
TAKEN_BACK = [
    *("bỏ ảnh đó đi", "xóa ảnh đó giúp em", "ảnh đó gửi nhầm", "ảnh vừa gửi nhầm rồi ạ"),
    *("không lấy ảnh đó nữa", "đừng lưu ảnh đó ạ", "loại ảnh đó ra"),
    *("bo anh do di", "xoa anh do giup em", "anh do gui nham", "bỏ minh chứng vừa gửi"),
]


@pytest.fixture(params=[True, False], ids=["buttons", "plain"])
async def listed(request: pytest.FixtureRequest, joined_memory: Memory) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2."""
    phones = Simulator() if request.param else Simulator(most_buttons=0, can_edit=False)
    stage = Stage(joined_memory, phones=phones)
    await stage.lives("16/5 09:00")
    return stage


@pytest.fixture
async def asked_why(listed: Stage) -> Stage:
    """The same, where 1 wants its photo, and it is asked why 2 is not done."""
    await listed.says(TDC_HEAD, "1 xong, 2 chưa")
    return listed


def counts(stage: Stage) -> tuple[int, int]:
    """How much evidence there is for the banner, and for the showing."""
    with stage.memory.begin() as tx:
        one, other = (evidence.of_duty(tx, stage.plan.id, key) for key in (BANNER, SHOWING))
    return len(one), len(other)


async def photo(stage: Stage, n: int = 0, *, kind: Medium = Medium.PHOTO) -> str:
    """The head of Chi cục TĐC sends a photo without words; what is said to it."""
    before = len(stage.shown(TDC_HEAD))
    stage.phones.sends_file(TDC_HEAD.sender, JPEG + bytes([n]), kind=kind, at=stage.now)
    await stage.beat()
    return "\n".join(stage.texts(TDC_HEAD)[before:])


def reason(stage: Stage) -> str | None:
    """Why the showing is not done."""
    told = stage.stands(*SHOWING)
    assert told.state is State.NOT_DONE
    assert told.reply is not None
    return told.reply.reason


# --- sent by mistake, where a reason is asked for -------------------------------------------------


@pytest.mark.parametrize("words", TAKEN_BACK)
async def test_what_was_just_sent_is_taken_back_and_is_no_reason(
    asked_why: Stage, words: str
) -> None:
    await photo(asked_why)
    assert counts(asked_why) == (1, 0)

    said = await asked_why.says(TDC_HEAD, words)

    assert said.startswith("Đã bỏ minh chứng (ảnh).")
    assert counts(asked_why) == (0, 0)
    assert asked_why.stands(*BANNER).done
    assert reason(asked_why) is None
    await asked_why.says(TDC_HEAD, "chờ kinh phí")
    assert reason(asked_why) == "chờ kinh phí"


@pytest.mark.parametrize(
    "words", ["nhầm ảnh", "gửi nhầm ảnh rồi", "ảnh đó gửi nhầm việc", "ảnh nhầm", "gửi lộn ảnh"]
)
async def test_a_wrong_picture_is_asked_about_and_taken_back_then(
    asked_why: Stage, words: str
) -> None:
    await photo(asked_why)

    asked = await asked_why.says(TDC_HEAD, words)

    assert asked.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    assert counts(asked_why) == (1, 0)
    await asked_why.says(TDC_HEAD, "bỏ ảnh đó đi")
    assert counts(asked_why) == (0, 0)
    assert reason(asked_why) is None


@pytest.mark.parametrize("words", ["nhầm ảnh", *TAKEN_BACK[:3]])
async def test_what_is_still_on_its_way_is_filed_nowhere(asked_why: Stage, words: str) -> None:
    asked_why.phones.troubles_with_files(TryLater("flood"))
    await photo(asked_why)
    assert counts(asked_why) == (0, 0)

    said = await asked_why.says(TDC_HEAD, words)

    await asked_why.lives("16/5 10:00")
    assert counts(asked_why) == (0, 0)
    assert reason(asked_why) is None
    assert said.startswith(("Tệp vừa gửi là minh chứng của việc số mấy", "Đã bỏ 01 tệp vừa gửi"))


@pytest.mark.parametrize("words", TAKEN_BACK)
async def test_what_is_asked_about_is_of_no_duty_then(listed: Stage, words: str) -> None:
    asked = await photo(listed)
    assert asked.startswith("Tệp vừa gửi là minh chứng của việc số mấy ạ?")

    said = await listed.says(TDC_HEAD, words)

    assert said.startswith("Đã bỏ 01 tệp vừa gửi, không tính là minh chứng của việc nào.")
    await listed.says(TDC_HEAD, "1")
    assert counts(listed) == (0, 0)


@pytest.mark.parametrize(
    "words", ["anh Nam gửi nhầm văn bản", "chờ sửa lại văn bản đó", "sửa lại văn bản đó"]
)
async def test_what_may_be_in_the_way_is_a_reason_still(asked_why: Stage, words: str) -> None:
    await asked_why.says(TDC_HEAD, words)

    assert reason(asked_why) is not None


# --- bare words right behind a file ---------------------------------------------------------------


@pytest.mark.parametrize("words", ["Việc 2", "của việc 2", "cua viec 2", "cho nhiệm vụ số 2 ạ"])
@pytest.mark.parametrize("kind", [Medium.PHOTO, Medium.FILE])
async def test_a_duty_s_bare_name_behind_a_file_is_where_it_belongs(
    listed: Stage, words: str, kind: Medium
) -> None:
    await listed.says(TDC_HEAD, "1 xong")
    await photo(listed, kind=kind)
    assert counts(listed) == (1, 0)

    said = await listed.says(TDC_HEAD, words)

    assert "Không còn tính cho:\nChi cục TĐC – “Treo băng rôn" in said
    assert counts(listed) == (0, 1)
    assert listed.stands(*SHOWING).reply is None


async def test_it_is_so_while_a_reason_is_asked_for(asked_why: Stage) -> None:
    await photo(asked_why)

    await asked_why.says(TDC_HEAD, "của việc 2")

    assert counts(asked_why) == (0, 1)
    assert reason(asked_why) is None


@pytest.mark.parametrize("words", ["việc 2 xong", "2 chưa xong", "2", "việc 9"])
async def test_news_of_a_duty_behind_a_file_moves_nothing(listed: Stage, words: str) -> None:
    await listed.says(TDC_HEAD, "1 xong")
    await photo(listed)

    await listed.says(TDC_HEAD, words)

    assert counts(listed) == (1, 0)


async def test_a_bare_name_is_of_what_was_said_or_asked_since(listed: Stage) -> None:
    await listed.says(TDC_HEAD, "1 xong")
    await photo(listed)
    await listed.says(TDC_HEAD, "chưa xong vì chờ kinh phí")

    await listed.says(TDC_HEAD, "việc 2")

    assert counts(listed) == (1, 0)


@pytest.fixture
async def filed(listed: Stage) -> Stage:
    """A photo lies with the banner, and it is asked whether that is done."""
    await photo(listed)
    await listed.says(TDC_HEAD, "1")
    assert counts(listed) == (1, 0)
    return listed


# --- no evidence of anything ----------------------------------------------------------------------

PRIVATE = [
    *("gửi nhầm, không phải ảnh công việc", "gui nham, khong phai anh cong viec"),
    *("nhầm, ảnh cá nhân", "em gửi nhầm ảnh riêng ạ"),
]


@pytest.mark.parametrize("words", PRIVATE)
async def test_a_private_picture_is_dropped_and_the_report_beside_it_stays(
    listed: Stage, words: str
) -> None:
    await listed.says(TDC_HEAD, "1 xong")
    await photo(listed)
    assert counts(listed) == (1, 0)

    said = await listed.says(TDC_HEAD, words)

    assert said.startswith("Đã bỏ minh chứng (ảnh).")
    assert counts(listed) == (0, 0)
    assert listed.stands(*BANNER).done


@pytest.mark.parametrize("words", PRIVATE)
async def test_one_of_which_it_is_asked_whose_it_is_is_dropped_too(
    listed: Stage, words: str
) -> None:
    await photo(listed)

    said = await listed.says(TDC_HEAD, words)

    assert said.startswith("Đã bỏ 01 tệp vừa gửi")
    assert listed.stands(*BANNER).reply is None


@pytest.mark.parametrize(
    "words", ["bỏ ảnh thứ 2, bị mờ", "bo anh thu 2, bi mo", "ảnh thứ 2 bỏ đi, mờ quá"]
)
async def test_one_of_several_may_be_dropped_with_what_is_wrong_with_it(
    listed: Stage, words: str
) -> None:
    for n in range(3):
        await photo(listed, n)
    await listed.says(TDC_HEAD, "1")
    assert counts(listed) == (3, 0)

    said = await listed.says(TDC_HEAD, words)

    assert said.startswith("Đã bỏ minh chứng (ảnh).")
    assert counts(listed) == (2, 0)


# --- where it is not ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("ảnh việc 2 nhầm, của việc 1", "ảnh việc 2 gửi nhầm, chuyển sang việc 1"),
        *("anh viec 2 nham, cua viec 1", "ảnh ở việc 2 là của việc 1"),
    ],
)
async def test_what_lies_nowhere_is_said_to_be_and_is_no_news(filed: Stage, words: str) -> None:
    said = await filed.says(TDC_HEAD, words)

    assert said.startswith("Không tìm thấy minh chứng đó")
    assert counts(filed) == (1, 0)
    assert filed.stands(*BANNER).reply is None
    assert filed.stands(*SHOWING).reply is None


# --- called wrong before the right one comes ------------------------------------------------------


async def test_the_right_one_goes_where_the_wrong_one_lies_and_that_is_asked_about_again(
    listed: Stage,
) -> None:
    await photo(listed, kind=Medium.FILE)
    await listed.says(TDC_HEAD, "2")
    await listed.says(TDC_HEAD, "nhầm file rồi")

    said = await photo(listed, 1, kind=Medium.FILE)

    assert "📎 Đã lưu 01 tệp minh chứng." in said
    assert "Vẫn đang lưu minh chứng gửi trước (tệp): đó là minh chứng của việc số mấy ạ?" in said
    assert counts(listed) == (0, 2)

    await listed.says(TDC_HEAD, "bỏ")
    assert counts(listed) == (0, 1)


async def test_a_caption_that_calls_it_right_is_no_other_duty(filed: Stage) -> None:
    await filed.says(TDC_HEAD, "nhầm ảnh")
    filed.phones.sends_file(TDC_HEAD.sender, JPEG + b"9", caption="ảnh đúng đây ạ", at=filed.now)
    await filed.beat()

    await filed.says(TDC_HEAD, "2")

    assert counts(filed) == (1, 1)


async def test_a_report_takes_the_one_that_was_kept_and_no_wrong_one(listed: Stage) -> None:
    await photo(listed)
    await listed.says(TDC_HEAD, "nhầm ảnh")
    await photo(listed, 1)

    await listed.says(TDC_HEAD, "2")

    assert counts(listed) == (0, 1)
    await listed.says(TDC_HEAD, "việc 2 xong")
    assert counts(listed) == (0, 1)


async def test_what_names_another_duty_is_of_that(filed: Stage) -> None:
    await filed.says(TDC_HEAD, "nhầm ảnh")
    filed.phones.sends_file(TDC_HEAD.sender, JPEG + b"9", caption="việc 2", at=filed.now)
    await filed.beat()

    assert counts(filed) == (1, 1)


async def test_one_of_several_is_picked_where_it_is_asked_whose_they_are(listed: Stage) -> None:
    await photo(listed)
    await photo(listed, 1)
    await listed.says(TDC_HEAD, "1")
    await listed.says(TDC_HEAD, "nhầm ảnh")

    said = await listed.says(TDC_HEAD, "ảnh 2")

    assert said.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    await listed.says(TDC_HEAD, "bỏ")
    assert counts(listed) == (1, 0)


# --- put right by the number alone ----------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("nhầm, việc 2", "à việc 2 cơ", "nham, viec 2", "không phải việc 1 mà việc 2"),
        *("việc 2 mới đúng", "chuyển về việc 2 giúp em"),
    ],
)
async def test_the_number_behind_it_moves_what_was_just_put_away(filed: Stage, words: str) -> None:
    said = await filed.says(TDC_HEAD, words)

    assert said.startswith("📎 Đã chuyển minh chứng (ảnh) sang việc:")
    assert counts(filed) == (0, 1)
    assert filed.stands(*SHOWING).reply is None
    assert filed.stands(*BANNER).reply is None


KEPT = [
    *("không, đúng việc 1 rồi", "đúng việc 1 rồi", "khong, dung viec 1 roi", "việc 1 đúng rồi ạ"),
    *("à không, cứ để việc 1", "thôi để nguyên ở việc 1 nhé", "a khong cu de viec 1"),
]


@pytest.mark.parametrize("words", KEPT)
async def test_a_number_that_is_right_is_no_word_of_how_the_duty_stands(
    filed: Stage, words: str
) -> None:
    said = await filed.says(TDC_HEAD, words)

    assert said.startswith("Minh chứng (ảnh) đang lưu ở việc này.")
    assert counts(filed) == (1, 0)
    assert filed.stands(*BANNER).reply is None


@pytest.mark.parametrize("words", KEPT)
async def test_a_move_goes_back_by_it(filed: Stage, words: str) -> None:
    await filed.says(TDC_HEAD, "à ảnh này của việc 2")
    assert counts(filed) == (0, 1)

    await filed.says(TDC_HEAD, words)

    assert counts(filed) == (1, 0)
    assert filed.stands(*BANNER).reply is None


async def test_behind_the_move_it_is_dropped_as_ever(filed: Stage) -> None:
    await filed.says(TDC_HEAD, "nhầm, việc 2")

    await filed.says(TDC_HEAD, "thôi bỏ đi")

    assert counts(filed) == (0, 0)


@pytest.mark.parametrize(
    ("words", "state"),
    [("đúng, việc 1 xong rồi", State.DONE), ("nhầm, việc 1 chưa xong", State.NOT_DONE)],
)
async def test_who_says_how_it_stands_reports(filed: Stage, words: str, state: State) -> None:
    await filed.says(TDC_HEAD, words)

    assert counts(filed) == (1, 0)
    assert filed.stands(*BANNER).state is state


async def test_a_report_right_before_it_may_be_meant_as_well(listed: Stage) -> None:
    await listed.says(TDC_HEAD, "1 xong")
    await photo(listed)

    said = await listed.says(TDC_HEAD, "nhầm, việc 2")

    assert said.startswith("Anh/chị sửa nội dung nào ạ?")
    assert counts(listed) == (1, 0)
    assert listed.stands(*BANNER).done


async def test_where_more_was_said_since_it_moves_no_evidence(filed: Stage) -> None:
    await filed.says(TDC_HEAD, "2 chưa xong vì chờ kinh phí")

    await filed.says(TDC_HEAD, "không, đúng việc 2 rồi")

    assert counts(filed) == (1, 0)


@pytest.mark.parametrize("words", ["việc 2", "ảnh việc 2", "2 ảnh đó của việc 2"])
async def test_what_was_dropped_stays_dropped(listed: Stage, words: str) -> None:
    await listed.says(TDC_HEAD, "2 xong")
    await photo(listed, kind=Medium.FILE)
    await listed.says(TDC_HEAD, "bỏ minh chứng vừa gửi")
    await photo(listed, 1, kind=Medium.FILE)
    assert counts(listed) == (0, 1)

    await listed.says(TDC_HEAD, words)

    assert counts(listed) == (0, 1)


# --- what they show -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("ảnh tầng 1 với cổng đó", "anh tang 1 voi cong do", "ảnh 2 cái ở cổng", "2 ảnh ở cổng"),
        "hình hôm khai mạc nhé",
    ],
)
async def test_what_pictures_show_is_told_of_no_duty(listed: Stage, words: str) -> None:
    await listed.says(TDC_HEAD, "1 xong")
    await photo(listed)
    await photo(listed, 1)

    said = await listed.says(TDC_HEAD, words)

    assert said == "Cảm ơn anh/chị, đã rõ nội dung tệp vừa gửi."
    assert counts(listed) == (2, 0)
    assert listed.stands(*SHOWING).reply is None


async def test_it_is_no_reason_either(asked_why: Stage) -> None:
    await photo(asked_why)

    await asked_why.says(TDC_HEAD, "ảnh tầng 1 với cổng đó")

    assert reason(asked_why) is None


async def test_a_man_who_is_away_is_a_reason_though_typed_without_signs(asked_why: Stage) -> None:
    await photo(asked_why)

    await asked_why.says(TDC_HEAD, "anh Hung di vang")

    assert reason(asked_why) == "anh Hung di vang"


async def test_who_names_the_duty_behind_its_pictures_is_understood(listed: Stage) -> None:
    await listed.says(TDC_HEAD, "1 xong")
    await photo(listed)

    await listed.says(TDC_HEAD, "ảnh của cả 2 việc")

    assert counts(listed) == (1, 1)
