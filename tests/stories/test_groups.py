"""The group of a unit: who is addressed there, and who may not report there yet."""

from bot.people import Post, Role
from tests.stories.cast import HEAD, QLKH_HEAD, ROOM, STRANGER, Somebody
from tests.stories.stage import Stage


async def linked(stage: Stage) -> str:
    """The group of QLCN&ĐMST has been linked, and has had its reminder of 10/5."""
    await stage.comes("4/5 08:00")
    stage.group(ROOM)
    said = await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)
    await stage.lives("11/5 09:00")
    return said


async def test_a_group_is_greeted_as_a_group_and_not_as_the_head(stage: Stage) -> None:
    said = await linked(stage)

    reminder = stage.texts(ROOM)[-1]
    assert reminder.startswith("Kính gửi anh/chị trong nhóm, Phòng QLCN&ĐMST,")
    assert "Trưởng phòng" not in reminder
    assert "Trong nhóm, số của việc là số trong tin của nhóm" in said


async def test_a_member_who_is_not_linked_hears_once_how_to(stage: Stage) -> None:
    await linked(stage)

    said = await stage.says(STRANGER, "2 xong", chat=ROOM)
    assert said == (
        "Chưa ghi nhận: tài khoản Người Lạ chưa liên kết với đơn vị. Đề nghị nhắn riêng cho "
        "tài khoản này mã tham gia do Văn phòng cấp (dạng ABCD-EFGH), rồi báo lại."
    )
    assert await stage.says(STRANGER, "1 cũng xong", chat=ROOM) == ""
    assert stage.stands("2.1.2", "qlcn").reply is None


async def test_talk_among_members_is_left_alone(stage: Stage) -> None:
    await linked(stage)

    assert await stage.says(STRANGER, "trưa nay ăn gì các bác", chat=ROOM) == ""


async def test_a_group_is_shown_the_duties_of_its_unit_alone(stage: Stage) -> None:
    stage.joined(Somebody(HEAD.name, HEAD.phone, Post(Role.HEAD, "qlkh")))
    await linked(stage)

    here = await stage.says(HEAD, "/viec", chat=ROOM)
    alone = await stage.says(HEAD, "/viec")

    assert "Phòng QLCN&ĐMST" in here
    assert "QLKH" not in here
    assert "tham luận" not in here
    assert "tham luận" in alone


async def test_who_is_not_of_the_unit_is_shown_nothing_in_its_group(stage: Stage) -> None:
    await linked(stage)

    said = await stage.says(QLKH_HEAD, "/viec", chat=ROOM)

    assert said.startswith("Trong nhóm chỉ liệt kê nhiệm vụ của đơn vị mà nhóm được liên kết.")
