"""A code that others have read is good for nobody, and the office knows who has come in."""

import pytest

from bot.messages import Sender
from bot.people import Post, Role
from bot.store import audit, invites
from tests.stories.cast import (
    DEPUTY,
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    ROOM,
    STRANGER,
    Somebody,
)
from tests.stories.stage import Stage

FOREIGN = "Nhóm này chưa được liên kết với đơn vị nào"
WRONG = "Mã tham gia không đúng, đã được dùng hoặc đã hết hạn."
THIEF = Sender("nhat-ma", "Kẻ Nhặt Mã")


def foreign_group(stage: Stage) -> str:
    """A group of people that nobody of the office knows."""
    stage.group("nhom-la").title = "Nhóm bán hàng"
    return "nhom-la"


def trail(stage: Stage, what: str) -> list[tuple[str | None, dict[str, object]]]:
    """Whom and what the audit trail names for something."""
    with stage.memory.begin() as tx:
        return [(entry.who, entry.detail) for entry in audit.read(tx, what=[what])]


# --- codes shown in a group ----------------------------------------------------------------------


async def test_a_leader_s_code_shown_in_a_foreign_group_is_void_and_the_office_hears_of_it(
    stage: Stage,
) -> None:
    room, code = foreign_group(stage), stage.invited(Post(Role.LEADER))

    in_the_group = await stage.says(STRANGER, f"/start {code}", chat=room)
    alone = await stage.says(THIEF, f"/start {code}")
    await stage.lives("29/4 09:05")

    assert in_the_group.startswith(FOREIGN)
    assert "Mã" not in in_the_group.split("\n")[0]
    assert alone.startswith(WRONG)
    assert stage.texts(OFFICE)[-1] == (
        "Mã tham gia cho lãnh đạo đã bị gửi vào một nhóm, nên đã được thu hồi.\n"
        "Nhóm “Nhóm bán hàng” (simulator); người gửi có tên hiển thị “Người Lạ”. "
        "Chưa ai tham gia bằng mã này.\n"
        "Cấp mã mới: lệnh “nhacviec invite --role leader”; đề nghị gửi riêng cho người nhận."
    )
    assert trail(stage, "code_exposed") == [
        (
            "simulator:la",
            {
                "role": "leader",
                "unit": None,
                "code": 1,
                "group": "Nhóm bán hàng",
                "name": "Người Lạ",
            },
        )
    ]


@pytest.mark.parametrize(
    "text",
    ["{code}", "mã của anh đây: {code} nhé", "https://t.me/nhacviec_bot?start={code}"],
)
async def test_a_code_in_the_talk_of_a_group_is_void_however_it_stands_there(
    stage: Stage, text: str
) -> None:
    room, code = foreign_group(stage), stage.invited(Post(Role.HEAD, "qlcn"))

    await stage.says(STRANGER, text.format(code=code), chat=room)

    assert (await stage.says(THIEF, f"/start {code}")).startswith(WRONG)


async def test_an_anonymous_admin_who_shows_a_code_makes_it_void(stage: Stage) -> None:
    room, code = foreign_group(stage), stage.invited(Post(Role.HEAD, "qlcn"))
    nobody = Sender("nhom-la", "Nhóm bán hàng", anonymous=True)

    said = await stage.says(nobody, f"/start {code}", chat=room)

    assert said.startswith(FOREIGN)
    assert (await stage.says(THIEF, f"/start {code}")).startswith(WRONG)


async def test_whoever_guesses_in_vain_still_makes_a_shown_code_void(stage: Stage) -> None:
    room, code = foreign_group(stage), stage.invited(Post(Role.LEADER))
    for n in range(5):
        await stage.says(STRANGER, f"/start AAAA-AAA{n + 2}", chat=room)

    await stage.says(STRANGER, f"/start {code}", chat=room)

    assert (await stage.says(THIEF, f"/start {code}")).startswith(WRONG)


async def test_the_own_group_of_a_unit_hears_one_line_whether_a_code_was_good_or_not(
    stage: Stage,
) -> None:
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)

    good = stage.invited(Post(Role.DEPUTY, "qlcn"))
    shown = await stage.says(DEPUTY, f"/start {good}", chat=ROOM)
    wrong = await stage.says(DEPUTY, "/start AAAA-AAAA", chat=ROOM)

    assert shown == wrong
    assert shown == (
        "Trong nhóm không nhận mã tham gia của cá nhân.\n"
        "Đề nghị nhắn riêng mã cho tài khoản này. Mã đã gửi trong nhóm thì không dùng nữa: "
        "đề nghị xin mã mới."
    )


async def test_a_head_who_shows_a_colleague_s_code_is_told_alone_what_became_of_it(
    stage: Stage,
) -> None:
    room, code = foreign_group(stage), stage.invited(Post(Role.DEPUTY, "qlcn"))

    await stage.says(HEAD, f"/start {code}", chat=room)
    await stage.lives("29/4 09:05")

    assert stage.texts(HEAD)[-1] == (
        "Mã tham gia anh/chị vừa gửi trong nhóm đã được thu hồi, vì cả nhóm đọc được.\n"
        "Chưa ai tham gia bằng mã này. Đề nghị cấp mã mới và gửi riêng cho người nhận."
    )
    assert "gửi “/moi Phòng Quản lý công nghệ" in stage.texts(OFFICE)[-1]


async def test_a_code_for_another_own_account_shown_in_a_group_is_void(stage: Stage) -> None:
    room, own = foreign_group(stage), await stage.says(HEAD, "/doimay")
    code = own.split(": ")[1][:9]

    await stage.says(HEAD, code, chat=room)
    await stage.lives("29/4 09:05")

    assert (await stage.says(THIEF, f"/start {code}")).startswith(WRONG)
    told = stage.texts(OFFICE)[-1]
    assert told.startswith(f"Mã để {HEAD.name} dùng tài khoản khác đã bị gửi vào một nhóm")
    assert "Muốn có mã mới, người ấy gửi lại /doimay;" in told


async def test_a_code_shown_by_somebody_without_a_visible_name_is_told_so(stage: Stage) -> None:
    nobody, code = Sender("999", "\u3164"), stage.invited(Post(Role.LEADER))
    stage.group("nhom-la")

    await stage.says(nobody, f"/start {code}", chat="nhom-la")
    await stage.lives("29/4 09:05")

    assert "Nhóm chưa rõ tên (simulator); người gửi chưa rõ tên." in stage.texts(OFFICE)[-1]


# --- who has come in -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "said"),
    [
        (Post(Role.LEADER), "Kẻ Nhặt Mã vừa tham gia: lãnh đạo."),
        (Post(Role.OFFICE), "Kẻ Nhặt Mã vừa tham gia: văn phòng (người giữ kế hoạch)."),
        (Post(Role.HEAD, "tdc"), "Kẻ Nhặt Mã vừa tham gia: người đứng đầu của Chi cục"),
    ],
    ids=["leader", "office", "head"],
)
async def test_the_office_hears_at_once_who_has_joined_with_power(
    stage: Stage, post: Post, said: str
) -> None:
    await stage.says(THIEF, f"/start {stage.invited(post)}")
    await stage.lives("29/4 09:05")

    (told,) = [text for text in stage.texts(OFFICE) if "vừa tham gia" in text]
    assert told.startswith(said)
    number = stage.person(Somebody("", THIEF.id, None))
    assert told.endswith(
        "Nếu không đúng người, đề nghị cho thôi ngay rồi cấp mã mới: "
        f"lệnh “nhacviec people --end {number}”."
    )
    assert not any("vừa tham gia" in text for text in stage.texts(THIEF.id))


async def test_the_office_hears_who_has_taken_a_head_s_place(stage: Stage) -> None:
    await stage.says(OFFICE, "/moi phòng QLKH")
    made = await stage.taps(OFFICE, "Thay người đứng đầu")

    await stage.says(THIEF, f"/start {made.split('/start ')[1][:9]}")
    await stage.lives("29/4 09:05")

    (told,) = [text for text in stage.texts(OFFICE) if "vừa tham gia" in text]
    assert told.startswith(
        "Kẻ Nhặt Mã vừa tham gia: người đứng đầu của Phòng Quản lý khoa học, "
        f"thay {QLKH_HEAD.name}."
    )


async def test_a_replacing_code_used_under_the_same_name_is_told_as_a_new_account(
    stage: Stage,
) -> None:
    await stage.says(OFFICE, "/moi phòng QLKH")
    made = await stage.taps(OFFICE, "Thay người đứng đầu")

    await stage.says(Sender("may-moi", QLKH_HEAD.name), f"/start {made.split('/start ')[1][:9]}")
    await stage.lives("29/4 09:05")

    (told,) = [text for text in stage.texts(OFFICE) if "vừa tham gia" in text]
    assert told.startswith(f"{QLKH_HEAD.name} vừa tham gia bằng tài khoản mới (simulator):")


async def test_colleagues_of_a_unit_come_without_a_word_to_the_office(stage: Stage) -> None:
    await stage.says(DEPUTY, f"/start {stage.invited(Post(Role.DEPUTY, 'qlcn'))}")
    await stage.lives("29/4 09:05")

    assert not any("vừa tham gia" in text for text in stage.texts(OFFICE))


async def test_a_code_for_a_post_that_is_held_already_is_no_news(stage: Stage) -> None:
    await stage.says(LEADER, f"/start {stage.invited(Post(Role.LEADER))}")
    await stage.lives("29/4 09:05")

    assert not any("vừa tham gia" in text for text in stage.texts(OFFICE))
    with stage.memory.begin() as tx:
        assert invites.open_ones(tx, stage.now) == []
