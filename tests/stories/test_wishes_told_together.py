"""Several wishes for more time in one text: asked about once, one reason for all."""

from datetime import date

import pytest

from bot.store import extensions
from tests.stories.cast import HEAD
from tests.stories.stage import Stage

ASKED = "Anh/chị cho biết lý do của 03 đề nghị lùi này ạ?"
THREE = "việc 3 đến 16/5, việc 4 đến 18/5, việc 6 đến 20/5"
EACH = [
    ("2.1.3a", date(2022, 5, 16)),
    ("2.1.3b", date(2022, 5, 18)),
    ("2.2.2", date(2022, 5, 20)),
]


@pytest.fixture
async def working(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST knows its six duties by their numbers."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    await either_stage.says(HEAD, "còn việc gì")
    return either_stage


def wishes(stage: Stage) -> list[tuple[str, date, str]]:
    """All wishes that wait, in the order of their coming."""
    with stage.memory.begin() as tx:
        return [(each.key[0], each.wanted, each.reason) for each in extensions.pending(tx)]


def all_for(reason: str) -> list[tuple[str, date, str]]:
    """The three wishes with one reason."""
    return [(*each, reason) for each in EACH]


@pytest.mark.parametrize("first", [None, "xin lùi", "cho em xin lùi hạn mấy việc"])
async def test_one_reason_is_of_all_that_were_asked_about_at_once(
    working: Stage, first: str | None
) -> None:
    if first:
        await working.says(HEAD, first)

    asked = await working.says(HEAD, THREE)
    said = await working.says(HEAD, "vì thiếu người")

    assert asked.startswith(ASKED)
    assert "dùng chung cho các việc trên" in asked
    assert said.count("và chuyển Lãnh đạo xem xét.") == len(EACH)
    assert wishes(working) == all_for("thiếu người")


async def test_the_days_after_a_wish_are_of_it_though_one_is_in_time(working: Stage) -> None:
    await working.says(HEAD, "xin lùi")

    said = await working.says(HEAD, "việc 3 đến 16/5, việc 6 đến 18/5")

    assert "Đề nghị lùi đến thứ Hai, 16/5/2022: anh/chị cho biết lý do ạ?" in said
    assert "thứ Tư, 18/5/2022 không muộn hơn hạn hiện tại" in said.replace("Thứ Tư", "thứ Tư")
    assert working.stands("2.2.2", "qlcn").reply is None


async def test_news_after_a_wish_without_a_duty_is_news(working: Stage) -> None:
    await working.says(HEAD, "xin lùi")

    await working.says(HEAD, "việc 3 xong")

    assert working.stands("2.1.3a", "qlcn").done


async def test_a_reason_behind_the_last_day_is_of_all(working: Stage) -> None:
    await working.says(HEAD, f"xin lùi {THREE} vì thiếu người")

    assert wishes(working) == all_for("thiếu người")


async def test_a_choice_is_of_all(working: Stage) -> None:
    await working.says(HEAD, THREE)

    if working.phones.most_buttons:
        await working.taps(HEAD, "Chờ kinh phí")
    else:
        await working.says(HEAD, "chờ kinh phí")

    assert [reason.lower() for _, _, reason in wishes(working)] == ["chờ kinh phí"] * 3


async def test_the_number_before_a_reason_says_of_which_it_is(working: Stage) -> None:
    await working.says(HEAD, THREE)

    rest = await working.says(HEAD, "việc 3 vì mưa")
    await working.says(HEAD, "việc 4 và 6 vì chờ Đài")

    assert "Anh/chị cho biết lý do của 02 đề nghị lùi này ạ?" in rest
    assert [reason for _, _, reason in wishes(working)] == ["mưa", "chờ Đài", "chờ Đài"]


async def test_a_thin_reason_of_all_is_asked_about_once_and_then_taken(working: Stage) -> None:
    await working.says(HEAD, THREE)

    again = await working.says(HEAD, "lý do cá nhân")
    await working.says(HEAD, "lý do cá nhân")

    assert again.startswith("Anh/chị cho biết giúp lý do của 03 đề nghị lùi này ạ?")
    assert wishes(working) == all_for("lý do cá nhân")


async def test_news_between_leaves_all_to_be_asked_about_once_more(working: Stage) -> None:
    await working.says(HEAD, THREE)

    said = await working.says(HEAD, "việc 1 xong")
    again = await working.says(HEAD, "việc 2 xong")
    await working.says(HEAD, "thiếu người")

    assert ASKED in said
    assert ASKED not in again
    assert wishes(working) == all_for("thiếu người")


async def test_all_are_let_go_of_at_once(working: Stage) -> None:
    await working.says(HEAD, THREE)

    said = await working.says(HEAD, "thôi khỏi lùi")

    assert said.count("Thời hạn vẫn là") == len(EACH)
    assert wishes(working) == []


async def test_another_day_for_one_of_them_takes_the_place_of_the_first(working: Stage) -> None:
    await working.says(HEAD, THREE)

    await working.says(HEAD, "việc 3 đến 20/5 vì mưa")
    await working.says(HEAD, "thiếu người")

    assert wishes(working) == [
        ("2.1.3a", date(2022, 5, 20), "mưa"),
        ("2.1.3b", date(2022, 5, 18), "thiếu người"),
        ("2.2.2", date(2022, 5, 20), "thiếu người"),
    ]


async def test_a_thin_reason_is_asked_about_once_though_one_of_them_is_told(working: Stage) -> None:
    await working.says(HEAD, THREE)
    await working.says(HEAD, "lý do cá nhân")

    await working.says(HEAD, "việc 3 vì mưa")
    await working.says(HEAD, "lý do cá nhân")

    assert [reason for _, _, reason in wishes(working)] == ["mưa", *["lý do cá nhân"] * 2]


async def test_a_document_s_number_is_kept_for_all_and_the_reason_asked_again(
    working: Stage,
) -> None:
    await working.says(HEAD, THREE)

    said = await working.says(HEAD, "CV 15/SKHCN-QLCN")

    assert said.startswith("📎 Đã lưu minh chứng")
    assert said.count("của 03 đề nghị lùi này ạ?") == 1
    assert wishes(working) == []
