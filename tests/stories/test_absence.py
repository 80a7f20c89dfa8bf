"""Somebody is away: told in one line, repeated back, and reminders find who stands in."""

import pytest

from bot.people import Post, Role
from tests.stories.cast import (
    DEPUTY,
    HEAD,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    SECOND_HEAD,
    STAFF,
    VPS_HEAD,
    Somebody,
)
from tests.stories.stage import Stage

ABSENT = "đi công tác 10-13/5, phó phòng thay"
REMINDER = "Kính gửi anh/chị "


def reminded(stage: Stage, who: Somebody) -> int:
    """How many reminders somebody has on the phone."""
    return sum(text.startswith(REMINDER) for text in stage.texts(who))


async def test_an_absence_is_repeated_back_with_days_and_substitute(stage: Stage) -> None:
    stage.joined(DEPUTY, STAFF)
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, ABSENT)

    assert said == (
        "Đã ghi nhận: anh/chị vắng từ thứ Ba, 10/5/2022 đến hết thứ Sáu, 13/5/2022.\n"
        "Trong thời gian đó, tin nhắc được gửi tới: Đỗ Quang Huy.\n"
        "Hết thời gian này, tin nhắc tự trở lại với anh/chị. Về sớm thì viết “tôi về rồi”."
    )


async def test_the_substitute_is_told_and_reminded_and_afterwards_it_returns(
    stage: Stage,
) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)
    await stage.lives("6/5 09:05")
    before = reminded(stage, HEAD)

    await stage.lives("13/5 17:00")
    during = reminded(stage, HEAD), reminded(stage, DEPUTY)
    await stage.lives("16/5 09:00")

    assert stage.texts(DEPUTY)[0].startswith(f"{HEAD.name} vắng từ thứ Ba, 10/5/2022")
    assert during == (before, 3)
    assert reminded(stage, HEAD) == before + 1


async def test_who_stands_in_is_greeted_by_name_and_not_as_the_head(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)

    await stage.lives("10/5 09:00")

    assert stage.texts(DEPUTY)[-1].startswith("Kính gửi anh/chị Đỗ Quang Huy, Phòng QLCN&ĐMST,\n")
    assert not any("Trưởng phòng" in text for text in stage.texts(DEPUTY))


async def test_nobody_is_said_to_have_stood_in_where_nobody_did(stage: Stage) -> None:
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)

    said = await stage.says(HEAD, "tôi về rồi")

    assert "\nVăn phòng Sở được báo. Gửi /viec" in said


async def test_a_named_colleague_stands_in_though_a_deputy_is_there(stage: Stage) -> None:
    stage.joined(DEPUTY, STAFF)
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, "nghỉ phép từ 10/5 đến 13/5, chị Mai thay")
    await stage.lives("10/5 09:00")

    assert "tin nhắc được gửi tới: Bùi Thị Mai." in said
    assert (reminded(stage, STAFF), reminded(stage, DEPUTY)) == (1, 0)


async def test_a_deadline_inside_the_absence_is_shown_to_the_office(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("9/5 09:00")

    await stage.says(HEAD, "đi công tác 13-16/5, phó phòng thay")
    await stage.lives("9/5 09:05")

    told = stage.texts(OFFICE)[-1]
    assert told.startswith(f"{HEAD.name} (Phòng Quản lý công nghệ và đổi mới sáng tạo) vắng từ")
    assert "Nguyên văn: “đi công tác 13-16/5, phó phòng thay”." in told
    assert "Tin nhắc được gửi tới: Đỗ Quang Huy." in told
    assert "\nNhiệm vụ đến hạn trong thời gian vắng:\n- " in told
    assert told.count("(hạn 14/5/2022)") == 4


async def test_the_office_hears_nothing_where_all_is_well(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    before = len(stage.texts(OFFICE))

    await stage.says(HEAD, "nghỉ phép thứ 2, phó phòng thay")
    await stage.lives("6/5 09:05")

    assert stage.texts(OFFICE)[before:] == []


async def test_without_a_substitute_the_office_hears_and_nobody_is_lost(stage: Stage) -> None:
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, ABSENT)
    await stage.lives("6/5 09:05")
    told = stage.texts(OFFICE)[-1]
    before = reminded(stage, HEAD)
    await stage.lives("10/5 09:00")

    assert "Đơn vị chưa có cấp phó nào liên kết." in said
    assert "nên tin nhắc vẫn gửi tới anh/chị; Văn phòng Sở đã được báo." in said
    assert "chưa có người thay đã liên kết: đề nghị cấp mã (gửi “/moi Phòng Quản lý" in told
    assert reminded(stage, HEAD) == before + 1


async def test_a_name_that_nobody_has_is_told_to_both(stage: Stage) -> None:
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, "nghỉ phép 10-13/5, anh Nam thay")
    await stage.lives("6/5 09:05")

    assert "Chưa thấy ai tên “Nam” trong số người đã liên kết của đơn vị." in said
    assert "(nêu tên “Nam”)" in stage.texts(OFFICE)[-1]


async def test_of_several_deputies_one_must_be_named_and_may_be_named_later(
    stage: Stage,
) -> None:
    other = Somebody("Trịnh Thu Thảo", "thao", Post(Role.DEPUTY, "qlcn"))
    stage.joined(DEPUTY, other)
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, ABSENT)
    later = await stage.says(HEAD, "chị Thảo thay")
    await stage.lives("10/5 09:00")

    assert "Có nhiều người có thể thay: Đỗ Quang Huy, Trịnh Thu Thảo." in said
    assert "tin nhắc được gửi tới: Trịnh Thu Thảo." in later
    assert (reminded(stage, other), reminded(stage, DEPUTY)) == (1, 0)


@pytest.mark.parametrize(
    ("today", "days"),
    [("6/5 09:00", "9-13/5"), ("9/5 09:00", "16-20/5"), ("25/5 09:00", "30/5-03/6")],
)
async def test_the_example_of_an_absence_lies_in_the_week_to_come(
    stage: Stage, today: str, days: str
) -> None:
    await stage.comes(today)

    asked = await stage.says(HEAD, "nghỉ phép, phó phòng thay")
    guide = await stage.says(HEAD, "/trogiup")

    assert f"ví dụ: “đi công tác {days}, phó phòng thay”." in asked
    assert f"Đi vắng: “đi công tác {days}, phó phòng thay”;" in guide


async def test_who_is_back_early_is_reminded_again(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)
    await stage.lives("11/5 09:00")
    before = reminded(stage, HEAD)

    said = await stage.says(HEAD, "tôi về rồi")
    await stage.lives("12/5 09:00")

    assert said.startswith("Đã bỏ lịch vắng")
    assert reminded(stage, HEAD) == before + 1
    assert any(t.startswith(f"{HEAD.name} (") and "trở lại" in t for t in stage.texts(DEPUTY))


async def test_a_wrong_absence_is_taken_back_by_its_button_and_by_nobody_else(
    stage: Stage,
) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)
    shown, data = stage.phones.phone(HEAD.phone).find("Chưa đúng")

    by_another = await stage.sends(QLKH_HEAD, data, None)
    by_oneself = await stage.sends(HEAD, data, shown.id)
    await stage.lives("10/5 09:00")

    assert by_another.startswith("Anh/chị không có lịch vắng nào cần bỏ")
    assert by_oneself.startswith("Đã bỏ lịch vắng")
    assert reminded(stage, DEPUTY) == 0


async def test_a_later_line_corrects_an_earlier_one(stage: Stage) -> None:
    stage.joined(DEPUTY, STAFF)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)

    await stage.says(HEAD, "đi công tác 10-12/5, chị Mai thay")
    await stage.lives("13/5 09:00")

    assert (reminded(stage, DEPUTY), reminded(stage, STAFF)) == (0, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("đi công tác từ mai, phó phòng thay", "Chưa ghi nhận: anh/chị vắng từ ngày nào"),
        ("nghỉ phép, phó phòng thay", "Chưa ghi nhận: anh/chị vắng từ ngày nào"),
        ("nghỉ phép 2-4/5, phó phòng thay", "Chưa ghi nhận: thứ Tư, 04/5/2022 đã qua."),
    ],
)
async def test_days_that_are_not_certain_or_past_are_asked_for(
    stage: Stage, text: str, said: str
) -> None:
    await stage.comes("6/5 09:00")

    assert (await stage.says(HEAD, text)).startswith(said)


@pytest.mark.parametrize("days", ["30/2 - 3/3", "25-23/5"])
async def test_days_that_cannot_be_are_said_to_be_wrong(stage: Stage, days: str) -> None:
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, f"đi công tác {days}")

    assert said == (
        f"Chưa ghi nhận: ngày vắng “{days}” chưa đúng.\n"
        "Đề nghị xem lại ngày rồi viết trong một tin, "
        "ví dụ: “đi công tác 9-13/5, phó phòng thay”."
    )


async def test_an_absence_announced_is_taken_back_in_words(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)

    said = await stage.says(HEAD, "bỏ lịch vắng")
    again = await stage.says(HEAD, "bỏ lịch vắng")
    await stage.lives("10/5 09:00")

    assert said.startswith("Đã bỏ lịch vắng")
    assert again.startswith("Anh/chị không có lịch vắng nào cần bỏ")
    assert reminded(stage, DEPUTY) == 0
    assert stage.texts(DEPUTY)[-1].startswith(
        f"{HEAD.name} (Phòng Quản lý công nghệ và đổi mới sáng tạo) bỏ lịch vắng từ thứ Ba, "
    )


@pytest.mark.parametrize(
    "denial", ["mai tôi không đi vắng", "tôi sẽ không đi công tác thứ 6", "toi khong nghi thu 4"]
)
async def test_an_absence_that_is_denied_is_not_recorded(stage: Stage, denial: str) -> None:
    await stage.comes("10/5 09:00")
    before = len(stage.texts(OFFICE))

    said = await stage.says(HEAD, denial)
    await stage.lives("10/5 09:05")

    assert said.startswith("Dạ vâng, không ghi vắng ngày thứ ")
    assert await stage.says(LEADER, "ai đang vắng?") == (
        "Chưa có ai báo vắng, hôm nay và những ngày tới."
    )
    assert stage.texts(OFFICE)[before:] == []


@pytest.mark.parametrize("denial", ["tôi không nghỉ thứ 6 nữa", "hoãn chuyến công tác rồi"])
async def test_a_denial_takes_back_the_absence_on_record(stage: Stage, denial: str) -> None:
    await stage.comes("10/5 09:00")
    await stage.says(HEAD, "nghỉ phép 13/5")

    said = await stage.says(HEAD, denial)

    assert said.startswith("Đã bỏ lịch vắng")


async def test_a_denial_of_one_day_leaves_a_longer_absence_and_says_so(stage: Stage) -> None:
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)

    said = await stage.says(HEAD, "thứ 4 tôi không đi công tác nữa")
    dropped = await stage.says(HEAD, "bỏ lịch vắng")

    assert said == (
        "Chưa thay đổi: đang ghi anh/chị vắng từ thứ Ba, 10/5/2022 đến hết thứ Sáu, 13/5/2022.\n"
        "Nếu không vắng nữa, viết “bỏ lịch vắng”; nếu đổi ngày, viết lại ngày vắng trong một tin."
    )
    assert dropped.startswith("Đã bỏ lịch vắng")


async def test_a_trip_put_off_that_nobody_knew_of_changes_nothing(stage: Stage) -> None:
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, "hoãn chuyến công tác rồi")

    assert said.startswith("Anh/chị không có lịch vắng nào cần bỏ")


async def test_leadership_and_office_ask_who_is_away(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 2 xin lùi đến 17/5 vì chờ Đài")  # waits for a decision meanwhile
    nobody = await stage.says(LEADER, "ai đang đi công tác?")
    await stage.says(HEAD, "đi công tác 10-13/5, phó phòng thay")
    await stage.says(QLKH_HEAD, "nghỉ phép 16/5")

    said = await stage.says(LEADER, "ai đang đi công tác?")

    assert nobody == "Chưa có ai báo vắng, hôm nay và những ngày tới."
    assert said == (
        "Vắng hôm nay, thứ Ba, 10/5/2022:\n"
        "- Phạm Thị Lan (Phòng Quản lý công nghệ và đổi mới sáng tạo): "
        "vắng từ thứ Ba, 10/5/2022 đến hết thứ Sáu, 13/5/2022; Đỗ Quang Huy thay.\n"
        "\nSắp tới:\n"
        "- Trần Văn Hùng (Phòng Quản lý khoa học): vắng ngày thứ Hai, 16/5/2022; "
        "chưa nêu người thay."
    )
    assert await stage.says(OFFICE, "hôm nay ai vắng") == said


async def test_an_absence_given_as_the_reason_asked_for_is_both(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.taps(HEAD, "❌ 1")

    said = await stage.says(HEAD, "đi công tác 10-13/5")

    assert said.startswith(
        "Đã ghi nhận: anh/chị vắng từ thứ Ba, 10/5/2022 đến hết thứ Sáu, 13/5/2022."
    )
    assert "Đã ghi nhận lý do: “đi công tác 10-13/5”" in said


@pytest.mark.parametrize("words", ["kế toán nghỉ ốm đến 13/5", "tôi đi công tác từ hôm nay"])
async def test_somebody_else_s_absence_or_one_without_an_end_is_only_the_reason(
    stage: Stage, words: str
) -> None:
    await stage.comes("10/5 08:00")
    await stage.taps(HEAD, "❌ 1")

    said = await stage.says(HEAD, words)

    assert said.startswith(f"Đã ghi nhận lý do: “{words}”")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("tôi nghỉ phép từ mai đến thứ 6 tuần sau", "thứ Tư, 11/5/2022 đến hết thứ Sáu, 20/5/2022"),
        ("đi công tác 12-13/5", "thứ Năm, 12/5/2022 đến hết thứ Sáu, 13/5/2022"),
    ],
)
async def test_an_absence_where_a_new_deadline_is_asked_for_is_kept_and_the_day_asked_again(
    stage: Stage, words: str, days: str
) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "xin lùi việc 2 vì chờ nhập thiết bị")

    said = await stage.says(HEAD, words)

    assert said.startswith(f"Đã ghi nhận: anh/chị vắng từ {days}.")
    assert "Anh/chị đề nghị lùi đến ngày nào ạ?" in said
    assert "Kính trình" not in "".join(stage.texts(LEADER))
    taken = await stage.says(HEAD, "23/5")
    assert taken.startswith("Đã ghi nhận đề nghị lùi đến thứ Hai, 23/5/2022")
    assert "Lý do: “chờ nhập thiết bị”." in taken


@pytest.mark.parametrize(
    "words", ["vì tôi đi công tác 12-13/5", "chị Hoa nghỉ ốm đến 16/5", "tôi đi công tác"]
)
async def test_the_days_of_an_absence_that_is_the_reason_are_no_new_deadline(
    stage: Stage, words: str
) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "xin lùi việc 2")

    asked = await stage.says(HEAD, words)
    taken = await stage.says(HEAD, "17/5")

    assert asked.startswith("Anh/chị đề nghị lùi đến ngày nào ạ?")
    assert taken.startswith("Đã ghi nhận đề nghị lùi đến thứ Ba, 17/5/2022")
    assert f"Lý do: “{words.removeprefix('vì ')}”." in taken


async def test_a_day_before_an_absence_that_is_the_reason_is_the_new_deadline(
    stage: Stage,
) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "xin lùi việc 2")

    said = await stage.says(HEAD, "đến 20/5 vì tôi đi công tác 12-13/5")

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Sáu, 20/5/2022")
    assert "Lý do: “tôi đi công tác 12-13/5”." in said


async def test_an_absence_where_the_reason_of_a_wish_is_asked_for_is_both(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "xin lùi việc 2 đến 20/5")

    said = await stage.says(HEAD, "tôi đi công tác 12-13/5")

    assert said.startswith("Đã ghi nhận: anh/chị vắng từ thứ Năm, 12/5/2022")
    assert "Đã ghi nhận đề nghị lùi đến thứ Sáu, 20/5/2022" in said
    assert "Lý do: “tôi đi công tác 12-13/5”." in said


async def test_an_absence_after_the_deadline_is_not_why_and_the_reason_is_still_asked_for(
    stage: Stage,
) -> None:
    await stage.comes("10/5 08:00")
    await stage.taps(HEAD, "❌ 1")

    said = await stage.says(HEAD, "tuần sau tôi đi công tác")
    given = await stage.says(HEAD, "chờ kinh phí")

    assert said.startswith("Đã ghi nhận: anh/chị vắng từ thứ Hai, 16/5/2022")
    assert said.endswith("chưa xong vì sao ạ? Lý do chưa được ghi nhận.")
    assert "lý do: “" not in said
    assert given.startswith("Đã ghi nhận lý do: “chờ kinh phí”")


async def test_an_absence_after_the_day_wished_for_is_not_why_and_the_reason_is_asked_again(
    stage: Stage,
) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "xin lùi việc 2 đến 18/5")

    said = await stage.says(HEAD, "tôi nghỉ phép 23-25/5")
    given = await stage.says(HEAD, "chờ Đài xếp lịch")

    assert said.startswith("Đã ghi nhận: anh/chị vắng từ thứ Hai, 23/5/2022")
    assert "Đề nghị lùi đến thứ Tư, 18/5/2022: anh/chị cho biết lý do ạ?" in said
    assert "Lý do: “chờ Đài xếp lịch”." in given


async def test_a_denied_absence_is_no_reason(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.taps(HEAD, "❌ 1")

    said = await stage.says(HEAD, "mai tôi không đi vắng")

    assert said.startswith("Dạ vâng, không ghi vắng")
    assert "lý do: “" not in said


async def test_two_heads_one_away_the_other_and_the_substitute_are_written_to(
    stage: Stage,
) -> None:
    stage.joined(SECOND_HEAD, DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)
    await stage.lives("10/5 09:00")

    assert (reminded(stage, SECOND_HEAD), reminded(stage, DEPUTY)) == (2, 1)


async def test_a_substitute_who_is_away_too_is_passed_over(stage: Stage) -> None:
    stage.joined(DEPUTY, STAFF)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, ABSENT)
    await stage.says(DEPUTY, "nghỉ ốm 10-11/5")
    await stage.lives("10/5 09:00")

    assert (reminded(stage, STAFF), reminded(stage, DEPUTY)) == (1, 0)


async def test_another_unit_s_absence_changes_nothing_here(stage: Stage) -> None:
    await stage.comes("6/5 09:00")
    await stage.says(VPS_HEAD, ABSENT)
    before = reminded(stage, HEAD)
    await stage.lives("10/5 09:00")

    assert reminded(stage, HEAD) == before + 1


@pytest.mark.parametrize("words", ["không ai thay", "không có ai thay"])
async def test_nobody_stands_in_is_no_name(stage: Stage, words: str) -> None:
    await stage.comes("9/5 08:00")

    said = await stage.says(HEAD, f"nghỉ 10-11/5 {words}")

    assert said.startswith("Đã ghi nhận: anh/chị vắng từ thứ Ba, 10/5/2022 đến hết thứ Tư")
    assert "Chưa thấy ai tên" not in said
    assert "nêu tên" not in stage.texts(OFFICE)[-1]


@pytest.mark.parametrize("polite", ["", "Kính gửi Văn phòng, ", "Kính thưa anh Nam: "])
@pytest.mark.parametrize(
    "text",
    [
        "tôi đã trở lại làm việc, xin bỏ lịch vắng",
        "em về rồi ạ, bỏ lịch công tác giúp em",
        "toi da tro lai lam viec, xin bo lich vang",
        "tôi đã trở lại làm việc từ hôm nay",
    ],
)
async def test_who_is_back_says_so_politely(stage: Stage, polite: str, text: str) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "đi công tác 10-17/5")

    said = await stage.says(HEAD, polite + text)

    assert said.startswith("Đã bỏ lịch vắng")


async def test_an_absence_told_politely_is_taken_down(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    said = await stage.says(HEAD, "Kính gửi Văn phòng Sở, tôi đi công tác 16-17/5")

    assert said.startswith("Đã ghi nhận: anh/chị vắng từ thứ Hai, 16/5/2022")


# --- a deadline on a day off ---------------------------------------------------------------------


async def test_the_office_hears_of_a_deadline_whose_last_working_day_is_in_an_absence(
    stage: Stage,
) -> None:
    stage.joined(DEPUTY)
    await stage.comes("12/5 09:00")

    await stage.says(HEAD, "mai nghỉ, phó phòng thay")  # what is due on Saturday is asked for then
    await stage.lives("12/5 09:05")

    for reader in (OFFICE, DEPUTY):
        assert "video" not in stage.texts(reader)[-1]
        assert stage.texts(reader)[-1].count("(hạn 14/5/2022, là ngày nghỉ)") == 4


# --- half a day ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("chiều mai em nghỉ", "chiều thứ Sáu, 13/5/2022"),
        ("sáng thứ 6 em đi họp tỉnh", "sáng thứ Sáu, 13/5/2022"),
        ("chieu thu 6 em xin nghi", "chiều thứ Sáu, 13/5/2022"),
        ("mai em nghỉ nửa ngày", "một phần ngày thứ Sáu, 13/5/2022"),
    ],
)
async def test_half_a_day_is_not_taken_for_a_day(stage: Stage, words: str, when: str) -> None:
    stage.joined(DEPUTY)
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, words)
    before = await stage.says(LEADER, "ai đang vắng?")
    whole = await stage.says(HEAD, "nghỉ cả ngày 13/5, phó phòng thay")

    assert said == (
        f"Chưa ghi lịch vắng: lịch vắng tính theo cả ngày, còn anh/chị vắng {when}.\n"
        "Tin nhắc ngày đó vẫn gửi tới anh/chị như thường lệ. Nếu vắng cả ngày, hoặc muốn người "
        "khác nhận tin cả ngày, viết: “nghỉ cả ngày 13/5, phó phòng thay”."
    )
    assert before == "Chưa có ai báo vắng, hôm nay và những ngày tới."
    assert whole.startswith("Đã ghi nhận: anh/chị vắng ngày thứ Sáu, 13/5/2022.")


async def test_a_correction_to_half_a_day_changes_nothing(stage: Stage) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "mai nghỉ")

    said = await stage.says(HEAD, "à nhầm, chiều thứ 2 mới nghỉ")

    assert said.startswith(
        "Chưa ghi lịch vắng: lịch vắng tính theo cả ngày, còn anh/chị vắng chiều"
    )
    assert "13/5/2022" in await stage.says(LEADER, "ai đang vắng?")


async def test_a_trip_that_begins_within_a_day_says_that_the_day_counts(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, "từ chiều mai đến hết thứ 3 em đi công tác")

    assert said.startswith(
        "Đã ghi nhận: anh/chị vắng từ thứ Sáu, 13/5/2022 đến hết thứ Ba, 17/5/2022.\n"
        "Lịch vắng tính theo cả ngày, cả ngày đầu và ngày cuối.\n"
    )


async def test_half_a_day_where_a_reason_is_asked_for_is_the_reason(stage: Stage) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "việc 1 chưa xong")

    said = await stage.says(HEAD, "chiều nay em nghỉ")

    assert said.startswith("Đã ghi nhận lý do: “chiều nay em nghỉ”.")


# --- who stands in, at length --------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "tuần sau em đi học ở Hà Nội, có gì nhờ anh Huy phó phòng lo giúp",
        "16-20/5 tôi đi công tác, ở nhà đồng chí Huy phụ trách giúp",
        "từ thứ 2 đến thứ 6 tuần sau anh nghỉ phép, mọi việc trao đổi với anh Huy",
        "16-20/5 toi di cong tac, moi viec trao doi voi anh Huy",
    ],
)
async def test_who_stands_in_is_heard_in_a_longer_sentence(stage: Stage, words: str) -> None:
    stage.joined(DEPUTY, STAFF)
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, words)
    await stage.lives("12/5 09:05")

    assert said == (
        "Đã ghi nhận: anh/chị vắng từ thứ Hai, 16/5/2022 đến hết thứ Sáu, 20/5/2022.\n"
        "Trong thời gian đó, tin nhắc được gửi tới: Đỗ Quang Huy.\n"
        "Hết thời gian này, tin nhắc tự trở lại với anh/chị. Về sớm thì viết “tôi về rồi”."
    )
    assert "anh/chị thay" in stage.texts(DEPUTY)[-1]


@pytest.mark.parametrize(
    "words",
    [
        "từ mai đến thứ 6 em đi Hà Nội họp, a Huy xử lý",
        "tu mai den thu 6 em di Ha Noi hop, a Huy xu ly",
        "từ mai đến thứ 6 tôi xuống Bắc Giang dự hội thảo, anh Huy trả lời giúp",
    ],
)
async def test_a_meeting_elsewhere_with_who_stands_in_is_an_absence(
    stage: Stage, words: str
) -> None:
    stage.joined(DEPUTY)
    await stage.comes("10/5 09:00")

    said = await stage.says(HEAD, words)

    assert said.startswith(
        "Đã ghi nhận: anh/chị vắng từ thứ Tư, 11/5/2022 đến hết thứ Sáu, 13/5/2022.\n"
        "Trong thời gian đó, tin nhắc được gửi tới: Đỗ Quang Huy.\n"
    )


@pytest.mark.parametrize(
    "words", ["tôi đang đi công tác, anh Huy trả lời giúp", "em đi công tác, anh Huy báo cáo hộ"]
)
async def test_without_days_it_is_asked_until_when(stage: Stage, words: str) -> None:
    stage.joined(DEPUTY)
    await stage.comes("10/5 09:00")

    said = await stage.says(HEAD, words)

    assert said.startswith("Chưa ghi nhận: anh/chị vắng từ ngày nào đến hết ngày nào ạ?")


async def test_a_place_and_no_meeting_is_none(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("10/5 09:00")

    said = await stage.says(HEAD, "mai em đi Hà Nội, anh Huy xử lý việc 1")

    assert "anh/chị vắng" not in said
