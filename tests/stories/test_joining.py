"""Joining by one-time code, alone and for a unit's group."""

from datetime import timedelta

import pytest

from bot.channels import Undeliverable
from bot.messages import Sender
from bot.people import Post, Role
from bot.store import invites, people
from tests.stories.cast import (
    DEPUTY,
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    ROOM,
    STAFF,
    STRANGER,
    VPS_HEAD,
    Somebody,
)
from tests.stories.stage import Stage

AS_HEAD = Post(Role.HEAD, "qlcn")
AS_GROUP = Post(Role.GROUP, "qlcn")
WRONG = "Mã tham gia không đúng, đã được dùng hoặc đã hết hạn."


def heads(stage: Stage, unit: str = "qlcn") -> list[int]:
    """Who heads a unit now."""
    with stage.memory.begin() as tx:
        return people.holders(tx, Role.HEAD, stage.now, unit)


async def test_a_good_code_gives_the_post_and_shows_the_open_work(empty_stage: Stage) -> None:
    code = empty_stage.invited(AS_HEAD)

    said = await empty_stage.says(STRANGER, f"/start {code}")

    assert len(heads(empty_stage)) == 1
    assert "Đã liên kết: người đứng đầu của Phòng Quản lý công nghệ và đổi mới sáng tạo." in said
    assert "còn 06 nhiệm vụ" in said


@pytest.mark.parametrize("typed", ["abcd efgh", "abcdefgh", "  ABCD–EFGH "])
async def test_a_code_may_be_typed_as_people_type(empty_stage: Stage, typed: str) -> None:
    code = empty_stage.invited(AS_HEAD)
    alike = typed.replace("abcd", code[:4].lower()).replace("efgh", code[5:].lower())
    alike = alike.replace("ABCD", code[:4]).replace("EFGH", code[5:])

    await empty_stage.says(STRANGER, f"/start {alike}")

    assert len(heads(empty_stage)) == 1


async def test_a_wrong_code_opens_nothing(empty_stage: Stage) -> None:
    said = await empty_stage.says(STRANGER, "/start AAAA-AAAA")

    assert heads(empty_stage) == []
    assert said.startswith(WRONG)


async def test_an_expired_code_opens_nothing(empty_stage: Stage) -> None:
    code = empty_stage.invited(AS_HEAD, valid_for=timedelta(days=1))
    await empty_stage.comes("30/4 09:00")

    said = await empty_stage.says(STRANGER, f"/start {code}")

    assert heads(empty_stage) == []
    assert said.startswith(WRONG)


async def test_a_code_opens_for_one_of_two_people_who_race(any_stage: Stage) -> None:
    code = any_stage.invited(Post(Role.DEPUTY, "tdc"))
    racers = [Sender("a", "Người một"), Sender("b", "Người hai")]
    for racer in racers:
        any_stage.phones.says(racer, f"/start {code}", at=any_stage.now)

    await any_stage.beat()

    with any_stage.memory.begin() as tx:
        assert len(people.holders(tx, Role.DEPUTY, any_stage.now, "tdc")) == 1
    assert any_stage.texts("a")[0].startswith("Đã liên kết: cấp phó")
    assert any_stage.texts("b")[0].startswith(WRONG)


async def test_after_five_wrong_codes_even_a_good_one_waits_for_an_hour(
    empty_stage: Stage,
) -> None:
    code = empty_stage.invited(AS_HEAD)
    for n in range(5):
        await empty_stage.says(STRANGER, f"/start AAAA-AAA{n}")

    at_once = await empty_stage.says(STRANGER, f"/start {code}")
    somebody_else = await empty_stage.says(HEAD, "/start")
    await empty_stage.comes("29/4 10:01")
    later = await empty_stage.says(STRANGER, f"/start {code}")

    assert at_once.startswith("Đã nhập sai mã quá nhiều lần.")
    assert "quá nhiều lần" not in somebody_else
    assert later.startswith("Đã liên kết")


async def test_a_person_may_hold_two_posts(empty_stage: Stage) -> None:
    await empty_stage.says(HEAD, f"/start {empty_stage.invited(AS_HEAD)}")
    await empty_stage.says(HEAD, f"/start {empty_stage.invited(Post(Role.OFFICE))}")

    work = await empty_stage.says(HEAD, "/viec")
    board = await empty_stage.says(HEAD, "/tinhhinh")

    assert len(heads(empty_stage)) == 1
    assert "còn 06 nhiệm vụ" in work
    assert board.startswith("Tình hình thực hiện đến")


async def test_one_head_of_two_units_gets_one_message_with_the_duties_of_both(
    empty_stage: Stage,
) -> None:
    both = [Post(Role.HEAD, "tdc"), Post(Role.HEAD, "ttud")]
    for post in both:
        await empty_stage.says(HEAD, f"/start {empty_stage.invited(post)}")

    await empty_stage.comes("13/5 08:00")

    assert empty_stage.days_of(HEAD)[-1] == "13/5 08:00"
    reminder = empty_stage.sent_to(HEAD)[-1].text
    assert reminder.count("Treo băng rôn") == 2


async def test_joining_again_after_blocking_makes_reachable_again(stage: Stage) -> None:
    stage.phones.blocks(HEAD.sender)
    await stage.beat()
    lost = stage.board().answers.undelivered
    stage.phones.phone(HEAD.phone).blocked = False

    await stage.says(HEAD, f"/start {stage.invited(AS_HEAD)}")

    assert lost == 6
    assert stage.board().answers.undelivered == 0
    assert len(heads(stage)) == 1


async def test_whoever_writes_is_reached_again_though_nobody_told_of_the_unblocking(
    stage: Stage,
) -> None:
    stage.troubles(HEAD, Undeliverable("the person has blocked the bot"))
    await stage.comes("4/5 08:00")

    await stage.says(HEAD, "/viec")
    await stage.lives("10/5 09:00")

    assert stage.days_of(HEAD)[-1] == "10/5 08:00"


async def test_unblocking_is_enough_to_be_reached_again(stage: Stage) -> None:
    stage.phones.blocks(HEAD.sender)
    await stage.beat()

    stage.phones.unblocks(HEAD.sender)
    await stage.beat()

    assert stage.board().answers.undelivered == 0


async def test_start_without_a_code_tells_where_one_stands(stage: Stage) -> None:
    known = await stage.says(HEAD, "/start")
    unknown = await stage.says(STRANGER, "/start")

    assert known.startswith("Anh/chị đã liên kết là người đứng đầu của Phòng Quản lý công nghệ")
    assert unknown.startswith("Tài khoản này chưa được liên kết với đơn vị nào.")


async def test_the_same_link_pressed_again_tells_where_one_stands_and_counts_as_no_guess(
    empty_stage: Stage,
) -> None:
    code = empty_stage.invited(AS_HEAD)
    await empty_stage.says(HEAD, f"/start {code}")

    again = [await empty_stage.says(HEAD, f"/start {code}") for _ in range(7)]
    by_another = await empty_stage.says(STRANGER, f"/start {code}")

    assert all(said.startswith("Anh/chị đã liên kết là người đứng đầu của Phòng") for said in again)
    assert "còn 06 nhiệm vụ" in again[-1]
    assert by_another.startswith(WRONG)
    with empty_stage.memory.begin() as tx:
        since = empty_stage.now - timedelta(hours=1)
        assert invites.failures_since(tx, "simulator", HEAD.phone, since) == 0


async def test_who_has_guessed_too_often_still_learns_to_be_linked(stage: Stage) -> None:
    code = stage.invited(Post(Role.HEAD, "tdc"))
    await stage.says(HEAD, f"/start {code}")
    for n in range(5):
        await stage.says(HEAD, f"/start AAAA-AAA{n + 2}")

    assert (await stage.says(HEAD, f"/start {code}")).startswith("Anh/chị đã liên kết là ")


async def test_a_group_s_code_sent_again_where_it_has_linked_is_no_guess(stage: Stage) -> None:
    stage.group(ROOM)
    code = stage.invited(AS_GROUP)

    first, again = [await stage.says(HEAD, f"/start {code}", chat=ROOM) for _ in range(2)]

    assert again == first
    assert first.startswith("Nhóm này đã được liên kết với")


async def test_all_posts_are_named_to_whoever_holds_several(stage: Stage) -> None:
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.OFFICE))}")

    said = await stage.says(HEAD, "/start")

    assert said.startswith(
        "Anh/chị đã liên kết là người đứng đầu của Phòng Quản lý công nghệ và đổi mới sáng tạo; "
        "văn phòng (người giữ kế hoạch)."
    )


async def test_who_comes_back_after_blocking_sees_what_waits(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(QLKH_HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài")
    for who in (HEAD, LEADER):
        stage.phones.blocks(who.sender)
    await stage.beat()
    for who in (HEAD, LEADER):
        stage.phones.unblocks(who.sender)

    to_head, to_leader = await stage.says(HEAD, "/start"), await stage.says(LEADER, "/start")

    assert to_head.startswith("Anh/chị đã liên kết là người đứng đầu của Phòng Quản lý công nghệ")
    assert "còn 06 nhiệm vụ" in to_head
    assert to_leader.startswith(
        "Anh/chị đã liên kết là lãnh đạo.\nGửi /tinhhinh để xem tình hình thực hiện, /trogiup"
    )
    assert "Tình hình thực hiện đến" in to_leader
    assert "lùi thời hạn" in to_leader


async def test_what_waits_is_not_shown_before_a_group(stage: Stage) -> None:
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)

    said = await stage.says(HEAD, "/start", chat=ROOM)

    assert said.startswith("Anh/chị đã liên kết là người đứng đầu")
    assert "nhiệm vụ" not in said


@pytest.mark.parametrize("text", ["xong", "/viec", "/tinhhinh", "/trogiup", "👍", "/start@x"])
async def test_a_stranger_is_told_how_to_join_and_nothing_else(stage: Stage, text: str) -> None:
    said = await stage.says(STRANGER, text)

    assert said.startswith("Tài khoản này chưa được liên kết với đơn vị nào.")
    assert "nhiệm vụ" not in said


# --- groups --------------------------------------------------------------------------------------


async def test_a_linked_head_opens_the_group_of_the_unit(stage: Stage) -> None:
    stage.group(ROOM)

    said = await stage.says(HEAD, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)
    await stage.comes("4/5 08:00")

    assert said.startswith("Nhóm này đã được liên kết với Phòng Quản lý công nghệ")
    assert stage.texts(ROOM)[-1].startswith("Kính gửi anh/chị trong nhóm, Phòng QLCN&ĐMST,")


@pytest.mark.parametrize(
    "who", [DEPUTY, STAFF, QLKH_HEAD, LEADER, OFFICE, STRANGER], ids=lambda who: who.phone
)
async def test_nobody_but_the_head_opens_the_group_of_a_unit(stage: Stage, who: Somebody) -> None:
    if who in (DEPUTY, STAFF):
        stage.joined(who)
    stage.group(ROOM)
    code = stage.invited(AS_GROUP)

    said = await stage.says(who, f"/start {code}", chat=ROOM)
    by_the_head = await stage.says(HEAD, f"/start {code}", chat=ROOM)

    assert said.startswith("Nhóm này chưa được liên kết với đơn vị nào")
    assert by_the_head.startswith("Nhóm này đã được liên kết")


async def test_a_group_s_code_is_of_no_use_in_a_private_chat(stage: Stage) -> None:
    code = stage.invited(AS_GROUP)

    said = await stage.says(HEAD, f"/start {code}")
    stage.group(ROOM)
    in_the_group = await stage.says(HEAD, f"/start {code}", chat=ROOM)

    assert said.startswith("Đây là mã dành cho nhóm chung của đơn vị.")
    assert in_the_group.startswith("Nhóm này đã được liên kết")


async def test_a_group_linked_twice_is_still_written_to_once(stage: Stage) -> None:
    stage.group(ROOM)
    for _ in range(2):
        await stage.says(HEAD, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)

    await stage.comes("4/5 08:00")

    reminders = [text for text in stage.texts(ROOM) if text.startswith("Kính gửi")]
    assert len(reminders) == 1


async def test_an_anonymous_admin_can_neither_join_nor_answer(stage: Stage) -> None:
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)
    await stage.comes("10/5 08:00")
    nobody = Sender(HEAD.phone, "Nhóm QLCN", anonymous=True)

    joined = await stage.says(nobody, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)
    await stage.taps(nobody, "✅ 1", chat=ROOM)

    assert joined.startswith("Chưa ghi nhận: tin gửi ẩn danh")
    assert "ẩn danh" in stage.phones.phone(ROOM).notes[-1]
    assert stage.board().answers.done == 0


async def test_a_linked_person_answers_in_the_group_and_is_named(stage: Stage) -> None:
    stage.joined(STAFF)
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)
    await stage.comes("10/5 08:00")

    await stage.taps(STAFF, "✅ 1", chat=ROOM)

    reply = stage.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.by == STAFF.name


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (HEAD, "Đã ghi nhận lý do: “mưa”"),
        (VPS_HEAD, "Chưa ghi nhận: nhiệm vụ này do đơn vị khác thực hiện."),
        (STRANGER, "Chưa ghi nhận: tài khoản Người Lạ chưa liên kết với đơn vị."),
    ],
    ids=["of the unit", "of another", "a stranger"],
)
async def test_words_under_a_reminder_in_a_group_count_from_those_of_the_unit_alone(
    stage: Stage, who: Somebody, said: str
) -> None:
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)
    await stage.comes("10/5 08:00")
    reminder = stage.shown(ROOM)[-1].id

    heard = await stage.says(who, "việc 2 chưa xong vì mưa", chat=ROOM, reply_to=reminder)
    assert heard.startswith(said)
    assert (stage.stands("2.1.2", "qlcn").reply is not None) is (who is HEAD)


async def test_the_talk_of_a_group_is_left_alone(stage: Stage) -> None:
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(AS_GROUP)}", chat=ROOM)

    said = [await stage.says(who, "trưa nay ăn gì?", chat=ROOM) for who in (HEAD, STRANGER)]

    assert said == ["", ""]


# --- who may ask what ----------------------------------------------------------------------------


@pytest.mark.parametrize("who", [HEAD, VPS_HEAD, LEADER, OFFICE], ids=lambda who: who.phone)
async def test_the_board_is_for_leaders_and_the_office(stage: Stage, who: Somebody) -> None:
    said = await stage.says(who, "/tinhhinh")

    allowed = who in (LEADER, OFFICE)
    assert said.startswith("Tình hình thực hiện đến") == allowed
    assert ("Tổng số 16 nhiệm vụ" in said) == allowed


async def test_a_leader_has_no_work_of_a_unit(stage: Stage) -> None:
    said = await stage.says(LEADER, "/viec")

    assert said.startswith("Anh/chị không phụ trách đơn vị nào trong kế hoạch.")


async def test_a_head_sees_the_own_work_alone(stage: Stage) -> None:
    said = await stage.says(VPS_HEAD, "/viec")

    assert said.startswith("VP Sở: còn 03 nhiệm vụ")
    assert "video phóng sự" not in said


@pytest.mark.parametrize("command", ["/status", "/STATUS", "/tinhhinh", " /tinhhinh "])
async def test_commands_have_aliases_and_no_case(stage: Stage, command: str) -> None:
    said = await stage.says(LEADER, command)

    assert said.startswith("Tình hình thực hiện đến")


async def test_help_names_what_this_person_can_do(stage: Stage) -> None:
    to_head, to_leader = await stage.says(HEAD, "/help"), await stage.says(LEADER, "/trogiup")

    assert "/viec" in to_head
    assert "/tinhhinh" not in to_head
    assert "/tinhhinh" in to_leader
    assert "/viec" not in to_leader


async def test_a_free_text_is_answered_and_records_nothing(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "chào em")

    assert said.startswith("Cảm ơn anh/chị.\nKết quả chưa được ghi nhận")
    assert stage.board().answers.done == 0


async def test_who_had_no_name_while_joining_is_called_by_it_once_it_is_told(stage: Stage) -> None:
    nameless, told = Sender("88880004", "Zalo …0004"), Sender("88880004", "Trần Văn Tú")
    await stage.says(nameless, f"/start {stage.invited(Post(Role.DEPUTY, 'qlkh'))}")
    await stage.comes("10/5 08:00")
    await stage.says(nameless, "1 chưa xong vì chờ kinh phí")
    before = stage.stands("2.2.4b", "qlkh").reply

    await stage.says(told, "1 xong")
    after = stage.stands("2.2.4b", "qlkh").reply

    assert before is not None
    assert before.by == "Zalo …0004"
    assert after is not None
    assert after.by == "Trần Văn Tú"


async def test_a_name_that_is_known_stays_whatever_the_platform_tells_later(stage: Stage) -> None:
    await stage.says(
        Sender("9001", "Trần Văn Tú"), f"/start {stage.invited(Post(Role.DEPUTY, 'qlkh'))}"
    )
    await stage.comes("10/5 08:00")

    await stage.says(Sender("9001", "Tú cá tính"), "1 xong")

    reply = stage.stands("2.2.4b", "qlkh").reply
    assert reply is not None
    assert reply.by == "Trần Văn Tú"
