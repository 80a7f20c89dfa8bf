"""What a line says of somebody's absence (`absences.tsv`), and what is none."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.understand.absence.absences import Away, asks_who_is_away, read_absence
from bot.understand.words.mentions import is_called
from tests.bot.understand.scenes import cases

TODAY = date(2022, 5, 12)  # a Thursday


class Line(NamedTuple):
    """A labelled line."""

    text: str
    first: str
    last: str
    instead: str
    kind: str


def lines() -> list[Line]:
    """Every labelled line."""
    table = Path(__file__).with_name("absences.tsv").read_text(encoding="utf-8")
    return [Line(*row.split("\t")) for row in table.splitlines() if not row.startswith("#")]


def kind(told: Away | None) -> str:
    """What a reading amounts to."""
    if told is None:
        return "none"
    return "back" if told.back else "away" if told.away else "later"


def day(of: date | None) -> str:
    """A day as the table writes it."""
    return of.isoformat() if of else "-"


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.text)
def test_a_line_is_taken_for_what_it_says(line: Line) -> None:
    told = read_absence(line.text, TODAY)

    assert kind(told) == line.kind
    if told is not None:
        instead = told.name or ("deputy" if told.deputy else "-")
        assert (day(told.first), day(told.last), instead) == line[1:4]


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.text)
def test_composition_and_case_change_nothing(line: Line) -> None:
    plain = read_absence(line.text, TODAY)
    other = read_absence(unicodedata.normalize("NFD", line.text.upper()), TODAY)

    assert kind(other) == kind(plain)
    if plain is not None and other is not None:
        assert (other.first, other.last, other.deputy) == (plain.first, plain.last, plain.deputy)


def test_no_report_on_work_is_taken_for_an_absence() -> None:
    taken = {
        case.text: read_absence(case.text, TODAY)
        for case in cases()
        if case.per_task and read_absence(case.text, TODAY) is not None
    }

    assert taken == {}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("ai đang đi công tác?", True),
        ("ai dang di cong tac", True),
        ("hôm nay có ai vắng không", True),
        ("những ai nghỉ phép tuần này?", True),
        ("phòng nào đang vắng lãnh đạo?", True),
        ("đi công tác 16-20/5", False),
        ("ai chưa xong?", False),
        ("đơn vị nào chưa trả lời?", False),
        ("việc nào chậm vì đi công tác?", False),
    ],
)
def test_a_question_for_who_is_away_is_told_from_others(text: str, asks: bool) -> None:
    assert asks_who_is_away(text) is asks


@pytest.mark.parametrize("text", ["", "?", "\n", "nghỉ " * 5_000, "16-20/5" * 3_000, "😀" * 100])
def test_nothing_is_too_strange_to_be_read(text: str) -> None:
    read_absence(text, TODAY)


@pytest.mark.parametrize(
    ("called", "meant"),
    [
        ("Huy", True),
        ("huy", True),
        ("Quang Huy", True),
        ("Đỗ Quang Huy", True),
        ("do quang huy", True),
        ("Quang", False),
        ("Đỗ", False),
        ("Huỳ", False),
        ("", False),
    ],
)
def test_a_colleague_is_called_by_the_last_words_of_the_name(called: str, *, meant: bool) -> None:
    assert is_called("Đỗ Quang Huy", called) is meant


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("chị Hoa đi công tác 16-20/5", "chị Hoa"),
        ("chi hoa nghi phep mai", "chi hoa"),
        ("chị Hồng Hạnh phòng em 16-20/5 đi công tác", "chị Hồng Hạnh"),
        ("thứ 2 tuần sau chị Hoa có lịch đi công tác", "chị Hoa"),
        ("Kính gửi anh Hùng, chị Mai nghỉ phép 16-20/5", "chị Mai"),
        ("phó phòng Minh nghỉ phép mai", "phó phòng Minh"),
        ("kế toán nghỉ ốm hôm nay", "kế toán"),
        ("anh Minh với chị Hoa đi công tác 16-20/5", "anh Minh"),
        ("tôi đi công tác 16-20/5, phó phòng thay", None),
        ("chị mai nghỉ phép", None),
        ("em với chị Hoa đi công tác 16-20/5", None),
        ("báo cáo anh Hùng mai đi công tác", None),
        ("anh Nam thay, đi công tác 16-20/5", None),
        ("lịch công tác 16-20/5", None),
    ],
)
def test_who_is_named_as_away_by_name_or_office(text: str, who: str | None) -> None:
    told = read_absence(text, TODAY)

    assert told is not None
    assert (told.other.typed if told.other and told.other.sure else None) == who


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("chiều mai em nghỉ", "afternoon"),
        ("chieu thu 6 em xin nghi", "afternoon"),
        ("sáng thứ 2 tôi vắng mặt", "morning"),
        ("sang mai em di cong tac", "morning"),
        ("mai em nghỉ buổi sáng", "part"),
        ("em nghỉ nửa ngày mai", "part"),
        ("em nghỉ cả sáng cả chiều mai", "both"),
        ("nghỉ cả ngày mai", None),
        ("đi công tác 16-20/5", None),
    ],
)
def test_half_a_day_is_told_apart_from_a_whole_one(text: str, half: str | None) -> None:
    told = read_absence(text, TODAY)

    assert told is not None
    assert told.half == half
