"""A yes on a condition, or until another day, and a decision that was meant otherwise."""

from datetime import timedelta

import pytest

from bot.channels.simulator import NAME, Simulator
from bot.store.memory import Memory
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD
from tests.stories.stage import Stage

WISH = "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"
DUTY = ("2.1.1", "qlcn")


@pytest.fixture
async def wished(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST wants the 17th instead of the 14th."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, WISH)
    return stage


def due(stage: Stage) -> str:
    """The last day of the duty as it stands."""
    day = stage.stands(*DUTY).assignment.deadline.day
    return f"{day.day}/{day.month}"


def labels(stage: Stage) -> list[str]:
    """The buttons under what the leader was told last."""
    return [c.label for row in stage.shown(LEADER)[-1].message.rows for c in row]


# --- meant otherwise -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "không, ý tôi là đồng ý",
        "à nhầm, ý tôi là đồng ý",
        "khong, y toi la dong y",
        "tôi viết nhầm, phải là đồng ý",
    ],
)
async def test_who_refused_and_meant_a_yes_has_agreed(wished: Stage, words: str) -> None:
    await wished.says(LEADER, "không đồng ý vì đã chốt")

    said = await wished.says(LEADER, words)

    assert said.startswith("Đã hoàn tác ý kiến; thời hạn hiện nay là thứ Bảy, 14/5/2022.")
    assert "Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022." in said
    assert due(wished) == "17/5"
    assert wished.texts(HEAD)[-1].startswith("Đề nghị lùi thời hạn được chấp thuận")


async def test_who_agreed_and_meant_a_no_is_asked_why(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý")

    said = await wished.says(LEADER, "à nhầm, ý tôi là không đồng ý")
    await wished.says(LEADER, "cần xong trước Hội thảo")

    assert "Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị." in said
    assert due(wished) == "14/5"
    assert "Ý kiến: “cần xong trước Hội thảo”." in wished.texts(HEAD)[-1]


async def test_a_day_that_was_meant_instead_replaces_the_one_that_was_granted(
    wished: Stage,
) -> None:
    await wished.says(LEADER, "đồng ý")

    await wished.says(LEADER, "không, ý tôi là đồng ý đến 16/5")

    assert due(wished) == "16/5"


async def test_where_only_a_button_was_pressed_the_words_decide(wished: Stage) -> None:
    await wished.taps(LEADER, "Không đồng ý")

    said = await wished.says(LEADER, "không, ý tôi là đồng ý")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert due(wished) == "17/5"


async def test_what_was_meant_is_of_the_own_decision_and_not_of_another_wish(
    wished: Stage,
) -> None:
    await wished.says(LEADER, "không đồng ý vì đã chốt")
    await wished.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")

    await wished.says(LEADER, "không, ý tôi là đồng ý")

    assert due(wished) == "17/5"
    assert wished.stands("2.1.2", "qlcn").wish is not None


async def test_after_ten_minutes_it_is_said_that_nothing_is_undone(wished: Stage) -> None:
    await wished.says(LEADER, "không đồng ý vì đã chốt")
    await wished.comes(wished.now + timedelta(minutes=11))

    said = await wished.says(LEADER, "không, ý tôi là đồng ý")

    assert said.startswith("Không hoàn tác được nữa: đã quá 10 phút")
    assert due(wished) == "14/5"


# --- another day ---------------------------------------------------------------------------------


async def test_a_day_by_which_it_has_to_be_done_is_the_new_deadline_and_said_back(
    wished: Stage,
) -> None:
    said = await wished.says(LEADER, "đồng ý nhưng phải xong trong ngày 16/5")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.\n")
    assert "Đơn vị đề nghị đến thứ Ba, 17/5/2022." in said
    assert labels(wished) == ["Đúng", "Sửa"]
    assert due(wished) == "16/5"
    told = wished.texts(HEAD)[-1]
    assert "hạn mới là thứ Hai, 16/5/2022" in told
    assert "Ý kiến: “nhưng phải xong trong ngày 16/5”." in told


@pytest.mark.parametrize("how", ["button", "typed"])
async def test_what_is_said_back_can_be_confirmed(wished: Stage, how: str) -> None:
    await wished.says(LEADER, "đồng ý đến 16/5")

    said = (
        await wished.taps(LEADER, "Đúng")
        if how == "button"
        else await wished.says(LEADER, "đúng rồi")
    )

    assert said == "Cảm ơn anh/chị đã xác nhận."
    assert due(wished) == "16/5"


@pytest.mark.parametrize("how", ["button", "typed"])
async def test_what_is_said_back_can_be_mended(wished: Stage, how: str) -> None:
    await wished.says(LEADER, "đồng ý đến 16/5")

    said = await wished.taps(LEADER, "Sửa") if how == "button" else await wished.says(LEADER, "sửa")

    assert said.startswith("Đã hoàn tác ý kiến; thời hạn hiện nay là thứ Bảy, 14/5/2022.")
    assert wished.stands(*DUTY).wish is not None


async def test_a_day_later_than_was_wished_is_no_longer_term(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý nhưng phải xong trong ngày 20/5")

    assert due(wished) == "17/5"
    assert "Ý kiến: “nhưng phải xong trong ngày 20/5”." in wished.texts(HEAD)[-1]


async def test_the_day_of_a_step_beside_it_is_none(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý nhưng gửi bản nháp 12/5, phải xong trong ngày 16/5")

    assert due(wished) == "16/5"


async def test_a_stretch_of_days_that_ends_before_is_asked_about(wished: Stage) -> None:
    words = "đồng ý nhưng phải xong trong tuần này"

    asked = await wished.says(LEADER, words)

    assert asked.startswith("Chưa ghi nhận: đồng ý lùi đến ngày nào ạ?")
    assert "“nhưng phải xong trong tuần này”" in asked
    assert labels(wished) == ["Đồng ý đến 15/5", "Đồng ý đến 17/5", "Không đồng ý"]
    assert due(wished) == "14/5"
    await wished.taps(LEADER, "Đồng ý đến 17/5")
    assert due(wished) == "17/5"
    assert "Ý kiến: “nhưng phải xong trong tuần này”." in wished.texts(HEAD)[-1]


# --- half a yes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "được, nhưng phải xong trong tháng này",
        "ok với điều kiện gửi bản nháp trước",
        "ừ được, miễn là báo cáo hằng ngày",
    ],
)
async def test_half_a_yes_is_asked_about_and_its_condition_reaches_the_unit(
    wished: Stage, words: str
) -> None:
    asked = await wished.says(LEADER, words)

    assert asked.startswith("Chưa ghi nhận: đồng ý lùi thời hạn phải không ạ?")
    assert labels(wished) == ["Đồng ý đến 17/5", "Không đồng ý"]
    assert due(wished) == "14/5"
    said = await wished.taps(LEADER, "Đồng ý đến 17/5")
    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    condition = words.rsplit(", ", maxsplit=1)[-1].removeprefix("ok ")
    assert f"Ý kiến: “{condition}”." in wished.texts(HEAD)[-1]
    assert condition in wished.texts(OFFICE)[-1]


@pytest.mark.parametrize("words", ["được", "ok em", "ừ được nhé", "duoc nhe", "oke"])
@pytest.mark.parametrize("then", ["ừ", "đồng ý", "đúng rồi"])
async def test_a_nod_is_asked_about_and_the_next_one_decides(
    wished: Stage, words: str, then: str
) -> None:
    asked = await wished.says(LEADER, words)

    assert asked.startswith("Chưa ghi nhận: đồng ý lùi thời hạn phải không ạ?")
    assert labels(wished) == ["Đồng ý đến 17/5", "Không đồng ý"]
    assert due(wished) == "14/5"
    assert (await wished.says(LEADER, then)).startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5")
    assert due(wished) == "17/5"


async def test_a_bare_no_to_that_is_a_refusal_whose_words_are_asked_for(wished: Stage) -> None:
    await wished.says(LEADER, "được")

    asked = await wished.says(LEADER, "không")

    assert asked.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.")
    assert due(wished) == "14/5"


async def test_the_condition_of_half_a_yes_goes_with_the_nod_that_confirms_it(
    wished: Stage,
) -> None:
    await wished.says(LEADER, "ok nhưng làm cho kỹ")

    await wished.says(LEADER, "được")

    assert due(wished) == "17/5"
    assert "Ý kiến: “nhưng làm cho kỹ”." in wished.texts(HEAD)[-1]


async def test_a_nod_where_nothing_waits_is_no_more_than_that(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    assert await stage.says(LEADER, "được nhé") == "Cảm ơn anh/chị."


@pytest.mark.parametrize(
    ("words", "opinion"),
    [
        ("đồng ý, lần sau rút kinh nghiệm", "lần sau rút kinh nghiệm"),
        ("đồng ý nhé em, cố gắng làm sớm", "cố gắng làm sớm"),
        ("Đồng ý. Chú ý tiến độ", "Chú ý tiến độ"),
        ("duyet, lam cho tot nhe", "lam cho tot nhe"),
    ],
)
async def test_an_admonition_behind_a_yes_reaches_the_unit_with_it(
    wished: Stage, words: str, opinion: str
) -> None:
    await wished.says(LEADER, words)

    assert due(wished) == "17/5"
    assert f"Ý kiến: “{opinion}”." in wished.texts(HEAD)[-1]


@pytest.mark.parametrize(
    "words",
    [
        *("đồng ý, việc 1 ai làm", "đồng ý, 2 thì không", "đồng ý, còn TĐC thì không"),
        *("đồng ý, gửi tôi bản nháp 12/5", "đồng ý với anh là cần họp"),
    ],
)
async def test_what_may_be_more_than_an_admonition_decides_nothing(
    wished: Stage, words: str
) -> None:
    await wished.says(LEADER, words)

    assert due(wished) == "14/5"
    assert wished.stands(*DUTY).wish is not None


@pytest.mark.parametrize("words", ["được, nhớ xong đúng hạn mới", "ok, cố gắng làm sớm"])
async def test_an_admonition_behind_a_nod_is_asked_about(wished: Stage, words: str) -> None:
    asked = await wished.says(LEADER, words)

    assert asked.startswith("Chưa ghi nhận: đồng ý lùi thời hạn phải không ạ?")
    assert words.partition(", ")[2] in asked


@pytest.mark.parametrize(
    ("words", "opinion"),
    [
        ("à quên, phải gửi báo cáo hàng ngày nhé", "phải gửi báo cáo hàng ngày nhé"),
        ("quên, nhớ báo cáo tôi", "nhớ báo cáo tôi"),
        ("a quen, nho bao cao toi", "nho bao cao toi"),
    ],
)
async def test_what_is_added_to_a_yes_reaches_the_unit(
    wished: Stage, words: str, opinion: str
) -> None:
    await wished.says(LEADER, "đồng ý đến 16/5")

    said = await wished.says(LEADER, words)

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")
    assert "hoàn tác ý kiến" not in said
    assert due(wished) == "16/5"
    assert f"Ý kiến: “{opinion}”." in wished.texts(HEAD)[-1]


@pytest.mark.parametrize(
    "words", ["à quên, ai làm việc 1", "à, phòng QLKH báo cáo chưa", "à báo cáo tình hình chung"]
)
async def test_what_asks_something_else_adds_nothing(wished: Stage, words: str) -> None:
    await wished.says(LEADER, "đồng ý")
    heard = len(wished.texts(HEAD))

    await wished.says(LEADER, words)

    assert len(wished.texts(HEAD)) == heard


REFUSED = [
    ("không, làm cho kịp", "làm cho kịp"),
    ("ko đc, cố làm cho xong", "cố làm cho xong"),
    ("thôi cứ làm đúng hạn đi", "làm đúng hạn đi"),
    ("không thể lùi được, hội thảo 18/5 rồi", "hội thảo 18/5 rồi"),
    ("không được đâu, hội thảo đến nơi rồi", "hội thảo đến nơi rồi"),
    ("khong duoc dau, hoi thao den noi roi", "hoi thao den noi roi"),
]


@pytest.mark.parametrize(("words", "opinion"), REFUSED)
async def test_a_no_in_everyday_words_keeps_the_deadline_and_reaches_the_unit(
    wished: Stage, words: str, opinion: str
) -> None:
    said = await wished.says(LEADER, words)

    assert said.startswith("Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022.")
    assert f"Ý kiến: “{opinion}”." in wished.texts(HEAD)[-1]
    assert wished.stands(*DUTY).wish is None


@pytest.mark.parametrize(
    "words", ["không được, cho đến 16/5 thôi", "không được, ai bảo thế", "không, cảm ơn"]
)
async def test_a_no_that_goes_on_otherwise_refuses_nothing(wished: Stage, words: str) -> None:
    await wished.says(LEADER, words)

    assert wished.stands(*DUTY).wish is not None


@pytest.mark.parametrize("words", ["phải xong trong tuần này", "phai xong trong tuan nay"])
async def test_a_term_alone_is_asked_about(wished: Stage, words: str) -> None:
    asked = await wished.says(LEADER, words)

    assert asked.startswith("Chưa ghi nhận: đồng ý lùi đến ngày nào ạ?")
    assert labels(wished) == ["Đồng ý đến 15/5", "Đồng ý đến 17/5", "Không đồng ý"]


@pytest.mark.parametrize("words", ["muộn quá, 16/5 được không?", "lâu quá em"])
async def test_doubts_about_a_wish_are_no_question_for_figures(wished: Stage, words: str) -> None:
    said = await wished.says(LEADER, words)

    assert said.startswith("Chưa rõ ý anh/chị, chưa ghi nhận gì. Đề nghị lùi thời hạn đang chờ")


async def test_half_a_yes_in_reply_to_the_wish_decides(wished: Stage) -> None:
    petition = wished.shown(LEADER)[-1].id

    said = await wished.says(LEADER, "được, nhưng phải xong trong tháng này", reply_to=petition)

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert "Ý kiến: “nhưng phải xong trong tháng này”." in wished.texts(HEAD)[-1]


async def test_half_a_yes_that_asks_something_is_about_something_else(wished: Stage) -> None:
    said = await wished.says(LEADER, "ok nhưng sao phòng QLKH chưa báo")

    assert "lùi thời hạn phải không" not in said
    assert wished.stands(*DUTY).wish is not None


async def test_where_several_wait_the_condition_is_kept_for_the_one_that_is_chosen(
    wished: Stage,
) -> None:
    await wished.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")

    asked = await wished.says(LEADER, "được, nhưng phải gửi bản nháp trước")
    await wished.taps(LEADER, "Đồng ý 2")

    assert asked.startswith("Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?")
    assert due(wished) == "14/5"
    assert "Ý kiến: “nhưng phải gửi bản nháp trước”." in wished.texts(HEAD)[-1]


async def test_where_there_are_no_buttons_the_day_is_chosen_by_number(
    joined_memory: Memory,
) -> None:
    stage = Stage(joined_memory, phones=Simulator(NAME, most_buttons=0, can_edit=False))
    await stage.lives("10/5 08:00")
    await stage.says(HEAD, WISH)

    await stage.says(LEADER, "đồng ý nhưng phải xong trong tuần này")
    await stage.says(LEADER, "1")

    assert due(stage) == "15/5"


# --- and a no behind it --------------------------------------------------------------------------

OTHER = "việc 1 xin lùi đến 17/5 vì chờ ký"
OTHER_DUTY = ("2.2.4b", "qlkh")


@pytest.mark.parametrize(
    "words", ["thôi không đồng ý, bảo làm cho kịp", "thoi khong dong y, bao lam cho kip"]
)
@pytest.mark.parametrize("a_third_waits", [False, True])
async def test_a_no_behind_half_a_yes_is_of_that_wish_and_not_of_one_granted_before(
    wished: Stage, words: str, *, a_third_waits: bool
) -> None:
    await wished.says(LEADER, "đồng ý đến 16/5")
    await wished.comes(wished.now + timedelta(minutes=1))
    await wished.says(QLKH_HEAD, OTHER)
    if a_third_waits:
        await wished.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
        await wished.says(LEADER, "đồng ý với QLKH nhưng phải xong trong tuần này")
    else:
        await wished.says(LEADER, "được, nhưng phải có báo cáo")

    said = await wished.says(LEADER, words)

    assert said.startswith("Đã ghi nhận: giữ thời hạn thứ Sáu, 13/5/2022.")
    assert wished.stands(*OTHER_DUTY).wish is None
    assert due(wished) == "16/5"


async def test_a_wish_granted_for_a_shorter_term_is_listed_with_that(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý đến 16/5")
    await wished.says(QLKH_HEAD, OTHER)

    asked = await wished.says(LEADER, "phải đúng hạn")

    assert "lùi đến 17/5/2022: đã đồng ý đến 16/5/2022\n" in asked


# --- not yet -------------------------------------------------------------------------------------

NOT_YET = pytest.mark.parametrize(
    "words",
    [
        "nhầm, chưa đồng ý đâu, để tôi hỏi lại",
        "chưa đồng ý đâu, để tôi hỏi lại",
        "chưa đồng ý đâu",
        "khoan, chưa đồng ý vội",
        "chua dong y dau, de toi hoi lai",
    ],
)


@NOT_YET
async def test_who_has_just_agreed_and_has_not_yet_takes_that_back(
    wished: Stage, words: str
) -> None:
    await wished.says(LEADER, "đồng ý")

    said = await wished.says(LEADER, words)

    assert said.startswith("Đã hoàn tác ý kiến; thời hạn hiện nay là thứ Bảy, 14/5/2022.")
    assert due(wished) == "14/5"
    assert wished.stands(*DUTY).wish is not None


@NOT_YET
async def test_what_is_not_decided_yet_goes_on_to_wait(wished: Stage, words: str) -> None:
    said = await wished.says(LEADER, words)

    assert said.startswith("Chưa ghi nhận ý kiến; đề nghị lùi thời hạn vẫn chờ.")
    assert wished.stands(*DUTY).wish is not None


@NOT_YET
async def test_where_nothing_waits_it_is_no_question_either(stage: Stage, words: str) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(LEADER, words)

    assert said.startswith("Hiện không có đề nghị lùi hạn nào chờ ý kiến.")


async def test_a_reason_makes_it_a_refusal(wished: Stage) -> None:
    said = await wished.says(LEADER, "chưa đồng ý, phải đúng hạn")

    assert said.startswith("Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022.")
