"""“Xong rồi nhé” behind the own report of “done” is that report, and closes nothing else."""

import pytest

from schedules.progress import State
from tests.stories.cast import HEAD, QLKH_HEAD, TDC_HEAD
from tests.stories.stage import Stage

PAPER, NEWS = ("2.2.4b", "qlkh"), ("2.2.2", "qlkh")
AGAIN = [
    *("xong", "xong rồi nhé", "đã hoàn thành ạ", "tôi báo cáo xong rồi", "xong rồi đấy"),
    *("xong roi a", "da hoan thanh roi nhe", "xong rồi mà", "em báo xong rồi mà", "da bao roi ma"),
]
OF_THE_OTHER = [
    *("xong hết rồi ạ", "cả hai việc xong rồi ạ", "việc 2 xong", "xong nốt rồi", "xong not roi"),
    *("việc kia cũng xong rồi ạ", "việc còn lại xong rồi", "giới thiệu thành tựu xong rồi ạ"),
]


@pytest.fixture
async def reported(stage: Stage) -> Stage:
    """It is 12/5, 09:03: QLKH has reported the paper of which it was reminded at 08:00."""
    await stage.comes("12/5 08:00")
    await stage.comes("12/5 09:00")
    await stage.says(QLKH_HEAD, "xong rồi ạ")
    assert stage.stands(*PAPER).done
    await stage.comes("12/5 09:03")
    return stage


@pytest.mark.parametrize("words", AGAIN)
async def test_what_is_recorded_is_named_and_of_the_other_it_is_asked(
    reported: Stage, words: str
) -> None:
    said = await reported.says(QLKH_HEAD, words)

    assert said.startswith("Việc 1 (Tham mưu văn bản gửi các đơn vị liên quan")
    assert "đã được ghi nhận hoàn thành lúc 09h00 thứ Năm, 12/5/2022." in said
    assert "việc 2 (Giới thiệu các thành tựu" in said
    assert reported.stands(*NEWS).state is State.WAITING


async def test_once_it_is_asked_about_done_is_of_the_other(reported: Stage) -> None:
    await reported.says(QLKH_HEAD, "xong rồi nhé")

    await reported.says(QLKH_HEAD, "việc 2 xong")

    assert reported.stands(*NEWS).done


async def test_a_yes_to_it_is_asked_about(reported: Stage) -> None:
    await reported.says(QLKH_HEAD, "xong rồi nhé")

    await reported.says(QLKH_HEAD, "vâng")

    assert not reported.stands(*NEWS).done


@pytest.mark.parametrize("words", OF_THE_OTHER)
async def test_what_names_the_other_is_of_the_other(reported: Stage, words: str) -> None:
    await reported.says(QLKH_HEAD, words)

    assert reported.stands(*NEWS).done


async def test_a_duty_listed_since_is_meant(reported: Stage) -> None:
    await reported.says(QLKH_HEAD, "/viec")
    await reported.comes("12/5 09:05")

    await reported.says(QLKH_HEAD, "xong rồi")

    assert reported.stands(*NEWS).done


async def test_so_is_one_reminded_of_since_but_a_protest_may_be_of_the_first(
    reported: Stage,
) -> None:
    await reported.lives("13/5 09:00")
    assert "2. Giới thiệu các thành tựu" in reported.texts(QLKH_HEAD)[-1]

    said = await reported.says(QLKH_HEAD, "xong rồi mà")
    assert not reported.stands(*NEWS).done
    assert said.startswith("Việc 1 (Tham mưu")

    await reported.says(QLKH_HEAD, "xong rồi")
    assert reported.stands(*NEWS).done


@pytest.mark.parametrize("words", ["ơ nhầm, việc 2", "nham, viec 2"])
async def test_a_slip_of_the_number_denies_nothing_of_the_other(
    reported: Stage, words: str
) -> None:
    await reported.says(QLKH_HEAD, "xong rồi nhé")

    said = await reported.says(QLKH_HEAD, words)

    assert "Đã ghi nhận: chưa hoàn thành" not in said
    assert reported.stands(*NEWS).state is State.WAITING


async def test_so_it_is_behind_a_button(stage: Stage) -> None:
    await stage.comes("12/5 08:00")
    await stage.taps(QLKH_HEAD, "✅ Đã hoàn thành")

    await stage.says(QLKH_HEAD, "xong")

    assert stage.stands(*PAPER).done
    assert stage.stands(*NEWS).state is State.WAITING


async def test_a_duty_called_open_meanwhile_is_meant(reported: Stage) -> None:
    await reported.says(QLKH_HEAD, "giới thiệu thành tựu chưa xong vì chờ bài")

    await reported.says(QLKH_HEAD, "xong rồi ạ")

    assert reported.stands(*NEWS).done


async def test_where_several_are_open_it_is_asked_which_or_said_what_is_known(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 1 xong")

    assert "đã được ghi nhận hoàn thành" in await stage.says(HEAD, "em báo rồi mà")
    assert "báo về việc số mấy" in await stage.says(HEAD, "xong rồi nhé")


async def test_a_photo_with_such_words_shows_what_was_reported(stage: Stage) -> None:
    await stage.comes("16/5 08:00")
    await stage.says(TDC_HEAD, "việc 1 xong")
    photo = b"\xff\xd8\xff\xe0\x00\x10JFIF again"
    stage.phones.sends_file(TDC_HEAD.sender, photo, caption="xong rồi ạ", at=stage.now)
    await stage.beat()

    assert stage.stands("2.2.2", "tdc").state is State.WAITING
    assert "“Treo băng rôn" in stage.texts(TDC_HEAD)[-1]
    assert "Đã lưu 01 tệp minh chứng" in stage.texts(TDC_HEAD)[-1]
