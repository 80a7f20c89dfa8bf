"""Whoever asks to see evidence is shown it: nothing is moved or filed by a look."""

from datetime import timedelta

import pytest

from bot.store import evidence
from tests.stories.cast import HEAD, OFFICE, TDC_HEAD
from tests.stories.stage import Stage
from tests.stories.test_evidence import sends

BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
LETTER = "CV số 12/TĐC ngày 8/5"
LOOKS = [
    "xem minh chứng việc 2",
    "xem lại minh chứng việc 2",
    "cho em xem minh chứng việc 2",
    "em muốn xem minh chứng việc 2",
    "anh xem minh chứng việc 2",
    "mở minh chứng việc 2",
    "xem minh chung viec 2",
    "xem ảnh việc 2",
    "xem hình việc 2 giúp tôi",
    "cho xem ảnh việc 2",
    "kiểm tra minh chứng việc 2 giúp em",
]


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


@pytest.mark.parametrize("look", LOOKS)
async def test_a_look_right_after_a_photo_moves_nothing(reminded: Stage, look: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends(reminded)
    await reminded.lives(reminded.now + timedelta(seconds=22))

    said = await reminded.says(TDC_HEAD, look)

    assert said.startswith("Minh chứng: 00 mục")
    assert counts(reminded) == (1, 0)


@pytest.mark.parametrize("look", LOOKS)
async def test_a_look_answers_no_question_which_duty_a_photo_shows(
    reminded: Stage, look: str
) -> None:
    await sends(reminded)

    said = await reminded.says(TDC_HEAD, look)
    assert said.startswith("Minh chứng: 00 mục")
    assert counts(reminded) == (0, 0)

    await reminded.says(TDC_HEAD, "ảnh đó là việc 2")
    assert counts(reminded) == (0, 1)


async def test_a_look_answers_no_question_which_duty_a_document_shows(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, LETTER)

    said = await reminded.says(TDC_HEAD, "xem minh chứng việc 2")

    assert said.startswith("Minh chứng: 00 mục")
    assert counts(reminded) == (0, 0)


@pytest.mark.parametrize("words", ["gửi anh xem ảnh việc 2", "ảnh việc 2, mời anh xem"])
async def test_what_is_handed_over_to_be_seen_is_still_filed(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends(reminded)

    await reminded.says(TDC_HEAD, words)

    assert counts(reminded) == (0, 1)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "xem minh chứng của phòng QLKH",
            "xem minh chứng chi cục",
            "cho xem minh chứng của VP Sở",
        ),
        *("xem minh chung cua phong QLKH", "xem ảnh của chi cục", "cho em xem ảnh của VP Sở với"),
    ],
)
async def test_the_evidence_of_another_unit_is_refused_and_no_work_handed_on(
    reminded: Stage, words: str
) -> None:
    heard = len(reminded.texts(OFFICE))

    said = await reminded.says(HEAD, words)

    assert said.startswith("Minh chứng của đơn vị khác dành cho Lãnh đạo và Văn phòng.")
    assert len(reminded.texts(OFFICE)) == heard


@pytest.mark.parametrize(
    "words", ["xem minh chứng phòng em", "xem minh chứng phòng QLCN", "xem minh chứng đơn vị"]
)
async def test_that_of_the_own_unit_is_shown_by_its_name(reminded: Stage, words: str) -> None:
    said = await reminded.says(HEAD, words)

    assert said.startswith("Minh chứng: ")
