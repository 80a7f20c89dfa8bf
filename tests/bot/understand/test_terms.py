"""A decider's text that gives no more than a day: “à nhầm, cho đến 18/5”."""

from datetime import date

import pytest

from bot.understand.leaders.terms import Term, only_term

TODAY = date(2022, 5, 10)
DAY = date(2022, 5, 18)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("à nhầm, cho đến 18/5", Term(DAY, keeps=False, again=True, grants=True, n=None)),
        ("a nham, cho den 18/5", Term(DAY, keeps=False, again=True, grants=True, n=None)),
        ("nhầm, 18/5", Term(DAY, keeps=False, again=True, grants=False, n=None)),
        ("nhầm ngày, 18/5 mới đúng", Term(DAY, keeps=False, again=True, grants=False, n=None)),
        ("không phải 20/5 mà là 18/5", Term(DAY, keeps=False, again=True, grants=False, n=None)),
        ("cho đến 18/5 thôi nhé", Term(DAY, keeps=False, again=False, grants=True, n=None)),
        ("đến 18/5 thôi", Term(DAY, keeps=False, again=False, grants=False, n=None)),
        ("cho việc 2 lùi đến 18/5 thôi", Term(DAY, keeps=False, again=False, grants=True, n=2)),
        ("thôi cứ giữ 18/5", Term(DAY, keeps=True, again=False, grants=False, n=None)),
        ("giữ nguyên ngày 18/5 nhé", Term(DAY, keeps=True, again=False, grants=False, n=None)),
    ],
)
def test_it_gives_the_day_and_how(text: str, term: Term) -> None:
    assert only_term(text, TODAY) == term


@pytest.mark.parametrize(
    "text",
    [
        "18/5",
        "đến 18/5",
        "cho đến 18/5 xong chưa",
        "cho đến 18/5?",
        "cho đến nay việc 2 chưa xong",
        "nhầm, việc 2 xong chưa",
        "cho lùi đến 18/5 nhưng phải báo cáo",
        "16/5 hoặc 18/5 thôi",
        "không phải 18/5",
        "cho việc 1, việc 2 đến 18/5",
    ],
)
def test_what_says_more_or_less_gives_none(text: str) -> None:
    assert only_term(text, TODAY) is None
