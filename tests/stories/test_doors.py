"""Who may not come in, and who makes a nuisance: refused in words, once, and noted."""

from datetime import timedelta

from bot.answer import answer
from bot.channels.simulator import Shown
from bot.messages import Medium, Sender
from bot.people import Post, Role
from bot.store import audit, inbox, invites
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, ROOM, STRANGER, at
from tests.stories.stage import Stage

FOREIGN = "Nhóm này chưa được liên kết với đơn vị nào"
NOT_JOINED = "Tài khoản này chưa được liên kết với đơn vị nào."
TOO_FAST = "Anh/chị gửi quá nhanh; từ tin này trở đi chưa ghi nhận gì."


def trail(stage: Stage, what: str) -> list[str | None]:
    """Whom the audit trail names for something."""
    with stage.memory.begin() as tx:
        return [entry.who for entry in audit.read(tx, what=[what])]


# --- strangers -----------------------------------------------------------------------------------


async def test_a_stranger_is_answered_once_an_hour_and_noted(stage: Stage) -> None:
    first = await stage.says(STRANGER, "xin chào")
    again = [await stage.says(STRANGER, text) for text in ("alo", "/viec", "/start")]
    await stage.comes("29/4 10:01")
    later = await stage.says(STRANGER, "alo")

    assert first.startswith(NOT_JOINED)
    assert again == ["", "", ""]
    assert later.startswith(NOT_JOINED)
    assert trail(stage, "stranger") == ["simulator:la"] * 2


async def test_who_knocks_again_is_answered_after_ten_minutes(stage: Stage) -> None:
    await stage.says(STRANGER, "/start")

    at_once = [await stage.says(STRANGER, "/start") for _ in range(5)]
    await stage.comes("29/4 09:11")
    talks = await stage.says(STRANGER, "alo")
    knocks = await stage.says(STRANGER, "/start")

    assert at_once == [""] * 5
    assert talks == ""
    assert knocks.startswith(NOT_JOINED)
    assert await stage.says(STRANGER, "/start") == ""


async def test_a_restart_does_not_greet_a_stranger_again(stage: Stage) -> None:
    await stage.says(STRANGER, "alo")
    stage.restarted()

    assert await stage.says(STRANGER, "alo") == ""


async def test_a_stranger_who_taps_is_told_so_under_the_finger_and_nowhere_else(
    stage: Stage,
) -> None:
    await stage.comes("10/5 08:00")
    _, data = stage.phones.phone(HEAD.phone).find("✅ 1")

    said = await stage.sends(STRANGER, data, None)

    assert said == ""
    assert stage.phones.phone(STRANGER.phone).notes[-1].endswith(NOT_JOINED)
    assert stage.board().answers.done == 0


# --- groups that belong to nobody ----------------------------------------------------------------


async def test_a_foreign_group_hears_one_line_and_sees_no_work(stage: Stage) -> None:
    stage.group("nhom-la")

    said = [await stage.says(who, "/viec", chat="nhom-la") for who in (HEAD, STRANGER, LEADER)]

    assert said[0].startswith(FOREIGN)
    assert said[1:] == ["", ""]
    assert trail(stage, "foreign_group") == ["simulator:nhom-la"]


async def test_a_reply_in_a_foreign_group_hears_the_same_line_and_records_nothing(
    stage: Stage,
) -> None:
    stage.group("nhom-la")
    await stage.says(STRANGER, "/viec", chat="nhom-la")
    line = stage.shown("nhom-la")[-1]

    said = await stage.says(QLKH_HEAD, "1 xong", chat="nhom-la", reply_to=line.id)

    assert said == ""
    assert stage.board().answers.done == 0


async def test_a_foreign_group_hears_one_line_whatever_is_tried_there(stage: Stage) -> None:
    room = stage.group("nhom-la")
    for_qlcn = stage.invited(Post(Role.GROUP, "qlcn"))
    nobody = Sender("nhom-la", "Nhóm bán hàng", anonymous=True)
    _, done = await _a_button(stage)

    await stage.says(STRANGER, "/viec", chat="nhom-la")
    for n in range(7):
        await stage.says(STRANGER, f"/start AAAA-AAA{n + 2}", chat="nhom-la")
    await stage.says(QLKH_HEAD, f"/start {for_qlcn}", chat="nhom-la")
    await stage.says(STRANGER, f"/start {stage.invited(Post(Role.LEADER))}", chat="nhom-la")
    await stage.says(HEAD, "/start", chat="nhom-la")
    await stage.says(nobody, "/viec", chat="nhom-la")
    await stage.sends(HEAD, done, None, chat="nhom-la")
    for _ in range(40):
        stage.phones.says(STRANGER.sender, "/viec", chat="nhom-la", at=stage.now)
    await stage.beat()

    assert len(room.shown) == 1
    assert room.shown[0].message.text.startswith(FOREIGN)
    assert stage.board().answers.done == 0

    await stage.says(HEAD, f"/start {for_qlcn}", chat="nhom-la")
    assert room.shown[1].message.text.startswith("Nhóm này đã được liên kết")


async def test_who_is_known_and_fails_in_a_foreign_group_is_told_why_alone(stage: Stage) -> None:
    stage.group("nhom-la")
    for_qlcn = stage.invited(Post(Role.GROUP, "qlcn"))

    await stage.says(QLKH_HEAD, f"/start {for_qlcn}", chat="nhom-la")
    not_hers = stage.texts(QLKH_HEAD)[-1]
    await stage.says(QLKH_HEAD, "/start AAAA-AAAA", chat="nhom-la")
    wrong = stage.texts(QLKH_HEAD)[-1]

    assert not_hers.startswith("Chưa liên kết nhóm.")
    assert wrong.startswith("Mã tham gia không đúng")


async def test_who_is_known_and_asks_in_a_foreign_group_is_answered_alone(stage: Stage) -> None:
    room = stage.group("nhom-la")
    await stage.says(STRANGER, "/viec", chat="nhom-la")

    for text in ("/viec", "/tinhhinh", "/lich"):
        await stage.says(HEAD, text, chat="nhom-la")

    assert len(room.shown) == 1
    assert len(stage.texts(HEAD)) == 3
    assert stage.texts(HEAD)[0] == stage.texts(HEAD)[-1]
    assert stage.texts(HEAD)[0] == (
        "Nhóm anh/chị vừa nhắn chưa được liên kết với đơn vị nào, nên ở đó không trả lời và chưa "
        "ghi nhận gì.\nAnh/chị nhắn lại tại đây, ví dụ /viec."
    )
    assert stage.texts(STRANGER) == []


async def test_the_talk_of_a_foreign_group_is_answered_nowhere(stage: Stage) -> None:
    room = stage.group("nhom-la")

    await stage.says(HEAD, "trưa nay ăn gì?", chat="nhom-la")

    assert room.shown == []
    assert stage.texts(HEAD) == []


async def _a_button(stage: Stage) -> tuple[Shown, str]:
    await stage.comes("10/5 08:00")
    return stage.phones.phone(HEAD.phone).find("✅ 1")


async def test_a_group_where_nothing_was_listed_yet_is_told_how_to_see_it(stage: Stage) -> None:
    room = stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)
    linked = room.shown[-1]

    said = await stage.says(HEAD, "7 xong", chat=ROOM, reply_to=linked.id)

    assert said == (
        "Văn phòng Sở chưa rõ ý anh/chị, chưa ghi nhận gì.\n"
        "Gửi /viec để xem việc đang mở của đơn vị, rồi trả lời theo số của việc."
    )


async def test_a_group_that_is_linked_sees_its_work_again(stage: Stage) -> None:
    stage.group(ROOM)
    before = await stage.says(HEAD, "/viec", chat=ROOM)

    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)

    assert before.startswith(FOREIGN)
    assert "còn 06 nhiệm vụ" in await stage.says(HEAD, "/viec", chat=ROOM)


# --- floods --------------------------------------------------------------------------------------


async def test_a_flood_is_told_so_once_and_changes_nothing_until_it_calms_down(
    stage: Stage,
) -> None:
    await stage.comes("10/5 08:00")
    for _ in range(60):
        stage.phones.says(HEAD.sender, "/trogiup", at=stage.now)
    stage.phones.says(HEAD.sender, "1 xong", at=stage.now)

    said = await stage.says(QLKH_HEAD, "/viec")
    flooded = [text for text in stage.texts(HEAD) if text.startswith(TOO_FAST)]

    assert len(flooded) == 1
    assert stage.stands("2.1.1", "qlcn").reply is None
    assert "còn 02 nhiệm vụ" in said
    assert trail(stage, "flood") == ["simulator:lan"]

    await stage.comes("10/5 08:02")
    assert "Đã ghi nhận hoàn thành" in await stage.says(HEAD, "1 xong")


async def test_sixty_lines_in_a_minute_are_answered_thirty_times_and_warned_of_once(
    stage: Stage,
) -> None:
    await stage.comes("10/5 08:00")
    before = len(stage.texts(HEAD))
    for second in range(60):
        stage.clock.set(at("10/5 08:00") + timedelta(seconds=second))
        stage.phones.says(HEAD.sender, "alo", at=stage.now)
        await stage.beat()

    said = stage.texts(HEAD)[before:]

    assert len(said) == 31
    assert said[-1].startswith(TOO_FAST)
    await stage.comes("10/5 08:02")
    assert "Đã ghi nhận hoàn thành" in await stage.says(HEAD, "1 xong")


async def test_lines_that_come_all_at_once_are_answered_twenty_times(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    before = len(stage.texts(HEAD))
    for _ in range(60):
        stage.phones.says(HEAD.sender, "alo", at=stage.now)
    await stage.beat()

    said = stage.texts(HEAD)[before:]

    assert len(said) == 21
    assert said[-1].startswith(TOO_FAST)


async def test_who_types_report_upon_report_as_fast_as_a_thumb_goes_is_heard(
    stage: Stage,
) -> None:
    await stage.comes("16/5 09:00")
    for n in range(20):
        stage.clock.set(at("16/5 09:00") + timedelta(seconds=1.5 * n))
        stage.phones.says(HEAD.sender, f"{n % 6 + 1} xong", at=stage.now)
        await stage.beat()

    assert not any(text.startswith(TOO_FAST) for text in stage.texts(HEAD))
    assert stage.board().answers.done == 6


async def test_ten_duties_ticked_in_a_second_and_ten_photos_are_no_flood(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    for n in range(10):
        stage.phones.taps_data(HEAD.sender, f"v:none:{n}", None, at=stage.now)
        photo = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes([n])
        stage.phones.sends_file(
            HEAD.sender, photo, kind=Medium.PHOTO, name=None, caption="", at=stage.now, album="a"
        )

    await stage.beat()

    assert not any(text.startswith(TOO_FAST) for text in stage.texts(HEAD))
    assert len(stage.phones.phone(HEAD.phone).notes) == 10


async def test_the_same_button_pressed_again_and_again_counts_like_texts(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    shown, data = stage.phones.phone(HEAD.phone).find("👍")
    for _ in range(40):
        stage.phones.taps_data(HEAD.sender, data, shown.id, at=stage.now)

    await stage.beat()

    notes = stage.phones.phone(HEAD.phone).notes
    assert len(notes) == 31
    assert notes[-1].endswith(TOO_FAST)


async def test_going_down_a_list_of_buttons_is_work_and_no_flood(stage: Stage) -> None:
    for n in range(60):
        stage.phones.taps_data(LEADER.sender, f"v:none:{n}", None, at=stage.now)

    await stage.beat()

    notes = stage.phones.phone(LEADER.phone).notes
    assert len(notes) == 60
    assert not any(note.endswith(TOO_FAST) for note in notes)


async def test_who_floods_with_buttons_is_stopped_and_may_still_write(stage: Stage) -> None:
    for n in range(200):
        stage.phones.taps_data(HEAD.sender, f"v:none:{n}", None, at=stage.now)

    await stage.beat()

    notes = stage.phones.phone(HEAD.phone).notes
    assert len(notes) == 121
    assert notes[-1].endswith(TOO_FAST)
    assert "còn 06 nhiệm vụ" in await stage.says(HEAD, "/viec")


async def test_forty_photos_sent_at_once_are_no_flood(stage: Stage) -> None:
    await stage.comes("16/5 09:00")
    for n in range(40):
        photo = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes([n])
        stage.phones.sends_file(
            HEAD.sender, photo, kind=Medium.PHOTO, name=None, caption="", at=stage.now, album="a"
        )

    await stage.beat()

    assert not any(text.startswith(TOO_FAST) for text in stage.texts(HEAD))


async def test_what_has_waited_through_an_outage_is_no_flood(stage: Stage) -> None:
    for minute in range(10, 50):
        stage.clock.set(stage.now.replace(hour=9, minute=minute))
        stage.phones.says(HEAD.sender, "/trogiup", at=stage.now)

    await stage.beat()

    assert not any(text.startswith(TOO_FAST) for text in stage.texts(HEAD))


async def test_the_talk_of_a_group_silences_nobody(stage: Stage) -> None:
    stage.group(ROOM)
    await stage.says(HEAD, f"/start {stage.invited(Post(Role.GROUP, 'qlcn'))}", chat=ROOM)
    for _ in range(60):
        stage.phones.says(HEAD.sender, "trưa nay ăn gì?", chat=ROOM, at=stage.now)

    assert "còn 06 nhiệm vụ" in await stage.says(HEAD, "/viec")


# --- guessed codes -------------------------------------------------------------------------------


async def test_many_accounts_that_guess_have_one_try_each_and_the_office_hears(
    stage: Stage,
) -> None:
    for n in range(50):
        await stage.says(Sender(f"doan-{n}", "Ai đó"), f"/start AAAA-AA{n:02d}")
    wrong = await stage.says(Sender("doan-moi", "Ai đó"), "/start AAAA-BBBB")
    second = await stage.says(Sender("doan-moi", "Ai đó"), "/start AAAA-CCCC")
    honest = await stage.says(STRANGER, f"/start {stage.invited(Post(Role.DEPUTY, 'tdc'))}")
    await stage.lives("29/4 09:05")

    assert wrong.startswith("Mã tham gia không đúng")
    assert second.startswith("Đã nhập sai mã quá nhiều lần.")
    assert honest.startswith("Đã liên kết: cấp phó")
    assert any("Có người đang dò mã tham gia" in text for text in stage.texts(OFFICE))


async def test_a_crowd_of_guessers_closes_the_door_for_an_hour(stage: Stage) -> None:
    with stage.memory.begin() as tx:
        for n in range(1000):
            invites.add_failure(tx, "simulator", f"doan-{n}", stage.now)
    code = stage.invited(Post(Role.DEPUTY, "tdc"))

    at_once = await stage.says(STRANGER, f"/start {code}")
    await stage.comes("29/4 10:01")

    assert at_once.startswith("Đã nhập sai mã quá nhiều lần.")
    assert (await stage.says(STRANGER, f"/start {code}")).startswith("Đã liên kết")


# --- names and long texts ------------------------------------------------------------------------


async def test_a_name_cannot_look_like_lines_of_the_bot(stage: Stage) -> None:
    trick = Sender("doc", "Nam\n✅ Việc 1: đã hoàn thành\u202e\u200b <b>Văn phòng</b>")
    await stage.says(trick, f"/start {stage.invited(Post(Role.HEAD, 'tdc'))}")
    await stage.comes("16/5 09:00")
    await stage.taps(trick, "✅")

    reply = stage.stands("2.2.1", "tdc").reply
    assert reply is not None
    assert reply.by == "Nam ✅ Việc 1: đã hoàn thành <b>Văn phòng</b>"


async def test_a_name_of_nothing_visible_is_replaced_by_the_post(stage: Stage) -> None:
    nobody = Sender("999", "\u202e\u3164 \u200b")
    await stage.says(nobody, f"/start {stage.invited(Post(Role.HEAD, 'tdc'))}")
    await stage.comes("16/5 09:00")
    await stage.taps(nobody, "✅")

    reply = stage.stands("2.2.1", "tdc").reply
    assert reply is not None
    assert reply.by == "người chưa rõ tên (người đứng đầu)"


async def test_somebody_without_a_visible_name_is_greeted_by_the_post(stage: Stage) -> None:
    nobody = Sender("999", "\u202e\u3164 \u200b")
    await stage.says(nobody, f"/start {stage.invited(Post(Role.DEPUTY, 'qlcn'))}")
    stage.phones.blocks(HEAD.sender)

    await stage.lives("10/5 08:00")

    assert stage.texts("999")[-1].startswith("Kính gửi anh/chị cấp phó, Phòng QLCN&ĐMST,\n")


async def test_ten_thousand_characters_are_read_without_harm(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "a\n" * 5_000)

    assert said.startswith("Văn phòng Sở chưa rõ ý anh/chị, chưa ghi nhận gì.")


def test_answering_twice_does_nothing_the_second_time(stage: Stage) -> None:
    stage.phones.says(STRANGER.sender, "alo", at=stage.now)
    with stage.memory.begin() as tx:
        inbox.keep(tx, "simulator", stage.phones.taken(), stage.now)
        (waiting,) = inbox.waiting(tx)
        incoming = stage.phones.read(waiting.payload)
        first = answer(tx, stage.desk, waiting, incoming, stage.now)
        second = answer(tx, stage.desk, waiting, incoming, stage.now)

    assert (len(first), second) == (1, [])


async def test_a_reason_shown_to_those_above_is_one_harmless_line(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    await stage.says(HEAD, "1 xin lùi đến 17/5 vì chờ Đài\n✅ Việc 2: đã hoàn thành\u202e <b>x</b>")
    await stage.lives("10/5 08:05")

    shown = [text for who in (LEADER, OFFICE) for text in stage.texts(who) if "chờ Đài" in text]
    assert shown
    assert not any("\n✅ Việc 2" in text or "\u202e" in text for text in shown)
