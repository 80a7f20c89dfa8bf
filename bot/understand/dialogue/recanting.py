"""What takes back a report in own words: “hôm qua em báo nhầm”, “trừ việc 2 nhé”, “khoan đã”.

Pure, by the phrases of `turns.toml`. Whether anything was reported is the caller's to know.
"""

from dataclasses import replace

from bot.understand.clauses.cutting import cut
from bot.understand.clauses.statements import Statement
from bot.understand.dialogue.turns import names_for_certain
from bot.understand.sayings import COURTESIES, TURNS, beginnings, led, plain, words
from bot.understand.texts.reading import understand
from bot.understand.texts.succession import statements
from bot.understand.values import Part, Utterance
from bot.understand.words.phrases import Phrases, holds, match, phrases, whole
from bot.understand.words.scene import lay_out

_PHRASES = Phrases(TURNS["recanting"])
_MISREPORTED, _ACTUALLY, _UNSAYS, _BEFORE, _RESUMES = (
    phrases(TURNS["recanting"][name])
    for name in ("misreported", "actually", "unsays", "before", "resumes")
)
_UNSAYS_LAST, _DENIES, _HALTS, _ONLY, _REMAINDER = (
    phrases(TURNS["recanting"][name])
    for name in ("unsays_last", "denies", "halts", "only", "remainder")
)
_SO_FAR, _NO_MORE = (phrases(TURNS["recanting"][name]) for name in ("so_far", "no_more"))
_LACKS = phrases(TURNS["recanting"]["lacks"])
_WHY_THAT, _I_SAID = (phrases(TURNS["recanting"][name]) for name in ("why_that", "i_said"))
_ADDRESSES = tuple(p for p in COURTESIES if p not in phrases(TURNS["already"]))
_OPENING = (*phrases(TURNS["exchange"]["before"]), *_BEFORE, *COURTESIES)
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


def unsays_last(text: str) -> bool:
    """Whether a text says no more than that the last report is to be dropped.

    “Em bỏ ghi nhận rồi” tells of something that was done.
    """
    bare = plain(words(text), _ADDRESSES)
    return "?" not in text and (whole(bare, _UNSAYS_LAST) or whole(bare, _UNSAYS))


def denies(text: str) -> bool:
    """Whether a text denies without a “chưa” what was recorded: “ủa ai bảo xong đâu”."""
    return whole(plain(led(words(text), _OPENING)), _DENIES)


def lacks(text: str) -> bool:
    """Whether a text may be of what was asked for beside a report: “chưa có ạ”, of a photo."""
    return whole(plain(led(words(text), _OPENING)), _LACKS)


def halts(text: str) -> bool:
    """Whether a text only calls a halt: “khoan đã”."""
    return "?" not in text and whole(plain(words(text)), _HALTS)


def narrowed(text: str, *, again: bool) -> str:
    """What alone is so, of a text that narrows down what was said: “mới xong việc 4 thôi”.

    `again`: it begins as a correction does, behind which “mới” alone says that, too.
    """
    row = words(text)
    if "?" in text:
        return ""
    so_far = _SO_FAR if again or holds(row, _NO_MORE) else ()
    for at in range(len(row)):
        end = max((match(row, at, phrase) for phrase in (*_ONLY, *so_far)), default=0)
        if end and end < len(row):
            return text[row[end].start :]
    return ""


def remainder(text: str) -> tuple[str, str]:
    """A text up to what it says of all the rest, and that: “việc 4”, “chưa xong”; or all of it."""
    row = words(text)
    for at in range(len(row)):
        end = max((match(row, at, phrase) for phrase in _REMAINDER), default=0)
        if end:
            return text[: row[at].start], text[row[end].start :] if end < len(row) else ""
    return text, ""


def contrasted(text: str) -> tuple[str, str]:
    """What was recorded and what had been said: “ơ sao lại việc 3, tôi nói việc 4”; or nothing."""
    row = led(words(text), _OPENING)
    start = max((match(row, 0, phrase) for phrase in _WHY_THAT), default=0)
    for at in range(start, len(row)) if start else ():
        end = max((match(row, at, phrase) for phrase in _I_SAID), default=0)
        if start < at and at < end < len(row):
            return text[row[start].start : row[at].start], text[row[end].start :]
    return "", ""


def excepted(text: str) -> str:
    """What a text takes out of what was said before: of “trừ việc 2 nhé” the rest; or nothing."""
    row = led(words(text), (*_BEFORE, *COURTESIES))
    end = _PHRASES.at(row, 0, "except") if row and "?" not in text else None
    return text[row[end].start :] if end is not None and end < len(row) else ""


def unfinished(said: Utterance) -> frozenset[int]:
    """The open tasks that a text names and calls under way: not done, by a share, or done later.

    “2 chưa, được 60% thôi”: the share may stand in another clause than the number.
    """
    read = understand(said)
    under_way = {n for n, intent in read.per_task if intent == "in_progress"}
    if not under_way:
        return frozenset()
    scene = lay_out(said)
    later = {
        n
        for each in statements(said, scene, cut(scene))
        if _finishes(each) and each.shows(*_LATER)
        for n in each.tasks or ()
    }
    shares = {n for part in read.parts if _is_share(part) for n in part.tasks or ()}
    starts = [understand(replace(said, text=start)) for start in beginnings(said.text)[:-1]]
    denied = {n for start in starts for n, intent in start.per_task if intent == "not_done"}
    return frozenset(under_way & (later | ((shares | denied) & names_for_certain(said))))


def beside_the_rest(said: Utterance) -> frozenset[int] | None:
    """The tasks that a text names beside the rest which it calls done; None if it speaks of none.

    “2 chưa, còn lại xong hết” names one, “các việc khác xong rồi” nothing.
    """
    scene = lay_out(said)
    told = statements(said, scene, cut(scene))
    if not any(each.shows("con_lai") and each.says == "done" for each in told):
        return None
    return frozenset(n for each in told if not each.shows("con_lai") for n in each.tasks or ())


def _is_share(part: Part) -> bool:
    return part.percent not in (None, _WHOLE)


def _finishes(statement: Statement) -> bool:
    """Whether it is said of the task itself when it will be, and not of some step of it."""
    return statement.shows("xong") or (statement.shows("se") and statement.shows("chi_moi"))
