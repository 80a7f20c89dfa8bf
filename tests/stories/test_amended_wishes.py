"""“Vì …” after a wish for more time was passed on: the reason of that wish from now on."""

import pytest

from bot.store import extensions
from schedules.extensions import Verdict
from tests.stories.cast import DEPUTY, HEAD, LEADER, OFFICE
from tests.stories.stage import Stage

WISH = "việc 1 xin lùi đến 17/5 vì nhiều việc"
AMENDED = "Đã ghi nhận lý do mới của đề nghị lùi đến thứ Ba, 17/5/2022 và chuyển Lãnh đạo xem xét."


@pytest.fixture
async def wished(stage: Stage) -> Stage:
    """It is 10/5, 08:05: QLCN&ĐMST has wished for more time for duty 1, for a thin reason."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, WISH)
    await stage.comes("10/5 08:05")
    return stage


def reasons(stage: Stage, activity: str = "2.1.1") -> list[tuple[str, Verdict | None]]:
    """Every reason that a duty was wished more time for, and what became of that wish."""
    with stage.memory.begin() as tx:
        found = extensions.of_duty(tx, stage.plan.id, (activity, "qlcn"))
    return [(each.reason, each.decision.verdict if each.decision else None) for each in found]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("vì GĐ đi vắng chưa ký được", "GĐ đi vắng chưa ký được"),
        ("lý do là chờ số liệu", "chờ số liệu"),
        ("dạ do Đài bận ạ", "Đài bận ạ"),
        ("ly do: cho so lieu cac xa", "cho so lieu cac xa"),
        ("vì chờ Đài nữa", "nhiều việc; chờ Đài nữa"),
        ("thêm nữa là mưa bão", "nhiều việc; mưa bão"),
        ("vì cả chị Lan nghỉ ốm nữa", "nhiều việc; cả chị Lan nghỉ ốm nữa"),
        ("việc 1 vì web lỗi", "web lỗi"),
        ("à không phải, lý do là hội trường chưa sửa xong", "hội trường chưa sửa xong"),
        ("à nhầm lý do là chờ số liệu", "chờ số liệu"),
        ("thực ra là do hội trường chưa sửa xong", "hội trường chưa sửa xong"),
        ("nhầm, do thiếu kinh phí cơ", "thiếu kinh phí cơ"),
        ("nham, do thieu kinh phi", "thieu kinh phi"),
        ("nhầm, việc 1 do thiếu kinh phí", "thiếu kinh phí"),
        ("sửa lại lý do: mưa lũ", "mưa lũ"),
    ],
)
async def test_a_reason_told_late_is_put_before_the_deciders(
    wished: Stage, words: str, reason: str
) -> None:
    said = await wished.says(HEAD, words)

    assert said.startswith(AMENDED)
    assert f"Lý do: “{reason}” (thay cho: “nhiều việc”)." in said
    assert reasons(wished) == [("nhiều việc", Verdict.REPLACED), (reason, None)]
    for decider in (LEADER, OFFICE):
        assert wished.texts(decider)[-1].startswith("Kính trình")
        assert f"Lý do: “{reason}” (" in wished.texts(decider)[-1]


async def test_a_decision_is_on_the_wish_with_the_reason_that_counts(wished: Stage) -> None:
    old = wished.shown(LEADER)[-1]
    await wished.says(HEAD, "vì chờ Đài")

    late = await wished.says(LEADER, "đồng ý", reply_to=old.id)
    said = await wished.says(LEADER, "đồng ý")

    assert "Đã ghi nhận: đồng ý" not in late
    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Ba, 17/5/2022.")
    assert reasons(wished)[-1] == ("chờ Đài", Verdict.GRANTED)


async def test_the_same_reason_again_changes_nothing(wished: Stage) -> None:
    said = await wished.says(HEAD, "vì nhiều việc")

    assert "đang chờ ý kiến" in said
    assert reasons(wished) == [("nhiều việc", None)]


@pytest.mark.parametrize("words", ["vì sao chưa duyệt", "vì thế thôi", "do ai duyệt?", "vì ok"])
async def test_what_gives_no_reason_changes_none(wished: Stage, words: str) -> None:
    await wished.says(HEAD, words)

    assert reasons(wished) == [("nhiều việc", None)]


async def test_of_several_wishes_it_is_asked_which(wished: Stage) -> None:
    await wished.says(HEAD, "việc 3 xin lùi đến 18/5 vì bận quá")

    asked = await wished.says(HEAD, "vì GĐ đi vắng chưa ký được")
    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")

    said = await wished.says(HEAD, "3")
    assert "Lý do: “GĐ đi vắng chưa ký được” (thay cho: “bận quá”)." in said
    assert reasons(wished) == [("nhiều việc", None)]
    assert reasons(wished, "2.1.3a")[-1] == ("GĐ đi vắng chưa ký được", None)


async def test_of_several_wishes_the_number_before_the_reason_says_which(wished: Stage) -> None:
    await wished.says(HEAD, "việc 3 xin lùi đến 18/5 vì bận quá")

    said = await wished.says(HEAD, "việc 3 vì GĐ đi vắng chưa ký được")

    assert "Lý do: “GĐ đi vắng chưa ký được” (thay cho: “bận quá”)." in said
    assert reasons(wished) == [("nhiều việc", None)]


async def test_where_a_report_came_since_it_is_asked_which(wished: Stage) -> None:
    await wished.comes("10/5 08:10")
    await wished.says(HEAD, "việc 2 chưa xong vì mưa")

    asked = await wished.says(HEAD, "vì chờ Đài")
    assert asked.startswith("Chưa ghi nhận: anh/chị báo về việc số mấy ạ?")
    await wished.says(HEAD, "2")

    reply = wished.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "mưa; chờ Đài"
    assert reasons(wished) == [("nhiều việc", None)]


async def test_where_a_reason_is_asked_for_since_it_is_that_one(wished: Stage) -> None:
    await wished.says(HEAD, "2 chưa xong")

    await wished.says(HEAD, "vì chờ Đài")

    reply = wished.stands("2.1.2", "qlcn").reply
    assert reply is not None
    assert reply.reason == "chờ Đài"
    assert reasons(wished) == [("nhiều việc", None)]


async def test_a_wish_of_long_ago_is_amended_only_if_it_was_spoken_of_last(wished: Stage) -> None:
    await wished.comes("10/5 15:00")
    assert (await wished.says(HEAD, "vì chờ Đài")).startswith(AMENDED)

    await wished.says(HEAD, "/viec")
    await wished.comes("10/5 20:00")
    await wished.says(HEAD, "vì chờ kinh phí")

    assert [reason for reason, _ in reasons(wished)] == ["nhiều việc", "chờ Đài"]


async def test_a_wish_that_is_decided_is_amended_no_more(wished: Stage) -> None:
    await wished.says(LEADER, "đồng ý")

    await wished.says(HEAD, "vì chờ Đài")

    assert reasons(wished) == [("nhiều việc", Verdict.GRANTED)]


async def test_a_colleague_s_wish_is_not_this_person_s_to_explain(wished: Stage) -> None:
    wished.joined(DEPUTY)

    await wished.says(DEPUTY, "vì chờ Đài")

    assert reasons(wished) == [("nhiều việc", None)]


@pytest.mark.parametrize("other", ["vì chờ Đài gửi kịch bản", "chờ Đài gửi kịch bản"])
async def test_an_edited_reason_is_another_reason_and_no_news(wished: Stage, other: str) -> None:
    message = wished.phones.says(HEAD.sender, "vì chờ Đài", at=wished.now)
    await wished.beat()

    wished.phones.edits(HEAD.sender, message, other, at=wished.now)
    await wished.beat()

    assert reasons(wished)[-1] == ("chờ Đài gửi kịch bản", None)
    assert wished.stands("2.1.2", "qlcn").reply is None
    assert wished.texts(HEAD)[-1].startswith("Theo tin anh/chị vừa sửa: ")


async def test_the_deciders_read_which_petition_the_new_one_takes_the_place_of(
    wished: Stage,
) -> None:
    await wished.says(HEAD, "vì GĐ đi vắng chưa ký được")
    await wished.comes("10/5 08:10")

    put = wished.texts(LEADER)[-1]

    assert put.startswith("Kính trình: ")
    assert "Lý do: “GĐ đi vắng chưa ký được”" in put
    assert (
        "Thay đề nghị lúc 08h00 thứ Ba, 10/5/2022 của đơn vị (đến 17/5/2022, lý do: “nhiều việc”); "
        "đề nghị ấy không còn chờ." in put
    )


async def test_the_button_of_the_earlier_petition_shows_the_one_that_waits(wished: Stage) -> None:
    shown, data = wished.phones.phone(LEADER.phone).find("Đồng ý")
    await wished.says(HEAD, "vì GĐ đi vắng chưa ký được")
    await wished.comes("10/5 08:10")

    await wished.sends(LEADER, data, shown.id)

    told = "\n".join(wished.texts(LEADER)[-2:])
    assert "đơn vị đã thay bằng đề nghị khác" in told
    assert "Kính trình: " in told
    assert "Lý do: “GĐ đi vắng chưa ký được”" in told
    assert [verdict for _, verdict in reasons(wished)] == [Verdict.REPLACED, None]


async def test_a_first_petition_takes_no_other_s_place(wished: Stage) -> None:
    assert "Thay đề nghị" not in wished.texts(LEADER)[-1]


async def test_a_reason_put_right_is_of_the_wish_and_of_no_report_before_it(stage: Stage) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, "2 xong")
    await stage.says(HEAD, WISH)

    await stage.says(HEAD, "nhầm, do thiếu kinh phí")

    assert reasons(stage)[-1] == ("thiếu kinh phí", None)
    assert stage.stands("2.1.2", "qlcn").done


async def test_what_is_put_right_after_a_report_is_the_report(wished: Stage) -> None:
    await wished.comes("10/5 08:10")
    await wished.says(HEAD, "2 chưa xong vì mưa")

    await wished.says(HEAD, "nhầm, do thiếu kinh phí")

    assert reasons(wished) == [("nhiều việc", None)]


BARE = "“mưa lũ” cũng là lý do lùi việc 1 phải không ạ?"


@pytest.fixture
async def doubted(either_stage: Stage) -> Stage:
    """The same on either channel; a bare cause was told right after it."""
    await either_stage.comes("4/5 08:00")
    await either_stage.comes("10/5 08:00")
    await either_stage.says(HEAD, WISH)
    assert (await either_stage.says(HEAD, "mưa lũ")).startswith(BARE)
    return either_stage


@pytest.mark.parametrize("words", ["đúng", "vâng ạ", "1"])
async def test_a_bare_cause_is_added_to_the_reason_where_that_is_meant(
    doubted: Stage, words: str
) -> None:
    said = await doubted.says(HEAD, words)

    assert said.startswith("Đã ghi nhận lý do mới")
    assert reasons(doubted)[-1] == ("nhiều việc; mưa lũ", None)


@pytest.mark.parametrize("words", ["không phải", "ko", "không ạ"])
async def test_a_bare_cause_that_is_no_reason_changes_nothing(doubted: Stage, words: str) -> None:
    said = await doubted.says(HEAD, words)

    assert said.startswith("Vâng, lý do của đề nghị lùi được giữ nguyên.")
    assert reasons(doubted) == [("nhiều việc", None)]


async def test_news_where_a_bare_cause_is_asked_about_is_news(doubted: Stage) -> None:
    await doubted.says(HEAD, "2 xong")

    assert doubted.stands("2.1.2", "qlcn").done
    assert reasons(doubted) == [("nhiều việc", None)]


async def test_after_a_list_a_bare_cause_is_not_asked_about(wished: Stage) -> None:
    await wished.says(HEAD, "/viec")

    assert "lý do lùi việc 1" not in await wished.says(HEAD, "mưa lũ")


async def test_of_several_wishes_the_message_replied_to_says_which(wished: Stage) -> None:
    replied = wished.shown(HEAD)[-1].id
    await wished.says(HEAD, "việc 3 xin lùi đến 18/5 vì bận quá")

    await wished.says(HEAD, "vì GĐ đi vắng chưa ký được", reply_to=replied)

    assert reasons(wished)[-1] == ("GĐ đi vắng chưa ký được", None)
    assert reasons(wished, "2.1.3a") == [("bận quá", None)]


@pytest.mark.parametrize(
    "words",
    ["lý do lùi việc 3 là web lỗi", "lý do việc 3 do web lỗi", "nhầm, lý do việc 3 là web lỗi"],
)
async def test_a_reason_may_say_of_which_duty_it_is(wished: Stage, words: str) -> None:
    await wished.says(HEAD, "việc 3 xin lùi đến 18/5 vì bận quá")

    await wished.says(HEAD, words)

    assert reasons(wished) == [("nhiều việc", None)]
    assert reasons(wished, "2.1.3a")[-1] == ("web lỗi", None)


@pytest.mark.parametrize("words", ["à đến 19/5 cơ", "à nhầm, đến 19/5", "19/5 nhé"])
async def test_another_day_right_after_it_is_the_same_wish_until_then(
    wished: Stage, words: str
) -> None:
    said = await wished.says(HEAD, words)

    assert said.startswith("Đã ghi nhận đề nghị lùi đến thứ Năm, 19/5/2022")
    assert reasons(wished) == [("nhiều việc", Verdict.REPLACED), ("nhiều việc", None)]


async def test_a_day_that_comes_hours_later_changes_no_wish(wished: Stage) -> None:
    await wished.comes("10/5 15:00")

    await wished.says(HEAD, "19/5 nhé")

    assert reasons(wished) == [("nhiều việc", None)]


@pytest.mark.parametrize("words", ["anh Hùng ơi", "ok", "đang quay phim", "khi nào duyệt"])
async def test_what_hinders_nothing_is_not_asked_about(wished: Stage, words: str) -> None:
    assert "lý do lùi việc 1" not in await wished.says(HEAD, words)
