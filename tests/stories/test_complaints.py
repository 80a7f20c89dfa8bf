"""Who only reports finds fault with what was recorded: asked which record is wrong, no board."""

import pytest

from tests.stories.cast import HEAD, TDC_HEAD
from tests.stories.stage import Stage

BOARD = ("không còn nhiệm vụ nào", "không có thông tin tại đây", "Đã hoàn thành 0")


@pytest.mark.parametrize(
    "words",
    [
        "ơ sao lại việc 4, tôi nói việc 3",
        "ủa sao lại ghi việc 4",
        "ai bảo xong đâu",
        "tôi có nói việc 4 đâu",
        "o sao lai viec 4, toi noi viec 3",
    ],
)
async def test_a_complaint_is_asked_about_with_the_latest_record_named(
    stage: Stage, words: str
) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "/viec")
    await stage.says(HEAD, "việc 4 xong")

    said = await stage.says(HEAD, words)

    assert not any(each in said for each in BOARD), said
    assert "Tuyên truyền, đẩy mạnh các hoạt động" in said
    assert stage.stands("2.1.3a", "qlcn").reply is None


@pytest.mark.parametrize("words", ["chưa xong hết mà", "chưa xong đâu ạ", "ơ chưa, mới họp thôi"])
async def test_not_done_where_nothing_is_open_any_more_is_no_question_for_the_board(
    stage: Stage, words: str
) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(TDC_HEAD, "/viec")
    await stage.says(TDC_HEAD, "việc 1 và 2 xong")

    said = await stage.says(TDC_HEAD, words)

    assert not any(each in said for each in BOARD), said
    assert "Treo băng rôn" in said
