"""Several wishes decided on in one text: all of them, or some by their numbers."""

import pytest

from bot.understand.leaders.several import decisions_on_several

Told = list[tuple[tuple[int, ...] | None, str, int | None]]


def told(text: str) -> Told:
    """The decisions of a text, each as numbers, words and count."""
    return [(d.numbers, " ".join(d.words.split()), d.count) for d in decisions_on_several(text)]


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("đồng ý hết", "đồng ý", None),
        ("dong y het nhe", "dong y nhe", None),
        ("Duyệt tất cả các đề nghị này", "Duyệt", None),
        ("đồng ý với cả ba", "đồng ý", 3),
        ("cả 2 đề nghị đều nhất trí", "nhất trí", 2),
        ("không đồng ý cả hai vì đã chốt", "không đồng ý vì đã chốt", 2),
        ("khong dong y ca hai vi da chot", "khong dong y vi da chot", 2),
        ("đồng ý hết nhưng phải báo cáo tuần", "đồng ý nhưng phải báo cáo tuần", None),
    ],
)
def test_all_are_decided_on(text: str, words: str, count: int | None) -> None:
    assert told(text) == [(None, words, count)]


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("đồng ý 1 và 2", [((1, 2), "đồng ý", None)]),
        ("đồng ý cả 1 và 2", [((1, 2), "đồng ý", None)]),
        ("đồng ý số 1, số 3", [((1, 3), "đồng ý", None)]),
        (
            "đồng ý 1, không đồng ý 2 vì còn 3 ngày nữa",
            [((1,), "đồng ý", None), ((2,), "không đồng ý vì còn 3 ngày nữa", None)],
        ),
        (
            "1 đồng ý, còn 2 thì không duyệt",
            [((1,), "đồng ý", None), ((2,), "không duyệt", None)],
        ),
        (
            "đồng ý 1 đến 16/5, không đồng ý 2",
            [((1,), "đồng ý đến 16/5", None), ((2,), "không đồng ý", None)],
        ),
    ],
)
def test_some_are_decided_on_by_number(text: str, decisions: Told) -> None:
    assert told(text) == decisions


@pytest.mark.parametrize(
    "text",
    [
        "đồng ý",
        "đồng ý đến hết 20/5",
        "đồng ý hết, trừ số 2",
        "đồng ý hết, riêng Phòng QLKH thì không",
        "đồng ý 1, 2 không đồng ý",
        "đồng ý 1 và 2 ngày nữa báo cáo",
        "đồng ý 1, không đồng ý 1",
        "đồng ý hết chưa?",
        "các đơn vị đồng ý rồi",
        "cả phòng đồng ý rồi",
        "xong hết rồi",
        "1 xong, 2 chưa",
        "cả hai việc xong rồi",
    ],
)
def test_what_is_unsure_or_no_decision_is_none(text: str) -> None:
    assert told(text) == []
