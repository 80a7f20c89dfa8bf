"""Pieces of evidence that lie with a duty, or came one after the other, are told apart in words."""

from datetime import timedelta

import pytest

from bot.channels.simulator import Simulator
from bot.messages import Medium
from bot.store import audit, evidence
from bot.store.cabinet import Cabinet
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD
from tests.stories.stage import Stage

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF "
KEYS = {1: ("2.1.1", "qlcn"), 2: ("2.1.2", "qlcn"), 3: ("2.1.3a", "qlcn")}
APART = (
    "Chưa rõ tệp nào của việc nào, chưa thay đổi gì. Có 03 tệp gửi liền nhau gần đây nhất.\n"
    "Đề nghị anh/chị nêu theo thứ tự gửi, đủ các tệp, ví dụ “2 ảnh đầu của việc 1, ảnh cuối của "
    "việc 2”."
)


@pytest.fixture(params=[True, False], ids=["buttons", "plain"])
async def listed(request: pytest.FixtureRequest, joined_memory: Memory) -> Stage:
    """It is 11/5, 09:00: the head of QLCN knows six duties, four of them listed this morning."""
    phones = Simulator() if request.param else Simulator(most_buttons=0, can_edit=False)
    stage = Stage(joined_memory, phones=phones)
    await stage.lives("11/5 09:00")
    return stage


async def photos(stage: Stage, *captions: str, album: str | None = None, first: int = 0) -> None:
    """Photos come in one after the other, or as an album, and are put away or asked about."""
    for n, caption in enumerate(captions, first):
        stage.phones.sends_file(
            HEAD.sender,
            JPEG + bytes([n]),
            kind=Medium.PHOTO,
            caption=caption,
            at=stage.now,
            album=album,
        )
        await stage.beat()
    await stage.lives(stage.now + timedelta(seconds=3))


def counts(stage: Stage) -> tuple[int, ...]:
    """How much evidence there is for duties 1, 2 and 3."""
    with stage.memory.begin() as tx:
        return tuple(len(evidence.of_duty(tx, stage.plan.id, key)) for key in KEYS.values())


def which(stage: Stage, duty: int) -> list[int]:
    """Which photos lie with a duty, in the order in which they were sent."""
    with stage.memory.begin() as tx:
        found = evidence.of_duty(tx, stage.plan.id, KEYS[duty])
    cabinet = Cabinet(stage.folder)
    return sorted((cabinet.read(each.sha256 or "") or b"?")[-1] for each in found)


# --- from the duty that it lies with to another ---------------------------------------------------

ACROSS = [
    "ảnh việc 3 nhầm, chuyển sang việc 2 giúp",
    "anh viec 3 nham, chuyen sang viec 2 giup",
    "ảnh gửi ở việc 3 là của việc 2",
    "đổi ảnh việc 3 sang việc 2",
    "doi anh viec 3 sang viec 2",
    "mấy tấm trong việc 3 nhầm rồi, cho qua việc 2",
    "chuyển giúp em ảnh từ việc 3 sang việc 2 với",
    "ảnh của việc 3 chuyển qua việc 2 nhé",
    "ảnh để nhầm ở việc 3, chuyển giúp sang việc 2",
    "ảnh em gửi nhầm vào việc 3, của việc 2 mới đúng",
    "ảnh việc 2 gửi nhầm sang việc 3",
    "lấy ảnh việc 3 bỏ sang việc 2",
    "chuyển hết ảnh việc 3 qua việc 2",
    "cái ảnh trong việc 3 phải là việc 2 mới đúng",
    "minh chứng việc 3 là của việc 2",
]


@pytest.mark.parametrize("words", ACROSS)
async def test_a_photo_is_moved_from_where_it_is_said_to_lie(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "ảnh việc 3")
    assert counts(listed) == (0, 0, 1)

    said = await listed.says(HEAD, words)

    assert said.startswith("📎 Đã chuyển minh chứng (ảnh) sang việc:\nPhòng QLCN&ĐMST – “Phối hợp")
    assert "\nKhông còn tính cho:\nPhòng QLCN&ĐMST – “Tiếp tục tuyên truyền" in said
    assert counts(listed) == (0, 1, 0)
    assert listed.stands(*KEYS[2]).state is State.WAITING
    assert listed.stands(*KEYS[3]).done


async def test_it_is_moved_between_done_duties_too(listed: Stage) -> None:
    await listed.says(HEAD, "1 xong, 2 xong, 3 xong")
    await photos(listed, "ảnh việc 3")

    await listed.says(HEAD, "ảnh việc 3 nhầm, chuyển sang việc 2 giúp")

    assert counts(listed) == (0, 1, 0)


@pytest.mark.parametrize(
    ("answer", "left"), [("ảnh cuối", [0]), ("(1)", [1]), ("tấm đầu", [1]), ("tất cả", [])]
)
async def test_of_several_it_is_asked_which(listed: Stage, answer: str, left: list[int]) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "", "")

    asked = await listed.says(HEAD, "đổi ảnh việc 3 sang việc 2")

    assert asked.startswith("Anh/chị chuyển minh chứng nào ạ? Chưa thay đổi gì.\n(1) ảnh: Phòng")
    assert "Xếp theo thứ tự gửi. Trả lời ví dụ “2”, “ảnh cuối” hoặc “tất cả”." in asked
    assert counts(listed) == (0, 0, 2)
    await listed.says(HEAD, answer)
    assert which(listed, 3) == left
    assert counts(listed)[1] == 2 - len(left)
    assert listed.stands(*KEYS[2]).state is State.WAITING


@pytest.mark.parametrize(
    "words", ["mấy ảnh việc 3 chuyển hết sang việc 2", "2 ảnh ở việc 3 là của việc 2"]
)
async def test_all_of_several_are_moved_where_that_is_said(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "", "")

    await listed.says(HEAD, words)

    assert counts(listed) == (0, 2, 0)


@pytest.mark.parametrize(
    "words",
    ["ảnh việc 3 xong", "ảnh việc 2 của phòng em, việc 3 xong", "ảnh việc 3 chuyển sang máy khác"],
)
async def test_what_names_no_other_duty_moves_nothing(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "ảnh việc 3")

    await listed.says(HEAD, words)

    assert counts(listed) == (0, 0, 1)


# --- by their order -------------------------------------------------------------------------------

SHARED = [
    "2 ảnh đầu của việc 1, ảnh cuối của việc 2",
    "2 anh dau cua viec 1, anh cuoi cua viec 2",
    "hai ảnh đầu của việc 1 còn ảnh cuối của việc 2 nhé",
    "ảnh cuối là của việc 2, còn lại của việc 1",
    "ảnh thứ 3 của việc 2, 2 ảnh còn lại là việc 1",
    "2 ảnh trước của việc 1, ảnh sau của việc 2",
    "tấm thứ nhất và thứ hai của việc 1, tấm thứ ba của việc 2",
    "2 tấm đầu việc 1 ạ, tấm cuối việc 2 ạ",
    "ảnh 1, 2 của việc 1; ảnh 3 của việc 2",
    "anh 1 va 2 viec 1, anh 3 viec 2",
    "ảnh 1-2: việc 1, ảnh số 3: việc 2",
    "việc 1: ảnh 1, 2; việc 2: ảnh 3 ạ",
    "việc 2 là ảnh cuối, việc 1 là ảnh còn lại",
]


@pytest.mark.parametrize("words", SHARED)
@pytest.mark.parametrize("album", ["a", None], ids=["album", "one by one"])
async def test_photos_that_are_asked_about_are_shared_out(
    listed: Stage, words: str, album: str | None
) -> None:
    await photos(listed, "", "", "", album=album)

    said = await listed.says(HEAD, words)

    assert said.count("📎 Đã lưu") == 2
    assert (which(listed, 1), which(listed, 2)) == ([0, 1], [2])
    assert listed.stands(*KEYS[1]).state is State.WAITING
    assert listed.stands(*KEYS[2]).state is State.WAITING
    again = await listed.says(HEAD, "3")
    assert "minh chứng" not in again


@pytest.mark.parametrize("words", SHARED)
@pytest.mark.parametrize("place", [0, 2], ids=["first", "last"])
async def test_an_album_is_shared_out_by_its_caption(listed: Stage, words: str, place: int) -> None:
    captions = ["", "", ""]
    captions[place] = words

    await photos(listed, *captions, album="a")

    assert (which(listed, 1), which(listed, 2)) == ([0, 1], [2])
    heads = {text.splitlines()[0] for text in listed.texts(HEAD)[-2:]}
    assert heads == {f"📎 Đã lưu {n} tệp minh chứng. Cảm ơn anh/chị." for n in ("01", "02")}


async def test_what_comes_of_an_album_later_is_shared_out_with_the_rest(listed: Stage) -> None:
    await photos(listed, "ảnh cuối của việc 2, còn lại của việc 1", "", album="a")
    assert (which(listed, 1), which(listed, 2)) == ([0], [1])

    await photos(listed, "", album="a", first=2)

    assert (which(listed, 1), which(listed, 2)) == ([0, 1], [2])


@pytest.mark.parametrize("words", ["ảnh 1, 2 của việc 1; ảnh 4 của việc 2", "ảnh đầu của việc 1"])
async def test_an_album_whose_caption_does_not_tell_of_all_is_asked_about(
    listed: Stage, words: str
) -> None:
    await photos(listed, words, "", "", album="a")

    assert listed.texts(HEAD)[-1].startswith("Tệp vừa gửi là minh chứng của việc số mấy ạ?")
    assert counts(listed) == (0, 0, 0)


@pytest.mark.parametrize("words", [*SHARED[:3], "ảnh cuối là của việc 2", "tấm cuối việc 2"])
async def test_photos_that_lie_with_one_duty_are_shared_out(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "1 xong")
    await photos(listed, "", "", "")
    assert counts(listed) == (3, 0, 0)

    await listed.says(HEAD, words)

    assert (which(listed, 1), which(listed, 2)) == ([0, 1], [2])
    with listed.memory.begin() as tx:
        assert len(audit.read(tx, what=["evidence_moved"])) == 1


async def test_of_the_rest_it_is_asked_once_more(listed: Stage) -> None:
    await photos(listed, "", "", "")

    said = await listed.says(HEAD, "ảnh thứ 2 của việc 1")

    assert "Còn 02 tệp gửi lúc 09h00 thứ Tư, 11/5/2022 là minh chứng của việc số mấy ạ?" in said
    await listed.says(HEAD, "2")
    assert (which(listed, 1), which(listed, 2)) == ([1], [0, 2])


@pytest.mark.parametrize(
    "words",
    [
        *("2 ảnh việc 1, 1 ảnh việc 2", "2 ảnh đầu việc 1, 2 ảnh cuối việc 2"),
        *("ảnh thứ 5 của việc 2", "2 ảnh đầu việc 1, ảnh cuối việc 9"),
        "2 ảnh đầu ở việc 3 sang việc 2, ảnh cuối của việc 1",
    ],
)
async def test_where_it_is_not_certain_which_nothing_is_filed(listed: Stage, words: str) -> None:
    await photos(listed, "", "", "")

    assert await listed.says(HEAD, words) == APART

    assert counts(listed) == (0, 0, 0)


async def test_a_photo_is_dropped_by_its_order(listed: Stage) -> None:
    await listed.says(HEAD, "1 xong")
    await photos(listed, "", "", "")

    said = await listed.says(HEAD, "bỏ ảnh thứ 2 đi giúp tôi")

    assert said.startswith("Đã bỏ minh chứng (ảnh).\nKhông còn tính cho:\nPhòng QLCN&ĐMST – “Tổ")
    assert which(listed, 1) == [0, 2]
    await listed.says(HEAD, "ảnh thứ 2 là của việc 3")
    assert (which(listed, 1), which(listed, 3)) == ([0], [2])


@pytest.mark.parametrize(
    "words", ["đưa ảnh cuối ở việc 1 sang việc 2", "tấm cuối trong việc 1 là của việc 2"]
)
async def test_the_last_of_a_duty_is_moved_from_there(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "1 xong")
    await photos(listed, "", "")
    await listed.says(HEAD, "cảm ơn em")
    await photos(listed, "ảnh việc 3", first=2)

    await listed.says(HEAD, words)

    assert (which(listed, 1), which(listed, 2), which(listed, 3)) == ([0], [1], [2])


async def test_the_first_is_no_later_one(listed: Stage) -> None:
    await listed.says(HEAD, "1 xong")
    await photos(listed, "")
    await listed.says(HEAD, "cảm ơn em")
    await photos(listed, "ảnh việc 1", first=1)

    said = await listed.says(HEAD, "ảnh đầu là của việc 2")

    assert said.startswith("Chưa rõ tệp nào của việc nào, chưa thay đổi gì. Có 01 tệp")
    assert counts(listed) == (2, 0, 0)


@pytest.mark.parametrize("words", ["ảnh cuối hơi mờ", "ảnh đầu là ở cổng, ảnh cuối ở sân"])
async def test_what_names_no_duty_of_them_files_nothing(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "1 xong")
    await photos(listed, "", "", "")

    await listed.says(HEAD, words)

    assert counts(listed) == (3, 0, 0)


# --- dropped --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["bỏ đi", "bỏ", "thôi bỏ đi ạ", "bo di", "xóa ảnh đó giúp", "xoá giúp tôi"]
)
@pytest.mark.parametrize("wrong", ["nhầm ảnh", "gửi nhầm ảnh rồi"])
async def test_a_wrong_photo_is_dropped_where_it_is_asked_whose_it_is(
    listed: Stage, wrong: str, words: str
) -> None:
    await listed.says(HEAD, "1 xong")
    await photos(listed, "")

    asked = await listed.says(HEAD, wrong)

    assert asked.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    assert "Nếu gửi nhầm, trả lời “bỏ” để bỏ minh chứng này." in asked
    said = await listed.says(HEAD, words)
    assert said.startswith("Đã bỏ minh chứng (ảnh).")
    assert counts(listed) == (0, 0, 0)
    assert listed.stands(*KEYS[1]).done
    with listed.memory.begin() as tx:
        assert len(audit.read(tx, what=["evidence_dropped"])) == 1


async def test_it_is_dropped_by_a_button(stage: Stage) -> None:
    await stage.lives("11/5 09:00")
    await stage.says(HEAD, "1 xong")
    await photos(stage, "")
    await stage.says(HEAD, "nhầm ảnh")

    said = await stage.taps(HEAD, "Bỏ minh chứng")

    assert said.startswith("Đã bỏ minh chứng (ảnh).")
    assert counts(stage) == (0, 0, 0)
    old = await stage.taps(HEAD, "Việc 2")
    assert old.startswith("Lựa chọn này không còn hiệu lực")


async def test_what_is_asked_about_is_dropped_by_a_bare_word(listed: Stage) -> None:
    await photos(listed, "")

    said = await listed.says(HEAD, "bỏ đi")

    assert said.startswith("Đã bỏ 01 tệp vừa gửi, không tính là minh chứng của việc nào.")
    await listed.says(HEAD, "1")
    assert counts(listed) == (0, 0, 0)


async def test_a_link_that_is_asked_about_is_dropped_so_too(listed: Stage) -> None:
    await listed.says(HEAD, "https://b.vn/1")

    said = await listed.says(HEAD, "thôi bỏ đi")

    assert said == "Đã bỏ, không lưu làm minh chứng của việc nào."
    await listed.says(HEAD, "2")
    assert counts(listed) == (0, 0, 0)


async def test_a_bare_word_behind_report_and_photo_is_asked_about(listed: Stage) -> None:
    await listed.says(HEAD, "1 xong")
    await photos(listed, "")

    said = await listed.says(HEAD, "bỏ đi")

    assert said.startswith("Anh/chị bỏ nội dung nào ạ?")
    assert counts(listed) == (1, 0, 0)
    assert listed.stands(*KEYS[1]).done


@pytest.mark.parametrize(
    "words",
    [
        *("bỏ cả đi, tôi gửi lại", "bỏ hết ảnh việc 3, tôi gửi lại sau", "bỏ hết đi để em gửi lại"),
        *("xóa các ảnh trong việc 3 đi", "bo het anh viec 3, toi gui lai sau", "xoá hết giúp tôi"),
        *("bỏ cả 2 ảnh đi, lát em gửi ảnh khác", "bỏ hết ảnh đi"),
    ],
)
async def test_all_are_dropped_where_that_is_said(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "", "")

    said = await listed.says(HEAD, words)

    assert said.startswith("Đã bỏ minh chứng (ảnh; ảnh).")
    assert counts(listed) == (0, 0, 0)
    assert listed.stands(*KEYS[3]).done


@pytest.mark.parametrize(
    "words",
    [
        *("có 1 ảnh trong đó nhầm", "1 trong 2 ảnh bị nhầm", "nhầm 1 ảnh", "có một tấm bị nhầm"),
        *("trong 2 ảnh vừa gửi có 1 ảnh nhầm", "một ảnh trong số đó bị nhầm"),
        *("có 1 ảnh trong việc 3 nhầm", "trong đó có 1 ảnh sai", "co 1 anh trong do nham"),
    ],
)
async def test_of_some_that_are_wrong_it_is_asked_which(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "", "")

    asked = await listed.says(HEAD, words)

    assert asked.startswith("Minh chứng nào gửi nhầm ạ? Chưa thay đổi gì.\n(1) ảnh: Phòng QLCN")
    assert counts(listed) == (0, 0, 2)
    asked = await listed.says(HEAD, "ảnh cuối")
    assert asked.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    await listed.says(HEAD, "bỏ")
    assert which(listed, 3) == [0]


async def test_all_of_them_are_dropped_where_one_was_asked_for(listed: Stage) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "", "")
    await listed.says(HEAD, "có 1 ảnh trong đó nhầm")

    said = await listed.says(HEAD, "bỏ cả đi, tôi gửi lại")

    assert said.startswith("Đã bỏ minh chứng (ảnh; ảnh).")
    assert counts(listed) == (0, 0, 0)


@pytest.mark.parametrize(
    "words", ["hủy video phóng sự", "bỏ băng rôn đi", "huỷ các bài viết", "không bỏ"]
)
async def test_what_may_be_work_drops_no_evidence(listed: Stage, words: str) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "")

    await listed.says(HEAD, words)

    assert counts(listed) == (0, 0, 1)


async def test_a_bare_word_behind_other_news_drops_no_photo(listed: Stage) -> None:
    await listed.says(HEAD, "3 xong")
    await photos(listed, "")
    await listed.says(HEAD, "2 xin lùi đến 20/5")

    await listed.says(HEAD, "bỏ đi")

    assert counts(listed) == (0, 0, 1)


# --- where it is asked of which duty it is --------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "chuyển sang việc 2",
        "chuyen qua viec 2 nhe",
        "ảnh đó chuyển sang việc 2",
        "ảnh việc 1 nhầm, chuyển sang việc 2 giúp",
        "cho sang việc 2",
    ],
)
async def test_where_a_photo_is_to_go_answers_whose_it_is_and_reports_nothing(
    listed: Stage, words: str
) -> None:
    await photos(listed, "ảnh đây ạ")

    said = await listed.says(HEAD, words)

    assert said.startswith("📎 Đã lưu 01 tệp minh chứng.")
    assert counts(listed) == (0, 1, 0)
    assert listed.stands(*KEYS[2]).reply is None


async def test_so_it_is_of_a_photo_that_was_sent_by_mistake(listed: Stage) -> None:
    await photos(listed, "việc 1 xong rồi")
    await listed.says(HEAD, "nhầm ảnh")

    said = await listed.says(HEAD, "chuyển sang việc 2")

    assert said.startswith("📎 Đã chuyển minh chứng (ảnh) sang việc:")
    assert counts(listed) == (0, 1, 0)
    assert listed.stands(*KEYS[2]).reply is None
