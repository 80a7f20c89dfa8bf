"""Links and documents' numbers of several duties in one text: each with the one it is told of."""

import pytest

from bot.store import evidence
from tests.stories.cast import TDC_HEAD
from tests.stories.stage import Stage
from tests.stories.test_evidence import BANNER, OTHER


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2."""
    await stage.lives("16/5 09:00")
    return stage


A, B = "https://a.vn/1", "https://b.vn/2"
LETTER = "CV số 12/CCTĐC-VP ngày 10/5"


@pytest.mark.parametrize(
    "text",
    [
        f"việc 1: {A}, việc 2: {B}",
        f"1: {A}\n2: {B}",
        f"1 xong rồi nhé, link {A} ; việc 2 đã đăng {B}",
        f"việc 1 xong {A}, việc 2 đang làm {B}",
        f"{A} của việc 1, {B} của việc 2",
        f"việc 2: {B} và việc 1: {A}",
    ],
)
async def test_each_link_is_kept_with_its_own_duty(reminded: Stage, text: str) -> None:
    said = await reminded.says(TDC_HEAD, text)

    assert [words(reminded, key) for key in (BANNER, OTHER)] == [[A], [B]]
    assert "chưa rõ ý" not in said


async def test_a_document_and_a_link_are_told_apart_too(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, f"việc 2: {B} và việc 1: {LETTER}")

    assert [words(reminded, key) for key in (BANNER, OTHER)] == [[LETTER], [B]]


async def test_a_link_of_a_done_duty_is_its_own_beside_an_open_one(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.says(TDC_HEAD, f"việc 1 xong rồi {A}, việc 2 xong {B}")

    assert [words(reminded, key) for key in (BANNER, OTHER)] == [[A], [B]]


@pytest.mark.parametrize("text", [f"1, 2 xong {A}", f"việc 1 và việc 2: {A}", f"{A} của 1 và 2"])
async def test_what_is_told_of_both_together_is_kept_with_both(reminded: Stage, text: str) -> None:
    await reminded.says(TDC_HEAD, text)

    assert [words(reminded, key) for key in (BANNER, OTHER)] == [[A], [A]]


@pytest.mark.parametrize(
    "text",
    [
        f"1 xong, 2 chưa, link {A}",
        f"1 xong, 2 chưa.\n{A}",
        f"1 xong, 2 chưa vì chờ ảnh, em gửi link bài: {A}",
        f"1 xong, 2 xin lùi đến 25/5 vì chờ ảnh, link {A}",
        f"2 chưa xong, 1 xong, link {A}",
    ],
)
async def test_a_link_by_itself_is_of_the_done_duty_and_that_is_said(
    reminded: Stage, text: str
) -> None:
    said = await reminded.says(TDC_HEAD, text)

    assert [words(reminded, key) for key in (BANNER, OTHER)] == [[A], []]
    assert reminded.stands(*BANNER).done
    assert not reminded.stands(*OTHER).done
    assert "📎 Đã lưu 01 minh chứng" in said


async def test_where_several_are_recorded_it_is_said_whose_the_link_is(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, f"1 xong, 2 chưa, link {A}")

    assert "📎 Đã lưu 01 minh chứng của việc 1." in said


@pytest.mark.parametrize("text", [f"1 xong, 2 chưa {A}", f"1 xong, 2 được 60%, link {A}"])
async def test_a_link_in_the_words_on_an_open_duty_stays_with_it(
    reminded: Stage, text: str
) -> None:
    await reminded.says(TDC_HEAD, text)

    assert [words(reminded, key) for key in (BANNER, OTHER)] == [[], [A]]


def words(stage: Stage, key: tuple[str, str]) -> list[str]:
    """What is kept with a duty, in the words of who sent it."""
    with stage.memory.begin() as tx:
        return [each.words or "" for each in evidence.of_duty(tx, stage.plan.id, key)]


@pytest.mark.parametrize("text", [f"việc 2: {B} và việc 1: {LETTER}", f"việc 1: {LETTER}; 2: {B}"])
async def test_evidence_with_its_duties_is_no_reason_that_was_asked_for(
    reminded: Stage, text: str
) -> None:
    await reminded.says(TDC_HEAD, "2 chưa xong")

    await reminded.says(TDC_HEAD, text)

    assert [words(reminded, key) for key in (BANNER, OTHER)] == [[LETTER], [B]]
    reply = reminded.stands(*OTHER).reply
    assert reply is not None
    assert reply.reason is None


async def test_a_link_in_a_reason_is_what_is_in_the_way_and_shows_nothing(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, f"2 chưa xong vì trang {A} đang lỗi, chưa đăng ký được")

    assert f"trang {A} đang lỗi, chưa đăng ký được" in said
    assert words(reminded, OTHER) == []
