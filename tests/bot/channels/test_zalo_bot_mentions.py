"""The bot's name is taken out of what people write in a group, however they write it."""

import unicodedata

import pytest

from bot.channels.zalo_bot_mentions import without_mention

NAME = "Bot Nhắc việc Sở"


@pytest.mark.parametrize(
    "text",
    [
        "@Bot Nhắc việc Sở 7 XONG",
        "@bot nhắc VIỆC sở 7 XONG",
        "@Bot Nhac viec So 7 XONG",
        "@ Bot  Nhắc  việc  Sở   7 XONG",
        "@BotNhắcviệcSở 7 XONG",
        "@Bot Nhắc việc Sở: 7 XONG",
        "7 XONG @Bot Nhắc việc Sở",
        unicodedata.normalize("NFD", "@Bot Nhắc việc Sở 7 XONG"),
    ],
)
def test_the_tag_is_found_whatever_its_case_spaces_and_marks(text: str) -> None:
    assert without_mention(text, NAME) == "7 XONG"


def test_a_tag_in_the_middle_leaves_both_sides() -> None:
    assert without_mention("việc 7 @Bot Nhắc việc Sở đã xong", NAME) == "việc 7 đã xong"


def test_the_letter_d_with_a_stroke_may_be_plain() -> None:
    assert without_mention("@bot don doc 1 xong", "Bot Đôn đốc") == "1 xong"


def test_a_name_that_goes_on_is_another_name() -> None:
    assert without_mention("@Bot Nhắc việc Sởx 7", "Bot Nhắc việc Sở") == "việc Sởx 7"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("@Bot Nhắc Việc 7 xong", "7 xong"),
        ("@Bot Nhắc việc 7 xong", "việc 7 xong"),
        ("@Bot /viec", "/viec"),
        ("@Bot Xong", "Xong"),
        ("7 xong", "7 xong"),
    ],
)
def test_while_the_name_is_not_known_the_capitals_behind_bot_are_taken_for_it(
    text: str, rest: str
) -> None:
    assert without_mention(text, None) == rest


def test_other_peoples_names_stay() -> None:
    assert without_mention("@Lan xem giúp việc 7", NAME) == "@Lan xem giúp việc 7"
