"""Photos sent at once belong together: what is said with any of them, or right behind, holds."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.channels.simulator import Simulator
from bot.exhibit import Exhibit
from bot.messages import Medium
from bot.store import audit, evidence
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import OFFICE, TDC_HEAD, VPS_HEAD
from tests.stories.stage import Stage

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF "
BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
ASKED = "Tệp vừa gửi là minh chứng của việc số mấy ạ?"


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2."""
    await stage.lives("16/5 09:00")
    return stage


@pytest.fixture
async def zalo(joined_memory: Memory) -> Stage:
    """The same where there are neither buttons nor albums."""
    stage = Stage(joined_memory, phones=Simulator(most_buttons=0, can_edit=False))
    await stage.lives("16/5 09:00")
    return stage


def kept(stage: Stage, key: tuple[str, str]) -> list[Exhibit]:
    """The evidence for a duty."""
    with stage.memory.begin() as tx:
        return evidence.of_duty(tx, stage.plan.id, key)


def counts(stage: Stage) -> tuple[int, int]:
    """How much evidence there is for the banner, and for the showing."""
    return len(kept(stage, BANNER)), len(kept(stage, SHOWING))


def sent(stage: Stage, captions: Sequence[str], *, album: str | None = "a", first: int = 0) -> None:
    """Photos come in at once, with these captions."""
    for n, caption in enumerate(captions, first):
        stage.phones.sends_file(
            TDC_HEAD.sender,
            JPEG + bytes([n]),
            kind=Medium.PHOTO,
            caption=caption,
            at=stage.now,
            album=album,
        )


async def whole(stage: Stage, captions: Sequence[str], *, first: int = 0) -> list[str]:
    """What is said to photos of an album, until it is whole."""
    before = len(stage.shown(TDC_HEAD))
    sent(stage, captions, first=first)
    await stage.beat()
    await stage.lives(stage.now + timedelta(seconds=3))
    return stage.texts(TDC_HEAD)[before:]


@pytest.mark.parametrize(
    "captions",
    [["ảnh việc 2", "", ""], ["", "ảnh việc 2", ""], ["", "", "ảnh việc 2"]],
    ids=["first", "middle", "last"],
)
@pytest.mark.parametrize("report", ["1 xong", ""])
async def test_the_caption_of_any_photo_holds_for_the_album_and_is_answered_once(
    reminded: Stage, captions: list[str], report: str
) -> None:
    if report:
        await reminded.says(TDC_HEAD, report)

    said = await whole(reminded, captions)

    assert [text.splitlines()[0] for text in said] == [
        "📎 Đã lưu 03 tệp minh chứng. Cảm ơn anh/chị."
    ]
    assert counts(reminded) == (0, 3)


async def test_an_album_without_words_goes_with_what_was_just_reported(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    said = await whole(reminded, ["", "", ""])

    assert len(said) == 1
    assert counts(reminded) == (3, 0)


async def test_an_album_of_which_nothing_is_known_is_asked_about_when_it_is_whole(
    reminded: Stage,
) -> None:
    sent(reminded, ["", ""])
    await reminded.beat()
    assert not reminded.texts(TDC_HEAD)[-1].startswith(ASKED)

    said = await whole(reminded, [""], first=2)

    assert [text.splitlines()[0] for text in said] == [ASKED]
    answered = await reminded.taps(TDC_HEAD, "Việc 2")
    assert answered.startswith("📎 Đã lưu 03 tệp minh chứng.")
    assert counts(reminded) == (0, 3)


async def test_a_caption_that_names_no_duty_is_asked_about_for_all_of_its_album(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    said = await whole(reminded, ["", "minh chứng việc 7"])

    assert [text.splitlines()[0] for text in said] == [ASKED]
    assert counts(reminded) == (0, 0)
    await reminded.says(TDC_HEAD, "2")
    assert counts(reminded) == (0, 2)


async def test_what_was_put_away_before_the_caption_came_is_moved_with_one_answer(
    reminded: Stage,
) -> None:
    """The last photo comes with another poll, when the others have been thanked for."""
    await reminded.says(TDC_HEAD, "1 xong")
    await whole(reminded, ["", ""])
    assert counts(reminded) == (2, 0)

    said = await whole(reminded, ["ảnh việc 2"], first=2)

    assert len(said) == 1
    assert said[0].startswith(
        "📎 Đã lưu 01 tệp minh chứng, cùng 02 tệp đã gửi trước trong chùm ảnh. Cảm ơn anh/chị.\n"
        "Chi cục TĐC – “Giới thiệu"
    )
    assert "\nKhông còn tính cho:\nChi cục TĐC – “Treo băng rôn" in said[0]
    assert counts(reminded) == (0, 3)
    with reminded.memory.begin() as tx:
        assert len(audit.read(tx, what=["evidence_moved"])) == 2


async def test_the_words_that_come_late_answer_what_was_asked_of_the_others(
    reminded: Stage,
) -> None:
    await whole(reminded, ["", ""])
    assert reminded.texts(TDC_HEAD)[-1].startswith(ASKED)

    said = await whole(reminded, ["việc 2 xong"], first=2)

    assert said[0].startswith("✅ Đã ghi nhận hoàn thành")
    assert said[1].startswith(
        "📎 Đã lưu 01 tệp minh chứng, cùng 02 tệp đã gửi trước trong chùm ảnh."
    )
    assert counts(reminded) == (0, 3)
    old = await reminded.taps(TDC_HEAD, "Việc 1")
    assert old.startswith("Lựa chọn này không còn hiệu lực")


async def test_a_half_that_comes_late_joins_the_question_on_the_screen(reminded: Stage) -> None:
    await whole(reminded, ["", ""])

    assert await whole(reminded, [""], first=2) == []

    await reminded.says(TDC_HEAD, "1")
    assert counts(reminded) == (3, 0)


async def test_photos_with_captions_of_their_own_keep_them(reminded: Stage) -> None:
    await whole(reminded, ["ảnh việc 1", "ảnh việc 2"])

    assert counts(reminded) == (1, 1)


async def test_a_crash_before_an_album_is_whole_loses_neither_photo_nor_question(
    reminded: Stage,
) -> None:
    sent(reminded, ["", ""])
    await reminded.beat()

    reminded.restarted()
    await reminded.lives("16/5 09:01")

    assert reminded.texts(TDC_HEAD)[-1].startswith(ASKED)
    await reminded.says(TDC_HEAD, "2")
    assert counts(reminded) == (0, 2)


@pytest.mark.parametrize(
    "words", ["ảnh việc 2", "ảnh việc 2 ạ", "minh chứng việc giới thiệu thành tựu"]
)
async def test_words_behind_photos_that_came_one_by_one_say_whose_they_are(
    zalo: Stage, words: str
) -> None:
    await zalo.says(TDC_HEAD, "1 xong")
    sent(zalo, ["", "", ""], album=None)
    await zalo.beat()
    assert counts(zalo) == (3, 0)

    said = await zalo.says(TDC_HEAD, words)

    assert said.startswith(
        "📎 Đã lưu 03 tệp minh chứng. Cảm ơn anh/chị.\nChi cục TĐC – “Giới thiệu"
    )
    assert "\nKhông còn tính cho:\nChi cục TĐC – “Treo băng rôn" in said
    assert counts(zalo) == (0, 3)
    assert zalo.stands(*SHOWING).state is State.WAITING


async def test_photos_that_come_one_by_one_are_asked_about_once_and_told_of_once(
    zalo: Stage,
) -> None:
    before = len(zalo.shown(TDC_HEAD))
    sent(zalo, ["", "", ""], album=None)
    await zalo.beat()
    asked = zalo.texts(TDC_HEAD)[before:]
    assert [text.splitlines()[0] for text in asked] == [ASKED]

    said = await zalo.says(TDC_HEAD, "ảnh việc 2")

    assert said.startswith("📎 Đã lưu 03 tệp minh chứng.")
    assert counts(zalo) == (0, 3)


async def test_words_behind_photos_may_report_their_duty_too(zalo: Stage) -> None:
    await zalo.says(TDC_HEAD, "1 xong")
    sent(zalo, ["", ""], album=None)
    await zalo.beat()

    said = await zalo.says(TDC_HEAD, "ảnh việc 2 xong rồi ạ")

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert "📎 Đã lưu 02 tệp minh chứng." in said
    assert counts(zalo) == (0, 2)
    assert zalo.stands(*SHOWING).done


async def test_words_long_after_a_photo_or_of_the_duty_it_lies_with_move_nothing(
    zalo: Stage,
) -> None:
    await zalo.says(TDC_HEAD, "1 xong")
    sent(zalo, [""], album=None)
    await zalo.beat()

    said = await zalo.says(TDC_HEAD, "ảnh việc 1")
    assert said.startswith("Minh chứng (ảnh) đang lưu ở việc này.")

    await zalo.lives("16/5 09:20")
    await zalo.says(TDC_HEAD, "ảnh việc 2")
    assert counts(zalo) == (1, 0)


async def test_a_photo_with_words_of_its_own_is_not_moved_by_what_follows(zalo: Stage) -> None:
    sent(zalo, ["ảnh việc 1"], album=None)
    await zalo.beat()

    await zalo.says(TDC_HEAD, "ảnh việc 2")

    assert counts(zalo) == (1, 0)


async def test_a_caption_is_of_its_photo_and_picks_nothing_from_a_list(zalo: Stage) -> None:
    asked = await zalo.says(TDC_HEAD, "chưa xong vì chờ số liệu")
    assert "việc số mấy" in asked
    before = len(zalo.shown(TDC_HEAD))

    sent(zalo, ["việc 2"], album=None)
    await zalo.beat()
    await zalo.lives(zalo.now + timedelta(seconds=3))

    assert counts(zalo) == (0, 1)
    assert any("📎 Đã lưu 01 tệp" in text for text in zalo.texts(TDC_HEAD)[before:])


async def test_who_puts_a_photo_right_disputes_no_duty(zalo: Stage) -> None:
    sent(zalo, ["ảnh việc 1"], album=None)
    await zalo.beat()
    await zalo.lives(zalo.now + timedelta(seconds=3))
    assert counts(zalo) == (1, 0)

    await zalo.says(TDC_HEAD, "ảnh vừa rồi không phải việc 1, của việc 2 cơ")

    assert not [text for text in zalo.texts(OFFICE) if "không phải của mình" in text]


async def test_words_that_answer_for_a_link_are_not_of_the_photo_before_it(zalo: Stage) -> None:
    sent(zalo, [""], album=None)
    await zalo.beat()
    await zalo.says(TDC_HEAD, "1")
    await zalo.says(TDC_HEAD, "https://b.vn/1")

    await zalo.says(TDC_HEAD, "minh chứng việc 2")

    assert counts(zalo) == (1, 1)
    assert [each.words for each in kept(zalo, SHOWING)] == ["https://b.vn/1"]


async def test_several_numbers_behind_photos_are_asked_about_where_they_are_called_done(
    zalo: Stage,
) -> None:
    sent(zalo, ["", ""], album=None)
    await zalo.beat()

    said = await zalo.says(TDC_HEAD, "ảnh 1 và 2 xong")

    assert "chưa ghi nhận kết quả: việc nào đã hoàn thành, việc nào chưa ạ?" in said
    assert counts(zalo) == (2, 2)
    assert not any(zalo.stands(*key).reply for key in (BANNER, SHOWING))


@pytest.mark.parametrize(
    "captions", [["ảnh họp chi bộ", "", ""], ["", "", "ảnh họp chi bộ"]], ids=["first", "last"]
)
async def test_an_album_whose_words_tell_of_no_duty_is_asked_about_as_one(
    reminded: Stage, captions: list[str]
) -> None:
    await reminded.says(TDC_HEAD, "2 xong")

    said = await whole(reminded, captions)

    assert [text.splitlines()[0] for text in said] == [ASKED]
    assert counts(reminded) == (0, 0)
    await reminded.taps(TDC_HEAD, "Việc 1")
    assert counts(reminded) == (3, 0)


@pytest.mark.parametrize("caption", ["Hội thảo sáng nay", "hội thảo đang diễn ra"])
async def test_a_caption_that_may_be_of_a_done_duty_is_asked_about_once(
    reminded: Stage, caption: str
) -> None:
    await reminded.lives("18/5 10:00")
    await reminded.says(VPS_HEAD, "1 xong")
    before = len(reminded.shown(VPS_HEAD))

    for n, words in enumerate([caption, "", ""]):
        reminded.phones.sends_file(
            VPS_HEAD.sender,
            JPEG + bytes([n]),
            kind=Medium.PHOTO,
            caption=words,
            at=reminded.now,
            album="a",
        )
    await reminded.beat()
    await reminded.lives(reminded.now + timedelta(seconds=3))

    assert [text.splitlines()[0] for text in reminded.texts(VPS_HEAD)[before:]] == [ASKED]
    assert reminded.stands("2.2.4", "vps").reply is None


# --- a caption that is typed late -----------------------------------------------------------------


async def captioned(stage: Stage, ref: str, words: str) -> list[str]:
    """What is said to a caption that is typed into a photo sent before."""
    before = len(stage.shown(TDC_HEAD))
    stage.phones.edits(TDC_HEAD.sender, ref, words, at=stage.now)
    await stage.beat()
    return stage.texts(TDC_HEAD)[before:]


async def photo(stage: Stage, caption: str = "", *, album: str | None = None) -> str:
    """A photo comes in and is put away, or asked about; its reference."""
    ref = stage.phones.sends_file(
        TDC_HEAD.sender, JPEG, kind=Medium.PHOTO, caption=caption, at=stage.now, album=album
    )
    await stage.beat()
    await stage.lives(stage.now + timedelta(seconds=3))
    return ref


async def test_a_late_caption_moves_its_photo_with_one_answer(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    ref = await photo(reminded)
    assert counts(reminded) == (1, 0)

    said = await captioned(reminded, ref, "ảnh việc 2")

    assert len(said) == 1
    assert said[0].startswith("📎 Đã lưu 01 tệp minh chứng. Cảm ơn anh/chị.\nChi cục TĐC – “Giới")
    assert "Không còn tính cho:\nChi cục TĐC – “Treo băng rôn" in said[0]
    assert counts(reminded) == (0, 1)
    assert kept(reminded, SHOWING)[0].words == "ảnh việc 2"


async def test_a_late_caption_answers_the_question_whose_a_photo_is(reminded: Stage) -> None:
    ref = await photo(reminded)
    assert reminded.texts(TDC_HEAD)[-1].startswith(ASKED)

    said = await captioned(reminded, ref, "ảnh việc 2")

    assert [text.splitlines()[0] for text in said] == [
        "📎 Đã lưu 01 tệp minh chứng. Cảm ơn anh/chị."
    ]
    assert counts(reminded) == (0, 1)


async def test_a_late_caption_names_its_photo_where_it_lies(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    ref = await photo(reminded)

    said = await captioned(reminded, ref, "ảnh việc 1 tại cổng")

    assert len(said) == 1
    assert [each.words for each in kept(reminded, BANNER)] == ["ảnh việc 1 tại cổng"]


async def test_a_late_caption_is_a_report_like_any_text(reminded: Stage) -> None:
    ref = await photo(reminded)

    said = await captioned(reminded, ref, "2 xong")

    assert reminded.stands(*SHOWING).done
    assert said[0].startswith("✅ Đã ghi nhận hoàn thành")
    assert said[1].startswith("📎 Đã lưu 01 tệp minh chứng.")
    assert len(said) == 2
    assert counts(reminded) == (0, 1)


async def test_a_late_caption_that_corrects_another_moves_report_and_photo(
    reminded: Stage,
) -> None:
    ref = await photo(reminded, "1 xong")
    assert counts(reminded) == (1, 0)

    await captioned(reminded, ref, "2 xong")

    assert not reminded.stands(*BANNER).done
    assert reminded.stands(*SHOWING).done
    assert counts(reminded) == (0, 1)


async def test_a_late_caption_holds_for_the_album_without_words(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await whole(reminded, ["", ""])
    ref = await photo(reminded, album="a")
    first = "file-1"
    assert ref != first
    assert counts(reminded) == (3, 0)

    said = await captioned(reminded, first, "ảnh việc 2")

    assert len(said) == 1
    assert counts(reminded) == (0, 3)


async def test_a_late_caption_shares_its_album_out(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await whole(reminded, ["", ""])
    assert counts(reminded) == (2, 0)

    await captioned(reminded, "file-1", "ảnh đầu của việc 1, ảnh cuối của việc 2")

    assert counts(reminded) == (1, 1)


async def test_a_late_caption_that_names_no_duty_leaves_its_photo_where_it_lies(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    ref = await photo(reminded)

    await captioned(reminded, ref, "đẹp quá")

    assert counts(reminded) == (1, 0)


async def test_the_same_caption_again_changes_nothing(reminded: Stage) -> None:
    ref = await photo(reminded, "ảnh việc 2")

    assert await captioned(reminded, ref, "ảnh việc 2") == []
    assert counts(reminded) == (0, 1)
