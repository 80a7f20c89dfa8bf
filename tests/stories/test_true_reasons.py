"""“Lý do đúng là …”: the true reason of a wish, told later by anybody of its unit."""

import pytest

from bot.store import audit, extensions
from schedules.extensions import Verdict
from tests.stories.cast import DEPUTY, HEAD, LEADER, OFFICE
from tests.stories.stage import Stage

WISH = "việc 1 xin lùi đến 17/5 vì nhiều việc"
AMENDED = "Đã ghi nhận lý do mới của đề nghị lùi đến thứ Ba, 17/5/2022 và chuyển Lãnh đạo xem xét."


@pytest.fixture
async def wished(stage: Stage) -> Stage:
    """It is 10/5, 15:00: QLCN&ĐMST wished for more time for duty 1 in the morning."""
    stage.joined(DEPUTY)
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, WISH)
    await stage.comes("10/5 08:05")
    await stage.says(HEAD, "/viec")
    await stage.comes("10/5 15:00")
    return stage


def reasons(stage: Stage, activity: str = "2.1.1") -> list[tuple[str, Verdict | None]]:
    """Every reason that a duty was wished more time for, and what became of that wish."""
    with stage.memory.begin() as tx:
        found = extensions.of_duty(tx, stage.plan.id, (activity, "qlcn"))
    return [(each.reason, each.decision.verdict if each.decision else None) for each in found]


@pytest.mark.parametrize("who", [HEAD, DEPUTY], ids=["head", "deputy"])
@pytest.mark.parametrize(
    "words",
    [
        "lý do đúng là mưa bão",
        "lý do chính xác là mưa bão",
        "lý do lùi việc 1 là mưa bão",
        "lý do xin lùi việc 1 là mưa bão",
        "lý do lùi hạn việc 1 thực ra là mưa bão",
        "thực ra việc 1 xin lùi là do mưa bão",
        "sửa lại lý do việc 1: mưa bão",
        "sửa lý do xin lùi: mưa bão",
        "đổi lý do việc 1 thành mưa bão",
    ],
)
async def test_it_reaches_the_wish_that_waits_and_those_who_decide(
    wished: Stage, words: str, who: object
) -> None:
    said = await wished.says(DEPUTY if who is DEPUTY else HEAD, words)

    assert said.startswith(AMENDED)
    assert "Lý do: “mưa bão” (thay cho: “nhiều việc”)." in said
    assert reasons(wished) == [("nhiều việc", Verdict.REPLACED), ("mưa bão", None)]
    for decider in (LEADER, OFFICE):
        assert "Lý do: “mưa bão” (" in wished.texts(decider)[-1]


async def test_of_several_wishes_it_is_asked_which(wished: Stage) -> None:
    await wished.says(HEAD, "việc 3 xin lùi đến 18/5 vì bận quá")

    asked = await wished.says(HEAD, "lý do đúng là mưa bão")
    await wished.says(HEAD, "1")

    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    assert reasons(wished)[-1] == ("mưa bão", None)
    assert reasons(wished, "2.1.3a") == [("bận quá", None)]


async def test_where_the_reason_of_a_report_is_asked_for_it_is_that_one(wished: Stage) -> None:
    await wished.says(HEAD, "2 chưa xong")

    await wished.says(HEAD, "lý do đúng là mưa bão")

    reply = wished.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "mưa bão"
    assert reasons(wished) == [("nhiều việc", None)]


async def test_unless_it_says_that_it_is_of_the_wish(wished: Stage) -> None:
    await wished.says(HEAD, "2 chưa xong")

    said = await wished.says(HEAD, "lý do xin lùi việc 1 là mưa bão")

    assert said.startswith(AMENDED)


@pytest.mark.parametrize(
    "words", ["lý do lùi việc 2 là mưa bão", "lý do lùi chuyên mục là mưa bão"]
)
async def test_the_reason_of_another_duty_changes_no_wish(wished: Stage, words: str) -> None:
    await wished.says(HEAD, words)

    assert reasons(wished) == [("nhiều việc", None)]


# --- after the decision ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "lý do đúng là mưa bão",
        "lý do lùi việc 1 là mưa bão",
        "thực ra xin lùi là do mưa bão",
        "sửa lại lý do việc 1: mưa bão",
    ],
)
async def test_after_a_yes_it_is_kept_and_passed_on_and_the_yes_stands(
    wished: Stage, words: str
) -> None:
    await wished.says(LEADER, "đồng ý")

    said = await wished.says(HEAD, words)

    assert said.startswith(
        "Đề nghị lùi đến thứ Ba, 17/5/2022 đã có ý kiến (đồng ý lùi đến 17/5/2022); "
        "ý kiến và thời hạn giữ nguyên.\n"
    )
    assert (
        "Đã lưu lý do anh/chị nói lại và chuyển tới: Nguyễn Thị Hà, Lý Thị Hoa: “mưa bão” "
        "(lý do trước: “nhiều việc”).\nThời hạn hiện nay: thứ Ba, 17/5/2022." in said
    )
    assert wished.texts(LEADER)[-1].startswith(
        "Phòng QLCN&ĐMST nói lại lý do của đề nghị lùi đến thứ Ba, 17/5/2022: “mưa bão”.\n"
    )
    assert wished.texts(LEADER)[-1].endswith(
        "Lý do trước: “nhiều việc”. Người báo: Phạm Thị Lan.\n"
        "Ý kiến đã nêu (đồng ý lùi đến 17/5/2022) giữ nguyên."
    )
    assert reasons(wished) == [("nhiều việc", Verdict.GRANTED)]
    with wished.memory.begin() as tx:
        [entry] = audit.read(tx, what=["reason_told_late"], most=10)
    assert entry.detail["words"] == "mưa bão"


async def test_after_a_no_the_no_stands(wished: Stage) -> None:
    await wished.says(LEADER, "không đồng ý vì đã chốt")

    said = await wished.says(HEAD, "lý do đúng là mưa bão")

    assert said.startswith(
        "Đề nghị lùi đến thứ Ba, 17/5/2022 đã có ý kiến (giữ nguyên thời hạn, "
        "ý kiến: “vì đã chốt”); ý kiến và thời hạn giữ nguyên.\n"
    )
    assert "“mưa bão”" in wished.texts(LEADER)[-1]


async def test_a_report_after_the_decision_has_its_own_reason(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý")
    await wished.comes("10/5 15:05")
    await wished.says(HEAD, "2 chưa xong")

    await wished.says(HEAD, "lý do đúng là mưa bão")

    assert "mưa bão" not in wished.texts(LEADER)[-1]
    reply = wished.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "mưa bão"


@pytest.mark.parametrize(
    "reason",
    ["Báo Lạng Sơn hoãn đăng bài", "Đài hoãn", "Báo LS lùi số ra sang 18/5"],
)
async def test_that_others_put_something_off_is_the_true_reason_and_no_other_wish(
    wished: Stage, reason: str
) -> None:
    said = await wished.says(HEAD, f"lý do đúng là {reason}")

    assert f"Lý do: “{reason}” (thay cho: “nhiều việc”)." in said
    assert reasons(wished) == [("nhiều việc", Verdict.REPLACED), (reason, None)]
    assert reasons(wished, "2.1.2") == []


# --- of a report ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reason", ["Đài đang sửa trường quay", "Tỉnh đoàn chưa ký", "sếp đi vắng", "Báo lùi số ra"]
)
async def test_right_behind_a_report_it_is_of_that_whatever_title_has_its_words(
    stage: Stage, reason: str
) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "việc 1 chưa xong")
    await stage.says(HEAD, "bận họp nhiều quá")

    said = await stage.says(HEAD, f"lý do đúng là {reason}")

    assert said.startswith(f"Đã ghi nhận lý do: “{reason}”.")
    reply = stage.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == reason
    assert stage.stands("2.1.2", "qlcn").reply is None
