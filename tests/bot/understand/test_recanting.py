"""What takes a report back in own words, and what only looks like it."""

from datetime import date

import pytest

from bot.understand import OpenTask, Utterance
from bot.understand.dialogue.exchanges import exchange
from bot.understand.dialogue.recanting import (
    contrasted,
    denies,
    excepted,
    halts,
    misreported,
    narrowed,
    owns_up,
    remainder,
    resumes,
    unfinished,
    unsays_last,
)

TASKS = (
    OpenTask(1, "Treo băng rôn, khẩu hiệu", due=date(2022, 5, 19)),
    OpenTask(2, "Giới thiệu các thành tựu KH&CN", due=date(2022, 5, 19)),
)


def said(text: str) -> Utterance:
    return Utterance(text, date(2022, 5, 17), "tdc", TASKS, last_bot_kind="free")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("hôm qua em báo nhầm việc 2", True),
        ("hom qua e bao nham", True),
        ("nãy em báo hơi vội", True),
        ("em báo nhầm thì sửa thế nào?", False),
        ("việc 2 chưa xong", False),
        ("em gửi nhầm ảnh", False),
    ],
)
def test_a_report_is_said_to_be_wrong(text: str, wrong: bool) -> None:
    assert misreported(text) is wrong


@pytest.mark.parametrize(
    ("text", "really"), [("thật ra chưa treo", True), ("thuc ra chua xong", True), ("chưa", False)]
)
def test_how_things_really_are(text: str, really: bool) -> None:
    assert owns_up(text) is really


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("trừ việc 2 nhé", "việc 2 nhé"),
        ("à trừ 2 ra", "2 ra"),
        ("nhưng trừ việc băng rôn", "việc băng rôn"),
        ("xong hết trừ việc 2", ""),
        ("trừ", ""),
        ("trừ việc 2 à?", ""),
    ],
)
def test_what_is_taken_out_of_what_was_said_before(text: str, rest: str) -> None:
    assert excepted(text) == rest


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("việc 1 sang tuần mới xong đc", {1}),
        ("việc 1 mai mới xong", {1}),
        ("việc 1 mới được 60%", {1}),
        ("việc 1 xong 2 ngày nữa", {1}),
        ("việc 1 xong rồi", set()),
        ("việc 1 xong hôm kia", set()),
        ("việc 1 mai em gửi ảnh", set()),
        ("việc 1 đang chờ ký", set()),
        ("việc 1 chưa xong", set()),
    ],
)
def test_a_task_is_done_later_or_in_part(text: str, numbers: set[int]) -> None:
    assert unfinished(said(text)) == numbers


@pytest.mark.parametrize(
    ("text", "only"), [("à quên", True), ("khoan đã", True), ("à nhầm", False), ("quên báo", False)]
)
def test_what_takes_up_again_what_was_being_said_corrects_nothing(text: str, only: bool) -> None:
    assert resumes(text) is only


@pytest.mark.parametrize(
    "text",
    [
        "ấy nhầm việc 2 chứ không phải việc 1",
        "à mà không phải việc 1 mà việc 2",
        "ủa nhầm, việc 2 chứ k phải việc 1",
    ],
)
def test_what_one_exclaims_before_an_exchange_is_no_part_of_it(text: str) -> None:
    swap = exchange(text)

    assert swap is not None
    assert (swap.said, swap.meant) == (1, 2)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("ủa ai bảo xong đâu", True),
        ("ai bao xong", True),
        ("ơ đâu có xong", True),
        ("ai bảo xong thì báo lại", False),
        ("ai bảo em thế", False),
    ],
)
def test_a_report_is_denied_without_a_not_yet(text: str, *, denied: bool) -> None:
    assert denies(text) is denied


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("bỏ cái vừa rồi", True),
        ("bỏ cái vừa rồi ạ", True),
        ("bo ghi nhan di", True),
        ("em hoàn tác rồi", False),
        ("bỏ ghi nhận rồi", False),
        ("bỏ cái vừa rồi được không?", False),
        ("bỏ cái vừa rồi vào hồ sơ", False),
    ],
)
def test_the_last_report_is_dropped(text: str, *, dropped: bool) -> None:
    assert unsays_last(text) is dropped


@pytest.mark.parametrize(
    ("text", "halted"),
    [("khoan đã", True), ("từ từ ạ", True), ("khoan, việc 3 cũng xong", False), ("à quên", False)],
)
def test_a_halt_says_nothing_else(text: str, *, halted: bool) -> None:
    assert halts(text) is halted


@pytest.mark.parametrize(
    ("text", "again", "left"),
    [
        ("chỉ việc 4 xong", False, "việc 4 xong"),
        ("mới xong việc 4 thôi", False, "xong việc 4 thôi"),
        ("không phải, mới xong việc 4", True, "xong việc 4"),
        ("việc 4 mới xong sáng nay", False, ""),
        ("chỉ việc 4 xong à?", False, ""),
    ],
)
def test_what_alone_is_so(text: str, again: bool, left: str) -> None:
    assert narrowed(text, again=again) == left


def test_what_is_said_of_the_rest_stands_behind_it() -> None:
    assert remainder("việc 4, còn lại chưa xong") == ("việc 4, ", "chưa xong")
    assert remainder("việc 4 nhé") == ("việc 4 nhé", "")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("ơ sao lại việc 3, tôi nói việc 4", ("việc 3, ", "việc 4")),
        ("sao lai viec 3 em bao viec 4", ("viec 3 ", "viec 4")),
        ("sao lại thế", ("", "")),
        ("tôi nói việc 4", ("", "")),
    ],
)
def test_what_was_recorded_and_what_had_been_said(text: str, pair: tuple[str, str]) -> None:
    assert contrasted(text) == pair
