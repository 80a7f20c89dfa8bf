"""Texts as Telegram takes them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.cutting import units
from bot.channels.telegram_text import MAX_TEXT_UNITS, keyboard, parts, shortened
from bot.messages import Message

words = st.text(
    alphabet=st.sampled_from("aáắ🔔 \n") | st.characters(exclude_categories=["Cs"]), max_size=60
)


@given(words.filter(str.strip), st.lists(words), st.integers(1, 400))
def test_parts_fit_lose_no_word_and_keep_the_heading_bold(
    heading: str, lines: list[str], times: int
) -> None:
    message = Message(heading, "\n".join(lines * times))

    pieces = parts(message)

    assert all(0 < units(piece.text) <= MAX_TEXT_UNITS for piece in pieces)
    assert all(piece.text == piece.text.strip() for piece in pieces)
    assert all(0 <= piece.bold <= units(piece.text) for piece in pieces)
    whole = "".join("".join(piece.text for piece in pieces).split())
    assert whole == "".join(unicodedata.normalize("NFC", message.text).split())


def test_a_line_that_is_too_long_breaks_at_a_space() -> None:
    pieces = parts(Message("Nhắc", "chữ " * 2000))

    assert [piece.bold for piece in pieces] == [4, 0]
    assert all(set(piece.text.split()) <= {"Nhắc", "chữ"} for piece in pieces)


def test_a_word_that_is_too_long_breaks_where_it_must_but_in_no_character() -> None:
    pieces = parts(Message("🔔" * 3000))

    assert [units(piece.text) for piece in pieces] == [4096, 1904]
    assert [piece.bold for piece in pieces] == [4096, 1904]


def test_a_text_of_just_4096_units_is_one_message() -> None:
    assert len(parts(Message("a" * 4096))) == 1
    assert len(parts(Message("a" * 4095 + "🔔"))) == 2


def test_rows_without_choices_make_no_keyboard() -> None:
    assert keyboard(Message("Nhắc", rows=((), ()))) is None


@pytest.mark.parametrize(
    ("text", "short"), [("abc", "abc"), (" abc ", "abc"), ("abcd", "ab…"), ("🔔🔔", "🔔…")]
)
def test_a_note_is_cut_with_an_ellipsis(text: str, short: str) -> None:
    assert shortened(text, 3) == short
