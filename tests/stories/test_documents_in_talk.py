"""A document's number is evidence, of what was spoken of last; a draft of it shows nothing."""

from datetime import timedelta

import pytest

from bot.store import evidence
from schedules.progress import State
from tests.stories.cast import HEAD, TDC_HEAD
from tests.stories.stage import Stage

LAW, COLUMN, CONTEST = ("2.1.1", "qlcn"), ("2.1.2", "qlcn"), ("2.1.3a", "qlcn")
BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
LETTER = "CV số 15/VP-KH ngày 9/5"


@pytest.fixture
async def late(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Phòng QLCN&ĐMST knows its six duties by their numbers."""
    await stage.lives("16/5 09:00")
    return stage


def kept(stage: Stage, key: tuple[str, str]) -> list[str | None]:
    """The words of the evidence for a duty."""
    with stage.memory.begin() as tx:
        return [each.words for each in evidence.of_duty(tx, stage.plan.id, key)]


def nothing_kept(stage: Stage) -> bool:
    """Whether no duty has any evidence."""
    return not any(standing.evidence for standing in stage.board().standings)


@pytest.mark.parametrize("before", ["2 chưa xong", "lùi việc 2 đến thứ 6"])
async def test_a_document_s_number_alone_is_no_reason(late: Stage, before: str) -> None:
    await late.says(HEAD, before)

    said = await late.says(HEAD, LETTER)
    again = await late.says(HEAD, "vì Đài báo bận")

    assert said.startswith(f"📎 Đã lưu minh chứng: “{LETTER}”.")
    assert kept(late, COLUMN) == [LETTER]
    assert "“Đài báo bận”" in again


async def test_a_document_s_number_is_of_what_is_done_and_not_why_another_is_late(
    late: Stage,
) -> None:
    said = await late.says(TDC_HEAD, "1 xong, 2 chưa xong")
    assert "Lý do" in said or "lý do" in said

    said = await late.says(TDC_HEAD, LETTER)

    assert said.startswith(f"📎 Đã lưu minh chứng: “{LETTER}”.")
    assert kept(late, BANNER) == [LETTER]
    reply = late.stands(*SHOWING).reply
    assert reply is not None
    assert reply.reason is None


@pytest.mark.parametrize("lead", ["theo", "vì", "do", "thực hiện"])
async def test_what_rests_on_a_document_is_a_reason(late: Stage, lead: str) -> None:
    await late.says(HEAD, "2 chưa xong")

    said = await late.says(HEAD, f"{lead} {LETTER}")

    assert said.startswith("Đã ghi nhận lý do")
    assert nothing_kept(late)


@pytest.mark.parametrize(
    "words",
    [
        "công văn số 21/BC-TĐC chưa ký",
        "CV số 21/BC-TĐC đang trình ký",
        "CV 21/BC-TĐC, chưa ký ạ",
        "dự thảo công văn số 21/BC-TĐC",
        "công văn số 21/BC-TĐC mới dự thảo",
        "cv so 21/BC-TĐC chua ky",
        "báo cáo số 21/BC-TĐC chưa ban hành",
        "CV số 21/BC-TĐC đang trình lãnh đạo",
        "CV số 21/BC-TĐC nhưng chưa có chữ ký",
    ],
)
async def test_a_document_that_is_not_issued_yet_shows_nothing(late: Stage, words: str) -> None:
    await late.says(HEAD, "1 xong")

    said = await late.says(HEAD, words)

    assert said.startswith("Chưa lưu: “")
    assert "chưa ký, chưa ban hành nên chưa là minh chứng.\nKhi đã ban hành, " in said
    assert nothing_kept(late)


async def test_a_draft_where_one_duty_is_open_and_one_was_just_done_is_asked_about(
    late: Stage,
) -> None:
    await late.says(TDC_HEAD, "1 xong")

    said = await late.says(TDC_HEAD, "công văn số 21/BC-TĐC chưa ký")

    assert said.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?\n1. Treo băng rôn")
    assert nothing_kept(late)


async def test_a_document_that_is_not_issued_yet_may_be_what_is_in_the_way(late: Stage) -> None:
    await late.says(TDC_HEAD, "2 chưa xong")

    said = await late.says(TDC_HEAD, "công văn số 21/BC-TĐC chưa ký")

    assert said.startswith("Đã ghi nhận lý do: “công văn số 21/BC-TĐC chưa ký”.")


async def test_a_report_with_a_document_that_is_not_signed_keeps_none(late: Stage) -> None:
    await late.says(TDC_HEAD, "việc 2 đang làm, CV số 21/BC-TĐC chưa ký")

    assert late.stands(*SHOWING).state is not State.DONE
    assert nothing_kept(late)


async def test_a_signed_document_beside_a_draft_is_kept(late: Stage) -> None:
    await late.says(TDC_HEAD, "việc 1: CV số 20/BC-TĐC đã ký; CV số 21/BC-TĐC chưa ký")

    assert kept(late, BANNER) == ["CV số 20/BC-TĐC"]


async def test_a_document_right_after_a_report_is_of_that_duty(late: Stage) -> None:
    await late.says(TDC_HEAD, "1 xong")
    await late.lives(late.now + timedelta(minutes=10))
    await late.says(TDC_HEAD, "2 xong")

    said = await late.says(TDC_HEAD, "số 31/BC-TĐC")

    assert said.startswith("📎 Đã lưu minh chứng: “số 31/BC-TĐC”.")
    assert (kept(late, BANNER), kept(late, SHOWING)) == ([], ["số 31/BC-TĐC"])


async def test_a_document_right_after_talk_of_another_duty_is_asked_about(late: Stage) -> None:
    await late.says(TDC_HEAD, "1 xong")
    await late.lives(late.now + timedelta(minutes=10))
    await late.says(TDC_HEAD, "việc 2")

    said = await late.says(TDC_HEAD, "CV 20/BC-TĐC")

    assert said.startswith("Chưa lưu: “CV 20/BC-TĐC” là minh chứng của việc số mấy ạ?")
    assert nothing_kept(late)


async def test_the_evidence_that_a_report_wants_is_of_it_after_a_nod(late: Stage) -> None:
    await late.says(TDC_HEAD, "1 xong")
    await late.says(TDC_HEAD, "đúng rồi")

    await late.says(TDC_HEAD, "CV 20/BC-TĐC")

    assert kept(late, BANNER) == ["CV 20/BC-TĐC"]
