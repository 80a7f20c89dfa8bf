"""Orders for papers and lists: "gửi báo cáo", "hình tiến độ", "việc nào chờ xác nhận?"."""

from typing import Literal

from bot.understand.fold import tokens

Paper = Literal["docx", "xlsx", "png"]
State = Literal["awaiting", "unanswered"]

_PAPERS: dict[str, Paper] = {
    "gửi báo cáo": "docx",
    "soạn báo cáo": "docx",
    "dự thảo báo cáo": "docx",
    "báo cáo word": "docx",
    "tệp báo cáo": "docx",
    "file báo cáo": "docx",
    "gửi bảng excel": "xlsx",
    "bảng excel": "xlsx",
    "file excel": "xlsx",
    "tệp excel": "xlsx",
    "gửi excel": "xlsx",
    "bảng tính": "xlsx",
    "hình tiến độ": "png",
    "hình ảnh tiến độ": "png",
    "ảnh tiến độ": "png",
    "gửi hình": "png",
    "sơ đồ tiến độ": "png",
    "biểu đồ tiến độ": "png",
}
_OPENINGS = frozenset(("cho", "xin", "nho", "gui", "lay", "xem", "de", "nghi", "vui", "long")) | {
    *("toi", "anh", "chi", "em", "minh"),
    *("van", "phong"),
}
"""Words that an order may begin with."""

_NEWS = frozenset(("da", "roi", "xong", "chua"))
"""Words of a report: “đã gửi báo cáo rồi” orders nothing."""

_DONE = frozenset(("da", "roi", "xong"))
_ASKS = frozenset(("nao", "ai", "gi", "may"))
_LONGEST_STATE = 7
"""What a question about a state holds: a word that asks, none that reports, few words in all."""

_LONGEST = 9
"""Words; whoever writes more says something else."""


def wants_urging(text: str) -> bool:
    """Whether a text orders that somebody be urged: “đôn đốc Phòng QLKH”."""
    bares = [token.bare for token in tokens(text) if token.kind in ("word", "number")]
    if len(bares) > _LONGEST or _NEWS.intersection(bares) or "?" in text:
        return False
    while bares and bares[0] in _OPENINGS:
        del bares[0]
    return bares[:2] == ["don", "doc"]


def state_in(text: str) -> State | None:
    """The state that a short question asks for by its own name; None if it asks for none.

    “đơn vị nào chưa trả lời?” means those who are silent; whoever has answered “chưa xong” is not.
    """
    bares = [token.bare for token in tokens(text) if token.kind in ("word", "number")]
    if len(bares) > _LONGEST_STATE or _DONE.intersection(bares):
        return None
    for phrase, state in _STATES.items():
        at = [n for n in range(len(bares)) if tuple(bares[n : n + len(phrase)]) == phrase]
        if at and (len(bares) == len(phrase) or _ASKS.intersection(bares)):
            return state
    return None


def paper_in(text: str) -> Paper | None:
    """The paper that a text orders; None if it orders none."""
    bares = [token.bare for token in tokens(text) if token.kind in ("word", "number")]
    if len(bares) > _LONGEST or _NEWS.intersection(bares):
        return None
    for start in range(len(bares)):
        for phrase, paper in _KEYS.items():
            if tuple(bares[start : start + len(phrase)]) == phrase:
                return paper
        if bares[start] not in _OPENINGS:
            return None
    return None


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(token.bare for token in tokens(phrase))


_STATES: dict[tuple[str, ...], State] = {
    _key("chờ xác nhận"): "awaiting",
    _key("chưa trả lời"): "unanswered",
    _key("chưa phản hồi"): "unanswered",
}

_KEYS = {_key(phrase): paper for phrase, paper in _PAPERS.items()}
