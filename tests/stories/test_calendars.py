"""Who is given the address of a calendar, and which."""

from bot.people import Post, Role
from bot.scopes import Key, Scope
from tests.stories.cast import HEAD, LEADER, OFFICE, STRANGER, TDC_HEAD, Somebody
from tests.stories.stage import Stage

KEY = Key("mot-khoa-bi-mat-dai", 1)


def opened(stage: Stage) -> None:
    """The office gives calendars out."""
    stage.desk.calendar_url = lambda scope: f"https://a.vn{KEY.path(scope)}"


async def test_a_head_has_the_calendar_of_the_own_unit_and_of_no_other(stage: Stage) -> None:
    opened(stage)

    said = await stage.says(TDC_HEAD, "/lich")

    assert KEY.path(Scope("khcn-2022", "tdc")) in said
    assert said.count("https://") == 1


async def test_leaders_and_the_office_have_the_calendar_of_everything(stage: Stage) -> None:
    opened(stage)

    for who in (LEADER, OFFICE):
        said = await stage.says(who, "/lich")
        assert KEY.path(Scope("khcn-2022")) in said
        assert said.count("https://") == 1


async def test_staff_and_strangers_are_given_none(stage: Stage) -> None:
    opened(stage)
    staff = Somebody("Vũ Thị Hoa", "777", Post(Role.STAFF, "tdc"))
    stage.joined(staff)

    assert "https://" not in await stage.says(staff, "/lich")
    assert "https://" not in await stage.says(STRANGER, "/lich")


async def test_where_no_calendars_are_given_out_the_bot_says_so(stage: Stage) -> None:
    said = await stage.says(HEAD, "/lich")

    assert said == (
        "Cơ quan chưa mở lịch thời hạn để đăng ký.\n"
        "Đơn vị gửi /viec, lãnh đạo và văn phòng gửi /tinhhinh để xem thời hạn."
    )
