"""What is said fits some of the open duties: it is asked which of these, or another one."""

from dataclasses import replace

import pytest

from bot.people import Post, Role
from bot.store.memory import Memory
from schedules.progress import State
from tests.stories.cast import HEAD, VPS_HEAD
from tests.stories.stage import Stage

TDC_TOO = replace(VPS_HEAD, post=Post(Role.HEAD, "tdc"))
BANNERS = ("2.2.1", "vps"), ("2.2.1", "tdc")


@pytest.fixture
async def stage(either_stage: Stage) -> Stage:
    """Who speaks for two units has work of the same title in both, and other work besides."""
    either_stage.joined(TDC_TOO)
    await either_stage.comes("17/5 08:00")
    await either_stage.says(VPS_HEAD, "/viec")
    return either_stage


def listed(said: str) -> list[str]:
    """The numbered lines of duties in what was said."""
    return [line for line in said.splitlines() if line[:1].isdecimal()]


async def test_only_the_duties_that_fit_are_offered(stage: Stage) -> None:
    asked = await stage.says(VPS_HEAD, "treo băng rôn xong")

    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert len(listed(asked)) == 2
    assert all("Treo băng rôn" in line for line in listed(asked))
    assert all(stage.stands(*each).state is State.WAITING for each in BANNERS)


async def test_one_of_them_is_chosen_by_its_number(stage: Stage) -> None:
    asked = await stage.says(VPS_HEAD, "treo băng rôn xong")

    said = await stage.says(VPS_HEAD, listed(asked)[1].split(".")[0])

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert [stage.stands(*each).state for each in BANNERS].count(State.DONE) == 1


@pytest.mark.parametrize("words", ["cả hai", "tất cả"])
async def test_both_are_those_that_were_offered(stage: Stage, words: str) -> None:
    await stage.says(VPS_HEAD, "treo băng rôn xong")

    await stage.says(VPS_HEAD, words)

    assert [stage.stands(*each).state for each in BANNERS] == [State.DONE, State.DONE]
    assert sum(s.done for s in stage.board().standings) == 2


async def test_another_one_shows_all(stage: Stage) -> None:
    few = await stage.says(VPS_HEAD, "treo băng rôn xong")

    every = await stage.says(VPS_HEAD, "việc khác")

    assert every.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert len(listed(every)) > len(listed(few))
    assert not any(s.done for s in stage.board().standings)


async def test_the_number_of_one_that_was_not_offered_is_taken_too(stage: Stage) -> None:
    whole = listed(await stage.says(VPS_HEAD, "/viec"))
    asked = await stage.says(VPS_HEAD, "treo băng rôn xong")
    other = next(line for line in whole if "Treo băng rôn" not in line).split(".")[0]

    assert other not in [line.split(".")[0] for line in listed(asked)]
    said = await stage.says(VPS_HEAD, other)

    assert not any(stage.stands(*each).done for each in BANNERS)
    assert said


async def test_words_that_fit_all_or_none_ask_among_all(stage: Stage) -> None:
    whole = listed(await stage.says(VPS_HEAD, "/viec"))

    asked = await stage.says(VPS_HEAD, "xong rồi")

    assert "việc khác" not in asked.lower()
    assert len(whole) > 2


@pytest.fixture
async def asked(joined_memory: Memory) -> Stage:
    """It is 10/5, 08:00: of four duties it is asked which one is done."""
    stage = Stage(joined_memory)
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    said = await stage.says(HEAD, "xong rồi")
    assert said.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?\n1. ")
    return stage


YES = ("ừ", "vâng", "đúng rồi", "ok", "dạ vâng ạ", "👍")


@pytest.mark.parametrize("words", YES)
async def test_a_yes_says_no_number_and_is_asked_again(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)

    assert said == (
        "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?\n"
        "Việc 1, 2, 3 hay 4, như tin trên? Trả lời bằng số, ví dụ “1”."
    )
    assert not any(s.reply or s.received for s in asked.board().of_unit("qlcn"))


async def test_the_number_behind_a_yes_is_the_answer(asked: Stage) -> None:
    again = await asked.says(HEAD, "ừ")
    assert await asked.says(HEAD, "vâng") == again

    await asked.says(HEAD, "2")

    assert asked.stands("2.1.2", "qlcn").done


async def test_also_a_yes_after_something_was_recorded_just_before(asked: Stage) -> None:
    await asked.says(HEAD, "2 xong")
    await asked.says(HEAD, "xong rồi")

    said = await asked.says(HEAD, "ừ")

    assert said.endswith("\nViệc 1, 3 hay 4, như tin trên? Trả lời bằng số, ví dụ “1”.")


@pytest.mark.parametrize("words", ["ừ", "ok"])
async def test_after_a_later_list_a_nod_is_the_receipt_of_that_one(
    asked: Stage, words: str
) -> None:
    await asked.says(HEAD, "/viec")

    said = await asked.says(HEAD, words)

    assert said.startswith("👍 Đã ghi nhận: anh/chị đã nhận thông tin.")


async def test_after_a_later_reminder_a_nod_is_the_receipt_of_that_one(asked: Stage) -> None:
    await asked.lives("12/5 07:59")
    await asked.says(HEAD, "xong rồi")
    await asked.lives("12/5 08:00")
    assert asked.texts(HEAD)[-1].startswith("Kính gửi")

    said = await asked.says(HEAD, "ok")

    assert said.startswith("👍 Đã ghi nhận: anh/chị đã nhận thông tin.")
