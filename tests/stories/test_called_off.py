"""Work said to be called off: the office hears of it once, in the unit's words; nothing changes."""

import pytest

from bot.store import audit
from schedules.progress import State
from tests.stories.cast import OFFICE, TDC_HEAD
from tests.stories.stage import Stage

BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
PASSED_ON = "Đã chuyển thông tin hủy việc của anh/chị tới Văn phòng Sở.\n2. Giới thiệu"


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2."""
    await stage.lives("16/5 09:00")
    return stage


def notices(stage: Stage) -> list[str]:
    """What the office has heard of work that is called off."""
    return [text for text in stage.texts(OFFICE) if "báo việc đã hủy" in text.split("\n")[0]]


@pytest.mark.parametrize(
    "words",
    [
        "việc 2 hủy rồi theo ý kiến chỉ đạo",
        "viec 2 huy roi theo chi dao",
        "việc 2 đã huỷ ạ",
        "giới thiệu thành tựu không tổ chức nữa theo ý kiến Giám đốc",
    ],
)
async def test_what_is_called_off_goes_to_the_office_and_stays_as_it_is(
    reminded: Stage, words: str
) -> None:
    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith(PASSED_ON)
    assert "việc vẫn giao đơn vị theo Kế hoạch, thời hạn chưa thay đổi" in said
    [notice] = notices(reminded)
    assert notice.startswith("Chi cục Tiêu chuẩn Đo lường Chất lượng báo việc đã hủy")
    assert f"Hoàng Văn Nam viết: “{words}”." in notice
    assert reminded.stands(*SHOWING).state is State.WAITING
    with reminded.memory.begin() as tx:
        [entry] = audit.read(tx, what=["called_off"])
    assert entry.detail == {"duties": [list(SHOWING)]}


async def test_said_twice_it_is_told_once(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "việc 2 hủy rồi theo ý kiến chỉ đạo")

    said = await reminded.says(TDC_HEAD, "việc 2 đã hủy")

    assert said.startswith("Văn phòng Sở đã nhận ý kiến này từ 09h00 thứ Hai, 16/5/2022")
    assert len(notices(reminded)) == 1


async def test_of_a_done_duty_the_report_stays(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "2 xong")

    said = await reminded.says(TDC_HEAD, "việc 2 hủy rồi theo chỉ đạo")

    assert "Việc này đơn vị đã báo hoàn thành; báo cáo ấy giữ nguyên" in said
    assert "đơn vị đã báo hoàn thành" in notices(reminded)[0]
    assert reminded.stands(*SHOWING).done


async def test_where_a_reason_is_asked_for_it_is_the_reason(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "2 chưa xong")

    said = await reminded.says(TDC_HEAD, "việc 2 hủy rồi theo chỉ đạo")

    assert said.startswith("Đã ghi nhận lý do: ")
    assert notices(reminded) == []


async def test_what_else_is_reported_beside_it_is_recorded(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, "việc 2 hủy rồi theo ý kiến chỉ đạo, việc 1 xong")

    assert said.startswith(PASSED_ON)
    assert "✅ Đã ghi nhận hoàn thành" in said
    assert reminded.stands(*BANNER).done
    assert reminded.stands(*SHOWING).state is State.WAITING
    assert "Giới thiệu" in notices(reminded)[0]


async def test_what_hinders_another_duty_is_its_reason(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "việc 1 chưa xong vì việc 2 bị hủy")

    assert notices(reminded) == []


@pytest.mark.parametrize(
    "words", ["việc 2 giao anh Huy rồi", "việc 2 hủy chưa ạ?", "việc 2 tiêu hủy hồ sơ xong"]
)
async def test_what_only_looks_like_it_is_not_passed_on(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, words)

    assert notices(reminded) == []


@pytest.mark.parametrize("words", ["hủy", "huỷ", "hủy bỏ đi ạ", "huy"])
async def test_a_bare_word_behind_a_report_is_told_how_to_take_it_back(
    reminded: Stage, words: str
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("Chưa bỏ nội dung vừa ghi nhận:\n1. Treo băng rôn")
    assert "Nếu muốn bỏ ghi nhận này, trả lời “hoàn tác” để bỏ." in said
    assert reminded.stands(*BANNER).done
    await reminded.says(TDC_HEAD, "hoàn tác")
    assert reminded.stands(*BANNER).state is State.WAITING


async def test_later_it_is_told_what_takes_it_back_then(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.lives("16/5 09:30")

    said = await reminded.says(TDC_HEAD, "hủy")

    assert "trả lời “sửa” để sửa hoặc bỏ." in said


async def test_what_is_put_off_by_order_goes_to_the_office_and_the_deadline_stays(
    reminded: Stage,
) -> None:
    words = "việc 2 hoãn sang 20/5 theo chỉ đạo của giám đốc"
    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("Đã chuyển thông tin hoãn việc của anh/chị tới Văn phòng Sở.\n2. Giới")
    assert "thời hạn chưa thay đổi" in said
    [notice] = [text for text in reminded.texts(OFFICE) if "báo việc được hoãn" in text]
    assert f"Hoàng Văn Nam viết: “{words}”." in notice
    assert reminded.stands(*SHOWING).state is State.WAITING


@pytest.mark.parametrize(
    "words",
    [
        "việc 2 tạm dừng theo chỉ đạo của chị Hà",
        "việc 2 tạm thời dừng theo ý kiến của giám đốc",
        "viec 2 tam dung theo chi dao cua chi Ha",
    ],
)
async def test_what_stands_still_for_now_is_not_called_off(reminded: Stage, words: str) -> None:
    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("Đã chuyển thông tin tạm dừng việc của anh/chị tới Văn phòng Sở.\n2.")
    assert any("báo việc tạm dừng theo chỉ đạo." in text for text in reminded.texts(OFFICE))
