"""What leadership and the office order or ask beside the board: who has joined, urging, changes."""

import pytest

from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, VPS_HEAD, Somebody
from tests.stories.stage import Stage

BOTH = pytest.mark.parametrize("who", [LEADER, OFFICE], ids=["leader", "office"])


# --- who has joined ------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "words",
    [
        "ai chưa tham gia",
        "Còn đơn vị nào chưa vào?",
        "ai chua lien ket",
        "đơn vị nào đã tham gia rồi",
    ],
)
async def test_who_has_not_joined_is_listed(empty_stage: Stage, who: Somebody, words: str) -> None:
    empty_stage.joined(HEAD, QLKH_HEAD, VPS_HEAD, LEADER, OFFICE)

    said = await empty_stage.says(who, words)

    how = "gửi “/moi” và tên đơn vị tại đây" if who is OFFICE else "Văn phòng Sở cấp"
    assert said == (
        "Chưa tham gia: 02/05 đơn vị (đến 09h00 thứ Sáu, 29/4/2022)\n"
        "Kế hoạch số …/KH-SKHCN\n"
        "\n"
        "- Chi cục TĐC: chưa ai liên kết\n"
        "- Trung tâm Ứng dụng: chưa ai liên kết\n"
        "\n"
        "Đã tham gia:\n"
        "- Phòng QLCN&ĐMST: Phạm Thị Lan\n"
        "- VP Sở: Nguyễn Thu Hà\n"
        "- Phòng QLKH: Trần Văn Hùng\n"
        "\n"
        "Lãnh đạo: Nguyễn Thị Hà.\n"
        "Văn phòng: Lý Thị Hoa.\n"
        f"Mã tham gia: {how}."
    )


async def test_where_everybody_has_joined_it_says_so(stage: Stage) -> None:
    said = await stage.says(LEADER, "ai chưa tham gia")

    assert said.startswith("Các đơn vị đã tham gia đủ (đến 09h00 thứ Sáu, 29/4/2022)")


@pytest.mark.parametrize(
    "words", ["ai chưa tham gia hội thảo", "đơn vị nào chưa tham gia treo băng rôn"]
)
async def test_who_takes_part_in_an_activity_is_another_question(stage: Stage, words: str) -> None:
    assert "liên kết" not in await stage.says(LEADER, words)


async def test_units_are_not_told_who_has_joined(stage: Stage) -> None:
    assert "Đã tham gia" not in await stage.says(HEAD, "ai chưa tham gia")


# --- urging --------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "words",
    [
        "nhắc QLCN giúp tôi",
        "nhắc phòng quản lý công nghệ đi",
        "nhac QLCN",
        "đôn đốc QLCN",
        "giục Phòng QLCN giúp",
    ],
)
async def test_to_remind_a_unit_is_to_urge_it(stage: Stage, who: Somebody, words: str) -> None:
    await stage.lives("17/5 09:00")

    asked = await stage.says(who, words)
    said = await stage.taps(who, "📣 Đôn đốc Phòng QLCN")

    assert asked.startswith(
        "Phòng Quản lý công nghệ và đổi mới sáng tạo, việc cần chú ý: 04 nhiệm vụ"
    )
    assert said.startswith("Đã chuyển lời đôn đốc tới Phòng QLCN&ĐMST")


async def test_to_remind_all_units_shows_what_is_behind(stage: Stage) -> None:
    await stage.lives("17/5 09:00")

    assert (await stage.says(LEADER, "nhắc các đơn vị giúp tôi")).startswith("Việc cần chú ý: 06")


async def test_what_is_done_or_in_its_term_is_not_offered(stage: Stage) -> None:
    await stage.lives("17/5 09:00")
    await stage.says(QLKH_HEAD, "việc 1 xong rồi")

    said = await stage.says(LEADER, "đôn đốc phòng QLKH")

    assert said.startswith(
        "Phòng Quản lý khoa học: hiện không có việc quá hạn hay vướng mắc, chưa cần đôn đốc"
    )
    assert "Đang mở 01 nhiệm vụ, chưa việc nào quá hạn:\n- Phòng QLKH: Giới thiệu" in said
    assert "tham luận" not in said


@pytest.mark.parametrize(
    "words",
    ["nhắc Chi cục TĐC giúp tôi", "nhắc chi cục giúp tôi", "nhac chi cuc giup toi", "giục Chi cục"],
)
async def test_of_a_unit_that_is_not_behind_it_is_said_what_is_open_and_when_that_is_due(
    stage: Stage, words: str
) -> None:
    await stage.lives("10/5 09:00")

    said = await stage.says(LEADER, words)
    await stage.taps(LEADER, "Xem việc của đơn vị")

    assert said.startswith(
        "Chi cục Tiêu chuẩn Đo lường Chất lượng: hiện không có việc quá hạn hay vướng mắc, "
        "chưa cần đôn đốc (đến 09h00 thứ Ba, 10/5/2022)"
    )
    assert "Đang mở 02 nhiệm vụ, chưa việc nào quá hạn:\n- Chi cục TĐC: Treo băng rôn" in said
    assert "hạn 19/5" in said
    assert "02 nhiệm vụ" in stage.texts(LEADER)[-1]


@pytest.mark.parametrize("words", ["nhắc chị Hà giúp tôi", "nhac chi luc 15h"])
async def test_a_person_is_no_unit(stage: Stage, words: str) -> None:
    await stage.lives("10/5 09:00")

    assert "chưa cần đôn đốc" not in await stage.says(LEADER, words)


@pytest.mark.parametrize("words", ["nhắc tôi lúc 15h", "nhắc QLCN chưa?", "đã nhắc QLCN rồi"])
async def test_another_reminder_is_no_urging(stage: Stage, words: str) -> None:
    await stage.lives("17/5 09:00")

    assert "📣" not in await stage.says(LEADER, words)
    assert "việc cần chú ý: 04" not in stage.texts(LEADER)[-1]


# --- changes of the plan -------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "words",
    [
        "sửa hạn việc 3 đến 20/5",
        "đổi hạn việc 2 sang 20/5 giúp tôi",
        "Gia hạn cho QLCN đến 20/5",
        "thêm việc mới cho phòng QLKH",
        "giao thêm việc cho Chi cục TĐC",
    ],
)
async def test_a_change_of_the_plan_is_told_who_makes_it(
    stage: Stage, who: Somebody, words: str
) -> None:
    await stage.lives("10/5 09:00")
    before = stage.board()

    said = await stage.says(who, words)

    assert said.startswith(
        "Chưa ghi nhận gì: việc và thời hạn của kế hoạch không sửa được bằng tin nhắn.\n"
        "Văn phòng Sở sửa trong tệp kế hoạch; đơn vị được báo phần thay đổi."
    )
    assert stage.board() == before


async def test_wishes_that_wait_are_listed_beside_it(stage: Stage) -> None:
    await stage.lives("10/5 09:00")
    await stage.says(HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản")

    said = await stage.says(LEADER, "sửa hạn việc 1 đến 16/5")

    assert "Các đề nghị đang chờ ý kiến ở tin dưới." in said
    assert "01 đề nghị lùi thời hạn đang chờ ý kiến:\n1. Phòng QLCN&ĐMST" in said
