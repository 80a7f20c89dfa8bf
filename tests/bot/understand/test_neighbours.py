"""What a word is where its letters alone do not tell: its neighbours do."""

import tomllib
from pathlib import Path

import pytest

import bot.understand
from bot.understand.words.fold import fold, tokens
from bot.understand.words.neighbours import mended, restored, written_out
from bot.understand.words.titles import index
from tests.bot.understand.labelled_texts import replies
from tests.bot.understand.score import score_replies
from tests.bot.understand.test_no_false_done import bare


def read(text: str, *titles: str) -> dict[str, str]:
    """The words of a text that its neighbours decide, by what was typed."""
    row = tokens(text)
    found, sure = restored(row, [index(title) for title in titles])
    return {old.form: new.form for old, new, known in zip(row, found, sure, strict=True) if known}


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("dang cho ky", "cho", "chờ"),
        ("gui cho phong roi", "cho", "cho"),
        ("xong sang nay", "sang", "sáng"),
        ("xin lui sang thang 6", "sang", "sang"),
        ("dang len web roi", "web", None),
        ("treo duoc mot nua roi", "nua", "nửa"),
        ("tuan nua xong", "nua", "nữa"),
    ],
)
def test_a_word_typed_bare_is_read_by_the_words_beside_it(
    text: str, typed: str, meant: str | None
) -> None:
    assert read(text).get(typed) == (None if meant is None else fold(meant)[0])


def test_neighbours_that_disagree_leave_a_word_open() -> None:
    assert "cho" not in read("gui cho ky")  # "gửi cho Ký" or "gửi, chờ ký"


def test_the_title_of_an_open_task_tells_what_stands_beside_the_same_word() -> None:
    assert "bien" not in read("may bien ap thay roi")
    assert read("may bien ap thay roi", "Thay máy biến áp")["bien"] == fold("biến")[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vỉa hè làm xong nua đường rồi", "vỉa hè làm xong nửa đường rồi"),
        ("băng rôn anh em dang treo", "băng rôn anh em đang treo"),
        ("xin lùi sang tháng 6", "xin lùi sang tháng 6"),  # a word as it stands
    ],
)
def test_marks_forgotten_on_one_word_are_put_back_where_it_is_none_without_them(
    typed: str, meant: str
) -> None:
    assert [t.form for t in mended(tokens(typed), [])] == [t.form for t in tokens(meant)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kh đang trình", "kế hoạch đang trình"),
        ("kh kịp", "kh kịp"),
        ("hôm ng 16", "hôm ngày 16"),
        ("1 v 3 xong", "1 và 3 xong"),
        ("phát song rồi", "phát song rồi"),  # "sóng" before it, "xong" behind it: left open
        ("treo song ạ", "treo xong ạ"),
        ("nhóm p tôi", "nhóm phòng tôi"),
    ],
)
def test_a_short_form_is_written_out_where_its_neighbours_tell(typed: str, meant: str) -> None:
    assert [t.form for t in written_out(tokens(typed))] == [t.form for t in tokens(meant)]


def test_every_word_of_the_table_has_the_letters_that_are_typed() -> None:
    folder = Path(bot.understand.__file__).parent
    table = tomllib.loads((folder / "neighbours.toml").read_text(encoding="utf-8"))

    assert [
        (typed, word)
        for typed, words in table["khong_dau"].items()
        for word in words
        if fold(word)[1] != typed
    ] == []


def test_labelled_texts_typed_without_diacritics_mean_the_same() -> None:
    lines = tuple(
        {**said.line, "text": bare(said.text), "unchecked": {*said.unchecked, "reason"}}
        for said in replies()
    )

    score = score_replies(lines)

    assert score.rate("intent") > 0.97
    assert score.rate("tasks") > 0.97
    assert score.rate("new_date") > 0.99
