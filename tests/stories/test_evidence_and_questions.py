"""Evidence is read as evidence, whatever was asked before: none of it is lost in an answer."""

import pytest

from bot.store import evidence
from schedules.progress import State
from tests.stories.cast import HEAD, TDC_HEAD, VPS_HEAD
from tests.stories.stage import Stage
from tests.stories.test_evidence import sends

BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
LAW, COLUMN = ("2.1.1", "qlcn"), ("2.1.2", "qlcn")
LETTER = "CV số 12/QLCN ngày 8/5"


@pytest.fixture
async def late(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Phòng QLCN&ĐMST knows its six duties by their numbers."""
    await stage.lives("16/5 09:00")
    return stage


def kept(stage: Stage, key: tuple[str, str]) -> list[str | None]:
    """The words of the evidence for a duty."""
    with stage.memory.begin() as tx:
        return [each.words for each in evidence.of_duty(tx, stage.plan.id, key)]


async def test_a_document_is_no_answer_to_which_duty_and_its_number_is_kept(late: Stage) -> None:
    await late.says(HEAD, "đã xong rồi ạ")
    assert late.texts(HEAD)[-1].startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")

    said = await late.says(HEAD, f"việc 2: {LETTER}")

    assert said.startswith(f"📎 Đã lưu minh chứng: “{LETTER}”.")
    assert "việc này đã hoàn thành chưa ạ?" in said
    assert (kept(late, COLUMN), late.stands(*COLUMN).state) == ([LETTER], State.WAITING)


async def test_a_document_moves_no_report_that_is_being_put_right(late: Stage) -> None:
    await late.says(HEAD, "1 xong")
    await late.says(HEAD, "sửa")

    await late.says(HEAD, f"{LETTER} về chuyên mục")

    assert (late.stands(*LAW).done, late.stands(*COLUMN).done) == (True, False)
    assert kept(late, COLUMN) == [LETTER]


@pytest.mark.parametrize("before", ["chuyên mục chưa xong", "lùi việc chuyên mục đến thứ 6"])
async def test_a_document_that_names_its_duty_is_no_reason_and_the_reason_is_still_asked_for(
    late: Stage, before: str
) -> None:
    await late.says(HEAD, before)

    await late.says(HEAD, f"{LETTER} về chuyên mục")
    said = await late.says(HEAD, "Đài báo bận")

    assert kept(late, COLUMN) == [LETTER]
    assert "“Đài báo bận”" in said


async def test_a_document_that_something_rests_on_is_a_reason(late: Stage) -> None:
    await late.says(HEAD, "chuyên mục chưa xong")

    said = await late.says(HEAD, f"theo {LETTER} về chuyên mục")

    assert said.startswith(f"Đã ghi nhận lý do: “theo {LETTER} về chuyên mục”.")


async def test_a_document_handed_over_with_a_duty_that_is_not_done_is_kept(late: Stage) -> None:
    said = await late.says(HEAD, "1 chưa xong, gửi CV số 12/QLCN")

    assert "📎 Đã lưu 01 minh chứng." in said
    assert (kept(late, LAW), late.stands(*LAW).state) == (["CV số 12/QLCN"], State.NOT_DONE)


@pytest.mark.parametrize(
    "words",
    [
        "https://b.vn/1 ảnh treo băng rôn hôm qua ạ",
        "gửi chị ảnh băng rôn https://b.vn/1",
        "https://b.vn/1 về băng rôn",
        "bài đã đăng về băng rôn: https://b.vn/1",
    ],
)
async def test_what_only_describes_evidence_is_not_called_unclear_and_closes_no_duty(
    late: Stage, words: str
) -> None:
    await late.says(TDC_HEAD, "1 chưa xong vì mưa")

    said = await late.says(TDC_HEAD, words)

    assert said.startswith("📎 Đã lưu minh chứng: “https://b.vn/1”.")
    assert "chưa rõ ý" not in said
    assert said.endswith("chưa hoàn thành. Nay đã hoàn thành chưa ạ?")
    assert late.stands(*BANNER).state is State.NOT_DONE


async def test_a_caption_that_describes_its_picture_closes_no_duty(late: Stage) -> None:
    said = await sends(late, caption="ảnh treo băng rôn hôm qua ạ")

    assert said.startswith("📎 Đã lưu 01 tệp minh chứng.")
    assert said.endswith("Kết quả chưa được ghi nhận: việc này đã hoàn thành chưa ạ?")
    assert late.stands(*BANNER).state is State.WAITING


async def test_a_caption_with_words_of_a_done_duty_is_of_that_one_and_asks_nothing(
    late: Stage,
) -> None:
    await late.says(TDC_HEAD, "1 xong")

    said = await sends(late, caption="ảnh treo băng rôn hôm qua ạ")

    assert said.startswith("📎 Đã lưu 01 tệp minh chứng.")
    assert "?" not in said
    assert (len(kept(late, BANNER)), len(kept(late, SHOWING))) == (1, 0)


@pytest.mark.parametrize(
    "caption", ["ảnh 1 và 2 xong", "ảnh 1,2 xong ạ", "em gửi hình 1 với 2 đã xong"]
)
async def test_several_numbers_behind_picture_are_those_of_duties_and_their_state_is_asked(
    late: Stage, caption: str
) -> None:
    said = await sends(late, caption=caption)

    assert "chưa ghi nhận kết quả: việc nào đã hoàn thành, việc nào chưa ạ?\n1. " in said
    assert (len(kept(late, BANNER)), len(kept(late, SHOWING))) == (1, 1)
    assert not any(late.stands(*key).reply for key in (BANNER, SHOWING))


@pytest.mark.parametrize("caption", ["ảnh 1", "ảnh 1 và 7 xong"])
async def test_a_number_that_may_be_that_of_a_picture_is_asked_about(
    late: Stage, caption: str
) -> None:
    said = await sends(late, caption=caption)

    assert said.startswith("Tệp vừa gửi là minh chứng của việc số mấy ạ?")


# --- a link where a reason is asked for -----------------------------------------------------------

LINK = "https://congthongtin.vn/bai-1"


@pytest.mark.parametrize(
    "words",
    [
        *(f"link bài đây {LINK}", f"link bai day {LINK}", f"em gửi link bài viết ạ {LINK}"),
        *(f"đây ạ: {LINK}", f"link tin bài đây nhé {LINK}", f"gửi anh đường dẫn {LINK}"),
    ],
)
async def test_a_link_that_is_handed_over_is_no_reason_and_the_reason_is_asked_again(
    late: Stage, words: str
) -> None:
    await late.says(HEAD, "2 chưa xong")

    said = await late.says(HEAD, words)

    assert said.startswith(f"📎 Đã lưu minh chứng: “{LINK}”.\nPhòng QLCN&ĐMST – “Phối hợp với Báo")
    assert "chưa xong vì sao ạ? Lý do chưa được ghi nhận." in said
    assert kept(late, COLUMN) == [LINK]
    assert (told := late.stands(*COLUMN).reply) is not None
    assert told.reason is None
    assert "“web của Đài lỗi”" in await late.says(HEAD, "web của Đài lỗi")
    assert (told := late.stands(*COLUMN).reply) is not None
    assert told.reason == "web của Đài lỗi"


async def test_it_is_of_what_was_reported_done_beside_that(late: Stage) -> None:
    await late.says(HEAD, "1 xong, 2 chưa")

    await late.says(HEAD, f"link bài đây {LINK}")

    assert (kept(late, LAW), kept(late, COLUMN)) == ([LINK], [])
    assert "“chờ Đài”" in await late.says(HEAD, "chờ Đài")


@pytest.mark.parametrize("words", [f"link lỗi {LINK}", f"vì {LINK} không vào được"])
async def test_what_is_wrong_with_a_link_is_a_reason(late: Stage, words: str) -> None:
    await late.says(HEAD, "2 chưa xong")

    await late.says(HEAD, words)

    assert kept(late, COLUMN) == []
    assert (told := late.stands(*COLUMN).reply) is not None
    assert told.reason
    assert LINK in told.reason


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("2 chưa xong", "vì [web lỗi](http://example.vn)"),
        ("2 chưa xong", "[web lỗi](http://example.vn/)"),
        ("1 xong", "2 chưa xong vì [web lỗi](http://example.vn)"),
    ],
)
async def test_a_reason_whose_words_are_those_of_a_link_is_kept_by_its_words(
    late: Stage, before: str, words: str
) -> None:
    await late.says(HEAD, before)

    said = await late.says(HEAD, words)

    assert "Đã ghi nhận lý do: “web lỗi”." in said
    assert (told := late.stands(*COLUMN).reply) is not None
    assert told.reason == "web lỗi"


@pytest.mark.parametrize(
    "caption",
    ["kế hoạch hội thảo đã ký", "ke hoach hoi thao da ky", "kế hoạch tổ chức hội thảo đã duyệt"],
)
async def test_a_step_told_under_a_photo_closes_no_duty_and_files_it(
    late: Stage, caption: str
) -> None:
    said = await sends(late, caption=caption, who=VPS_HEAD)

    assert "📎 Đã lưu 01 tệp minh chứng. Cảm ơn anh/chị.\nVP Sở – “Xây dựng kế hoạch" in said
    assert "Nay đã hoàn thành chưa ạ?" in said
    assert kept(late, ("2.2.4a", "vps")) == [caption]
    assert not late.stands("2.2.4a", "vps").done
