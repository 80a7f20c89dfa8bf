"""What an auditor reads of a day: who did what, in words, without having been there."""

import pytest

from bot.messages import Sender
from bot.people import Post, Role
from bot.store import audit
from bot.wording import trail
from tests.stories.cast import HEAD, LEADER, OFFICE, ROOM, STRANGER
from tests.stories.stage import Stage

DUTY = "2.1.2 – Phòng Quản lý công nghệ và đổi mới sáng tạo"


def lines(stage: Stage) -> list[str]:
    """The trail, a line for each entry, without its moments."""
    with stage.memory.begin() as tx:
        entries = audit.read(tx)
    return [
        f"{e.who}: {trail.said(e.what)} ({trail.detail(stage.plan, e.detail)})" for e in entries
    ]


# --- strangers and their groups ------------------------------------------------------------------


async def test_every_button_that_a_stranger_forges_stands_there(stage: Stage) -> None:
    await stage.says(STRANGER, "alo")

    for data in ("done:abc:def", "ok:ABCD-EFGH", "ext:1:yes", "ext:1:yes"):
        await stage.sends(STRANGER, data, None)

    forged = "simulator:la: người lạ bấm nút (nút: {}; tên hiển thị: Người Lạ)"
    assert lines(stage) == [
        "simulator:la: người lạ nhắn tin (tên hiển thị: Người Lạ)",
        forged.format("done:abc:def"),
        forged.format("ok:ABCD-EFGH"),
        forged.format("ext:1:yes"),
        forged.format("ext:1:yes"),
    ]


async def test_a_stranger_who_goes_on_tapping_does_not_fill_the_trail(stage: Stage) -> None:
    for n in range(60):
        stage.phones.taps_data(STRANGER.sender, f"ext:{n}:yes", None, at=stage.now)
    await stage.beat()

    assert len(lines(stage)) == 20


async def test_a_button_that_somebody_known_forges_is_named(stage: Stage) -> None:
    await stage.sends(HEAD, "xyz\n✅", None)

    (line,) = lines(stage)
    assert line == f"{stage.person(HEAD)}: bấm nút không có thật (nút: xyz ✅)"


async def test_a_tap_in_a_foreign_group_is_noted_with_the_group(stage: Stage) -> None:
    stage.group("nhom-la").title = "Nhóm bán hàng"

    await stage.sends(STRANGER, "ext:1:yes", None, chat="nhom-la")
    await stage.sends(HEAD, "got", None, chat="nhom-la")

    assert lines(stage) == [
        (
            "simulator:la: người lạ bấm nút "
            "(nút: ext:1:yes; nhóm: Nhóm bán hàng; tên hiển thị: Người Lạ)"
        ),
        (
            f"{stage.person(HEAD)}: bấm nút trong nhóm chưa liên kết "
            f"(nút: got; nhóm: Nhóm bán hàng; tên hiển thị: {HEAD.name})"
        ),
    ]


async def test_a_group_that_takes_the_bot_in_is_named_with_whoever_did_it(stage: Stage) -> None:
    room = stage.group("nhom-la")
    room.title = "Nhóm <b>bán hàng</b>\n✅"

    for _ in range(2):
        stage.phones.unblocks(STRANGER.sender, chat="nhom-la")
        await stage.beat()
        stage.phones.blocks(STRANGER.sender, chat="nhom-la")
        await stage.beat()
    await stage.says(HEAD, "/viec", chat="nhom-la")

    about = "nhóm: Nhóm <b>bán hàng</b> ✅; tên hiển thị: Người Lạ; tài khoản: simulator:la"
    taken_in = f"simulator:nhom-la: nhóm chưa liên kết đưa tài khoản này vào ({about})"
    put_out = f"simulator:nhom-la: nhóm đưa tài khoản này ra ({about})"
    assert lines(stage) == [taken_in, put_out] * 2
    assert len(room.shown) == 1


async def test_who_asks_in_a_foreign_group_is_named_with_the_group(stage: Stage) -> None:
    stage.group("nhom-la").title = "Nhóm bán hàng"

    await stage.says(STRANGER, "/viec", chat="nhom-la")

    assert lines(stage) == [
        (
            "simulator:nhom-la: hỏi trong nhóm chưa liên kết, không trả lời thêm "
            "(nhóm: Nhóm bán hàng; tên hiển thị: Người Lạ; tài khoản: simulator:la)"
        )
    ]


async def test_an_own_group_that_puts_the_bot_out_is_noted(stage: Stage) -> None:
    stage.group(ROOM).title = "Phòng QLCN"
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)

    stage.phones.blocks(STRANGER.sender, chat=ROOM)
    await stage.beat()

    assert lines(stage)[-1] == (
        f"simulator:{ROOM}: nhóm đưa tài khoản này ra "
        "(nhóm: Phòng QLCN; tên hiển thị: Người Lạ; tài khoản: simulator:la)"
    )


# --- wishes for more time ------------------------------------------------------------------------


@pytest.mark.parametrize("auto_approve", [True, False])
async def test_a_granted_extension_is_called_so_and_no_approval(
    stage: Stage, *, auto_approve: bool
) -> None:
    stage.restarted(auto_approve=auto_approve)
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "việc 2 xin lùi đến 17/5 vì chờ Đài")

    await stage.taps(LEADER, "Đồng ý")

    assert lines(stage) == [
        (
            f"{stage.person(LEADER)}: đồng ý đề nghị lùi hạn "
            f"(nhiệm vụ: {DUTY}; đề nghị số: 1; hạn mới: 17/5/2022)"
        )
    ]


async def test_a_refused_and_a_withdrawn_extension_stand_there(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 2 xin lùi đến 17/5 vì chờ Đài")
    await stage.taps(OFFICE, "Không đồng ý")
    await stage.says(OFFICE, "phải đúng hạn")
    await stage.says(HEAD, "việc 2 xin lùi đến 18/5 vì chờ Đài")
    await stage.says(HEAD, "rút đề nghị")

    assert lines(stage) == [
        (
            f"{stage.person(OFFICE)}: không đồng ý đề nghị lùi hạn "
            f"(nhiệm vụ: {DUTY}; đề nghị số: 1; nguyên văn: phải đúng hạn)"
        ),
        f"{stage.person(HEAD)}: rút đề nghị lùi hạn (nhiệm vụ: {DUTY}; đề nghị số: 2)",
    ]


# --- codes ---------------------------------------------------------------------------------------


async def test_who_has_joined_is_named_with_the_code_and_the_account(stage: Stage) -> None:
    stage.group(ROOM).title = "Phòng QLCN"

    await stage.says(STRANGER, f"/start {stage.invited(Post(Role.LEADER))}")
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)

    joined, linked = [line.split(": ", 1)[1] for line in lines(stage)]
    assert joined == "tham gia (lãnh đạo; mã: 1; tài khoản: simulator:la)"
    assert linked == (
        "tham gia (nhóm chung của Phòng Quản lý công nghệ và đổi mới sáng tạo; mã: 2; "
        "nhóm: Phòng QLCN; tài khoản: simulator:lan)"
    )


async def test_a_code_for_another_own_account_is_called_so(stage: Stage) -> None:
    await stage.says(HEAD, "/doimay")

    number = stage.person(HEAD)
    assert lines(stage) == [f"{number}: cấp mã để dùng tài khoản khác (người số: {number}; mã: 1)"]


async def test_the_anonymous_stay_strangers(stage: Stage) -> None:
    nobody = Sender(ROOM, "Phòng QLCN", anonymous=True)
    stage.group(ROOM).title = "Phòng QLCN"
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)

    await stage.says(nobody, "/viec", chat=ROOM)

    assert lines(stage)[-1] == (
        f"simulator:{ROOM}: người lạ nhắn tin (nhóm: Phòng QLCN; tên hiển thị: Phòng QLCN)"
    )
