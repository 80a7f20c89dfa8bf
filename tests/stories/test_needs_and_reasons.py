"""“Cần …” after a refusal, where a reason is asked for, too: it answers what was asked last."""

import pytest

from bot.wording import phrases
from schedules.progress import Answer
from tests.stories.cast import HEAD, LEADER, OFFICE, VPS_HEAD
from tests.stories.stage import Stage

WISH = "việc 2 xin lùi đến 19/5 vì chờ kinh phí"
NEED = "cần Trung tâm cho mượn máy ảnh"
HANDED_ON = "Đã ghi nhận nội dung cần hỗ trợ"


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 11/5, 09:00: QLCN&ĐMST knows its duties by number."""
    await stage.comes("11/5 09:00")
    await stage.says(HEAD, "/viec")
    return stage


async def test_it_is_what_is_needed_where_the_refusal_came_later(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(HEAD, "việc 3 chưa xong")
    await reminded.comes("11/5 09:05")
    await reminded.says(LEADER, "không đồng ý vì đã chốt")

    assert (await reminded.says(HEAD, NEED)).startswith(HANDED_ON)


@pytest.mark.parametrize(
    "words",
    [
        "phòng đang thiếu người quay phim ạ",
        "thế thì cần văn phòng đôn đốc các đơn vị gửi tham luận giúp",
        "nhờ văn phòng đôn đốc Báo Lạng Sơn giúp phòng",
    ],
)
async def test_what_a_unit_lacks_after_a_refusal_is_handed_on(reminded: Stage, words: str) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(LEADER, "không đồng ý vì đã chốt")

    assert (await reminded.says(HEAD, words)).startswith(HANDED_ON)
    assert f"“{words}”" in reminded.texts(OFFICE)[-1]


async def test_who_asks_the_office_to_urge_others_oversteps_nothing(reminded: Stage) -> None:
    said = await reminded.says(HEAD, "nhờ văn phòng đôn đốc Báo Lạng Sơn giúp phòng")

    assert said.startswith("Đã chuyển đề nghị hỗ trợ của anh/chị tới Văn phòng Sở.")
    refused = await reminded.says(HEAD, "đôn đốc phòng QLKH giúp em")
    assert refused.startswith("Chỉ lãnh đạo và văn phòng đôn đốc được đơn vị khác.")


async def test_it_is_the_reason_where_that_was_asked_for_later(reminded: Stage) -> None:
    await reminded.says(HEAD, WISH)
    await reminded.says(LEADER, "không đồng ý vì đã chốt")
    await reminded.comes("11/5 09:05")
    await reminded.says(HEAD, "việc 3 chưa xong")

    assert HANDED_ON not in await reminded.says(HEAD, NEED)


async def test_support_asked_for_goes_to_the_office_and_is_no_progress(stage: Stage) -> None:
    await stage.lives("16/5 09:00")
    words = "hội trường tầng 2 đang sửa, xin hỗ trợ chỗ khác"

    said = await stage.says(VPS_HEAD, words)

    assert said == (
        "Đã chuyển đề nghị hỗ trợ của anh/chị tới Văn phòng Sở.\n"
        f"“{words}”\n"
        "Đề nghị này không làm thay đổi tình trạng, thời hạn của việc. "
        "Kết quả thì anh/chị báo theo số của việc."
    )
    assert all(stage.stands(*duty.key).reply is None for duty in stage.plan.assignments)
    heard = stage.texts(OFFICE)[-1]
    assert heard.startswith("Văn phòng Sở đề nghị hỗ trợ.")
    assert f"{VPS_HEAD.name} viết: “{words}”." in heard


async def test_of_a_duty_that_is_named_it_is_recorded_too_how_it_stands(stage: Stage) -> None:
    await stage.lives("16/5 09:00")

    said = await stage.says(VPS_HEAD, "việc 2 chưa xong vì thiếu người, xin bố trí thêm 2 cán bộ")

    reply = stage.stands("2.2.4", "vps").reply
    assert reply is not None
    assert reply.answer is Answer.NOT_DONE
    assert (reply.reason or "").startswith("thiếu người")
    assert "Đã chuyển đề nghị hỗ trợ của anh/chị tới Văn phòng Sở." in said
    assert "Tổ chức Hội thảo khoa học" in stage.texts(OFFICE)[-1]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "việc 1 xong rồi nhé, việc 2 hội trường đang sửa xin hỗ trợ chỗ khác, việc 3 mai treo",
            ("2.1.2", "qlcn"),
        ),
        ("việc 3 xong, việc 1 cần văn phòng hỗ trợ thêm 2 người", ("2.1.1", "qlcn")),
        ("việc 1 xong; việc 2 đề nghị văn phòng hỗ trợ xe", ("2.1.2", "qlcn")),
        ("1 xong, 2 xin hỗ trợ máy chiếu", ("2.1.2", "qlcn")),
        ("việc 2 chưa xong, xin hỗ trợ thêm người", ("2.1.2", "qlcn")),
    ],
)
async def test_among_several_duties_support_is_asked_for_that_before_it(
    stage: Stage, text: str, key: tuple[str, str]
) -> None:
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, text)

    handed = said[said.index("Đã chuyển đề nghị hỗ trợ của anh/chị tới Văn phòng Sở.\n") :]
    title = phrases.title(stage.stands(*key).assignment)
    assert handed.split("\n")[1:3] == [f"- {title}", f"“{text}”"]
    assert f"{HEAD.name} viết: “{text}”." in stage.texts(OFFICE)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "việc 1 xong, việc 2 chưa xong do chưa xin hỗ trợ kinh phí",
        "việc 2 chưa xong do văn bản xin hỗ trợ kinh phí chưa duyệt",
    ],
)
async def test_support_that_a_reason_tells_of_is_not_asked_for(stage: Stage, text: str) -> None:
    await stage.comes("12/5 09:00")

    assert "Đã chuyển đề nghị hỗ trợ" not in await stage.says(HEAD, text)


async def test_more_time_is_a_wish_and_no_support(stage: Stage) -> None:
    await stage.lives("16/5 09:00")

    said = await stage.says(VPS_HEAD, "việc 2 xin lùi đến 25/5 vì hội trường đang sửa")

    assert "Đã chuyển đề nghị hỗ trợ" not in said


async def test_support_is_no_news_of_the_duty_in_whose_title_it_stands(stage: Stage) -> None:
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, "việc 1 xong; việc 2 đang làm, đề nghị hỗ trợ kinh phí")

    assert "Đã chuyển đề nghị hỗ trợ của anh/chị tới Văn phòng Sở." in said
    assert stage.stands("2.1.1", "qlcn").done
    assert stage.stands("2.1.3b", "qlcn").reply is None
