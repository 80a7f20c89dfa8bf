"""Whether somebody leaves: "có, tôi rời", in answer; "tôi nghỉ hưu rồi", of one's own accord."""

from collections.abc import Sequence
from typing import Literal

from bot.understand.absence.days import PHRASES
from bot.understand.words.fold import Token, tokens

_YES = frozenset({"rời", "có", "vâng", "ừ", "đồng ý", "đúng", "ok", "chắc chắn", "xác nhận"})
_NO = frozenset({"không", "ko", "k", "thôi", "đừng", "ở lại", "chưa", "nhầm", "hủy"})
_BESIDE = frozenset(
    {"tôi", "em", "mình", "dạ", "ạ", "nhé", "nha", "xin", "muốn", "sẽ", "luôn", "đi"}
)
_WITH_NO = frozenset({"rời", "nữa", "đâu", "bấm", "vẫn", "có"})


def leaves(text: str) -> bool | None:
    """Whether somebody leaves who was asked; None if the text, or any word of it, is of else."""
    row = [t for t in tokens(text) if t.kind not in ("end", "sign")]
    said = {t.form for t in row}
    if not row or "?" in text:
        return None
    no, yes, beside, with_no = (_forms(each) for each in (_NO, _YES, _BESIDE, _WITH_NO))
    if said & no:
        return False if said <= no | beside | with_no else None
    return True if said & yes and said <= yes | beside else None


Parting = Literal["post", "leave", "phone"]
"""What a text says of its writer: gives up a post, wants no messages, has another telephone."""


def parts(text: str) -> Parting | None:
    """Whether a text says that its writer gives up a post, leaves, or has another telephone.

    Only a short one that begins so; what speaks of work says that of something else.
    """
    row = tokens(text)
    if not row or "?" in text or len(row) > _LONGEST:
        return None
    if PHRASES.spot(row, "thay_chuc") and not PHRASES.spot(row, "viec"):
        return "post"
    at = 0
    while end := PHRASES.at(row, at, "tu_xung"):
        at = end
    for kind, parting in _PARTINGS.items():
        end = PHRASES.at(row, at, kind)
        if end is not None and (at or kind == "dung_nhan") and _says_so(row, at, end, kind):
            return parting
    return None


def _says_so(row: Sequence[Token], at: int, end: int, kind: str) -> bool:
    """Whether a phrase that stands at a place says what its kind does, by what is beside it."""
    if kind == "muon_roi" and all(token.form == token.bare for token in row[at:end]):
        return False  # “da bao roi ma”: without its marks “rời” is rather “rồi”
    if kind in ("muon_roi", "dung_nhan"):
        return end >= len(row) - 1
    beside = [*row[:at], *row[end:]]
    if PHRASES.spot(beside, "viec") or (PHRASES.at(row, at, "vang") or 0) > end:
        return False  # “nghỉ việc riêng”
    other = end < len(row) and row[end].kind == "word" and not PHRASES.at(row, end, "sau_may")
    return kind != "doi_may" or not other


_LONGEST = 20  # words and signs
_PARTINGS: dict[str, Parting] = {
    "thoi_giu": "post",
    "muon_roi": "leave",
    "dung_nhan": "leave",
    "doi_may": "phone",
}


def _forms(phrases: frozenset[str]) -> frozenset[str]:
    """The words of phrases, with and without their marks; “rồi” is no “rời”."""
    found = [t for phrase in phrases for t in tokens(phrase)]
    return frozenset(form for t in found for form in (t.form, t.bare))
