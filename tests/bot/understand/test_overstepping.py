"""Commands of leadership and the office, by whoever types them (`overstepping.toml`)."""

import pytest

from bot.understand.leaders.overstepping import Overstep, commanded, names_those_above
from tests.bot.understand.test_properties import bare


@pytest.mark.parametrize(
    ("leads", "line", "command"),
    [
        ("", "duyệt gửi các tin nhắc", Overstep.APPROVE),
        ("đề nghị ", "phê duyệt kế hoạch", Overstep.APPROVE),
        ("/", "duyệt", Overstep.APPROVE),
        ("", "ghi hộ phòng QLKH: 2 xong", Overstep.RECORD),
        ("", "không đồng ý cho lùi", Overstep.GRANT),
        ("", "duyệt cho phép phòng QLKH thêm 3 ngày", Overstep.GRANT),
        ("", "nhất trí gia hạn việc 2 của phòng QLKH", Overstep.DECIDE),
        ("", "đồng ý cho em lùi việc 2", Overstep.DECIDE),  # and only of another unit
        ("dạ ", "trả lại kết quả của phòng QLKH", Overstep.JUDGE),
        ("", "cấp lại mã tham gia cho phòng QLKH", Overstep.INVITE),
        ("xin ", "đôn đốc phòng QLKH", Overstep.URGE),
    ],
)
def test_a_line_commands_if_it_begins_with_the_command(
    leads: str, line: str, command: Overstep
) -> None:
    assert commanded(leads + line) == (command, line)
    assert commanded(bare(leads + line)) == (command, bare(line))


@pytest.mark.parametrize(
    "text",
    [
        "duyệt",
        "duyệt gửi rồi",
        "ghi hộ",
        "đồng ý cho lùi rồi",
        "văn phòng ơi phê duyệt kế hoạch",
        "anh Hải xác nhận kết quả",
        "cấp mã rồi",
        "duyệt gửi được chưa?",
        "việc 2 xong",
        "",
    ],
)
def test_what_is_told_asked_or_half_said_commands_nothing(text: str) -> None:
    assert commanded(text) is None


@pytest.mark.parametrize(
    ("text", "above"),
    [("mã của Giám đốc", True), ("gui lanh dao", True), ("Phòng QLKH", False)],
)
def test_those_above_are_named_by_their_posts(text: str, above: bool) -> None:
    assert names_those_above(text) is above
