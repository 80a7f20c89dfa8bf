"""What leads in that somebody reports for a colleague: "anh Long đang họp nên tôi báo thay: …".

Whoever types it answers for it, so it says nothing of the work, and why the colleague does not
report is no reason. Whoever tells of another unit introduces nothing here.
"""

from collections.abc import Sequence

from bot.tables import BadTable, read_table
from bot.understand.words.fold import Token, fold, tokens
from bot.understand.words.phrases import Phrases

_TABLE = read_table("bot.understand", "retold.toml")
_PHRASES = Phrases(_TABLE)
_TELLING = frozenset(each for word in _TABLE["chu_mo_dau"] for each in fold(word))
for _phrase in (*_TABLE["bao_thay"], *_TABLE["nho_bao"]):
    if not any(fold(word)[0] in _TELLING for word in _phrase.split()):
        raise BadTable(
            f"retold.toml: “{_phrase}” không có chữ nào trong chu_mo_dau; thêm chữ của nó"
        )
_LONGEST = 16  # words and signs before the verb
_LONGEST_NAME = 3  # words
_SIGNS = frozenset(",.:;-–!\n")


def may_introduce(row: Sequence[Token]) -> bool:
    """Whether a text with these words can have such a beginning: few texts can."""
    return not _TELLING.isdisjoint([token.form for token in row])


def without_introduction(text: str) -> str:
    """A text without such a beginning; the text itself where there is none. Pure, never raises."""
    row = tokens(text)
    for at in range(min(len(row), _LONGEST)):
        if _PHRASES.at(row, at, "da_bao") is not None or _may_be_of_work(row, at):
            return text
        end = _PHRASES.at(row, at, "nho_bao") or _by_oneself(row, at)
        behind = None if end is None else _behind_whom(row, end)
        if behind is not None and any(each.kind == "word" for each in row[behind:]):
            return text[row[behind].start :]
    return text


def _may_be_of_work(row: Sequence[Token], at: int) -> bool:
    """Whether a figure is none of a day: “đi công tác 16-20/5”, “thứ 6”."""
    if row[at].kind != "number":
        return row[at].kind not in ("word", "end", "sign", "compound")
    ranges = any(each.kind == "compound" for each in row[at + 1 : at + 3])
    return not ranges and not (at and row[at - 1].bare in _DAYS)


_DAYS = frozenset(("thu", "ngay"))


def _by_oneself(row: Sequence[Token], at: int) -> int | None:
    """Where “báo thay” ends that begins here, right behind who says so."""
    end = _PHRASES.at(row, at, "bao_thay")
    speaks = at > 0 and _PHRASES.at(row[:at], at - 1, "nguoi_noi") == at
    return end if speaks else None


def _behind_whom(row: Sequence[Token], at: int) -> int | None:
    """Where the report begins, behind whom it is for; None where that may be a unit."""
    at = _past(row, at, "dem")
    at = _past(row, _past(row, at, "chuc_vu"), "dem")
    named = at
    while (end := _PHRASES.at(row, named, "thay_ai")) is not None:
        named = end
    last = named
    while last < len(row) and row[last].kind == "word" and last - named <= _LONGEST_NAME:
        if _PHRASES.at(row, last, "don_vi") is not None or _PHRASES.at(row, last, "dem"):
            break
        last += 1
    if named > at:
        at = _past(row, last, "dem")
        if at < len(row) and row[at].form not in _SIGNS:
            return None
    elif at < len(row) and _PHRASES.at(row, at, "don_vi") is not None:
        return None
    while at < len(row) and row[at].form in _SIGNS:
        at += 1
    return at if at < len(row) else None


def _past(row: Sequence[Token], at: int, kind: str) -> int:
    while (end := _PHRASES.at(row, at, kind)) is not None:
        at = end
    return at
