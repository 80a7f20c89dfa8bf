"""A decision on a wish for more time is undone within ten minutes, and the wish waits again."""

from datetime import timedelta

import pytest

from bot.channels.simulator import NAME, Simulator
from bot.people import Post, Role
from bot.store import extensions, records
from bot.store.memory import Memory
from tests.stories.cast import HEAD, LEADER, OFFICE, Somebody, at
from tests.stories.stage import Stage

WISH = "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản"
DUTY = ("2.1.1", "qlcn")
SECOND_LEADER = Somebody("Lê Văn Phó", "pho", Post(Role.LEADER))


@pytest.fixture
async def wished(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has asked for more time for a duty that is due on 14/5."""
    await stage.comes("4/5 08:00")
    await stage.comes("10/5 08:00")
    await stage.says(HEAD, WISH)
    return stage


def due(stage: Stage, moment: str | None = None) -> str:
    """The last day of the duty as the board has it, now or at a past moment."""
    board = stage.board(at(moment) if moment else None)
    [each] = [s for s in board.standings if s.assignment.key == DUTY]
    day = each.assignment.deadline.day
    return f"{day.day}/{day.month}"


@pytest.mark.parametrize("how", ["button", "hoàn tác", "tôi bấm nhầm", "em nhầm, hoàn tác giúp"])
async def test_who_has_agreed_can_undo_it_and_everybody_concerned_is_told(
    wished: Stage, how: str
) -> None:
    said = await wished.taps(LEADER, "Đồng ý")
    assert "Nếu chưa đúng, trả lời “hoàn tác” trong 10 phút." in said
    assert due(wished) == "17/5"
    await wished.comes("10/5 08:09")

    undone = (
        await wished.taps(LEADER, "↩️ Hoàn tác")
        if how == "button"
        else await wished.says(LEADER, how)
    )

    assert undone.startswith("Đã hoàn tác ý kiến; thời hạn hiện nay là thứ Bảy, 14/5/2022.\n")
    assert "Đề nghị lùi đến thứ Ba, 17/5/2022 lại chờ ý kiến." in undone
    assert due(wished) == "14/5"
    assert wished.stands(*DUTY).wish is not None
    told = wished.texts(HEAD)[-1]
    assert told.startswith(
        "Ý kiến về đề nghị lùi thời hạn vừa được hoàn tác: thời hạn hiện nay là thứ Bảy, 14/5/2022."
    )
    assert "Ý kiến đã hoàn tác: đồng ý lùi đến 17/5/2022 (Nguyễn Thị Hà)." in told
    again = wished.texts(OFFICE)[-1]
    assert again.startswith(
        "Nguyễn Thị Hà đã hoàn tác ý kiến; đề nghị lùi thời hạn lại chờ ý kiến."
    )
    assert "“chờ Đài gửi kịch bản” (Phạm Thị Lan, 08h00 thứ Ba, 10/5/2022)" in again


async def test_a_wish_that_waits_again_is_decided_like_any_other(wished: Stage) -> None:
    await wished.taps(LEADER, "Đồng ý")
    await wished.says(LEADER, "hoàn tác")

    said = await wished.says(LEADER, "đồng ý đến 16/5")

    assert said.startswith("Đã ghi nhận: đồng ý lùi đến thứ Hai, 16/5/2022.")
    assert due(wished) == "16/5"
    assert "hạn mới là thứ Hai, 16/5/2022" in wished.texts(HEAD)[-1]


async def test_the_buttons_of_before_decide_on_the_wish_that_waits_again(wished: Stage) -> None:
    wished.joined(SECOND_LEADER)
    shown, data = wished.phones.phone(OFFICE.phone).find("Đồng ý")
    await wished.taps(LEADER, "Đồng ý")
    await wished.says(LEADER, "hoàn tác")

    await wished.sends(OFFICE, data, shown.id)

    assert due(wished) == "17/5"


async def test_a_slip_that_goes_on_with_the_decision_is_decided_so(wished: Stage) -> None:
    await wished.taps(LEADER, "Đồng ý")

    said = await wished.says(LEADER, "tôi bấm nhầm, không đồng ý vì đã báo cáo UBND tỉnh")

    assert "Đã ghi nhận: giữ thời hạn thứ Bảy, 14/5/2022." in said
    assert due(wished) == "14/5"
    told = wished.texts(HEAD)[-1]
    assert told.startswith("Đề nghị đơn vị giữ thời hạn thứ Bảy, 14/5/2022.")
    assert "Ý kiến: “vì đã báo cáo UBND tỉnh”." in told


async def test_a_refusal_can_be_undone_too(wished: Stage) -> None:
    await wished.says(LEADER, "không đồng ý vì đã chốt")

    await wished.says(LEADER, "hoàn tác")

    assert wished.stands(*DUTY).wish is not None
    await wished.taps(LEADER, "Đồng ý")
    assert due(wished) == "17/5"


async def test_after_ten_minutes_a_decision_stands(wished: Stage) -> None:
    await wished.taps(LEADER, "Đồng ý")
    await wished.comes(wished.now + timedelta(minutes=11))

    said = await wished.says(LEADER, "hoàn tác")

    assert said.startswith("Không hoàn tác được nữa: đã quá 10 phút")
    assert due(wished) == "17/5"


async def test_only_who_decided_undoes_it(wished: Stage) -> None:
    wished.joined(SECOND_LEADER)
    await wished.taps(LEADER, "Đồng ý")
    shown, data = wished.phones.phone(LEADER.phone).find("↩️ Hoàn tác")

    said = await wished.sends(SECOND_LEADER, data, shown.id)

    assert said == "Chỉ người đã cho ý kiến hoàn tác được ý kiến của mình."
    assert due(wished) == "17/5"


async def test_what_is_undone_once_is_not_undone_again(wished: Stage) -> None:
    await wished.taps(LEADER, "Đồng ý")
    shown, data = wished.phones.phone(LEADER.phone).find("↩️ Hoàn tác")
    await wished.sends(LEADER, data, shown.id)

    said = await wished.sends(LEADER, data, shown.id)

    assert said.startswith("Không hoàn tác được nữa")
    assert "".join(wished.texts(HEAD)).count("vừa được hoàn tác") == 1


async def test_a_newer_wish_of_the_unit_is_not_overtaken_by_an_undo(wished: Stage) -> None:
    await wished.taps(LEADER, "Đồng ý")
    await wished.says(HEAD, "việc 1 xin lùi đến 19/5 vì Đài đổi lịch")

    said = await wished.says(LEADER, "hoàn tác")

    assert said.startswith("Không hoàn tác được nữa")
    assert due(wished) == "17/5"


async def test_a_past_board_has_the_grant_until_it_was_undone(wished: Stage) -> None:
    await wished.taps(LEADER, "Đồng ý")
    await wished.comes("10/5 08:05")
    await wished.says(LEADER, "hoàn tác")
    await wished.comes("10/5 09:00")

    assert due(wished, "10/5 08:04") == "17/5"
    assert due(wished, "10/5 08:05") == "14/5"
    with wished.memory.begin() as tx:
        kept = records.read(tx, wished.plan, wished.now)
        before = records.read(tx, wished.plan, at("10/5 08:04"))
    assert [wish.decision for wish in kept.wishes[DUTY]] == [None]
    assert [wish.decision is None for wish in before.wishes[DUTY]] == [False]
    assert kept.wishes[DUTY][0].at == at("10/5 08:00")


async def test_editing_the_words_of_a_decision_changes_nothing_and_says_how(wished: Stage) -> None:
    message = wished.phones.says(LEADER.sender, "đồng ý", at=wished.now)
    await wished.beat()

    wished.phones.edits(LEADER.sender, message, "không đồng ý", at=wished.now)
    await wished.beat()

    said = wished.texts(LEADER)[-1]
    assert said.startswith("Sửa tin nhắn không làm thay đổi ý kiến đã ghi nhận.")
    assert "Nếu chưa đúng, trả lời “hoàn tác” trong 10 phút. Sau đó cho ý kiến lại." in said
    assert due(wished) == "17/5"


async def test_an_edited_undo_takes_no_wish_back(wished: Stage) -> None:
    await wished.taps(LEADER, "Đồng ý")
    message = wished.phones.says(LEADER.sender, "hoàn tác", at=wished.now)
    await wished.beat()

    wished.phones.edits(LEADER.sender, message, "hoàn tác nhé", at=wished.now)
    await wished.beat()

    with wished.memory.begin() as tx:
        assert len(extensions.pending(tx)) == 1


async def test_where_there_are_no_buttons_an_undo_is_typed(joined_memory: Memory) -> None:
    stage = Stage(joined_memory, phones=Simulator(NAME, most_buttons=0, can_edit=False))
    await stage.lives("10/5 08:00")
    await stage.says(HEAD, WISH)
    said = await stage.says(LEADER, "đồng ý")
    assert "“hoàn tác”" in said

    await stage.says(LEADER, "hoàn tác")

    assert due(stage) == "14/5"


@pytest.mark.parametrize("label", ["Đồng ý", "Không đồng ý"])
async def test_a_button_of_what_was_undone_and_refused_since_tells_how_it_stands(
    stage: Stage, label: str
) -> None:
    await stage.lives("10/5 08:00")
    await stage.says(HEAD, "việc 1 xin lùi đến 17/5 vì chờ Đài gửi kịch bản")
    await stage.says(LEADER, "đồng ý")
    await stage.taps(LEADER, "↩️ Hoàn tác")
    undone = stage.shown(LEADER)[-1]
    await stage.says(LEADER, "không đồng ý vì đã chốt")
    data = next(c.data for row in undone.message.rows for c in row if c.label == label)

    said = await stage.sends(LEADER, data, undone.id)

    assert said.startswith("Đề nghị này đã được xử lý lúc 08h00 thứ Ba, 10/5/2022: giữ nguyên")
    assert "Thời hạn hiện nay: thứ Bảy, 14/5/2022." in said
    assert stage.phones.phone(LEADER.phone).notes[-1].startswith("tap-")
    assert "đã được xử lý" in stage.phones.phone(LEADER.phone).notes[-1]
    assert stage.stands("2.1.1", "qlcn").wish is None
