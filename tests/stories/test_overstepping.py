"""Commands of leadership and the office from somebody who has neither post: refused and noted."""

import pytest

from bot.store import audit
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, Somebody
from tests.stories.stage import Stage

NO_APPROVAL = "Chỉ văn phòng (người giữ kế hoạch) duyệt được việc gửi tin."
NO_RECORD = "Chỉ văn phòng (người giữ kế hoạch) ghi thay được cho đơn vị."
NO_DECISION = "Chỉ lãnh đạo và văn phòng quyết định được đề nghị lùi thời hạn."
NO_VERDICT = "Chỉ lãnh đạo và văn phòng xác nhận hoặc trả lại được kết quả."
NO_URGING = "Chỉ lãnh đạo và văn phòng đôn đốc được đơn vị khác."
NO_CODE = "Anh/chị không cấp được mã này."
NO_BOARD = "Tình hình chung dành cho lãnh đạo và văn phòng."


def trail(stage: Stage, who: Somebody) -> list[str]:
    """What somebody is said in the trail to have been refused."""
    with stage.memory.begin() as tx:
        entries = audit.read(tx)
    return [e.what for e in entries if e.who == str(stage.person(who)) and "refused" in e.what]


@pytest.mark.parametrize(
    ("text", "refusal", "entry"),
    [
        ("duyệt gửi", NO_APPROVAL, "approval_refused"),
        ("duyet gui tin", NO_APPROVAL, "approval_refused"),
        ("Dạ tôi duyệt kế hoạch", NO_APPROVAL, "approval_refused"),
        ("/duyet", NO_APPROVAL, "approval_refused"),
        ("ghi thay phòng QLKH: 2 xong", NO_RECORD, "record_refused"),
        ("/ghithay phòng QLKH: 2 xong", NO_RECORD, "record_refused"),
        ("VP ghi hộ phòng QLKH: việc 2 xong", NO_RECORD, "record_refused"),
        ("đồng ý cho lùi", NO_DECISION, "decision_refused"),
        ("dong y cho phong QLKH lui han", NO_DECISION, "decision_refused"),
        ("không đồng ý cho lùi vì gấp", NO_DECISION, "decision_refused"),
        ("đồng ý lùi việc 1 của phòng QLKH đến 20/5", NO_DECISION, "decision_refused"),
        ("xác nhận kết quả của phòng QLKH", NO_VERDICT, "verdict_refused"),
        ("đôn đốc phòng QLKH", NO_URGING, "urge_refused"),
        ("nhắc phòng QLKH làm việc 2 đi", NO_URGING, "urge_refused"),
        ("/moi phòng QLKH", NO_CODE, "invite_refused"),
        ("/moi lãnh đạo", NO_CODE, "invite_refused"),
        ("cấp mã cho phòng QLKH", NO_CODE, "invite_refused"),
        ("cấp mã cho lãnh đạo Sở", NO_CODE, "invite_refused"),
        ("thu hồi mã của phòng QLKH", NO_CODE, "invite_refused"),
        ("/tinhhinh", NO_BOARD, "board_refused"),
    ],
)
async def test_a_head_s_command_of_those_above_is_refused_in_words_and_noted(
    either_stage: Stage, text: str, refusal: str, entry: str
) -> None:
    stage = either_stage
    await stage.comes("10/5 08:00")
    await stage.says(QLKH_HEAD, "xin lùi việc 1 đến 20/5 vì chờ kinh phí")

    said = await stage.says(HEAD, text)

    assert said.startswith(refusal)
    assert trail(stage, HEAD) == [entry]
    assert stage.board().answers.done == 0
    assert all(stage.stands(f"2.1.{n}", "qlcn").reply is None for n in (1, 2))


@pytest.mark.parametrize(
    "text",
    [
        "ghi hộ em việc 2 chưa xong vì chờ kinh phí",
        "đồng ý cho em lùi việc 2 đến 20/5 ạ?",
        "lãnh đạo đồng ý cho lùi rồi",
        "duyệt kế hoạch chưa ạ?",
        "việc 2 chưa xong, phòng QLKH chưa gửi bài",
        "/moi",
        "/moi phòng QLCN&ĐMST",
        "nhắc anh em làm việc 2 rồi",
    ],
)
async def test_what_a_head_says_of_the_own_work_is_no_command_of_those_above(
    stage: Stage, text: str
) -> None:
    await stage.comes("10/5 08:00")

    await stage.says(HEAD, text)

    assert trail(stage, HEAD) == []


async def test_who_may_is_not_refused_and_a_leader_approves_no_plan(stage: Stage) -> None:
    await stage.comes("10/5 08:00")
    await stage.says(QLKH_HEAD, "xin lùi việc 1 đến 20/5 vì chờ kinh phí")

    assert (await stage.says(LEADER, "duyệt gửi")).startswith(NO_APPROVAL)
    assert (await stage.says(LEADER, "cấp mã cho phòng QLKH")).startswith(NO_CODE)
    assert "đồng ý lùi đến thứ Sáu, 20/5" in await stage.says(LEADER, "đồng ý cho lùi")
    await stage.says(OFFICE, "đôn đốc phòng QLKH")
    await stage.says(OFFICE, "/moi phòng QLKH")

    assert sorted(trail(stage, LEADER)) == ["approval_refused", "invite_refused"]
    assert trail(stage, OFFICE) == []
