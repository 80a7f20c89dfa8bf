"""What leadership, and heads, ask in words that say something else by themselves."""

from datetime import timedelta

import pytest

from bot.messages import Medium
from bot.people import Post, Role
from tests.stories.cast import DEPUTY, HEAD, LEADER, OFFICE, QLKH_HEAD, VPS_HEAD, Somebody
from tests.stories.stage import Stage

BOTH = pytest.mark.parametrize("who", [LEADER, OFFICE], ids=["leader", "office"])


@pytest.fixture
async def morning(stage: Stage) -> Stage:
    """It is 10/5, 09:00."""
    await stage.lives("10/5 09:00")
    return stage


@BOTH
@pytest.mark.parametrize(
    "words",
    [
        "hội thảo chuẩn bị tới đâu rồi, ngày nào tổ chức",
        "hội thảo chuẩn bị đến đâu",
        "chuẩn bị hội thảo thế nào rồi",
        "hoi thao chuan bi toi dau roi",
    ],
)
async def test_what_is_got_ready_is_found_by_its_name(
    morning: Stage, who: Somebody, words: str
) -> None:
    said = await morning.says(who, words)

    assert "- VP Sở: Tổ chức Hội thảo khoa học" in said
    assert "hạn 18/5" in said


@pytest.mark.parametrize("words", ["chuẩn bị video đến đâu rồi", "video chuẩn bị đến đâu rồi"])
async def test_what_is_called_so_is_found_by_that(morning: Stage, words: str) -> None:
    said = await morning.says(LEADER, words)

    assert said.startswith("01 nhiệm vụ")
    assert "Chuẩn bị video" in said


@pytest.mark.parametrize(
    "words",
    [
        "video hạn bao giờ",
        "việc video ai làm, hạn nào",
        "han cua viec video la ngay nao",
        "video quá hạn chưa",
    ],
)
async def test_when_something_is_due_is_told_of_that_alone(morning: Stage, words: str) -> None:
    said = await morning.says(LEADER, words)

    assert said.startswith("01 nhiệm vụ")
    assert "Chuẩn bị video" in said


# --- evidence ------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "words",
    [
        "cho xem ảnh băng rôn của văn phòng",
        "xem ảnh treo băng rôn VP Sở",
        "cho tôi xem hình băng rôn VP Sở",
        "gửi tôi ảnh băng rôn VP Sở",
        "cho anh mấy tấm ảnh băng rôn văn phòng sở",
        "gui toi anh bang ron VP So",
        "ảnh băng rôn VP Sở đâu em",
    ],
)
async def test_pictures_are_shown_to_who_asks_to_see_them(
    morning: Stage, who: Somebody, words: str
) -> None:
    await morning.says(VPS_HEAD, "/viec")
    content = b"\xff\xd8\xff picture"
    morning.phones.sends_file(
        VPS_HEAD.sender, content, kind=Medium.PHOTO, caption="ảnh treo băng rôn", at=morning.now
    )
    await morning.lives("10/5 09:05")

    said = await morning.says(who, words)

    assert said.startswith("Minh chứng: 01 mục")
    assert "VP Sở – “Treo băng rôn" in said
    assert "Chi cục TĐC" not in said


@BOTH
@pytest.mark.parametrize(
    "words",
    [
        "yêu cầu phòng công nghệ gửi ảnh minh chứng việc 1",
        "đề nghị phòng QLCN bổ sung minh chứng",
        "bảo phòng công nghệ gửi ảnh việc 1",
    ],
)
async def test_an_order_for_evidence_is_told_what_can_be_done(
    morning: Stage, who: Somebody, words: str
) -> None:
    before = len(morning.texts(HEAD))

    said = await morning.says(who, words)

    assert said.startswith("Chưa chuyển yêu cầu: tại đây chưa gửi được lời yêu cầu minh chứng")
    assert "Minh chứng: 00 mục\n" in said
    assert len(morning.texts(HEAD)) == before


# --- reminders -----------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "words",
    ["nhắc phòng QLKH làm việc này đi", "nhắc QLKH giúp tôi", "nhắc phòng QLKH gửi ảnh việc 1"],
)
async def test_before_the_deadline_it_is_said_when_the_unit_is_reminded_next(
    morning: Stage, who: Somebody, words: str
) -> None:
    said = await morning.says(who, words)

    assert "chưa cần đôn đốc" in said
    assert "\nChưa gửi gì tới đơn vị.\n" in said
    assert "trong ngày đến hạn, lần tới 08h00 thứ Năm, 12/5/2022; khi có việc quá hạn" in said
    await morning.lives("12/5 08:05")
    assert [s for s in morning.sent_to(QLKH_HEAD) if f"{s.at:%d/%m %H:%M}" == "12/05 08:00"]


# --- who can be reached --------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize(
    "words",
    [
        "ai chưa nhận được tin?",
        "đơn vị nào chưa nhận được tin",
        "ai có mã chưa dùng",
        "mã nào chưa dùng",
    ],
)
async def test_who_is_not_reached_is_no_question_of_the_work(
    empty_stage: Stage, who: Somebody, words: str
) -> None:
    empty_stage.joined(HEAD, QLKH_HEAD, VPS_HEAD, LEADER, OFFICE)
    empty_stage.invited(Post(Role.HEAD, "tdc"), valid_for=timedelta(days=14))

    said = await empty_stage.says(who, words)

    assert said.startswith("Chưa tham gia: 02/05 đơn vị")
    assert "- Chi cục TĐC: chưa ai liên kết\n" in said
    assert "Mã chưa dùng:\n- Mã số 1: người đứng đầu của Chi cục" in said


async def test_the_state_of_the_channels_names_units_without_anybody(empty_stage: Stage) -> None:
    empty_stage.joined(HEAD, QLKH_HEAD, VPS_HEAD, OFFICE)

    said = await empty_stage.says(OFFICE, "/kenh")

    assert "Chưa ai liên kết: Chi cục TĐC, Trung tâm Ứng dụng; tin nhắc chưa tới được." in said


# --- a wish that is put as a question ------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            "nhiệm vụ số 2 có được gia hạn đến 17/5 hay không, vì Đài báo 16/5 mới có lịch?",
            "Đài báo 16/5 mới có lịch",
        ),
        ("có được gia hạn việc 2 đến 17/5 không, do Đài chưa có lịch?", "Đài chưa có lịch"),
        ("viec 2 co lui den 17/5 duoc khong, vi dai chua co lich?", "dai chua co lich"),
    ],
)
async def test_a_reason_that_is_given_with_the_question_is_not_asked_for(
    morning: Stage, words: str, reason: str
) -> None:
    said = await morning.says(HEAD, words)

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Ba, 17/5/2022")
    assert f"Lý do: “{reason}”." in said


@pytest.mark.parametrize(
    "words", ["việc 2 có được gia hạn đến 17/5 không?", "việc 2 không lùi được đến 17/5, vì sao?"]
)
async def test_a_question_alone_gives_none(morning: Stage, words: str) -> None:
    assert "Lý do: “" not in await morning.says(HEAD, words)


# --- what a head asks of the own people ----------------------------------------------------------


@pytest.mark.parametrize("words", ["ai thay tôi thế", "ai thay em vậy ạ?", "ai thay toi"])
async def test_who_is_away_is_told_who_stands_in(morning: Stage, words: str) -> None:
    nobody = await morning.says(HEAD, words)
    morning.joined(DEPUTY)
    await morning.says(HEAD, f"đi công tác từ 12/5 đến 13/5, {DEPUTY.name} thay")

    said = await morning.says(HEAD, words)

    assert nobody.startswith("Anh/chị chưa báo lịch vắng nào, nên chưa có ai thay.")
    assert f"{HEAD.name} (Phòng Quản lý công nghệ và đổi mới sáng tạo): vắng" in said
    assert f"{DEPUTY.name} thay" in said


@pytest.mark.parametrize(
    "words", ["cấp mã cho lãnh đạo sở", "cap ma cho giam doc so", "cấp mã cho phòng QLKH"]
)
async def test_a_head_gives_no_codes_beyond_the_own_unit(morning: Stage, words: str) -> None:
    said = await morning.says(HEAD, words)

    assert said.startswith("Anh/chị không cấp được mã này.")


async def test_a_code_is_asked_for_in_words(morning: Stage) -> None:
    assert (await morning.says(HEAD, "cấp mã cho phó phòng")).startswith("Cấp mã tham gia")
    assert (await morning.says(VPS_HEAD, "cấp mã cho văn phòng sở")).startswith("Cấp mã tham gia")
    assert (await morning.says(OFFICE, "cấp mã cho phòng QLKH")).startswith("Cấp mã tham gia")
