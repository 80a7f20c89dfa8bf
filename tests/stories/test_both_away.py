"""Who stands in is away, too: said at once to both and to the office, and nobody is said to be."""

from dataclasses import replace

from tests.stories.cast import DEPUTY, HEAD, OFFICE, STAFF
from tests.stories.stage import Stage

ALONE = "tôi nghỉ phép từ 10/5 đến hết 13/5"
NAMED = "tôi đi công tác từ 10/5 đến 13/5, anh Huy thay"
DAYS = "từ thứ Ba, 10/5/2022 đến hết thứ Sáu, 13/5/2022"


async def test_where_the_deputy_alone_is_away_the_head_does_not_stand_in(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")

    said = await stage.says(DEPUTY, ALONE)

    assert "tin nhắc được gửi tới: Phạm Thị Lan." in said
    told = stage.texts(HEAD)[-1]
    assert told.startswith(f"{DEPUTY.name} vắng {DAYS}.\n")
    assert "tin nhắc của Phòng Quản lý công nghệ" in told
    assert "vẫn được gửi tới anh/chị như thường lệ" in told
    assert "anh/chị thay" not in told


async def test_who_is_to_stand_in_is_away_too_and_everybody_hears(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(DEPUTY, ALONE)

    said = await stage.says(HEAD, NAMED)

    assert f"Đỗ Quang Huy cũng vắng {DAYS}." in said
    assert f"không có ai {DAYS}; tin nhắc vẫn gửi tới anh/chị" in said
    assert "Văn phòng Sở đã được báo." in said
    assert "gửi tới: Đỗ Quang Huy" not in said
    told = stage.texts(OFFICE)[-1]
    assert told.startswith(
        f"{HEAD.name} (Phòng Quản lý công nghệ và đổi mới sáng tạo) vắng {DAYS}."
    )
    assert f"Đỗ Quang Huy cũng vắng {DAYS}." in told
    assert f"không có ai {DAYS}" in told
    deputy = stage.texts(DEPUTY)[-1]
    assert deputy.startswith(f"{HEAD.name} cũng vắng {DAYS}.")
    assert "anh/chị thay" not in deputy
    assert f"không có ai {DAYS}; tin nhắc gửi tới: Phạm Thị Lan" in deputy
    asked = await stage.says(OFFICE, "ai đang đi công tác?")
    assert f"vắng {DAYS}; Đỗ Quang Huy thay nhưng cũng có lịch vắng." in asked


async def test_who_stands_in_goes_away_later_and_everybody_hears(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, NAMED)

    said = await stage.says(DEPUTY, ALONE)

    assert f"Phạm Thị Lan cũng vắng {DAYS}." in said
    assert f"không có ai {DAYS}; tin nhắc gửi tới: Phạm Thị Lan" in said
    assert stage.texts(HEAD)[-1].startswith(f"{DEPUTY.name} cũng vắng {DAYS}.")
    assert f"không có ai {DAYS}" in stage.texts(OFFICE)[-1]


async def test_only_the_days_on_which_nobody_is_there_are_said(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(DEPUTY, "tôi nghỉ phép từ 10/5 đến hết 11/5")

    said = await stage.says(HEAD, NAMED)

    days = "từ thứ Ba, 10/5/2022 đến hết thứ Tư, 11/5/2022"
    assert "Những ngày khác, tin nhắc được gửi tới: Đỗ Quang Huy." in said
    assert f"Đỗ Quang Huy cũng vắng {days}." in said
    assert f"không có ai {days}" in said
    told = stage.texts(DEPUTY)[-1]
    assert f"{HEAD.name} vắng {DAYS}, anh/chị thay." in told
    assert "Anh/chị cũng vắng: Phòng Quản lý công nghệ và đổi mới sáng tạo không có ai" in told


async def test_somebody_else_is_there(stage: Stage) -> None:
    stage.joined(DEPUTY, STAFF)
    await stage.comes("6/5 09:00")
    await stage.says(DEPUTY, ALONE)

    said = await stage.says(HEAD, NAMED)

    assert f"Đỗ Quang Huy cũng vắng {DAYS}." in said
    assert "tin nhắc được gửi tới: Bùi Thị Mai." in said
    assert "không có ai" not in said
    assert stage.texts(STAFF)[-1].startswith(f"{HEAD.name} vắng {DAYS}, anh/chị thay.")


async def test_a_deputy_known_by_name_and_rank_stands_in(stage: Stage) -> None:
    minh = replace(DEPUTY, name="Minh phó")
    stage.joined(minh)
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, "tôi đi công tác từ 10/5 đến 13/5, anh Minh phó thay")

    assert "Chưa thấy ai" not in said
    assert "tin nhắc được gửi tới: Minh phó." in said


async def test_of_two_of_one_name_the_deputy_is_meant_where_it_says_so(stage: Stage) -> None:
    stage.joined(DEPUTY, replace(STAFF, name="Bùi Quang Huy"))
    await stage.comes("6/5 09:00")

    said = await stage.says(HEAD, "tôi đi công tác từ 10/5 đến 13/5, anh Huy phó phòng thay")

    assert "tin nhắc được gửi tới: Đỗ Quang Huy." in said


async def test_who_had_heard_that_nobody_is_there_hears_who_is_back(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(DEPUTY, ALONE)
    await stage.says(HEAD, NAMED)
    assert "không có ai" in stage.texts(DEPUTY)[-1]
    await stage.comes("11/5 09:00")

    await stage.says(HEAD, "tôi về rồi")

    for who in (DEPUTY, OFFICE):
        assert stage.texts(who)[-1] == (
            "Phạm Thị Lan (Phòng Quản lý công nghệ và đổi mới sáng tạo) đã có mặt trở lại.\n"
            "Từ nay tin nhắc lại được gửi như trước khi vắng."
        )


async def test_who_is_still_away_hears_that_the_substitute_is_back(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("6/5 09:00")
    await stage.says(HEAD, NAMED)
    await stage.says(DEPUTY, ALONE)
    await stage.comes("11/5 09:00")

    await stage.says(DEPUTY, "thôi em đi làm lại rồi")

    assert stage.texts(HEAD)[-1].startswith("Đỗ Quang Huy (Phòng Quản lý công nghệ")
    assert "đã có mặt trở lại" in stage.texts(HEAD)[-1]
