"""“Của VP Sở”, where it is asked which duty evidence shows, is of that unit's duty: no dispute."""

from datetime import timedelta

import pytest

from bot.people import Post, Role
from bot.store import evidence, numbers, questions
from tests.stories.cast import OFFICE, TDC_HEAD, Somebody
from tests.stories.stage import Stage
from tests.stories.test_evidence import sends

ASKED = "Tệp vừa gửi là minh chứng của việc số mấy ạ?"
AGAIN = "Còn 01 tệp gửi lúc 09h00 thứ Hai, 16/5/2022 là minh chứng của việc số mấy ạ?"
HERE = ("2.2.1", "tdc")


@pytest.fixture
async def of_two(stage: Stage) -> Stage:
    """It is 16/5, 09:00; the head of Chi cục TĐC speaks for Văn phòng Sở, too."""
    stage.joined(Somebody(TDC_HEAD.name, TDC_HEAD.phone, Post(Role.HEAD, "vps")))
    await stage.lives("16/5 09:00")
    return stage


def counts(stage: Stage, *keys: tuple[str, str]) -> list[int]:
    """How much evidence there is for these duties."""
    with stage.memory.begin() as tx:
        return [len(evidence.of_duty(tx, stage.plan.id, key)) for key in keys]


def disputes(stage: Stage) -> list[str]:
    """What the office was told of work that somebody calls another's."""
    return [text for text in stage.texts(OFFICE) if "không phải của mình" in text]


@pytest.mark.parametrize("words", ["của VP Sở", "ảnh của VP Sở ạ", "ảnh này là của Văn phòng Sở"])
async def test_the_unit_s_duties_are_offered_and_the_office_hears_of_no_dispute(
    of_two: Stage, words: str
) -> None:
    said = await sends(of_two)
    assert said.startswith(ASKED)
    assert "Giới thiệu các thành tựu" in said
    await of_two.lives(of_two.now + timedelta(minutes=1))

    said = await of_two.says(TDC_HEAD, words)

    assert said.startswith(AGAIN)
    assert "Giới thiệu các thành tựu" not in said
    assert disputes(of_two) == []
    await of_two.taps(TDC_HEAD, of_two.shown(TDC_HEAD)[-1].message.rows[0][0].label)
    assert sum(counts(of_two, *(k for k in of_two.plan.by_key if k[1] == "vps"))) == 1


async def test_the_only_duty_of_the_unit_is_the_one_meant(of_two: Stage) -> None:
    await sends(of_two)
    await of_two.says(TDC_HEAD, "của Chi cục TĐC")
    me = of_two.person(TDC_HEAD)
    with of_two.memory.begin() as tx:
        [asked] = questions.opened(tx, TDC_HEAD.address, me, of_two.now)
        one = [each for each in asked.facts["tasks"] if each[2] == "tdc"][:1]
        questions.amend(tx, asked.id, {**asked.facts, "tasks": one})

    said = await of_two.says(TDC_HEAD, "của Chi cục TĐC")

    assert said.startswith("📎 Đã lưu 01 tệp minh chứng.")
    assert counts(of_two, HERE) == [1]


async def test_a_unit_without_duties_here_is_asked_about_again(stage: Stage) -> None:
    await stage.lives("16/5 09:00")
    await sends(stage)

    said = await stage.says(TDC_HEAD, "của VP Sở")

    assert said.startswith(AGAIN)
    assert disputes(stage) == []
    assert not any(standing.evidence for standing in stage.board().standings)


# --- behind evidence that was put away unasked ---------------------------------------------


async def filed(stage: Stage) -> None:
    """The banner of Chi cục TĐC is reported done, and a photo without words lies with it."""
    me = stage.person(TDC_HEAD)
    with stage.memory.begin() as tx:
        n = numbers.opened(tx, me)[stage.plan.id, HERE]
    await stage.says(TDC_HEAD, f"{n} xong")
    assert stage.stands(*HERE).done
    await sends(stage)
    assert counts(stage, HERE) == [1]
    await stage.lives(stage.now + timedelta(minutes=2))


@pytest.mark.parametrize("words", ["của VP Sở", "của Văn phòng", "ảnh này của VP Sở ạ"])
async def test_behind_a_photo_that_was_filed_it_is_asked_which_of_the_unit_s_duties(
    of_two: Stage, words: str
) -> None:
    await filed(of_two)

    said = await of_two.says(TDC_HEAD, words)

    assert said.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    assert "Giới thiệu các thành tựu" not in said
    assert disputes(of_two) == []
    await of_two.taps(TDC_HEAD, of_two.shown(TDC_HEAD)[-1].message.rows[0][0].label)
    assert counts(of_two, HERE) == [0]
    assert sum(counts(of_two, *(k for k in of_two.plan.by_key if k[1] == "vps"))) == 1


@pytest.mark.parametrize("words", ["của VP Sở", "của Văn phòng"])
async def test_behind_it_a_unit_without_duties_here_is_no_dispute(stage: Stage, words: str) -> None:
    await stage.lives("16/5 09:00")
    await filed(stage)

    said = await stage.says(TDC_HEAD, words)

    assert said.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    assert disputes(stage) == []
    assert counts(stage, HERE) == [1]


async def test_behind_it_the_own_unit_is_where_it_lies(stage: Stage) -> None:
    await stage.lives("16/5 09:00")
    await filed(stage)

    said = await stage.says(TDC_HEAD, "của Chi cục ạ")

    assert said.startswith("Minh chứng (ảnh) đang lưu ở việc này.")
    assert counts(stage, HERE) == [1]


@pytest.mark.parametrize("between", ["", "việc 2 đang làm"])
async def test_later_or_behind_other_news_it_is_a_dispute_as_ever(
    stage: Stage, between: str
) -> None:
    await stage.lives("16/5 09:00")
    await filed(stage)
    if between:
        await stage.says(TDC_HEAD, between)
    await stage.lives(stage.now + timedelta(minutes=1 if between else 10))

    await stage.says(TDC_HEAD, "của VP Sở")

    await stage.lives("16/5 11:00")
    assert len(disputes(stage)) == 1


async def test_work_that_is_another_s_is_still_passed_on(stage: Stage) -> None:
    await stage.lives("16/5 09:00")
    await sends(stage)

    await stage.says(TDC_HEAD, "việc 2 không phải của phòng em, là của VP Sở")

    await stage.lives("16/5 10:00")
    assert len(disputes(stage)) == 1
