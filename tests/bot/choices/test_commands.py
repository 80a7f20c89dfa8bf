"""What people ask for by name, with a slash or without."""

import pytest

from bot.choices.commands import Command, codes_in, in_words, join_code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("viec", "viec"),
        ("Việc", "viec"),
        ("Việc của tôi", "viec"),
        ("TÌNH HÌNH", "tinhhinh"),
        ("tinh hinh?", "tinhhinh"),
        ("Trợ  giúp", "trogiup"),
        ("hướng dẫn", "trogiup"),
        ("menu", "trogiup"),
    ],
)
def test_a_command_may_be_said_in_words_alone(text: str, name: str) -> None:
    assert in_words(text) == Command(name, "")


@pytest.mark.parametrize("text", ["việc 1 xong", "tình hình khó khăn", "", "viec 2", "đã xong"])
def test_what_says_more_is_no_command(text: str) -> None:
    assert in_words(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ABCD-EFGH", "ABCD-EFGH"),
        (" abcd-efgh. ", "abcd-efgh"),
        ("abcdefgh", "abcdefgh"),
        ("ABCD EFGH", "ABCD EFGH"),
        ("start ABCD-EFGH", "ABCD-EFGH"),
        ("/start ABCD-EFGH", "ABCD-EFGH"),
        ("Mã tham gia: ABCD-EFGH", "ABCD-EFGH"),
        ("“ABCD-EFGH”", "ABCD-EFGH"),
    ],
)
def test_a_join_code_is_found_however_it_is_typed(text: str, code: str) -> None:
    assert join_code(text) == code


@pytest.mark.parametrize(
    "text",
    ["xin chào", "việc 1 đã xong", "ABCD", "ABCD-EFGH-JKLM", "0123-4567", "abcd-efgh ạ em gửi"],
)
def test_other_texts_hold_no_code(text: str) -> None:
    assert join_code(text) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("/start ABCD-EFGH", ["ABCD-EFGH"]),
        ("/start@other_bot abcdefgh", ["abcdefgh"]),
        ("ABCD EFGH", ["ABCD EFGH"]),
        ("mã abcd-efgh ạ em gửi", ["abcd-efgh"]),
        ("https://t.me/bot?start=ABCD-EFGH", ["ABCD-EFGH"]),
        ("chị Hà: ABCD–EFGH, anh Nam: JKLM-NPQR", ["ABCD-EFGH", "JKLM-NPQR"]),
        ("việc 1 xong", []),
        ("trưa nay ăn gì?", []),
    ],
)
def test_all_that_others_could_take_for_a_code_is_found(text: str, codes: list[str]) -> None:
    assert codes_in(text) == codes
