"""Of several wishes for more time one is decided on by the number that the screen shows."""

from datetime import timedelta

import pytest

from bot.channels.simulator import NAME, Simulator
from bot.choices.menus import Line, Menu
from bot.messages import Choice
from bot.store import menus
from bot.store.memory import Memory
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD
from tests.stories.stage import Stage

WISHES = (
    (HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"),
    (QLKH_HEAD, "xin lùi việc 1 đến 19/5 vì chờ kinh phí"),
)


@pytest.fixture
async def stage(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00, on a channel with buttons, and on one without."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    return either_stage


@pytest.fixture
async def two(stage: Stage) -> Stage:
    """QLCN&ĐMST wants the 17th instead of the 14th, and QLKH the 19th."""
    for who, wish in WISHES:
        await stage.says(who, wish)
    return stage


def pending(stage: Stage) -> list[str]:
    """The units whose wishes wait, by what the board has."""
    return [s.assignment.unit.id for s in stage.board().standings if s.wish is not None]


OTHER = Menu(0, "Tình hình thực hiện", None, (Line(1, Choice("Xem chi tiết", "v:x")),))
LISTED = "Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?\n1. Phòng QLCN"


async def test_who_agrees_is_shown_the_wishes_shortly_and_oldest_first(two: Stage) -> None:
    asked = await two.says(LEADER, "đồng ý")

    assert asked.startswith(LISTED)
    lines = asked.splitlines()
    assert lines[2].startswith("2. Phòng QLKH: ")
    assert all(len(line) <= 120 for line in lines)
    assert "Kính trình" not in asked
    assert "1. Đồng ý" not in asked


@pytest.mark.parametrize(
    "words",
    [
        "2",
        "số 2",
        "đồng ý số 2",
        "đồng ý 2",
        "2 đồng ý",
        "đồng ý đề nghị 2",
        "số 2: đồng ý",
        "duyet 2",
    ],
)
async def test_the_number_on_the_screen_decides(two: Stage, words: str) -> None:
    await two.says(LEADER, "đồng ý")

    said = await two.says(LEADER, words)

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Năm, 19/5/2022.")
    assert pending(two) == ["qlcn"]


async def test_both_are_decided_by_their_numbers_though_one_waits_no_more(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")

    first = await two.says(LEADER, "1")
    second = await two.says(LEADER, "2")

    assert first.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert second.startswith("Đã ghi nhận: đồng ý lùi đến thứ Năm, 19/5/2022.")
    assert pending(two) == []


async def test_a_number_goes_with_another_decision_than_was_typed_before(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")

    said = await two.says(LEADER, "không đồng ý 2 vì đã chốt")

    assert said.startswith("Đã ghi nhận: giữ thời hạn")
    assert "Ý kiến: “vì đã chốt”." in said
    assert pending(two) == ["qlcn"]


async def test_a_number_may_go_on_with_a_day(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")

    said = await two.says(LEADER, "đồng ý số 1 đến 16/5")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")


async def test_the_words_typed_before_are_of_the_wish_whose_number_follows(two: Stage) -> None:
    await two.says(LEADER, "không đồng ý vì đã báo cáo UBND tỉnh")

    said = await two.says(LEADER, "1")

    assert "Ý kiến: “vì đã báo cáo UBND tỉnh”." in said
    assert pending(two) == ["qlkh"]


@pytest.mark.parametrize("words", ["đồng ý 1 và 3", "đồng ý 3"])
async def test_a_number_that_is_not_shown_decides_nothing(two: Stage, words: str) -> None:
    await two.says(LEADER, "đồng ý")

    assert (await two.says(LEADER, words)).startswith(LISTED)
    assert pending(two) == ["qlcn", "qlkh"]


async def test_a_number_alone_after_a_list_without_a_decision_asks_for_one(two: Stage) -> None:
    listed = await two.says(LEADER, "ừ")
    asked = await two.says(LEADER, "2")

    assert "1. Phòng QLCN" in listed
    assert asked.startswith("Kính trình: Phòng Quản lý khoa học đề nghị lùi thời hạn đến")
    assert pending(two) == ["qlcn", "qlkh"]


async def test_a_number_alone_much_later_asks_before_it_decides(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")
    await two.comes(two.now + timedelta(minutes=30))

    asked = await two.says(LEADER, "2")

    assert asked.startswith("Kính trình: Phòng Quản lý khoa học đề nghị lùi thời hạn đến")
    assert pending(two) == ["qlcn", "qlkh"]


async def test_a_number_of_what_was_decided_meanwhile_says_so(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")
    await two.says(OFFICE, "không đồng ý với phòng QLKH vì đã chốt")

    said = await two.says(LEADER, "2")

    assert said.startswith("Đề nghị này đã được xử lý lúc 08h00 thứ Ba, 10/5/2022: giữ nguyên")
    assert pending(two) == ["qlcn"]


@pytest.mark.parametrize("words", ["đồng ý 1", "đồng ý số 1", "1 đồng ý", "đồng ý việc 1"])
async def test_the_only_wish_is_number_one(stage: Stage, words: str) -> None:
    await stage.says(*WISHES[0])

    said = await stage.says(LEADER, words)

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert pending(stage) == []


async def test_the_only_wish_is_not_number_two(stage: Stage) -> None:
    await stage.says(*WISHES[0])

    asked = await stage.says(LEADER, "đồng ý 2")

    assert asked.startswith("Đang có 01 đề nghị lùi thời hạn.")
    assert pending(stage) == ["qlcn"]


# --- where there are no buttons ------------------------------------------------------------------


@pytest.fixture
async def typed(joined_memory: Memory) -> Stage:
    """Both wishes, on a channel without buttons."""
    stage = Stage(joined_memory, phones=Simulator(NAME, most_buttons=0, can_edit=False))
    await stage.lives("10/5 08:00")
    for who, wish in WISHES:
        await stage.says(who, wish)
    return stage


async def test_a_line_that_stands_under_both_petitions_lists_them_once(typed: Stage) -> None:
    asked = await typed.says(LEADER, "2")
    said = await typed.says(LEADER, "1")

    assert asked.startswith(LISTED)
    assert said.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.\nPhòng QLCN")
    assert pending(typed) == ["qlcn", "qlkh"]


async def test_the_same_decision_on_the_same_wish_is_one_choice(typed: Stage) -> None:
    await typed.says(LEADER, "đồng ý với phòng QLCN")
    await typed.says(LEADER, "đồng ý với phòng QLKH")
    await typed.says(LEADER, "hoàn tác")

    said = await typed.says(OFFICE, "2")

    assert said.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới đơn vị.\nPhòng QLKH")


async def test_where_a_number_may_mean_something_else_the_lines_are_short_and_oldest_first(
    typed: Stage,
) -> None:
    await typed.says(LEADER, "đồng ý với phòng QLKH đến 18/5")
    await typed.says(LEADER, "đồng ý với phòng QLCN")
    await typed.says(LEADER, "hoàn tác")
    await typed.says(HEAD, "việc 2 xin lùi đến 19/5 vì chờ kinh phí")
    leader = typed.person(LEADER)
    with typed.memory.begin() as tx:
        menus.add(tx, LEADER.address, leader, OTHER, typed.now)

    asked = await typed.says(LEADER, "1")

    lines = [line for line in asked.splitlines() if line[:1].isdecimal()]
    assert [line.split(" – ")[0] for line in lines] == ["1. Đồng ý", "2. Đồng ý", "3. Xem chi tiết"]
    assert "– Phòng QLCN&ĐMST: " in lines[0]
    assert all(len(line) <= 140 for line in lines)


async def test_a_reply_to_a_list_of_what_was_decided_decides_on_nothing_new(stage: Stage) -> None:
    await stage.says(HEAD, WISHES[0][1])
    await stage.says(LEADER, "đề nghị nào đang chờ?")
    old = stage.shown(LEADER)[-1].id
    await stage.says(LEADER, "đồng ý 1")
    assert pending(stage) == []
    await stage.says(QLKH_HEAD, WISHES[1][1])

    said = await stage.says(LEADER, "ok cho lùi", reply_to=old)

    assert pending(stage) == ["qlkh"]
    assert "Phòng QLKH" in said
