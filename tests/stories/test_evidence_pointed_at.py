"""Evidence that lies with the wrong duty is pointed at as people do: by number, count, day."""

from datetime import timedelta

import pytest

from bot.store import evidence
from schedules.progress import State
from tests.stories.cast import TDC_HEAD
from tests.stories.stage import Stage
from tests.stories.test_evidence import JPEG, sends

BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
MISSING = "Không tìm thấy minh chứng đó trong những gì anh/chị gửi"


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2."""
    await stage.lives("16/5 09:00")
    return stage


def counts(stage: Stage) -> tuple[int, int]:
    """How much evidence there is for the banner, and for the showing."""
    with stage.memory.begin() as tx:
        one, other = (evidence.of_duty(tx, stage.plan.id, key) for key in (BANNER, SHOWING))
    return len(one), len(other)


async def sends_another(stage: Stage, n: int, caption: str = "") -> str:
    """The head of Chi cục TĐC sends a photo that is none of those before."""
    return await sends(stage, JPEG + bytes([n]), caption, name=f"{n}.jpg")


@pytest.mark.parametrize(
    "words",
    [
        "nhầm, số 30 là của việc 2",
        "số 30/BC-TĐC là của việc 2",
        "sai rồi, số 30 thuộc việc 2 ạ",
        "CV số 30 mới là của việc 2",
    ],
)
async def test_a_document_is_moved_by_its_number(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.says(TDC_HEAD, "số 30/BC-TĐC")
    assert counts(reminded) == (1, 0)

    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("📎 Đã chuyển minh chứng (văn bản “số 30/BC-TĐC”) sang việc:")
    assert counts(reminded) == (0, 1)


@pytest.mark.parametrize("words", ["nhầm, số 4 là của việc 2", "số 2 là của việc 1"])
async def test_a_number_of_no_document_moves_nothing(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.says(TDC_HEAD, "số 30/BC-TĐC")

    await reminded.says(TDC_HEAD, words)

    assert counts(reminded) == (1, 0)


@pytest.mark.parametrize("words", ["ảnh trên là của việc 2 đang làm", "ảnh đó của việc 2 được 40%"])
async def test_evidence_is_moved_by_words_that_also_say_how_its_duty_stands(
    reminded: Stage, words: str
) -> None:
    await sends(reminded, caption="1 xong")

    said = await reminded.says(TDC_HEAD, words)

    assert "📎 Đã chuyển minh chứng (ảnh) sang việc:" in said
    assert "Đã ghi nhận: đang thực hiện" in said
    assert counts(reminded) == (0, 1)
    assert reminded.stands(*SHOWING).state is State.IN_PROGRESS


@pytest.mark.parametrize(
    "words", ["2 ảnh đó của việc 2", "hai ảnh đó là của việc 2", "cả 2 ảnh trên của việc 2"]
)
async def test_as_many_pieces_are_moved_as_are_counted(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    for n in range(3):
        await sends_another(reminded, n, "ảnh việc 1")
    assert counts(reminded) == (3, 0)

    await reminded.says(TDC_HEAD, words)

    assert counts(reminded) == (1, 2)


@pytest.mark.parametrize(
    "words",
    [
        "ảnh vừa rồi bỏ đi",
        "ảnh đó bỏ giúp em",
        "minh chứng vừa gửi xóa đi",
        "cái ảnh vừa gửi huỷ đi ạ",
    ],
)
async def test_what_is_named_first_is_taken_back_too(reminded: Stage, words: str) -> None:
    await sends(reminded, caption="1 xong")

    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("Đã bỏ minh chứng (ảnh).")
    assert counts(reminded) == (0, 0)
    assert reminded.stands(*BANNER).done


async def test_yesterday_s_photo_is_moved_though_others_came_just_now(reminded: Stage) -> None:
    await sends(reminded, caption="1 xong")
    await reminded.lives("17/5 09:00")
    await sends_another(reminded, 1)
    assert counts(reminded) == (1, 1)

    said = await reminded.says(TDC_HEAD, "ảnh hôm qua là của việc 2")

    assert said.startswith("📎 Đã chuyển minh chứng (ảnh) sang việc:")
    assert counts(reminded) == (0, 2)


async def test_all_that_came_on_a_day_is_moved_where_it_is_counted(reminded: Stage) -> None:
    await sends(reminded, caption="1 xong")
    await sends_another(reminded, 1, "ảnh việc 1")
    await reminded.lives("17/5 09:00")

    await reminded.says(TDC_HEAD, "2 ảnh hôm qua là của việc 2")

    assert counts(reminded) == (0, 2)


async def test_photos_of_today_are_none_of_yesterday(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends_another(reminded, 1)
    assert counts(reminded) == (1, 0)

    for words in ("ảnh hôm qua là của việc 2", "ảnh hôm qua là của việc 1"):
        said = await reminded.says(TDC_HEAD, words)
        assert said.startswith(MISSING)

    assert counts(reminded) == (1, 0)


async def test_photos_of_today_are_said_to_be_so(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends_another(reminded, 1)

    await reminded.says(TDC_HEAD, "ảnh sáng nay là của việc 2")

    assert counts(reminded) == (0, 1)


# --- what lies with a duty and is of another -----------------------------------------------------

OF_THE_OTHER = [
    "ảnh vừa rồi không phải việc 1, của việc 2 cơ",
    "ảnh vừa rồi không phải của việc 1, việc 2 cơ",
    "nhầm, ảnh của việc 2",
    "nhầm, ảnh việc 2",
    "không phải, ảnh của việc 2",
    "nhầm rồi ạ, ảnh đó việc 2 cơ",
    "cái ảnh lúc nãy là của việc 2 mà",
    "ảnh này không phải việc 1 mà là việc 2",
    "ảnh vừa rồi là của việc 2 chứ không phải việc 1",
    "không phải việc 1, ảnh đó của việc 2",
    "sai rồi, ảnh đấy của việc 2",
    "ảnh đấy là của việc 2 ạ",
    "mấy ảnh vừa rồi không phải việc 1, việc 2 mới đúng",
    "ảnh trên không phải của việc 1 đâu ạ, của việc giới thiệu thành tựu",
    "anh vua roi khong phai viec 1, cua viec 2 co",
]


@pytest.mark.parametrize("words", OF_THE_OTHER)
@pytest.mark.parametrize("caption", ["", "ảnh việc 1"])
async def test_a_photo_said_to_be_of_another_duty_is_moved(
    reminded: Stage, words: str, caption: str
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends(reminded, caption=caption)
    await reminded.lives(reminded.now + timedelta(minutes=1))

    said = await reminded.says(TDC_HEAD, words)

    assert "\nKhông còn tính cho:\nChi cục TĐC – “Treo băng rôn" in said
    assert counts(reminded) == (0, 1)
    assert reminded.stands(*BANNER).done
    assert not reminded.stands(*SHOWING).done


@pytest.mark.parametrize(
    "words",
    [
        "ảnh vừa rồi không phải của việc 1",
        "ảnh vừa rồi không phải việc 1 đâu ạ",
        "cái ảnh lúc nãy không phải của việc treo băng rôn",
        "anh vua gui k phai viec 1",
    ],
)
async def test_a_photo_said_to_be_none_of_its_duty_is_asked_about(
    reminded: Stage, words: str
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends(reminded)
    await reminded.lives(reminded.now + timedelta(minutes=1))

    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    assert counts(reminded) == (1, 0)
    assert reminded.stands(*BANNER).done
    await reminded.says(TDC_HEAD, "2")
    assert counts(reminded) == (0, 1)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("https://b.vn/1", "link vừa rồi không phải việc 1, của việc 2 cơ"),
        ("https://b.vn/1", "bài đó của việc 2 chứ không phải việc 1"),
        ("CV số 30/BC-TĐC", "số 30 không phải của việc 1, của việc 2"),
        ("CV số 30/BC-TĐC", "văn bản vừa gửi không phải việc 1 mà của việc 2"),
    ],
)
async def test_so_are_links_and_documents(reminded: Stage, sent: str, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.says(TDC_HEAD, sent)
    assert counts(reminded) == (1, 0)

    await reminded.says(TDC_HEAD, words)

    assert counts(reminded) == (0, 1)


@pytest.mark.parametrize(
    "words",
    [
        "không phải việc 1",
        "ảnh vừa rồi không phải do em chụp",
        "ảnh đó không phải việc 2",
        "ảnh vừa rồi không phải của việc 1 ạ?",
    ],
)
async def test_what_says_not_that_it_lies_wrong_moves_nothing(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends(reminded)

    await reminded.says(TDC_HEAD, words)

    assert counts(reminded) == (1, 0)


async def test_what_is_offered_to_be_moved_shows_when_it_came(reminded: Stage) -> None:
    await sends(reminded, caption="1 xong")
    await reminded.lives("17/5 09:00")
    await sends_another(reminded, 1, "ảnh việc 1")

    await reminded.lives("18/5 09:00")
    said = await reminded.says(TDC_HEAD, "ảnh hôm trước là của việc 2")

    assert "(1) tệp “1.jpg”, gửi lúc 09h00 thứ Ba, 17/5/2022: Chi cục TĐC" in said
    assert "(2) ảnh, gửi lúc 09h00 thứ Hai, 16/5/2022: Chi cục TĐC" in said


async def test_what_came_today_is_offered_without_a_time(reminded: Stage) -> None:
    await sends(reminded, caption="1 xong")
    await sends_another(reminded, 1, "ảnh việc 1")

    said = await reminded.says(TDC_HEAD, "ảnh hôm nay là của việc 2")

    assert "(1) tệp “1.jpg”: Chi cục TĐC" in said
