"""Who has decided on a wish for more time thinks again, in plain words."""

from datetime import timedelta

import pytest

from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD
from tests.stories.stage import Stage

WISH = "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"
OTHER_WISH = "xin lùi việc 1 đến 19/5 vì chờ kinh phí"
REFUSED = "Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022."


@pytest.fixture
async def agreed(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: leadership has granted QLCN&ĐMST the 17th instead of the 14th."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    await either_stage.says(HEAD, WISH)
    await either_stage.says(LEADER, "đồng ý")
    assert due(either_stage) == "17/5"
    return either_stage


def due(stage: Stage) -> str:
    """The last day of the duty as it stands."""
    day = stage.stands("2.1.1", "qlcn").assignment.deadline.day
    return f"{day.day}/{day.month}"


def waits(stage: Stage) -> list[str]:
    """The units whose wishes wait."""
    return [s.assignment.unit.id for s in stage.board().standings if s.wish is not None]


@pytest.mark.parametrize(
    ("words", "opinion"),
    [
        ("không đồng ý, phải đúng hạn", "phải đúng hạn"),
        ("không đồng ý nữa, phải đúng hạn", "phải đúng hạn"),
        ("phải đúng hạn", "phải đúng hạn"),
        ("không được, giữ hạn cũ", "giữ hạn cũ"),
        ("thôi, giữ hạn cũ", "giữ hạn cũ"),
        ("khong duoc, phai dung han", "phai dung han"),
    ],
)
async def test_a_refusal_right_after_a_grant_takes_its_place(
    agreed: Stage, words: str, opinion: str
) -> None:
    said = await agreed.says(LEADER, words)

    assert said.startswith("Đã hoàn tác ý kiến; thời hạn hiện nay là thứ Bảy, 14/5/2022.")
    assert REFUSED in said
    assert f"Ý kiến: “{opinion}”." in said
    assert due(agreed) == "14/5"
    assert waits(agreed) == []
    assert f"Ý kiến: “{opinion}”." in agreed.texts(HEAD)[-1]


async def test_a_bare_no_right_after_a_grant_undoes_it_and_asks_why(agreed: Stage) -> None:
    said = await agreed.says(LEADER, "không đồng ý nữa")

    assert "Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị." in said
    assert due(agreed) == "14/5"
    assert waits(agreed) == ["qlcn"]


@pytest.mark.parametrize("words", ["không đồng ý nữa, phải đúng hạn", "phải đúng hạn"])
async def test_where_another_wish_waits_it_is_asked_which_is_meant(
    agreed: Stage, words: str
) -> None:
    await agreed.says(QLKH_HEAD, OTHER_WISH)

    asked = await agreed.says(LEADER, words)

    assert asked.startswith("Chưa ghi nhận: ý kiến vừa viết về đề nghị nào ạ?\n1. Phòng QLCN")
    lines = asked.splitlines()
    assert lines[1].endswith("lùi đến 17/5/2022: đã đồng ý")
    assert lines[2].startswith("2. Phòng QLKH: ")
    assert lines[2].endswith("lùi đến 19/5/2022: đang chờ ý kiến")
    assert (due(agreed), waits(agreed)) == ("17/5", ["qlkh"])


@pytest.mark.parametrize("how", ["1", "không đồng ý 1", "button"])
async def test_the_own_decision_may_be_chosen(agreed: Stage, how: str) -> None:
    await agreed.says(QLKH_HEAD, OTHER_WISH)
    await agreed.says(LEADER, "không đồng ý nữa, phải đúng hạn")

    said = await _chosen(agreed, how, "Không đồng ý 1")

    assert REFUSED in said
    assert "Ý kiến: “phải đúng hạn”." in said
    assert (due(agreed), waits(agreed)) == ("14/5", ["qlkh"])


@pytest.mark.parametrize("how", ["2", "không đồng ý 2", "button"])
async def test_the_wish_that_waits_may_be_chosen(agreed: Stage, how: str) -> None:
    await agreed.says(QLKH_HEAD, OTHER_WISH)
    await agreed.says(LEADER, "không đồng ý, phải đúng hạn")

    said = await _chosen(agreed, how, "Không đồng ý 2")

    assert said.startswith("Đã ghi nhận: giữ thời hạn")
    assert "Ý kiến: “phải đúng hạn”." in agreed.texts(QLKH_HEAD)[-1]
    assert (due(agreed), waits(agreed)) == ("17/5", [])


async def _chosen(stage: Stage, how: str, label: str) -> str:
    if how == "button":
        if stage.phones.most_buttons == 0:
            return await stage.says(LEADER, label)
        return await stage.taps(LEADER, label)
    return await stage.says(LEADER, how)


async def test_who_names_the_unit_is_not_asked(agreed: Stage) -> None:
    await agreed.says(QLKH_HEAD, OTHER_WISH)

    said = await agreed.says(LEADER, "không đồng ý với phòng QLKH, phải đúng hạn")

    assert said.startswith("Đã ghi nhận: giữ thời hạn")
    assert (due(agreed), waits(agreed)) == ("17/5", [])


async def test_who_replies_to_the_petition_is_not_asked(agreed: Stage) -> None:
    texts = agreed.texts(LEADER)
    place = next(at for at, text in enumerate(texts) if text.startswith("Kính trình"))
    petition = agreed.shown(LEADER)[place].id
    await agreed.says(QLKH_HEAD, OTHER_WISH)

    said = await agreed.says(LEADER, "phải đúng hạn", reply_to=petition)

    assert REFUSED in said
    assert (due(agreed), waits(agreed)) == ("14/5", ["qlkh"])


async def test_what_waits_was_asked_about_since_is_what_a_refusal_is_about(agreed: Stage) -> None:
    await agreed.says(QLKH_HEAD, OTHER_WISH)
    await agreed.comes("10/5 08:01")
    await agreed.says(LEADER, "không đồng ý với phòng QLKH")

    await agreed.says(LEADER, "không đồng ý, phải đúng hạn")

    assert (due(agreed), waits(agreed)) == ("17/5", [])


@pytest.mark.parametrize(
    "words",
    [
        *("không đồng ý, phải đúng hạn", "không được, giữ hạn cũ", "thôi cứ giữ hạn cũ"),
        "khoan đã, không được, giữ hạn cũ vì sắp đến 18/5 rồi",
    ],
)
async def test_after_ten_minutes_it_is_said_that_the_decision_stands(
    agreed: Stage, words: str
) -> None:
    await agreed.comes(agreed.now + timedelta(minutes=11))

    said = await agreed.says(LEADER, words)

    assert said.startswith(
        "Chưa ghi nhận: đã quá 10 phút, ý kiến “đồng ý lùi đến 17/5/2022” vẫn có hiệu lực."
    )
    assert "Thời hạn hiện nay: thứ Ba, 17/5/2022" in said
    assert "Văn phòng Sở sửa thời hạn trong kế hoạch" in said
    assert due(agreed) == "17/5"


async def test_after_ten_minutes_a_refusal_is_of_what_waits_but_not_where_it_says_no_more(
    agreed: Stage,
) -> None:
    await agreed.says(QLKH_HEAD, OTHER_WISH)
    await agreed.comes(agreed.now + timedelta(minutes=11))

    said = await agreed.says(LEADER, "không đồng ý nữa, phải đúng hạn")
    assert said.startswith("Chưa ghi nhận: đã quá 10 phút")
    assert waits(agreed) == ["qlkh"]

    await agreed.says(LEADER, "không đồng ý, phải đúng hạn")
    assert waits(agreed) == []


async def test_a_yes_right_after_a_refusal_is_asked_about(agreed: Stage) -> None:
    await agreed.says(LEADER, "phải đúng hạn")

    asked = await agreed.says(LEADER, "đồng ý")
    said = await _chosen(agreed, "1", "")

    assert asked.startswith("Chưa ghi nhận: anh/chị đổi ý kiến phải không ạ?\n1. Phòng QLCN")
    assert "lùi đến 17/5/2022: đã giữ nguyên thời hạn" in asked
    assert "Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022." in said
    assert due(agreed) == "17/5"


async def test_a_refusal_where_nobody_has_asked_is_no_question(agreed: Stage) -> None:
    said = await agreed.says(OFFICE, "phải đúng hạn")

    assert said.startswith("Hiện không có đề nghị lùi hạn nào chờ ý kiến.")
    assert due(agreed) == "17/5"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(("nhầm, việc 1 xong chưa", "Tình hình"), ("nhầm, tình hình chung", "Tình hình")),
        ("à nhầm, phòng QLCN làm đến đâu rồi?", "Phòng Quản lý công nghệ"),
        ("nhầm, việc nào quá hạn", "Không có nhiệm vụ nào quá hạn"),
    ],
)
async def test_a_question_behind_a_mistake_is_answered_and_the_decision_holds(
    agreed: Stage, text: str, answer: str
) -> None:
    said = await agreed.says(LEADER, text)

    assert due(agreed) == "17/5"
    assert said.startswith(answer)
    assert "\nÝ kiến vừa ghi giữ nguyên: đồng ý lùi đến 17/5/2022.\n" in said
    assert said.endswith("\nNếu ý kiến này chưa đúng, trả lời “hoàn tác” trong 10 phút.")


@pytest.mark.parametrize("text", ["nhầm, xin lỗi", "nhầm, việc 1 chưa xong", "nhầm, chưa"])
async def test_what_asks_nothing_behind_a_mistake_undoes_the_decision(
    agreed: Stage, text: str
) -> None:
    assert (await agreed.says(LEADER, text)).startswith("Đã hoàn tác ý kiến")
