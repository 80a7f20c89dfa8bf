"""Slash commands."""

import pytest

from bot.channels.command import command


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("/viec", ("viec", "")),
        ("  /VIEC  ", ("viec", "")),
        ("/start ABCD-1234", ("start", "ABCD-1234")),
        ("/start@NhacViec_bot ABCD", ("start", "ABCD")),
        ("/tinhhinh 17h\n13/5", ("tinhhinh", "17h\n13/5")),
        ("/việc", ("việc", "")),
        ("/viec@OtherBot", None),
        ("viec", None),
        ("xong /viec", None),
        ("/", None),
        ("// x", None),
        ("/viec,tinhhinh", None),
        ("", None),
    ],
)
def test_a_command_is_read_with_its_arguments(text: str, read: tuple[str, str] | None) -> None:
    assert command(text, "nhacviec_bot") == read


def test_a_bot_without_a_name_takes_no_command_that_names_one() -> None:
    assert command("/viec@nhacviec_bot", None) is None
    assert command("/viec", None) == ("viec", "")
