"""The answer to whether somebody leaves: "có, tôi rời", "không, tôi ở lại"."""

from bot.understand.words.fold import tokens

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


def _forms(phrases: frozenset[str]) -> frozenset[str]:
    """The words of phrases, with and without their marks; “rồi” is no “rời”."""
    found = [t for phrase in phrases for t in tokens(phrase)]
    return frozenset(form for t in found for form in (t.form, t.bare))
