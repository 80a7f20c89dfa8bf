"""Which duty evidence shows is answered while it was asked last; later it is asked again."""

from datetime import timedelta

import pytest

from bot.store import evidence
from tests.stories.cast import HEAD, TDC_HEAD
from tests.stories.stage import Stage
from tests.stories.test_evidence import sends

LAW, COLUMN = ("2.1.1", "qlcn"), ("2.1.2", "qlcn")
LINK = "https://b.vn/1"
AGAIN = "Còn 01 tệp gửi lúc 09h00 thứ Hai, 16/5/2022 là minh chứng của việc số mấy ạ?"


@pytest.fixture
async def late(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Phòng QLCN&ĐMST knows its six duties by their numbers."""
    await stage.lives("16/5 09:00")
    return stage


def counts(stage: Stage, *keys: tuple[str, str]) -> list[int]:
    """How much evidence there is for these duties."""
    with stage.memory.begin() as tx:
        return [len(evidence.of_duty(tx, stage.plan.id, key)) for key in keys]


async def later(stage: Stage, minutes: float = 1) -> None:
    """Some time goes by."""
    await stage.lives(stage.now + timedelta(minutes=minutes))


async def talks_on(stage: Stage) -> None:
    """A photo has come, and the talk has gone on to other duties."""
    await sends(stage, who=HEAD)
    await later(stage)
    await stage.says(HEAD, "3 được 40%")
    await later(stage)
    await stage.says(HEAD, "đúng rồi")
    await later(stage)


async def test_a_report_is_a_report_first_and_what_was_not_filed_is_asked_about_again(
    late: Stage,
) -> None:
    await talks_on(late)

    said = await late.says(HEAD, "à mà việc 2 xong rồi nhé")

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert AGAIN in said
    assert counts(late, LAW, COLUMN) == [0, 0]
    await later(late)
    assert (await late.says(HEAD, "1")).startswith("📎 Đã lưu 01 tệp minh chứng.")
    assert counts(late, LAW, COLUMN) == [1, 0]


async def test_a_link_that_was_asked_about_long_ago_is_not_filed_by_a_report(late: Stage) -> None:
    await late.says(HEAD, LINK)
    await later(late)
    await late.says(HEAD, "3 được 40%")
    await later(late, 24)

    said = await late.says(HEAD, "à mà việc 2 xong rồi nhé")

    assert f"Chưa lưu: “{LINK}” là minh chứng của việc số mấy ạ?" in said
    assert counts(late, COLUMN) == [0]


async def test_a_number_long_after_is_asked_about_once_and_then_says_whose_it_is(
    late: Stage,
) -> None:
    await talks_on(late)

    assert (await late.says(HEAD, "việc 2")).startswith(AGAIN)
    assert counts(late, COLUMN) == [0]
    await later(late)
    await late.says(HEAD, "việc 2")
    assert counts(late, COLUMN) == [1]


async def test_it_is_asked_again_only_once(late: Stage) -> None:
    await talks_on(late)
    assert AGAIN in await late.says(HEAD, "2 xong")
    await later(late)

    said = await late.says(HEAD, "4 xong")

    assert "là minh chứng của việc số mấy" not in said
    assert counts(late, COLUMN, ("2.1.3b", "qlcn")) == [0, 0]


@pytest.mark.parametrize("words", ["ảnh việc 2", "ảnh lúc nãy là của việc 2", "file đó của việc 2"])
async def test_words_that_speak_of_the_evidence_answer_at_any_time(late: Stage, words: str) -> None:
    await talks_on(late)

    await late.says(HEAD, words)

    assert counts(late, COLUMN) == [1]


async def test_a_reminder_since_is_what_was_asked_last(stage: Stage) -> None:
    await stage.lives("17/5 16:00")
    await sends(stage, who=TDC_HEAD)
    before = len(stage.shown(TDC_HEAD))
    await stage.lives("18/5 09:00")
    assert len(stage.shown(TDC_HEAD)) > before

    await stage.says(TDC_HEAD, "2")

    assert counts(stage, ("2.2.1", "tdc"), ("2.2.2", "tdc")) == [0, 0]


@pytest.mark.parametrize("words", ["2", "việc 2", "2 xong"])
async def test_what_is_asked_last_is_answered_by_a_number_or_a_report(
    late: Stage, words: str
) -> None:
    await sends(late, who=HEAD)
    await later(late, 30)

    await late.says(HEAD, words)

    assert counts(late, COLUMN) == [1]
