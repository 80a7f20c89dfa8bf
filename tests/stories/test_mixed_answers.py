"""One text about several duties: each of them gets what it would get alone, in one message."""

import pytest

from tests.stories.cast import TDC_HEAD, changed
from tests.stories.stage import Stage
from tests.stories.test_evidence import BANNER, OTHER, kept, sends
from tests.stories.test_verdicts import CONFIRM

PAPERS = changed(
    CONFIRM,
    ("    evidence: photo", "    evidence: document"),
    ('  - id: "2.2.2"\n', '  - id: "2.2.2"\n    evidence: document\n'),
)
"""Both duties of Chi cục TĐC want a document, and their results are accepted by somebody."""

LETTER = "CV số 245/SKHCN-QLCN ngày 16/5"


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows the banner as 1 (a photo is wanted) and a duty 2."""
    await stage.lives("16/5 09:00")
    return stage


@pytest.fixture
async def papers(stage: Stage) -> Stage:
    """The same, where documents are wanted for both."""
    stage.restarted(PAPERS)
    await stage.lives("16/5 09:00")
    return stage


async def test_a_done_duty_among_others_is_asked_for_its_evidence(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, "1 xong, 2 chưa vì chờ kinh phí")

    assert "\nĐề nghị anh/chị gửi ảnh minh chứng của việc 1 ngay tại đây.\n" in said
    await sends(reminded)
    assert (len(kept(reminded, BANNER)), len(kept(reminded, OTHER))) == (1, 0)


async def test_what_waits_for_its_reason_and_for_its_evidence_is_told_apart(
    reminded: Stage,
) -> None:
    said = await reminded.says(TDC_HEAD, "1 xong, 2 chưa")

    assert said.endswith(
        "\n"
        "Đề nghị anh/chị gửi ảnh minh chứng của việc 1 ngay tại đây.\n"
        "Anh/chị cho biết giúp lý do việc 2 chưa hoàn thành ạ.\n"
        "\n"
        "Nếu chưa đúng, trả lời “sửa” hoặc báo lại."
    )
    await reminded.says(TDC_HEAD, "chờ kinh phí")
    await sends(reminded)
    assert len(kept(reminded, BANNER)) == 1


async def test_which_results_wait_to_be_accepted_is_said(papers: Stage) -> None:
    said = await papers.says(TDC_HEAD, "1 xong, 2 chưa vì chờ kinh phí")

    assert "\nKết quả việc 1 chờ Lãnh đạo hoặc Văn phòng xác nhận.\n" in said


async def test_evidence_wanted_for_several_duties_at_once_is_kept_with_no_guessed_one(
    papers: Stage,
) -> None:
    said = await papers.says(TDC_HEAD, "1, 2 xong")
    assert (
        "Đề nghị anh/chị gửi số, ngày văn bản hoặc tệp văn bản của việc 1, 2 ngay tại đây, "
        "kèm số việc." in said
    )

    asked = await papers.says(TDC_HEAD, LETTER)
    assert asked.startswith(f"Chưa lưu: “{LETTER}” là minh chứng của việc số mấy ạ?")
    assert kept(papers, BANNER) == kept(papers, OTHER) == []

    await papers.says(TDC_HEAD, f"việc 1: {LETTER}")
    await papers.says(TDC_HEAD, "CV số 246/SKHCN-QLCN ngày 16/5")  # one is left that lacks it
    assert [len(kept(papers, key)) for key in (BANNER, OTHER)] == [1, 1]


async def test_a_file_without_a_word_is_asked_about_where_several_are_wanted(
    papers: Stage,
) -> None:
    await papers.says(TDC_HEAD, "1, 2 xong")

    asked = await sends(papers)
    await papers.says(TDC_HEAD, "2")  # though neither is open any more

    assert asked.startswith("Tệp vừa gửi là minh chứng của việc số mấy ạ?")
    assert (len(kept(papers, BANNER)), len(kept(papers, OTHER))) == (0, 1)


@pytest.mark.parametrize(
    "text", ["1 mai em gửi ảnh nhé", "việc 1 mai gửi ảnh", "9 xong", "việc 9 đang làm ạ"]
)
async def test_news_of_another_number_is_no_reason_for_the_duty_asked_about(
    reminded: Stage, text: str
) -> None:
    """Though duty 1 is done by now, and there is no duty 9."""
    await reminded.says(TDC_HEAD, "1 xong, 2 chưa")

    said = await reminded.says(TDC_HEAD, text)

    assert said.startswith(f"Không có việc số {'9' if '9' in text else '1'} đang mở")
    assert reason(reminded) is None
    await reminded.says(TDC_HEAD, "chờ kinh phí")  # the question is still open
    assert reason(reminded) == "chờ kinh phí"


@pytest.mark.parametrize(
    "text", ["chờ việc 1 xong", "1 đồng chí ốm", "9 xã chưa nộp", "hết 20 triệu kinh phí"]
)
async def test_a_reason_may_count_things_and_name_what_it_waits_for(
    reminded: Stage, text: str
) -> None:
    await reminded.says(TDC_HEAD, "1 xong, 2 chưa")

    await reminded.says(TDC_HEAD, text)

    assert reason(reminded) == text


async def test_another_number_is_not_taken_for_the_duty_that_was_asked_about(
    reminded: Stage,
) -> None:
    asked = await reminded.says(TDC_HEAD, "việc 2 nghe nói xong rồi")
    assert "Việc 2 (" in asked

    said = await reminded.says(TDC_HEAD, "9 xong")

    assert said.startswith("Không có việc số 9 đang mở, chưa ghi nhận gì.")
    assert not reminded.stands(*OTHER).done


def reason(stage: Stage) -> str | None:
    """Why duty 2 is not done."""
    reply = stage.stands(*OTHER).reply
    return reply.reason if reply else None


async def test_what_is_said_both_ways_closes_nothing_and_is_asked(reminded: Stage) -> None:
    said = await reminded.says(
        TDC_HEAD,
        "1 xong rồi ạ, hôm qua em đã trình anh Hùng duyệt và gửi cho các đơn vị, "
        "à mà việc 1 còn thiếu chữ ký của Giám đốc",
    )

    assert not reminded.stands(*BANNER).done
    assert reminded.stands(*OTHER).reply is None
    assert "Lý do: “còn thiếu chữ ký của Giám đốc”." in said
    assert "Việc 1: anh/chị vừa viết đã xong, vừa viết chưa xong, chưa ghi là hoàn thành." in said
    assert "Việc 1 đã hoàn thành chưa ạ? Trả lời “1 xong” nếu đã xong." in said

    await reminded.says(TDC_HEAD, "đúng")
    assert not reminded.stands(*BANNER).done
    await reminded.says(TDC_HEAD, "1 xong")
    assert reminded.stands(*BANNER).done


async def test_beside_it_what_is_clear_is_recorded(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, "1 xong, 2 xong. Thực ra việc 1 chưa xong đâu ạ")

    assert not reminded.stands(*BANNER).done
    assert reminded.stands(*OTHER).done
    assert "Việc 1: anh/chị vừa viết đã xong, vừa viết chưa xong" in said


@pytest.mark.parametrize(
    "words", ["mục III.2.2 stt 1 xong", "(mục III.2.2, Stt 1) đã xong", "muc III.2.2 stt 1 xong"]
)
async def test_a_duty_is_named_by_its_place_as_the_bot_writes_it(
    reminded: Stage, words: str
) -> None:
    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert [reminded.stands(*duty).done for duty in (BANNER, OTHER)] == [True, False]


@pytest.mark.parametrize("words", ["III.2.2 stt 4 chưa xong", "mục III.2.2 xong rồi ạ"])
async def test_a_place_that_is_not_that_of_one_duty_is_asked_about(
    reminded: Stage, words: str
) -> None:
    said = await reminded.says(TDC_HEAD, words)

    assert "chưa ghi nhận gì" in said
    assert [reminded.stands(*duty).reply for duty in (BANNER, OTHER)] == [None, None]
