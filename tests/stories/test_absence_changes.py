"""An absence that was told grows, moves or was wrong, and whoever asks sees who stands in."""

import pytest

from bot.people import Post, Role
from tests.stories.cast import DEPUTY, HEAD, LEADER, OFFICE, STAFF, Somebody
from tests.stories.stage import Stage

TRIP = "đi công tác 16-18/5, phó phòng thay"
MON_TO_WED = "từ thứ Hai, 16/5/2022 đến hết thứ Tư, 18/5/2022"
UNIT = "Phòng Quản lý công nghệ và đổi mới sáng tạo"
HOAN = Somebody("Vũ Văn Hoàn", "hoan", Post(Role.STAFF, "qlcn"))
TU = Somebody("Ngô Anh Tú", "tu", Post(Role.STAFF, "qlcn"))
NGHI = Somebody("Trần Văn Nghị", "nghi", Post(Role.STAFF, "qlcn"))


@pytest.fixture
async def away(stage: Stage) -> Stage:
    """It is Thursday, 12/5; the head has said that she is away from Monday to Wednesday."""
    stage.joined(DEPUTY, STAFF)
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, TRIP)
    await stage.lives("12/5 09:05")
    return stage


# --- days are added ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["thêm ngày 20 nữa", "nghỉ cả ngày 20/5 nữa", "à nghỉ thêm ngày 20/5", "them 20/5 nua"]
)
async def test_a_day_that_is_added_has_the_substitute_of_the_absence_before(
    away: Stage, words: str
) -> None:
    said = await away.says(HEAD, words)
    await away.lives("12/5 09:10")

    assert said == (
        "Đã ghi nhận thêm: anh/chị vắng ngày thứ Sáu, 20/5/2022.\n"
        f"Lịch vắng đã báo giữ nguyên: {MON_TO_WED}.\n"
        "Trong thời gian đó, tin nhắc được gửi tới: Đỗ Quang Huy.\n"
        "Hết thời gian này, tin nhắc tự trở lại với anh/chị. Về sớm thì viết “tôi về rồi”."
    )
    told = [text for text in away.texts(DEPUTY) if text.startswith(f"{HEAD.name} vắng")]
    assert told[-1].startswith(f"{HEAD.name} vắng ngày thứ Sáu, 20/5/2022, anh/chị thay.")
    assert len(told) == 2


async def test_the_office_hears_of_an_added_day_on_which_something_falls_due(away: Stage) -> None:
    before = len(away.texts(OFFICE))

    await away.says(HEAD, "nghỉ thêm ngày 20/5")  # nothing falls due
    await away.lives("12/5 09:10")
    quiet = len(away.texts(OFFICE))
    await away.says(HEAD, "à nghỉ cả ngày 19/5 nữa")
    await away.lives("12/5 09:15")

    assert quiet == before
    assert away.texts(OFFICE)[-1].startswith(f"{HEAD.name} ({UNIT}) vắng ngày thứ Năm, 19/5/2022.")
    assert "(hạn 19/5/2022)" in away.texts(OFFICE)[-1]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("nghỉ thêm đến 20/5", "từ thứ Năm, 19/5/2022 đến hết thứ Sáu, 20/5/2022"),
        ("nghỉ thêm 2 ngày nữa", "từ thứ Năm, 19/5/2022 đến hết thứ Sáu, 20/5/2022"),
        ("đi công tác thêm một ngày nữa", "ngày thứ Năm, 19/5/2022"),
        ("nghỉ thêm 18-19/5", "ngày thứ Năm, 19/5/2022"),
    ],
)
async def test_what_is_added_follows_the_absence_that_is_known(
    away: Stage, words: str, days: str
) -> None:
    said = await away.says(HEAD, words)

    assert said.startswith(f"Đã ghi nhận thêm: anh/chị vắng {days}.")


async def test_a_day_that_is_known_already_is_said_to_be(away: Stage) -> None:
    said = await away.says(HEAD, "à nghỉ cả thứ 4 nữa")

    assert said == f"Lịch vắng đã có ngày này: anh/chị vắng {MON_TO_WED}."


async def test_a_weekday_that_may_be_of_this_week_or_of_the_trip_s_is_asked_for(
    away: Stage,
) -> None:
    asked = await away.says(HEAD, "à nghỉ cả thứ 6 nữa")
    said = await away.says(HEAD, "nghỉ cả ngày 20/5 nữa")

    assert asked == (
        "Chưa ghi nhận: thứ Sáu, 13/5/2022 hay thứ Sáu, 20/5/2022 ạ?\n"
        "Đề nghị viết kèm ngày, ví dụ: “nghỉ thêm ngày 20/5”."
    )
    assert said.startswith("Đã ghi nhận thêm: anh/chị vắng ngày thứ Sáu, 20/5/2022.")


async def test_a_weekday_within_the_week_of_the_trip_is_added(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("10/5 09:00")
    await stage.says(HEAD, "đi công tác 11-12/5, phó phòng thay")

    said = await stage.says(HEAD, "à nghỉ cả thứ 6 nữa")

    assert said.startswith("Đã ghi nhận thêm: anh/chị vắng ngày thứ Sáu, 13/5/2022.")


async def test_an_added_day_is_taken_back_by_itself(away: Stage) -> None:
    await away.says(HEAD, "nghỉ thêm ngày 20/5")

    await away.taps(HEAD, "Chưa đúng")

    said = await away.says(LEADER, "ai đang vắng?")
    assert MON_TO_WED in said
    assert "20/5" not in said


async def test_a_bare_day_is_no_absence_once_something_else_was_spoken_of(away: Stage) -> None:
    await away.says(HEAD, "2 chưa xong vì chờ Đài")

    said = await away.says(HEAD, "thêm ngày 20 nữa")

    assert "vắng" not in said


# --- the trip moves ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("dời chuyến đi sang 23-25/5", "hoãn chuyến công tác sang 23/5"),
        *("doi chuyen di sang 23-25/5", "lùi chuyến công tác đến 23/5", "chuyển lịch đi sang 23/5"),
        "chuyến công tác bị hoãn sang 23-25/5 vì bão",
    ],
)
async def test_a_trip_moves_with_its_length_and_its_substitute(away: Stage, words: str) -> None:
    said = await away.says(HEAD, words)
    await away.lives("12/5 09:10")

    days = "từ thứ Hai, 23/5/2022 đến hết thứ Tư, 25/5/2022"
    assert said == (
        f"Đã đổi lịch vắng: anh/chị vắng {days}, thay cho lịch {MON_TO_WED}.\n"
        "Trong thời gian đó, tin nhắc được gửi tới: Đỗ Quang Huy.\n"
        "Hết thời gian này, tin nhắc tự trở lại với anh/chị. Về sớm thì viết “tôi về rồi”."
    )
    told = f"vắng {days}, thay cho lịch {MON_TO_WED}"
    assert away.texts(DEPUTY)[-1].startswith(f"{HEAD.name} {told}; anh/chị thay.")
    assert away.texts(OFFICE)[-1].startswith(f"{HEAD.name} ({UNIT}) {told}.")
    assert MON_TO_WED not in await away.says(LEADER, "ai đang vắng?")


async def test_a_trip_that_moves_counts_working_days(away: Stage) -> None:
    said = await away.says(HEAD, "dời chuyến đi sang 20/5")

    assert "từ thứ Sáu, 20/5/2022 đến hết thứ Ba, 24/5/2022, thay cho" in said


async def test_who_no_longer_stands_in_hears_so(away: Stage) -> None:
    await away.says(HEAD, "dời chuyến đi sang 23-25/5, chị Mai thay")
    await away.lives("12/5 09:10")

    assert away.texts(STAFF)[-1].startswith(f"{HEAD.name} vắng từ thứ Hai, 23/5/2022")
    assert away.texts(DEPUTY)[-1].startswith(f"{HEAD.name} ({UNIT}) bỏ lịch vắng {MON_TO_WED}.")


async def test_which_of_several_moves_is_asked_and_told_by_its_days(away: Stage) -> None:
    await away.says(HEAD, "nghỉ phép 26-27/5")

    asked = await away.says(HEAD, "dời chuyến đi sang 30/5")
    said = await away.says(HEAD, "dời chuyến đi 16-18/5 sang 30/5")

    assert asked == (
        f"Chưa thay đổi: anh/chị đang có lịch vắng {MON_TO_WED}; "
        "từ thứ Năm, 26/5/2022 đến hết thứ Sáu, 27/5/2022.\n"
        "Đề nghị nêu cả ngày cũ, ví dụ: “dời chuyến đi 16-18/5 sang …”."
    )
    assert said.startswith(
        "Đã đổi lịch vắng: anh/chị vắng từ thứ Hai, 30/5/2022 đến hết thứ Tư, 01/6/2022, "
        f"thay cho lịch {MON_TO_WED}."
    )


async def test_a_trip_that_nobody_knew_of_is_recorded_where_it_goes(stage: Stage) -> None:
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, "dời chuyến đi sang 23-25/5")
    asked = await stage.says(QUIET, "dời chuyến đi sang 23/5")

    assert said.startswith("Đã ghi nhận: anh/chị vắng từ thứ Hai, 23/5/2022 đến hết thứ Tư, ")
    assert asked.startswith("Chưa ghi nhận: anh/chị vắng từ ngày nào đến hết ngày nào ạ?")


QUIET = Somebody("Trần Văn Hùng", "hung", Post(Role.HEAD, "qlkh"))


@pytest.mark.parametrize("words", ["dời chuyến đi sang 9-10/5", "dời chuyến đi sang 30/2"])
async def test_a_trip_does_not_move_into_the_past_or_to_no_day(away: Stage, words: str) -> None:
    said = await away.says(HEAD, words)

    assert said.startswith("Chưa ghi nhận: ")
    assert MON_TO_WED in await away.says(LEADER, "ai đang vắng?")


async def test_a_trip_put_off_to_no_certain_day_is_taken_back(away: Stage) -> None:
    said = await away.says(HEAD, "dời chuyến công tác sang tháng sau")

    assert said.startswith("Đã bỏ lịch vắng; tin nhắc lại gửi tới anh/chị từ bây giờ.")
    assert said.endswith(
        "Biết ngày mới thì viết lại, ví dụ: “đi công tác 16-20/5, phó phòng thay”."
    )


# --- the days were wrong -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("à nhầm, mốt mới nghỉ", "à không phải mai, ngày kia cơ", "không phải mai mà là mốt"),
        *("nghỉ mốt chứ không phải mai", "mai không nghỉ, mốt mới nghỉ", "em nhầm ngày, 14/5 ạ"),
        *("mốt mới nghỉ nhé", "a nham, ngay kia moi nghi", "ngày kia em nghỉ cơ"),
    ],
)
async def test_days_told_by_mistake_give_way_to_those_that_are_meant(
    stage: Stage, words: str
) -> None:
    stage.joined(DEPUTY, STAFF)
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "mai nghỉ, chị Mai thay")

    said = await stage.says(HEAD, words)
    await stage.lives("12/5 09:05")

    moved = "ngày thứ Bảy, 14/5/2022, thay cho lịch ngày thứ Sáu, 13/5/2022"
    assert said == (
        f"Đã đổi lịch vắng: anh/chị vắng {moved}.\n"
        "Trong thời gian đó, tin nhắc được gửi tới: Bùi Thị Mai.\n"
        "Hết thời gian này, tin nhắc tự trở lại với anh/chị. Về sớm thì viết “tôi về rồi”."
    )
    assert stage.texts(STAFF)[-1].startswith(f"{HEAD.name} vắng {moved}; anh/chị thay.")
    assert stage.texts(OFFICE)[-1].startswith(f"{HEAD.name} ({UNIT}) vắng {moved}.")
    assert "13/5" not in await stage.says(LEADER, "ai đang vắng?")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("à nhầm, 17/5 mới đi", "từ thứ Ba, 17/5/2022 đến hết thứ Năm, 19/5/2022"),
        ("à nhầm, đến 19/5 cơ", "từ thứ Hai, 16/5/2022 đến hết thứ Năm, 19/5/2022"),
        ("đính chính: 17-18/5 mới đúng", "từ thứ Ba, 17/5/2022 đến hết thứ Tư, 18/5/2022"),
        ("à nhầm, chỉ đi công tác ngày 17/5 thôi", "ngày thứ Ba, 17/5/2022"),
    ],
)
async def test_a_trip_told_by_mistake_keeps_what_is_not_corrected(
    away: Stage, words: str, days: str
) -> None:
    said = await away.says(HEAD, words)

    assert said.startswith(
        f"Đã đổi lịch vắng: anh/chị vắng {days}, thay cho lịch {MON_TO_WED}.\n"
        "Trong thời gian đó, tin nhắc được gửi tới: Đỗ Quang Huy."
    )


async def test_days_that_are_as_they_were_told_change_nothing(away: Stage) -> None:
    said = await away.says(HEAD, "à nhầm, 16/5 mới đi công tác")

    assert said == f"Lịch vắng đã có những ngày này: anh/chị vắng {MON_TO_WED}."


async def test_other_days_than_those_on_record_are_denied_in_vain(away: Stage) -> None:
    said = await away.says(HEAD, "không phải mai, mốt cơ")

    assert said.startswith(f"Chưa thay đổi: anh/chị đang có lịch vắng {MON_TO_WED}.")


async def test_a_bare_day_behind_a_wish_corrects_the_wish(away: Stage) -> None:
    await away.says(HEAD, "việc 1 xin lùi đến 16/5 vì chờ Đài")

    said = await away.says(HEAD, "à nhầm, 17/5")

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Ba, 17/5/2022")
    assert MON_TO_WED in await away.says(LEADER, "ai đang vắng?")


async def test_who_corrects_an_absence_that_nobody_knew_of_has_told_of_one(stage: Stage) -> None:
    await stage.comes("12/5 09:00")

    said = await stage.says(HEAD, "à nhầm, mốt mới nghỉ")

    assert said.startswith("Đã ghi nhận: anh/chị vắng ngày thứ Bảy, 14/5/2022.")


@pytest.mark.parametrize(
    "words",
    [
        *("thôi không nghỉ nữa", "hủy nghỉ", "thoi khong nghi nua", "bỏ cái lịch nghỉ mai"),
        *("thôi bỏ, không nghỉ", "thôi mai em đi làm", "em đổi ý, không nghỉ nữa", "xin hủy phép"),
    ],
)
async def test_who_does_not_take_the_day_off_says_so_in_any_words(stage: Stage, words: str) -> None:
    stage.joined(DEPUTY)
    await stage.comes("12/5 08:00")
    await stage.says(HEAD, "mai em nghỉ")

    said = await stage.says(HEAD, words)

    assert said == (
        "Đã bỏ lịch vắng; tin nhắc lại gửi tới anh/chị từ bây giờ.\n"
        "Người thay và Văn phòng Sở được báo. Gửi /viec để xem việc đang mở."
    )
    told = f"{HEAD.name} ({UNIT}) bỏ lịch vắng ngày thứ Sáu, 13/5/2022."
    assert stage.texts(DEPUTY)[-1].startswith(told)
    assert stage.texts(OFFICE)[-1].startswith(told)


# --- who stands in is shown ----------------------------------------------------------------------


async def test_who_is_written_to_is_shown_though_nobody_was_named(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "đi công tác 16-18/5")

    said = await stage.says(OFFICE, "ai đang vắng?")

    assert said.endswith(f"vắng {MON_TO_WED}; chưa nêu người thay, tin nhắc gửi tới Đỗ Quang Huy.")


async def test_a_substitute_who_has_not_joined_is_shown_by_name(stage: Stage) -> None:
    await stage.comes("12/5 09:00")
    await stage.says(HEAD, "đi công tác 16-18/5, anh Nam thay")

    said = await stage.says(LEADER, "ai đang vắng?")

    assert said.endswith(f"vắng {MON_TO_WED}; nêu tên “Nam” thay, chưa liên kết.")


# --- names that look like words ------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Hoan di cong tac", "hoan di cong tac 23-25/5"])
async def test_a_word_that_may_be_a_name_is_asked_about_and_changes_nothing(
    away: Stage, words: str
) -> None:
    away.joined(HOAN)

    asked = await away.says(HEAD, words)
    before = await away.says(LEADER, "ai đang vắng?")
    dropped = await away.taps(HEAD, "Bỏ lịch vắng")

    assert asked == (
        "Chưa thay đổi gì: anh/chị hoãn chuyến đi, hay Vũ Văn Hoàn đi công tác ạ?\n"
        f"Nếu hoãn lịch vắng {MON_TO_WED}, chọn bên dưới hoặc viết “bỏ lịch vắng”. "
        "Nếu Vũ Văn Hoàn vắng, đề nghị Vũ Văn Hoàn tự báo tại đây."
    )
    assert MON_TO_WED in before
    assert dropped.startswith("Đã bỏ lịch vắng")


async def test_the_word_with_its_marks_or_where_nobody_has_that_name_is_no_name(
    away: Stage,
) -> None:
    said = await away.says(HEAD, "hoan di cong tac")
    away.joined(HOAN)
    await away.says(HEAD, TRIP)
    again = await away.says(HEAD, "hoãn đi công tác")

    assert said.startswith("Đã bỏ lịch vắng")
    assert again.startswith("Đã bỏ lịch vắng")


@pytest.mark.parametrize("words", ["chi Hoan di cong tac", "a Hoan di cong tac"])
async def test_somebody_addressed_is_somebody(away: Stage, words: str) -> None:
    away.joined(HOAN)

    await away.says(HEAD, words)

    assert MON_TO_WED in await away.says(LEADER, "ai đang vắng?")


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("a Tu thay", TU),
        ("di cong tac 16-18/5, a Tu thay", TU),
        ("c. Tu thay", TU),
        ("anh Nghi thay", NGHI),
        ("di cong tac 16-18/5, a Nghi thay", NGHI),
        ("Hoan thay", HOAN),
    ],
)
async def test_a_substitute_is_found_by_a_name_typed_without_marks(
    away: Stage, words: str, who: Somebody
) -> None:
    away.joined(TU, NGHI, HOAN)

    said = await away.says(HEAD, words)

    assert f"tin nhắc được gửi tới: {who.name}." in said


@pytest.mark.parametrize(
    "words", ["thôi mai em vẫn đi làm", "thoi mai em van di lam", "ngày mai tôi vẫn đến cơ quan"]
)
async def test_who_is_at_work_after_all_has_no_absence(stage: Stage, words: str) -> None:
    stage.joined(DEPUTY)
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "mai em nghỉ")

    said = await stage.says(HEAD, words)

    assert said.startswith("Đã bỏ lịch vắng; tin nhắc lại gửi tới anh/chị từ bây giờ.")
    assert stage.texts(DEPUTY)[-1].startswith("Phạm Thị Lan (Phòng Quản lý công nghệ")


async def test_who_is_at_work_on_one_of_several_days_is_asked(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "em nghỉ từ hôm nay đến 13/5")

    said = await stage.says(HEAD, "thôi mai em vẫn đi làm")

    assert said.startswith("Chưa thay đổi: đang ghi anh/chị vắng từ thứ Ba, 10/5/2022")
    assert "viết “bỏ lịch vắng”" in said


async def test_who_was_never_away_is_at_work_as_ever(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    assert "lịch vắng" not in await stage.says(HEAD, "mai em vẫn đi làm")


@pytest.mark.parametrize(
    ("words", "dropped", "kept"),
    [
        (
            "thôi không đi nữa, chuyến công tác hoãn rồi",
            "từ thứ Sáu, 13/5/2022 đến hết thứ Ba, 17/5/2022",
            "ngày thứ Tư, 18/5/2022",
        ),
        (
            "18/5 em vẫn đi làm",
            "ngày thứ Tư, 18/5/2022",
            "từ thứ Sáu, 13/5/2022 đến hết thứ Ba, 17/5/2022",
        ),
    ],
)
async def test_of_several_absences_it_is_said_which_is_over_and_which_stays(
    stage: Stage, words: str, dropped: str, kept: str
) -> None:
    await stage.comes("10/5 09:00")
    await stage.says(HEAD, "em đi công tác 13-17/5")
    await stage.says(HEAD, "à quên, 18/5 em cũng nghỉ luôn")

    said = await stage.says(HEAD, words)

    assert said.startswith(
        f"Đã bỏ lịch vắng {dropped}.\n"
        f"Vẫn giữ lịch vắng {kept}; cũng không vắng nữa thì viết lại, kèm ngày.\n"
    )


# --- somebody else stands in ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("chị Mai thay chứ không phải anh Huy", "chi Mai thay chu khong phai anh Huy"),
        *("16-18/5 đi công tác, chị Mai thay", "người thay là chị Mai"),
    ],
)
async def test_whoever_was_to_stand_in_hears_who_does_now(away: Stage, words: str) -> None:
    said = await away.says(HEAD, words)
    await away.lives("12/5 09:20")

    assert "gửi tới: Bùi Thị Mai." in said
    assert f"{HEAD.name} vắng {MON_TO_WED}, anh/chị thay." in away.texts(STAFF)[-1]
    told = f"{HEAD.name} vắng {MON_TO_WED}: nay Bùi Thị Mai thay; anh/chị không phải thay nữa."
    assert told in away.texts(DEPUTY)[-1]


async def test_nobody_hears_so_who_still_stands_in(away: Stage) -> None:
    await away.says(HEAD, "16-18/5 đi công tác, anh Huy thay")
    await away.lives("12/5 09:20")

    assert not any("không phải thay nữa" in text for text in away.texts(DEPUTY))


# --- narrowed, or put off, right behind it --------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("à đi từ thứ 3 đến thứ 4 thôi", "chỉ đi thứ 3 đến thứ 4 thôi", "đi từ 17 đến 18/5 thôi"),
        *("chi di thu 3 den thu 4 thoi", "17-18/5 thôi ạ"),
    ],
)
async def test_only_some_of_the_days_take_the_place_of_all(away: Stage, words: str) -> None:
    said = await away.says(HEAD, words)

    told = "từ thứ Ba, 17/5/2022 đến hết thứ Tư, 18/5/2022"
    assert said.startswith(f"Đã đổi lịch vắng: anh/chị vắng {told}, thay cho lịch {MON_TO_WED}.")


async def test_days_behind_something_else_are_of_that(away: Stage) -> None:
    await away.says(HEAD, "việc 1 đang làm")

    said = await away.says(HEAD, "chỉ thứ 3 đến thứ 4 thôi")

    assert "lịch vắng" not in said


@pytest.mark.parametrize(
    "words", ["thôi hoãn đi rồi", "thoi hoan di roi", "bị hoãn rồi ạ", "à hủy rồi", "hoãn lại nhé"]
)
async def test_what_is_put_off_right_behind_it_is_that_trip(away: Stage, words: str) -> None:
    said = await away.says(HEAD, words)

    assert said.startswith("Đã bỏ lịch vắng;")
    assert "Biết ngày mới thì viết lại" in said


async def test_behind_a_duty_it_is_no_trip_that_is_put_off(away: Stage) -> None:
    await away.says(HEAD, "việc 1 đang làm")

    said = await away.says(HEAD, "thôi hoãn đi rồi")

    assert "lịch vắng" not in said
