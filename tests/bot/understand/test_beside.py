"""The small words that stand beside others: each list is read by somebody, and can be read."""

import re
from pathlib import Path

import pytest

from bot.tables import BadTable, read_table
from bot.understand.words import beside

ROOM = Path(beside.__file__).parents[1]
LISTS = read_table("bot.understand", "beside.toml")
_ASKED = re.compile(r'"([a-z_]+)"')


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_used(name: str) -> None:
    asked = {
        found for each in ROOM.rglob("*.py") for found in _ASKED.findall(each.read_text("utf-8"))
    }

    assert name in asked


def test_words_are_known_with_and_without_diacritics() -> None:
    assert {"toi", "minh", "em"} <= beside.letters("own_or_any")
    assert not beside.forms("denials") & beside.letters("denials")


def test_phrases_are_known_word_by_word() -> None:
    assert ("dong", "chi") in beside.rows("counted_people")


def test_a_list_that_is_missing_is_named() -> None:
    with pytest.raises(BadTable, match=r"beside\.toml: thiếu danh sách “khong_co”"):
        beside.letters("khong_co")
