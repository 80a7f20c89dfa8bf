"""How a message becomes texts that Zalo takes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.cutting import units
from bot.channels.zalo_text import MAX_PARTS, MAX_UNITS, parts
from bot.messages import Message
from bot.wording.phrases import more_work


def test_a_short_message_is_one_text_with_its_heading_on_the_first_line() -> None:
    assert parts(Message("Nhắc việc", "1. Treo băng rôn"), more_work) == [
        "Nhắc việc\n1. Treo băng rôn"
    ]


def test_letters_are_composed_before_they_are_counted() -> None:
    decomposed = unicodedata.normalize("NFD", "ậ" * MAX_UNITS)

    assert parts(Message(decomposed), more_work) == ["ậ" * MAX_UNITS]


def test_a_long_message_breaks_between_lines_within_the_limit() -> None:
    lines = [f"{n}. Treo băng rôn, khẩu hiệu 🔔" for n in range(200)]

    found = parts(Message("Việc", "\n".join(lines)), more_work)

    assert "\n".join(found).split("\n") == ["Việc", *lines]
    assert all(units(part) <= MAX_UNITS for part in found)


def test_a_text_without_any_border_is_never_torn_inside_a_character() -> None:
    found = parts(Message("🔔" * 1500), more_work)

    assert "".join(found) == "🔔" * 1500
    assert [units(part) for part in found] == [1900, 1100]


def test_what_is_beyond_the_last_part_is_told_by_its_number() -> None:
    lines = [f"{n}. {'Treo băng rôn, khẩu hiệu ' * 8}".rstrip() for n in range(1, 101)]

    found = parts(Message("Việc", "\n".join(lines)), more_work)

    assert len(found) == MAX_PARTS
    shown = sum(line.split(".")[0].isdigit() for part in found for line in part.split("\n"))
    assert found[-1].endswith(f"\n… và {100 - shown} việc khác, gửi /viec để xem.")
    assert all(units(part) <= MAX_UNITS for part in found)


def test_a_message_without_words_is_a_bug() -> None:
    with pytest.raises(ValueError):
        parts(Message(" \n"), more_work)


@given(st.text(min_size=1, max_size=300), st.integers(1, 60))
def test_no_part_is_ever_too_long_or_empty(text: str, times: int) -> None:
    message = Message("Nhắc", (text + "\n") * times)

    found = parts(message, more_work)

    assert all(0 < units(part) <= MAX_UNITS and part.strip() for part in found)
    assert len(found) <= MAX_PARTS
