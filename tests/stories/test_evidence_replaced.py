"""A link or a document's number comes in the place of a wrong one, which counts no longer."""

import pytest

from bot.channels.simulator import Simulator
from bot.store import audit, evidence
from bot.store.memory import Memory
from tests.stories.cast import HEAD, LEADER
from tests.stories.stage import Stage

KEYS = {1: ("2.1.1", "qlcn"), 2: ("2.1.2", "qlcn"), 3: ("2.1.3a", "qlcn")}
A, B, C = "https://a.vn/1", "https://b.vn/2", "https://c.vn/3"
OFFERED = "Nếu chưa đúng việc, trả lời “sửa minh chứng” hoặc “bỏ minh chứng”."


@pytest.fixture(params=[True, False], ids=["buttons", "plain"])
async def listed(request: pytest.FixtureRequest, joined_memory: Memory) -> Stage:
    """It is 11/5, 09:00: the head of QLCN knows six duties, four of them listed this morning."""
    phones = Simulator() if request.param else Simulator(most_buttons=0, can_edit=False)
    stage = Stage(joined_memory, phones=phones)
    await stage.lives("11/5 09:00")
    return stage


def cited(stage: Stage) -> list[list[str | None]]:
    """What is kept with duties 1, 2 and 3, in the words of who sent it."""
    with stage.memory.begin() as tx:
        found = [evidence.of_duty(tx, stage.plan.id, key) for key in KEYS.values()]
    return [[each.words for each in own] for own in found]


REPLACED = [
    f"link đó sai rồi, đúng là {B}",
    f"link do sai roi, dung la {B}",
    f"gửi lại link đúng: {B}",
    f"nhầm link rồi, {B} mới đúng",
    f"em gửi nhầm link, link đúng đây ạ: {B}",
    f"{A} sai, đúng là {B}",
    f"thay {A} bằng {B}",
    f"link đúng là {B}, không phải {A}",
    f"link việc 1 sai rồi, link đúng đây {B}",
    f"đính chính link việc 1: {B}",
    f"link cũ bị lỗi, đổi thành {B} giúp em",
]


@pytest.mark.parametrize("words", REPLACED)
async def test_the_new_link_is_kept_and_the_wrong_one_counts_no_longer(
    listed: Stage, words: str
) -> None:
    await listed.says(HEAD, "1 xong")
    await listed.says(HEAD, A)
    assert cited(listed) == [[A], [], []]

    said = await listed.says(HEAD, words)

    first, second, *rest = said.split("\n")
    assert first == f"📎 Đã thay minh chứng: “{B}”."
    assert second.startswith("Phòng QLCN&ĐMST – “Tổ chức các hoạt động thông tin")
    assert rest[:2] == [f"Không còn tính: đường dẫn “{A}”.", OFFERED]
    assert cited(listed) == [[B], [], []]
    assert listed.stands(*KEYS[1]).done
    with listed.memory.begin() as tx:
        assert len(audit.read(tx, what=["evidence_dropped"])) == 1
    shown = await listed.says(LEADER, "xem minh chứng 2.1.1")
    assert B in shown
    assert A not in shown


async def test_it_is_so_days_later(listed: Stage) -> None:
    await listed.says(HEAD, f"1 xong {A}")
    await listed.says(HEAD, f"2 xong {C}")
    await listed.lives("13/5 15:00")

    await listed.says(HEAD, f"link việc 1 sai rồi, đúng là {B}")

    assert cited(listed) == [[B], [C], []]


async def test_of_several_links_it_is_asked_which_is_wrong(listed: Stage) -> None:
    await listed.says(HEAD, f"1 xong {A}")
    await listed.says(HEAD, f"2 xong {C}")
    await listed.lives("11/5 09:05")
    await listed.says(HEAD, "cảm ơn em")

    asked = await listed.says(HEAD, f"link sai rồi, đúng là {B}")

    assert asked.startswith(
        f"Thay cho minh chứng nào ạ? Chưa thay đổi gì.\n(1) đường dẫn “{A}”: Phòng QLCN&ĐMST – “Tổ"
    )
    assert cited(listed) == [[A], [C], []]
    said = await listed.says(HEAD, "(1)")
    assert said.startswith(f"📎 Đã thay minh chứng: “{B}”.")
    assert cited(listed) == [[B], [C], []]


async def test_what_came_last_is_the_wrong_one(listed: Stage) -> None:
    await listed.says(HEAD, f"1 xong {A}")
    await listed.says(HEAD, f"2 xong {C}")

    await listed.says(HEAD, f"link đó sai rồi, đúng là {B}")

    assert cited(listed) == [[A], [B], []]


async def test_a_link_sent_again_stands_beside_the_old_one_until_that_is_dropped(
    listed: Stage,
) -> None:
    await listed.says(HEAD, "1 xong")
    await listed.says(HEAD, A)

    said = await listed.says(HEAD, f"gửi lại link {B}")

    assert said.startswith(f"📎 Đã lưu minh chứng: “{B}”.")
    assert said.endswith(
        f"Vẫn đang lưu minh chứng cũ: đường dẫn “{A}”.\n"
        "Nếu không dùng nữa, trả lời “bỏ link cũ” hoặc “bỏ văn bản cũ”."
    )
    assert cited(listed) == [[A, B], [], []]
    dropped = await listed.says(HEAD, "bỏ link cũ đi")
    assert dropped.startswith(f"Đã bỏ minh chứng (đường dẫn “{A}”).")
    assert cited(listed) == [[B], [], []]


@pytest.mark.parametrize(
    "words", ["bỏ link cũ đi", "bo link cu di", "xoá giúp em link cũ", "bỏ link sai đi"]
)
async def test_the_only_link_is_the_old_one(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "1 xong")
    await listed.says(HEAD, A)

    await listed.says(HEAD, words)

    assert cited(listed) == [[], [], []]
    assert listed.stands(*KEYS[1]).done


async def test_old_links_of_several_duties_are_asked_about(listed: Stage) -> None:
    await listed.says(HEAD, f"1 xong {A}")
    await listed.says(HEAD, f"2 xong {C}")

    asked = await listed.says(HEAD, "bỏ link cũ đi")

    assert asked.startswith("Anh/chị bỏ minh chứng nào ạ? Chưa thay đổi gì.")
    assert cited(listed) == [[A], [C], []]


async def test_a_document_s_number_is_put_right_too(listed: Stage) -> None:
    await listed.says(HEAD, "1 xong")
    await listed.says(HEAD, "CV số 30/BC-QLCN")

    await listed.says(HEAD, "số văn bản sai, đúng là 31/BC-QLCN")

    assert cited(listed) == [["31/BC-QLCN"], [], []]


async def test_what_was_not_kept_yet_is_asked_about_no_more(listed: Stage) -> None:
    await listed.says(HEAD, A)

    asked = await listed.says(HEAD, f"nhầm, link đúng là {B}")

    assert asked.startswith(f"Chưa lưu: “{B}” là minh chứng của việc số mấy ạ?")
    await listed.says(HEAD, "2")
    assert cited(listed) == [[], [B], []]


@pytest.mark.parametrize(
    "words",
    [B, f"link bài đây {B}", f"việc 2: {B}", f"link này đúng chưa? {B}", f"2 xong, link {B}"],
)
async def test_another_link_takes_the_place_of_none(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "1 xong")
    await listed.says(HEAD, A)

    await listed.says(HEAD, words)

    assert A in cited(listed)[0]


@pytest.mark.parametrize("words", ["nhầm link rồi", "nham link roi", "link đó sai rồi"])
async def test_a_link_alone_behind_a_wrong_one_takes_its_place(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "1 xong")
    await listed.says(HEAD, A)
    await listed.says(HEAD, words)

    said = await listed.says(HEAD, B)

    assert said.startswith(f"📎 Đã thay minh chứng: “{B}”.")
    assert cited(listed) == [[B], [], []]


async def test_with_more_said_between_it_is_evidence_of_its_own(listed: Stage) -> None:
    await listed.says(HEAD, "1 xong")
    await listed.says(HEAD, A)
    await listed.says(HEAD, "nhầm link rồi")
    await listed.says(HEAD, "2 xong")

    await listed.says(HEAD, f"việc 2: {B}")

    assert cited(listed) == [[A], [B], []]
