"""Several wishes for more time are decided on in one text, and their numbers stay as shown."""

import pytest

from bot.channels.simulator import NAME, Simulator
from bot.store.memory import Memory
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD
from tests.stories.stage import Stage

WISHES = (
    (HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"),
    (QLKH_HEAD, "xin lùi việc 1 đến 19/5 vì chờ kinh phí"),
)
THIRD = (HEAD, "việc 2 xin lùi đến 19/5 vì chờ khách")
TO_17 = "Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022."
TO_19 = "Đã ghi nhận: đồng ý lùi đến thứ Năm, 19/5/2022."
LISTED = "Đang có 02 đề nghị lùi thời hạn. Ý kiến về đề nghị nào ạ?\n1. Phòng QLCN"


@pytest.fixture
async def two(either_stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST wants the 17th instead of the 14th, and QLKH the 19th."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    for who, wish in WISHES:
        await either_stage.says(who, wish)
    return either_stage


def pending(stage: Stage) -> list[str]:
    """The units whose wishes wait, by what the board has."""
    return [s.assignment.unit.id for s in stage.board().standings if s.wish is not None]


@pytest.mark.parametrize("listed_before", [True, False])
@pytest.mark.parametrize(
    "words", ["đồng ý hết", "Đồng ý cả hai", "duyệt tất cả", "dong y ca 2", "cả hai đều đồng ý"]
)
async def test_all_that_wait_are_granted_and_each_is_said_back(
    two: Stage, words: str, *, listed_before: bool
) -> None:
    if listed_before:
        await two.says(LEADER, "đồng ý")

    said = await two.says(LEADER, words)

    assert TO_17 in said
    assert TO_19 in said
    assert pending(two) == []
    assert "được chấp thuận" in two.texts(HEAD)[-1]
    assert "được chấp thuận" in two.texts(QLKH_HEAD)[-1]


@pytest.mark.parametrize("words", ["ok cả", "ok cả hai", "được hết nhé", "ừ duyệt cả", "ok het"])
async def test_a_nod_to_all_of_several_grants_them(two: Stage, words: str) -> None:
    said = await two.says(LEADER, words)

    assert TO_17 in said
    assert TO_19 in said
    assert pending(two) == []


async def test_a_nod_to_all_where_one_waits_grants_nothing(two: Stage) -> None:
    await two.says(LEADER, "đồng ý QLKH")

    said = await two.says(LEADER, "ok hết")

    assert said.startswith("Đang có 01 đề nghị lùi thời hạn. Chưa rõ ý kiến của anh/chị")
    assert pending(two) == ["qlcn"]


@pytest.mark.parametrize(
    "words",
    [
        "QLKH đồng ý, QLCN không đồng ý vì đã chốt",
        "đồng ý phòng QLKH, phòng QLCN phải đúng hạn",
        "QLKH dong y; QLCN giu nguyen han vi da chot",
    ],
)
async def test_each_is_decided_on_by_its_unit(two: Stage, words: str) -> None:
    said = await two.says(LEADER, words)

    assert TO_19 in said
    assert "Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022." in said
    assert pending(two) == []


async def test_a_bare_no_to_a_unit_is_asked_about_last(two: Stage) -> None:
    said = await two.says(LEADER, "QLCN không, QLKH đồng ý")

    assert said.index(TO_19) < said.index("Đề nghị cho biết ý kiến")
    assert pending(two) == ["qlcn"]


async def test_of_units_where_one_is_not_certain_none_is_decided_on(two: Stage) -> None:
    await two.says(LEADER, "QLKH đồng ý, QLCN thì để xem")

    assert sorted(pending(two)) == ["qlcn", "qlkh"]


async def test_all_are_refused_with_the_same_words(two: Stage) -> None:
    said = await two.says(LEADER, "không đồng ý cả hai vì đã chốt")

    assert said.count("Đã ghi nhận: giữ thời hạn") == 2
    assert said.count("Ý kiến: “vì đã chốt”.") == 2
    assert pending(two) == []


async def test_all_refused_without_a_word_are_asked_about_once(two: Stage) -> None:
    asked = await two.says(LEADER, "không đồng ý cả hai")
    said = await two.says(LEADER, "không đồng ý 1, 2 vì đã chốt")

    assert asked.startswith("Đề nghị cho biết ý kiến để chuyển nguyên văn tới các đơn vị.\n1. ")
    assert "“không đồng ý 1, 2 vì …”" in asked
    assert said.count("Ý kiến: “vì đã chốt”.") == 2
    assert pending(two) == []


@pytest.mark.parametrize(
    "words",
    [
        "đồng ý 1, không đồng ý 2 vì đã báo cáo UBND tỉnh",
        "đồng ý 1 còn 2 thì không đồng ý vì đã báo cáo UBND tỉnh",
        "1 đồng ý, 2 không đồng ý vì đã báo cáo UBND tỉnh",
        "không đồng ý 2 vì đã báo cáo UBND tỉnh, đồng ý 1",
    ],
)
async def test_each_is_decided_by_its_number_on_the_screen(two: Stage, words: str) -> None:
    await two.says(LEADER, "đồng ý")

    said = await two.says(LEADER, words)

    assert TO_17 in said
    assert "Ý kiến: “vì đã báo cáo UBND tỉnh”." in said
    assert "giữ nguyên" not in two.texts(HEAD)[-1]
    assert two.texts(QLKH_HEAD)[-1].startswith("Đề nghị đơn vị giữ thời hạn")
    assert pending(two) == []


async def test_what_is_asked_comes_last_and_the_next_text_answers_it(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")

    both = await two.says(LEADER, "không đồng ý 1, đồng ý 2")
    said = await two.says(LEADER, "đã chốt với UBND tỉnh")

    assert both.index(TO_19) < both.index("Đề nghị cho biết ý kiến")
    assert "Ý kiến: “đã chốt với UBND tỉnh”." in said
    assert pending(two) == []


@pytest.mark.parametrize(
    "words",
    [
        "đồng ý hết, trừ số 2",
        "đồng ý cả ba",
        "đồng ý hết đến 16/5",
        "đồng ý 1, 2 không đồng ý",
        "đồng ý 1 và 3",
        "đồng ý 1 và 2 ngày nữa báo cáo",
        "đồng ý 1, không đồng ý 1 vì đã chốt",
    ],
)
async def test_what_is_unsure_for_one_decides_none(two: Stage, words: str) -> None:
    await two.says(LEADER, "đồng ý")

    assert (await two.says(LEADER, words)).startswith(LISTED)
    assert pending(two) == ["qlcn", "qlkh"]


async def test_all_are_not_more_than_the_list_on_the_screen(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")
    await two.says(*THIRD)

    asked = await two.says(LEADER, "đồng ý hết")

    assert asked.startswith("Đang có 03 đề nghị lùi thời hạn.")
    assert len(pending(two)) == 3


async def test_what_one_text_has_decided_is_undone_at_once(two: Stage) -> None:
    await two.says(OFFICE, "đồng ý hết")

    said = await two.says(OFFICE, "hoàn tác")

    assert said.count("Đã hoàn tác ý kiến") == 2
    assert pending(two) == ["qlcn", "qlkh"]


# --- numbers stay as shown ------------------------------------------------------------------------


@pytest.fixture
async def three(two: Stage) -> Stage:
    """QLCN&ĐMST wants more time for another duty, too; leadership has seen the list."""
    await two.says(*THIRD)
    await two.says(LEADER, "đồng ý")
    return two


async def test_a_number_whose_wish_has_been_decided_says_so(three: Stage) -> None:
    await three.says(LEADER, "đồng ý 1")

    again = await three.says(LEADER, "đồng ý 1")
    late = await three.says(LEADER, "đồng ý 2")

    assert again.startswith("Đề nghị này đã được xử lý lúc 08h00 thứ Ba, 10/5/2022: đồng ý lùi")
    assert TO_19 in late
    assert pending(three) == ["qlcn"]


async def test_a_list_shown_again_keeps_its_numbers(three: Stage) -> None:
    await three.says(LEADER, "đồng ý 1")

    again = await three.says(LEADER, "đồng ý")
    said = await three.says(LEADER, "đồng ý 2")

    assert again.splitlines()[1].startswith("2. Phòng QLKH")
    assert again.splitlines()[2].startswith("3. Phòng QLCN")
    assert "ví dụ “đồng ý 2”" in again
    assert TO_19 in said


async def test_what_is_new_goes_on_behind_the_list(two: Stage) -> None:
    await two.says(LEADER, "đồng ý")
    await two.says(LEADER, "đồng ý 1")
    await two.says(*THIRD)

    again = await two.says(LEADER, "đồng ý")

    assert again.splitlines()[1].startswith("2. Phòng QLKH")
    assert again.splitlines()[2].startswith("3. Phòng QLCN")


@pytest.fixture
async def typed(joined_memory: Memory) -> Stage:
    """Both wishes, on a channel without buttons, and leadership has seen their list."""
    stage = Stage(joined_memory, phones=Simulator(NAME, most_buttons=0, can_edit=False))
    await stage.lives("10/5 08:00")
    for who, wish in WISHES:
        await stage.says(who, wish)
    await stage.says(LEADER, "đồng ý")
    return stage


async def test_a_number_is_asked_about_where_a_petition_came_behind_the_list(typed: Stage) -> None:
    await typed.says(*THIRD)

    asked = await typed.says(LEADER, "2")
    said = await typed.says(LEADER, "1")

    assert asked.startswith("Văn phòng Sở chưa rõ “2” trả lời cho nội dung nào, chưa ghi nhận gì.")
    assert "1. Đồng ý 2 – Phòng QLKH" in asked
    assert "3. Không đồng ý – Phòng QLCN" in asked
    assert TO_19 in said
    assert pending(typed) == ["qlcn", "qlcn"]


async def test_the_latest_asked_is_meant_where_the_board_was_opened_since(typed: Stage) -> None:
    await typed.says(LEADER, "/tinhhinh")

    said = await typed.says(LEADER, "1")

    assert said.startswith("Theo đơn vị")
    assert pending(typed) == ["qlcn", "qlkh"]


async def test_a_petition_and_the_board_side_by_side_are_asked_about(typed: Stage) -> None:
    await typed.says(LEADER, "/tinhhinh")
    await typed.says(*THIRD)

    asked = await typed.says(LEADER, "1")

    assert "1. Theo đơn vị – " in asked
    assert "2. Đồng ý – Phòng QLCN" in asked
    assert len(pending(typed)) == 3


# --- nothing waits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["đồng ý hết", "duyệt tất cả", "xác nhận", "xác nhận hết", "đồng ý", "nhất trí cả hai"]
)
async def test_nothing_is_thanked_for_where_nothing_waits(stage: Stage, words: str) -> None:
    await stage.comes("4/5 08:00")

    said = await stage.says(LEADER, words)

    assert said.startswith("Hiện không có"), said
    assert "Cảm ơn" not in said
