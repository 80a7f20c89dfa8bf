"""What takes back a report in own words: “hôm qua em báo nhầm”, “trừ việc 2 nhé”, “mai mới xong”.

Pure, by the phrases of `turns.toml`. Whether anything was reported is the caller's to know.
"""

from bot.understand.clauses import cut
from bot.understand.phrases import Phrases, holds, phrases, whole
from bot.understand.reading import understand
from bot.understand.sayings import COURTESIES, TURNS, led, plain, words
from bot.understand.scene import lay_out
from bot.understand.statements import Statement
from bot.understand.succession import statements
from bot.understand.values import Utterance

_PHRASES = Phrases(TURNS["recanting"])
_MISREPORTED, _ACTUALLY, _UNSAYS, _BEFORE, _RESUMES = (
    phrases(TURNS["recanting"][name])
    for name in ("misreported", "actually", "unsays", "before", "resumes")
)
_LATER = ("ngay_toi", "ngay_mai", "ngay_mo", "nay_mai", "moi_sau", "chut_nua")
_WHOLE = 100


def misreported(text: str) -> bool:
    """Whether a text says that a report was wrong: “hôm qua em báo nhầm việc 2”."""
    return "?" not in text and holds(words(text), _MISREPORTED)


def owns_up(text: str) -> bool:
    """Whether a text says how things really are: “thật ra chưa treo”."""
    return "?" not in text and holds(words(text), _ACTUALLY)


def unsays(text: str) -> bool:
    """Whether a text says no more than that a report is to be dropped: “bỏ ghi nhận”."""
    return "?" not in text and whole(plain(words(text)), _UNSAYS)


def resumes(text: str) -> bool:
    """Whether a text only takes up again what was being said: “à quên”, “khoan đã”."""
    return whole(words(text), _RESUMES)


def excepted(text: str) -> str:
    """What a text takes out of what was said before: of “trừ việc 2 nhé” the rest; or nothing."""
    row = led(words(text), (*_BEFORE, *COURTESIES))
    end = _PHRASES.at(row, 0, "except") if row and "?" not in text else None
    return text[row[end].start :] if end is not None and end < len(row) else ""


def unfinished(said: Utterance) -> frozenset[int]:
    """The open tasks of which only a share is done, or that are done at a later time."""
    under_way = {n for n, intent in understand(said).per_task if intent == "in_progress"}
    scene = lay_out(said)
    later = {
        n
        for each in statements(said, scene, cut(scene))
        if each.percent not in (None, _WHOLE) or (_finishes(each) and each.shows(*_LATER))
        for n in each.tasks or ()
    }
    return frozenset(under_way & later)


def _finishes(statement: Statement) -> bool:
    """Whether it is said of the task itself when it will be, and not of some step of it."""
    return statement.shows("xong") or (statement.shows("se") and statement.shows("chi_moi"))
