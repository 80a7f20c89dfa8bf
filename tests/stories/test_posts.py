"""Posts change hands: codes made in the chat, leaving, another phone, somebody else."""

import pytest

from bot.channels import Identity
from bot.channels.simulator import Simulator
from bot.choices.errands import NewCode
from bot.choices.views import tag
from bot.messages import Sender
from bot.people import Post, Role
from bot.remind import remind
from bot.store import audit, invites, people
from tests.stories.cast import (
    DEPUTY,
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    STAFF,
    STRANGER,
    TDC_HEAD,
    VPS_HEAD,
    Somebody,
    at,
)
from tests.stories.stage import Stage

AS_HEAD = Post(Role.HEAD, "qlcn")
NEW_PHONE = Sender("lan-moi", HEAD.name)
SUCCESSOR = Sender("thanh", "Đặng Văn Thành")


def code_in(said: str) -> str:
    """The code that a message shows first."""
    return said.split("/start ")[1][:9]


def holders(stage: Stage, role: Role, unit: str) -> list[str]:
    """Who holds a post now, by name."""
    with stage.memory.begin() as tx:
        ids = people.holders(tx, role, stage.now, unit)
        return [people.names(tx, [id_])[id_] for id_ in ids]


def replacing(stage: Stage, post: Post) -> str:
    """A code whose user takes the post over."""
    code = "QQQQ-WWWW"
    with stage.memory.begin() as tx:
        expires = stage.now.replace(year=2023)
        invites.add(tx, code, post, now=stage.now, expires=expires, replaces=True)
    return code


# --- codes made in the chat ----------------------------------------------------------------------


async def test_a_head_makes_a_code_for_a_colleague_who_then_may_answer(stage: Stage) -> None:
    await stage.says(HEAD, "/moi")
    made = await stage.taps(HEAD, "Mã cho chuyên viên")
    joined = await stage.says(STAFF, f"/start {code_in(made)}")

    assert made.startswith("Mã tham gia cho chuyên viên đầu mối của Phòng Quản lý công nghệ")
    assert joined.startswith("Đã liên kết: chuyên viên đầu mối")
    assert holders(stage, Role.STAFF, "qlcn") == [STAFF.name]


async def test_a_code_made_in_the_chat_says_what_to_type_on_zalo_where_there_is_one(
    stage: Stage,
) -> None:
    zalo = Simulator("zalo-bot")
    stage.desk.channels = {**stage.desk.channels, zalo.name: zalo}
    stage.desk.identities["zalo-bot"] = Identity("Bot Nhắc việc Sở", "bot.827")
    stage.desk.identities["telegram"] = Identity("Nhắc việc", "nhacviec_bot")
    await stage.says(HEAD, "/moi")

    made = await stage.taps(HEAD, "Mã cho chuyên viên")

    code = code_in(made)
    assert made.split("\n")[1:4] == [
        f"Mở trên Telegram: https://t.me/nhacviec_bot?start={code}",
        f"Trên Zalo: tìm “Bot Nhắc việc Sở” rồi gửi {code}",
        f"Hoặc gửi cho tài khoản này: /start {code}",
    ]


async def test_a_code_made_in_the_chat_can_be_taken_back(stage: Stage) -> None:
    await stage.says(HEAD, "/moi")
    made = await stage.taps(HEAD, "Mã cho cấp phó")

    listed = await stage.says(HEAD, "/moi")
    revoked = await stage.taps(HEAD, "Thu hồi mã số")
    joined = await stage.says(STAFF, f"/start {code_in(made)}")

    assert "- Mã số 1: cấp phó của Phòng Quản lý công nghệ" in listed
    assert code_in(made) not in listed
    assert revoked.startswith("Đã thu hồi mã.")
    assert joined.startswith("Mã tham gia không đúng")


@pytest.mark.parametrize("who", [DEPUTY, STAFF, LEADER], ids=lambda who: who.phone)
async def test_nobody_but_the_head_and_the_office_makes_codes(stage: Stage, who: Somebody) -> None:
    stage.joined(DEPUTY, STAFF)

    said = await stage.says(who, "/moi")
    forged = await stage.sends(who, NewCode(Role.DEPUTY, tag("qlcn")).data, None)

    assert said.startswith("Anh/chị không cấp được mã này.")
    assert forged.startswith("Anh/chị không cấp được mã này.")


@pytest.mark.parametrize(
    "forged",
    [
        NewCode(Role.DEPUTY, tag("qlkh")),
        NewCode(Role.HEAD, tag("qlcn")),
        NewCode(Role.DEPUTY, tag("qlcn"), replaces=True),
        NewCode(Role.OFFICE, ""),
        NewCode(Role.LEADER, tag("lanh-dao-so")),
        NewCode(Role.STAFF, "AAAAAAAA"),
    ],
    ids=["another unit", "a head", "replacing", "the office", "a leader", "no unit"],
)
async def test_a_head_cannot_forge_a_code_beyond_the_own_unit(
    stage: Stage, forged: NewCode
) -> None:
    said = await stage.sends(HEAD, forged.data, None)

    assert said.startswith("Anh/chị không cấp được mã này.")
    with stage.memory.begin() as tx:
        assert invites.open_ones(tx, stage.now) == []


async def test_the_office_names_a_unit_and_may_have_its_head_replaced(stage: Stage) -> None:
    await stage.says(OFFICE, "/moi phòng QLKH")
    made = await stage.taps(OFFICE, "Thay người đứng đầu")
    welcome = await stage.says(SUCCESSOR, f"/start {code_in(made)}")

    assert "thôi nhận tin" in made
    assert welcome.startswith("Đã liên kết: người đứng đầu của Phòng Quản lý khoa học")
    assert holders(stage, Role.HEAD, "qlkh") == ["Đặng Văn Thành"]


async def test_a_unit_that_the_plan_does_not_know_is_said_to_be_unknown(stage: Stage) -> None:
    said = await stage.says(OFFICE, "/moi phòng hậu cần")

    assert said.startswith("Kế hoạch không có đơn vị “phòng hậu cần”.")
    assert "Không có mã nào" not in said


async def test_a_unit_has_at_most_ten_codes_that_nobody_has_used(stage: Stage) -> None:
    await stage.says(HEAD, "/moi")
    for _ in range(10):
        await stage.taps(HEAD, "Mã cho chuyên viên")

    refused = await stage.taps(HEAD, "Mã cho chuyên viên")

    assert refused.startswith("Chưa cấp mã: đơn vị đang có 10 mã chưa dùng.")


async def test_several_of_a_unit_and_several_units_of_one_are_written_to_once(
    stage: Stage,
) -> None:
    await stage.says(TDC_HEAD, f"/start {stage.invited(Post(Role.HEAD, 'vps'))}")
    await stage.comes("13/5 08:00")

    for each in (TDC_HEAD, VPS_HEAD):
        assert stage.days_of(each).count("13/5 08:00") == 1
    both = stage.sent_to(TDC_HEAD)[-1].text
    assert both.count("Treo băng rôn") == 2
    assert "VP Sở: Treo băng rôn" in both


# --- another phone, another person ---------------------------------------------------------------


async def test_a_person_goes_on_from_another_account_with_all_that_was_said(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    own = await stage.says(HEAD, "/doimay")

    said = await stage.says(NEW_PHONE, f"/start {code_in(own)}")
    old = await stage.says(HEAD, "/viec")
    undone = await stage.says(NEW_PHONE, "hoàn tác")

    assert said.startswith(f"Đã liên kết tài khoản này với {HEAD.name}.")
    assert stage.texts(HEAD)[-2].startswith("Tài khoản này đã được thay bằng tài khoản khác")
    assert old.startswith("Tài khoản này chưa được liên kết với đơn vị nào.")
    assert "Đã hoàn tác" in undone
    assert holders(stage, Role.HEAD, "qlcn") == [HEAD.name]


async def test_a_code_for_another_account_is_no_way_in_for_somebody_who_has_joined(
    stage: Stage,
) -> None:
    own = await stage.says(HEAD, "/doimay")

    said = await stage.says(QLKH_HEAD, f"/start {code_in(own)}")

    assert said.startswith("Mã này dành cho người khác, chưa được sử dụng.")
    assert "qlcn" not in _units(stage, QLKH_HEAD)


async def test_a_new_code_for_another_account_makes_the_one_before_worthless(
    stage: Stage,
) -> None:
    first = await stage.says(HEAD, "/doimay")
    await stage.says(HEAD, "/doimay")

    said = await stage.says(NEW_PHONE, f"/start {code_in(first)}")

    assert said.startswith("Mã tham gia không đúng")


async def test_a_code_for_another_account_is_good_for_two_hours(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    own = await stage.says(HEAD, "/doimay")

    await stage.comes("10/5 10:01")
    said = await stage.says(NEW_PHONE, f"/start {code_in(own)}")

    assert "đến 10h00 thứ Ba, 10/5/2022. Không đưa mã này cho người khác." in own
    assert said.startswith("Mã tham gia không đúng")


async def test_another_account_is_told_to_the_ones_before_to_the_office_and_to_the_trail(
    stage: Stage,
) -> None:
    zalo = Simulator("zalo-bot", most_buttons=0, can_edit=False)
    stage.channels[zalo.name] = zalo
    stage.restarted()
    stage.linked(zalo, HEAD)
    await stage.comes("10/5 08:00")
    own = await stage.says(HEAD, "/doimay")
    thief = Sender("ke-la", "Người Nhặt Mã")

    await stage.says(thief, own.split(": ")[1][:9])
    await stage.lives("10/5 08:05")

    assert stage.texts(HEAD)[-1].startswith(
        "Tài khoản này đã được thay bằng tài khoản khác của anh/chị (tên hiển thị “Người Nhặt Mã”)."
    )
    assert (
        zalo.phone(HEAD.phone)
        .shown[-1]
        .message.text.startswith(
            "Có thêm một tài khoản được dùng với vai trò của anh/chị: "
            "simulator, tên hiển thị “Người Nhặt Mã”."
        )
    )
    (warning,) = [text for text in stage.texts(OFFICE) if "tài khoản mới" in text]
    assert warning.startswith(
        f"{HEAD.name} vừa dùng tài khoản mới: simulator, tên hiển thị “Người Nhặt Mã”."
    )
    assert f"“nhacviec people --end {stage.person(Somebody('', thief.id, None))}”" in warning
    with stage.memory.begin() as tx:
        (entry,) = [each for each in audit.read(tx) if each.what == "account_added"]
    assert entry.detail == {"account": "simulator:ke-la", "name": "Người Nhặt Mã"}


async def test_who_lost_the_phone_comes_back_by_a_replacing_code_as_the_same_person(
    stage: Stage,
) -> None:
    before = stage.person(HEAD)
    code = replacing(stage, AS_HEAD)

    await stage.says(NEW_PHONE, f"/start {code}")

    now = Somebody(HEAD.name, NEW_PHONE.id, AS_HEAD)
    assert stage.person(now) == before
    assert (await stage.says(HEAD, "/viec")).startswith("Tài khoản này chưa được liên kết")


async def test_a_person_replaced_hears_so_and_waiting_reminders_go_to_the_successor(
    stage: Stage,
) -> None:
    stage.clock.set(at("10/5 08:00"))
    code = replacing(stage, AS_HEAD)

    welcome = await stage.says(SUCCESSOR, f"/start {code}")
    await stage.lives("10/5 09:00")

    assert welcome.startswith("Đã liên kết: người đứng đầu của Phòng Quản lý công nghệ")
    assert stage.texts(HEAD)[-1].startswith("Văn phòng Sở đã chuyển vai trò người đứng đầu")
    assert stage.texts("thanh")[-1].startswith("Kính gửi anh/chị Trưởng phòng QLCN&ĐMST,")


async def test_what_was_promised_before_a_leaving_goes_to_who_is_left(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("10/5 07:00")
    await stage.says(HEAD, "/roi")
    shown = len(stage.texts(HEAD))
    stage.clock.set(at("10/5 08:00"))
    await remind(stage.desk)

    await stage.taps(HEAD, "Rời")

    assert stage.texts(DEPUTY)[-1].startswith("Kính gửi anh/chị Đỗ Quang Huy, Phòng QLCN&ĐMST,")
    assert not any(t.startswith("Kính gửi") for t in stage.texts(HEAD)[shown:])


async def test_what_the_office_is_to_hear_stays_when_a_unit_s_post_goes(stage: Stage) -> None:
    await stage.says(OFFICE, f"/start {stage.invited(Post(Role.DEPUTY, 'tdc'))}")
    await stage.comes("29/4 12:00")  # the office's news waits for the end of lunch
    await stage.says(HEAD, "nghỉ phép 10-16/5")

    await stage.says(SUCCESSOR, f"/start {replacing(stage, Post(Role.DEPUTY, 'tdc'))}")
    await stage.lives("29/4 14:00")

    assert holders(stage, Role.DEPUTY, "tdc") == ["Đặng Văn Thành"]
    assert any(text.startswith(f"{HEAD.name} (") for text in stage.texts(OFFICE))


async def test_what_the_office_was_to_hear_goes_to_the_rest_of_it(stage: Stage) -> None:
    second = Somebody("Lê Thị Thu", "thu", Post(Role.OFFICE))
    await stage.comes("29/4 12:00")
    await stage.says(HEAD, "nghỉ phép 10-16/5")
    stage.joined(second)

    await stage.says(OFFICE, "/roi")
    await stage.taps(OFFICE, "Rời")
    await stage.lives("29/4 14:00")

    assert any(text.startswith(f"{HEAD.name} (") for text in stage.texts(second))
    assert not any(text.startswith(f"{HEAD.name} (") for text in stage.texts(OFFICE))


async def test_a_former_phone_or_person_sees_nothing_more_of_what_a_unit_answers(
    stage: Stage,
) -> None:
    await stage.lives("12/5 08:00")
    own = await stage.says(HEAD, "/doimay")
    await stage.says(NEW_PHONE, f"/start {code_in(own)}")
    await stage.says(NEW_PHONE, "/viec")
    await stage.says(SUCCESSOR, f"/start {replacing(stage, AS_HEAD)}")
    before = stage.texts(HEAD), stage.texts(NEW_PHONE.id)

    await stage.says(SUCCESSOR, "1 xong, 2 đang làm 60%")
    await stage.lives("12/5 09:00")

    assert stage.stands("2.1.1", "qlcn").done
    assert (stage.texts(HEAD), stage.texts(NEW_PHONE.id)) == before


async def test_who_was_replaced_is_not_missed_when_an_own_wish_is_decided(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 2 xin lùi đến 17/5 vì chờ Đài")
    await stage.says(SUCCESSOR, f"/start {replacing(stage, AS_HEAD)}")
    before = len(stage.texts(HEAD))

    await stage.taps(OFFICE, "Đồng ý")
    await stage.lives("10/5 09:00")

    assert stage.texts("thanh")[-1].startswith("Đề nghị lùi thời hạn được chấp thuận")
    assert len(stage.texts(HEAD)) == before
    assert not any("Không gửi được" in text for text in stage.texts(OFFICE))


async def test_a_colleague_who_has_left_is_told_of_no_overriding_answer(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "❌ 2")
    await stage.says(HEAD, "/roi")
    await stage.taps(HEAD, "Rời")
    before = stage.texts(HEAD)

    await stage.says(DEPUTY, "/viec")
    await stage.taps(DEPUTY, "✅ 2")
    await stage.lives("12/5 10:00")

    assert stage.texts(HEAD) == before
    assert not any("Không gửi được" in text for text in stage.texts(OFFICE))


# --- leaving and coming back ---------------------------------------------------------------------


async def test_leaving_asks_first_and_says_what_happens(stage: Stage) -> None:
    asked = await stage.says(HEAD, "/roi")
    stayed = await stage.taps(HEAD, "Không rời")

    assert asked.startswith("Anh/chị muốn rời? Hiện đang giữ vai trò:\n- người đứng đầu của Phòng")
    assert "sẽ không còn ai nhận tin; Văn phòng Sở được báo ngay." in asked
    assert stayed.startswith("Không có gì thay đổi")
    assert holders(stage, Role.HEAD, "qlcn") == [HEAD.name]


@pytest.mark.parametrize("text", ["có, tôi rời", "có", "vâng ạ", "đồng ý", "rời", "co, toi roi"])
async def test_a_typed_yes_answers_whether_somebody_leaves(either_stage: Stage, text: str) -> None:
    await either_stage.comes("10/5 08:00")
    await either_stage.says(HEAD, "/roi")

    said = await either_stage.says(HEAD, text)

    assert said.startswith("Đã rời.")
    assert "chưa được liên kết" in await either_stage.says(HEAD, "/viec")


@pytest.mark.parametrize("text", ["không", "ko a", "không, tôi không rời", "thôi, tôi ở lại"])
async def test_a_typed_no_answers_whether_somebody_leaves(either_stage: Stage, text: str) -> None:
    await either_stage.comes("10/5 08:00")
    await either_stage.says(HEAD, "/roi")

    said = await either_stage.says(HEAD, text)

    assert said.startswith("Không có gì thay đổi")
    assert "Đã rời" not in await either_stage.says(HEAD, "có")


@pytest.mark.parametrize("between", ["/viec", "việc 1 chưa xong vì chờ kinh phí", "vâng rồi"])
async def test_a_yes_leaves_nothing_once_something_else_was_said(
    stage: Stage, between: str
) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/roi")
    await stage.says(HEAD, between)

    await stage.says(HEAD, "có")

    assert "còn 06 nhiệm vụ" in await stage.says(HEAD, "/viec")


async def test_a_yes_leaves_nothing_ten_minutes_later(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/roi")
    await stage.comes("10/5 08:11")

    await stage.says(HEAD, "vâng")

    assert "còn 06 nhiệm vụ" in await stage.says(HEAD, "/viec")


async def test_the_office_hears_when_the_last_of_a_unit_leaves(stage: Stage) -> None:
    await stage.says(HEAD, "/roi")
    said = await stage.taps(HEAD, "Rời")
    await stage.lives("29/4 09:05")

    assert said.startswith("Đã rời.")
    told = stage.texts(OFFICE)[-1]
    assert told.startswith(f"{HEAD.name} đã rời.")
    assert "không còn ai nhận tin. Đề nghị cấp mã mới: gửi “/moi Phòng Quản lý công nghệ" in told
    assert (await stage.says(HEAD, "/viec")).startswith("Tài khoản này chưa được liên kết")


async def test_a_stale_button_of_leaving_is_no_way_to_make_others_leave(stage: Stage) -> None:
    await stage.says(HEAD, "/roi")
    _, data = stage.phones.phone(HEAD.phone).find("Rời")

    await stage.sends(STRANGER, data, None)

    assert holders(stage, Role.HEAD, "qlcn") == [HEAD.name]


async def test_who_comes_back_is_the_same_person(stage: Stage) -> None:
    before = stage.person(HEAD)
    await stage.says(HEAD, "/roi")
    await stage.taps(HEAD, "Rời")

    await stage.says(HEAD, f"/start {stage.invited(AS_HEAD)}")

    assert stage.person(HEAD) == before


async def test_the_word_for_already_is_not_the_one_for_leaving(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "rồi")

    assert "muốn rời" not in said


def _units(stage: Stage, who: Somebody) -> frozenset[str]:
    with stage.memory.begin() as tx:
        found = people.by_user(tx, "simulator", who.phone, stage.now)
    assert found is not None
    return found.units


# --- the last of the office ----------------------------------------------------------------------


async def test_the_last_of_the_office_is_warned_and_leadership_hears_of_it(stage: Stage) -> None:
    asked = await stage.says(OFFICE, "/roi")
    said = await stage.taps(OFFICE, "Rời")
    await stage.lives("29/4 09:05")

    assert (
        "Văn phòng sẽ không còn ai giữ kế hoạch: không ai duyệt tin, cấp mã, nhận thông báo "
        "vận hành. Lãnh đạo được báo ngay." in asked
    )
    assert said == (
        "Đã rời. Từ nay tài khoản này không nhận tin nhắc nữa.\n"
        "Lãnh đạo đã được báo. Muốn trở lại, anh/chị gửi mã tham gia mới."
    )
    assert stage.texts(LEADER)[-1] == (
        "Kính báo cáo: văn phòng không còn ai giữ kế hoạch tại đây.\n"
        f"{OFFICE.name} đã rời. Từ nay không ai duyệt tin, cấp mã, nhận thông báo vận hành.\n"
        "Kính đề nghị cho cấp mã mới: lệnh “nhacviec invite --role office”."
    )


async def test_where_nobody_is_left_at_all_nobody_is_said_to_have_heard(
    empty_stage: Stage,
) -> None:
    empty_stage.joined(OFFICE)

    asked = await empty_stage.says(OFFICE, "/roi")
    said = await empty_stage.taps(OFFICE, "Rời")

    assert "Lãnh đạo cũng chưa ai liên kết, nên không ai được báo" in asked
    assert said == (
        "Đã rời. Từ nay tài khoản này không nhận tin nhắc nữa.\n"
        "Chưa ai được báo: văn phòng và lãnh đạo không còn ai liên kết. "
        "Muốn trở lại, anh/chị gửi mã tham gia mới."
    )


async def test_one_of_two_of_the_office_leaves_with_the_other_being_told(stage: Stage) -> None:
    second = Somebody("Lê Thị Thu", "thu", Post(Role.OFFICE))
    stage.joined(second)

    asked = await stage.says(OFFICE, "/roi")
    said = await stage.taps(OFFICE, "Rời")
    await stage.lives("29/4 09:05")

    assert "không còn ai giữ kế hoạch" not in asked
    assert "Văn phòng Sở đã được báo." in said
    assert stage.texts(second)[-1].startswith(f"{OFFICE.name} đã rời.")
    assert not any("không còn ai giữ kế hoạch" in text for text in stage.texts(LEADER))


async def test_a_head_who_leaves_where_there_is_no_office_is_not_told_that_it_heard(
    empty_stage: Stage,
) -> None:
    empty_stage.joined(HEAD, LEADER)

    asked = await empty_stage.says(HEAD, "/roi")
    said = await empty_stage.taps(HEAD, "Rời")
    await empty_stage.lives("29/4 09:05")

    assert "Văn phòng Sở được báo ngay" not in asked
    assert "Lãnh đạo đã được báo." in said
    assert empty_stage.texts(LEADER)[-1].startswith(f"{HEAD.name} đã rời.")
