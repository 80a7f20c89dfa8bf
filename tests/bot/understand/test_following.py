"""What leadership asks right after an answer, and what is a question of its own."""

from datetime import date

import pytest

from bot.understand import Query, UnitName, Utterance
from bot.understand.leaders.following import asks_for_wishes, asks_more, goes_on, numbered

UNITS = (
    UnitName("qlkh", "Phòng Quản lý khoa học", ("Phòng QLKH", "QLKH")),
    UnitName("vps", "Văn phòng Sở", ("VP Sở",)),
)
WEEK = (date(2022, 5, 9), date(2022, 5, 15))
DUE_THIS_WEEK = Query("due_soon", None, None, *WEEK)


def said(text: str) -> Utterance:
    """A text of a leader, on a Tuesday."""
    return Utterance(text, date(2022, 5, 10), units=UNITS, role="leader")


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (Query("overdue"), "thế còn phòng QLKH?", Query("overdue", "qlkh")),
        (Query("overview"), "còn QLKH thì sao", Query("by_unit", "qlkh")),
        (Query("by_unit", "vps"), "QLKH?", Query("by_unit", "qlkh")),
        (
            Query("due_soon", None, None, *WEEK),
            "the con qlkh",
            Query("due_soon", "qlkh", None, *WEEK),
        ),
        (Query("by_unit", "vps"), "tuần này thì sao", Query("by_unit", "vps", None, *WEEK)),
        (Query("overview"), "còn tuần này", DUE_THIS_WEEK),
    ],
)
def test_a_unit_or_days_alone_go_on_with_the_question_before(
    before: Query, text: str, after: Query
) -> None:
    assert goes_on(before, said(text)) == after


@pytest.mark.parametrize(
    "text", ["phòng QLKH còn việc gì chưa xong", "sao rồi", "cảm ơn", "QLKH báo xong việc 2", ""]
)
def test_what_says_more_or_names_neither_is_a_question_of_its_own(text: str) -> None:
    assert goes_on(Query("overdue"), said(text)) is None


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("vì sao?", ("reasons", "")),
        ("tại sao thế em", ("reasons", "")),
        ("vì sao phòng QLKH chậm", ("reasons", "phòng QLKH")),
        ("sao phòng QLKH chưa xong", ("reasons", "phòng QLKH")),
        ("ai phụ trách?", ("who", "")),
        ("ai làm hội thảo", ("who", "hội thảo")),
        ("chi tiết", ("details", "")),
        ("cho xem chi tiết hơn", None),
        ("sao nhắc hoài vậy", None),
        ("vì sao phải họp", None),
        ("tình hình sao rồi", None),
    ],
)
def test_what_more_is_asked(text: str, more: tuple[str, str] | None) -> None:
    assert asks_more(text) == more


@pytest.mark.parametrize(
    ("text", "n"),
    [("việc 3 sao rồi", 3), ("thế việc 2 thì sao ạ", 2), ("việc 3 xong chưa", None), ("3", None)],
)
def test_a_place_in_a_list(text: str, n: int | None) -> None:
    assert numbered(text) == n


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("ai xin lùi hạn", True),
        ("co de nghi lui han nao khong", True),
        ("việc 3 xin lùi đến 15/5", False),
        ("đồng ý lùi hạn", False),
    ],
)
def test_who_wishes_for_more_time(text: str, asks: bool) -> None:
    assert asks_for_wishes(text) is asks
