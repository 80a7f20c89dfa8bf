"""What refers elsewhere, or names no more than its kind, is no reason to decide by."""

import pytest

from bot.store import replies
from schedules.progress import State
from tests.stories.cast import HEAD, LEADER, OFFICE
from tests.stories.stage import Stage

ASKED_AGAIN = "Anh/chị cho biết giúp lý do lùi đến thứ Năm, 19/5/2022 ạ?"
WAITED_FOR = "Vâng, khi nào có lý do anh/chị gõ giúp tại đây ạ."
TAKEN = "Đã ghi nhận đề nghị lùi đến "
FIRST, THIRD = ("2.1.1", "qlcn"), ("2.1.3a", "qlcn")


@pytest.fixture
async def working(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST knows its six duties by their numbers."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "còn việc gì")
    return stage


@pytest.fixture
async def asked(working: Stage) -> Stage:
    """QLCN&ĐMST wishes for five days more for duty 1, and is asked why."""
    await working.says(HEAD, "việc 1 xin lùi 5 ngày")
    return working


def petitions(stage: Stage) -> list[str]:
    """What has been put before the leader."""
    return [text for text in stage.texts(LEADER) if text.startswith("Kính trình")]


@pytest.mark.parametrize(
    "words",
    [
        *("sếp em bảo thế", "đã nói hôm trước r", "đã nói rồi", "hỏi chị Lan ấy", "như trên"),
        *("bác thông cảm", "lý do em ghi trong công văn rồi", "anh xem tin nhắn trước của em"),
        *("như lần trước", "vì như lần trước", "như trên ạ"),
    ],
)
async def test_what_refers_elsewhere_is_asked_again_kindly(asked: Stage, words: str) -> None:
    said = await asked.says(HEAD, words)

    assert said.startswith(ASKED_AGAIN)
    assert "Xin nêu rõ một câu tại đây" in said
    assert not petitions(asked)


@pytest.mark.parametrize("words", ["lý do thì em báo sau", "em gửi file sau", "tí em gửi công văn"])
async def test_what_puts_off_is_waited_for(asked: Stage, words: str) -> None:
    assert (await asked.says(HEAD, words)).startswith(WAITED_FOR)
    assert not petitions(asked)


@pytest.mark.parametrize(
    ("words", "kept"),
    [("lý do cá nhân", "lý do cá nhân"), ("vì lý do khách quan", "lý do khách quan")],
)
async def test_a_vague_reason_is_asked_about_once_and_then_taken(
    asked: Stage, words: str, kept: str
) -> None:
    assert (await asked.says(HEAD, words)).startswith(ASKED_AGAIN)
    assert not petitions(asked)

    assert (await asked.says(HEAD, words)).startswith(TAKEN)
    assert f"Lý do: “{kept}”" in petitions(asked)[0]


@pytest.mark.parametrize("words", ["vì lý do cá nhân", "vì như lần trước", "vì sếp bảo thế"])
async def test_a_wish_that_comes_with_such_a_reason_is_asked_about(
    working: Stage, words: str
) -> None:
    said = await working.says(HEAD, f"việc 1 xin lùi 5 ngày {words}")

    assert said.startswith(ASKED_AGAIN)
    assert not petitions(working)


async def test_a_vague_reason_of_what_is_not_done_is_asked_about_once(working: Stage) -> None:
    await working.says(HEAD, "3 chưa xong")

    said = await working.says(HEAD, "lý do khách quan")
    again = await working.says(HEAD, "lý do khách quan")

    assert "chưa xong vì sao ạ?" in said
    assert again.startswith("Đã ghi nhận lý do: “lý do khách quan”.")


async def test_a_document_s_number_is_kept_as_evidence_and_the_reason_asked_again(
    asked: Stage,
) -> None:
    said = await asked.says(HEAD, "CV số 77/QLCN ngày 8/5")

    assert "CV số 77/QLCN ngày 8/5" in said
    assert ASKED_AGAIN in said
    assert not petitions(asked)
    assert (await asked.says(HEAD, "Đài bận")).startswith(TAKEN)


async def test_so_it_is_where_it_is_asked_why_a_duty_is_not_done(working: Stage) -> None:
    await working.says(HEAD, "3 chưa xong")

    said = await working.says(HEAD, "CV số 77/QLCN ngày 8/5")

    assert "vì sao ạ?" in said
    reply = working.stands(*THIRD).reply
    assert reply is not None
    assert reply.reason is None


async def test_another_duty_that_is_not_done_may_be_why(asked: Stage) -> None:
    said = await asked.says(HEAD, "vì việc 3 chưa xong")

    assert said.startswith(TAKEN)
    assert "Lý do: “việc 3 chưa xong”." in said
    assert asked.stands(*THIRD).state is State.WAITING


async def test_a_true_reason_stands_without_what_leads_it_in(asked: Stage) -> None:
    said = await asked.says(HEAD, "lí do thật là chờ sếp ký")

    assert "Lý do: “chờ sếp ký”." in said


async def test_that_it_is_not_done_is_not_why(working: Stage) -> None:
    said = await working.says(HEAD, "việc 3 chưa xong vì chưa xong")

    reply = working.stands(*THIRD).reply
    assert reply is not None
    assert reply.reason is None
    assert "lý do" in said.lower()


async def test_the_words_are_kept_as_they_were_typed(working: Stage) -> None:
    await working.says(HEAD, "3 chưa xong")

    await working.says(HEAD, "việc 3 chưa xong vì chờ Đài")

    reply = working.stands(*THIRD).reply
    assert reply is not None
    assert reply.reason == "chờ Đài"
    with working.memory.begin() as tx:
        kept = replies.get(tx, reply.id)
    assert kept is not None
    assert kept.words == "việc 3 chưa xong vì chờ Đài"


async def test_the_true_reason_after_a_vague_one_needs_no_vi(asked: Stage) -> None:
    await asked.says(HEAD, "lý do cá nhân")
    await asked.says(HEAD, "lý do cá nhân")

    said = await asked.says(HEAD, "chưa có số liệu của các phòng gửi về")

    assert said.startswith("Đã ghi nhận lý do mới của đề nghị lùi đến thứ Năm, 19/5/2022")
    assert "Lý do: “chưa có số liệu của các phòng gửi về”" in petitions(asked)[-1]


async def test_support_that_is_asked_for_is_no_reason_and_goes_to_the_office(
    working: Stage,
) -> None:
    await working.says(HEAD, "3 chưa xong")

    said = await working.says(HEAD, "vâng ạ nhưng cần thêm 2 cán bộ")

    assert said.startswith("Đã chuyển đề nghị hỗ trợ của anh/chị tới Văn phòng Sở.")
    assert "“vâng ạ nhưng cần thêm 2 cán bộ”" in working.texts(OFFICE)[-1]
    reply = working.stands(*THIRD).reply
    assert reply is not None
    assert reply.reason is None


async def test_what_answers_a_newer_notice_is_no_reason(working: Stage) -> None:
    await working.comes("12/5 16:00")
    await working.says(HEAD, "3 chưa xong")
    before = len(working.texts(HEAD))
    await working.lives("13/5 09:00")
    assert len(working.texts(HEAD)) > before

    await working.says(HEAD, "vâng ạ nhưng phòng tôi thiếu người")

    reply = working.stands(*THIRD).reply
    assert reply is not None
    assert reply.reason is None


@pytest.mark.parametrize("words", ["cần thêm 3 ngày", "việc 1 cần thêm 3 ngày"])
async def test_more_time_is_no_support(working: Stage, words: str) -> None:
    assert "đề nghị hỗ trợ" not in await working.says(HEAD, words)
