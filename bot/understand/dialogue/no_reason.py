"""What is typed where a reason is asked for, and is none: “đợi em tí”, a name, a greeting, a day.

Pure, by the phrases of `turns.toml`. What is led in by “vì”, “do”, “lý do là” is one, unless it
says nothing at all, or refers elsewhere: “như lần trước”, “lý do em ghi trong công văn rồi”. “Lý do
cá nhân” is one that says too little.
"""

from collections.abc import Sequence
from datetime import date

from bot.understand.dialogue.explaining import bare_reason
from bot.understand.evidence.citing import references, rests_on, speaks_of_done
from bot.understand.figures.dates import find_days
from bot.understand.sayings import COURTESIES, TURNS, ends, led, pieces, plain, words
from bot.understand.values import Utterance
from bot.understand.words.fold import Token
from bot.understand.words.lexicon import KIND
from bot.understand.words.phrases import Phrase, holds, made_of, match, phrases, whole
from bot.understand.words.scene import lay_out
from bot.understand.words.syllables import is_syllable

_WORDS = TURNS["no_reason"]
_WAITS, _LATER, _NOTHING = (
    (*phrases(_WORDS[name]), *COURTESIES) for name in ("waits", "later", "nothing")
)
_REFERS_BY, _TOLD_SO, _SENDS_TO, _SENDS_NOT, _VAGUE = (
    phrases(_WORDS[name]) for name in ("refers_by", "told_so", "sends_to", "sends_not", "vague")
)
_THE_SAME, _REPORTS = phrases(_WORDS["the_same"]), phrases(_WORDS["reports"])
_ANSWERS_ELSE = phrases(_WORDS["answers_else"])
_REFERS = (*_REFERS_BY, *phrases(_WORDS["refers"]), *COURTESIES)
_FEW = 6
"""Words at most that send to somebody else, or say who wants it so; a reason may be longer."""
_SAID = tuple(
    phrase
    for name in ("right", "wrong", "alone", "receipt", "thanks", "drops", "no_opinion", "already")
    for phrase in phrases(TURNS[name])
)
_LOOKS = tuple(
    (*begins, *who, *looks)
    for begins in phrases(_WORDS["looks_begin"])
    for who in phrases(_WORDS["looks_who"])
    for looks in phrases(_WORDS["looks"])
)
_ASKS, _ASKS_NOT, _ALONE = (phrases(_WORDS[name]) for name in ("asks", "asks_not", "one_word"))
_OF_DAYS = (*phrases(_WORDS["of_days"]), *COURTESIES)
_WORKING_DAYS = phrases(_WORDS["working_days"])
_SURNAMES, _MIDDLE_NAMES = (phrases(_WORDS[name]) for name in ("surnames", "middle_names"))
_HINDERS = KIND["vuong"] | KIND["cho"] | KIND["thieu"] | KIND["chua"] | KIND["khong"]


def puts_off(text: str) -> bool:
    """Whether a text asks for time before it answers: “đợi em tí”, “chờ em hỏi lại Đài đã”."""
    row = words(text)
    if not plain(row) or "?" in text:
        return False
    known = (_figures(row), *_WAITS)
    first = led(row)
    looks = any(match(first, 0, phrase) for phrase in _LOOKS)
    return looks or made_of(row, known) or made_of(row, (_figures(row), *_LATER))


def reports_later(text: str) -> bool:
    """Whether a text only says that it will be reported later: “đang họp, lát báo”."""
    row = words(text)
    promised = holds(row, _REPORTS) and not holds(row, _ALREADY) and "?" not in text
    return promised and made_of(row, (_figures(row), *_LATER))


def _figures(row: Sequence[Token]) -> Phrase:
    """The first number of a row as a phrase: that of “5 phút nữa”."""
    return next((((t.form, t.bare),) for t in row if t.kind == "number"), (("", ""),))


def is_no_reason(text: str) -> bool:
    """Whether a text cannot be why something is late: it says nothing, puts off, or only calls."""
    if says_nothing(text):
        return True
    if bare_reason(text) != text:
        return False
    row = words(text)
    first = led(row)
    asks = any(match(first, 0, phrase) for phrase in _ASKS) and not holds(row, _ASKS_NOT)
    counts = whole(plain(row), _WORKING_DAYS)
    return asks or counts or puts_off(text) or _says_one_word(row) or _is_name(text)


def says_nothing(text: str) -> bool:
    """Whether a text, be it led in as a reason, says nothing, puts off or refers elsewhere."""
    reason = bare_reason(text)
    row = words(reason)
    if made_of(row, (*_SAID, *_NOTHING)) or not any(is_syllable(token.bare) for token in row):
        return True
    told_later = reason != text and made_of(words(text), _LATER)  # “lý do thì em báo sau”
    return told_later or only_cites(text) or _refers(row)


def answers_else(text: str) -> bool:
    """Whether a text begins as an answer to what was said last: “vâng ạ nhưng …”."""
    return any(match(words(text), 0, phrase) for phrase in _ANSWERS_ELSE)


def is_vague(text: str) -> bool:
    """Whether a reason names no more than its kind: “vì lý do khách quan”."""
    return whole(plain(words(bare_reason(text))), _VAGUE)


def says_the_same(text: str) -> bool:
    """Whether a text gives the reason that was given just before: “cùng lý do”, “như trên ạ”."""
    return "?" not in text and whole(plain(words(text)), _THE_SAME)


def only_cites(text: str) -> bool:
    """Whether a text is a document's number or a link and no more: it shows, and tells no why."""
    rest = text
    for each in references(text):
        rest = rest.replace(each.words, " ", 1)
    led_in = rests_on(text) or bare_reason(text) != text  # “do CV số 15”
    return rest != text and not led_in and made_of(words(rest), _REFERS)


def _refers(row: Sequence[Token]) -> bool:
    """Whether a reason is said to stand elsewhere, to be known to another, or to be another's."""
    if made_of(row, _REFERS) and holds(row, _REFERS_BY):
        return True
    first = led(row)
    sends = any(match(first, 0, phrase) for phrase in _SENDS_TO) and not holds(row, _SENDS_NOT)
    return len(plain(row)) <= _FEW and (sends or ends(row, _TOLD_SO))


def _says_one_word(row: Sequence[Token]) -> bool:
    said = plain(row)
    return len(said) == 1 and not whole(said, _ALONE)


def _is_name(text: str) -> bool:
    """Whether a text is somebody's name, and no more: “Phạm Thị Lan”, “anh Hùng”."""
    if hinders(text):
        return False
    row = led(words(text))
    family = any(match(row, 0, phrase) for phrase in _SURNAMES)
    if family and any(match(row, 1, phrase) for phrase in _MIDDLE_NAMES):
        return True
    return not text.isupper() and all(text[token.start].isupper() for token in row)


def hinders(text: str) -> bool:
    """Whether something in a text is in the way, lacks, is waited for or is denied."""
    return any(mark.kinds & _HINDERS for mark in lay_out(Utterance(text)).marks)


def tells_of_an_end(text: str, today: date) -> bool:
    """Whether a text calls something finished, whatever it denies or promises beside it."""
    finished = [each for each in pieces(text) if speaks_of_done(each) and not hinders(each)]
    return not all(_is_to_come(each, today) for each in finished)


def _is_to_come(piece: str, today: date) -> bool:
    """Whether it is said for a day that has not gone by: “mai xong”, and no “hôm nay xong rồi”."""
    days = find_days(lay_out(Utterance(piece, today=today)))
    dated = any(day.day is not None and day.day >= today for day in days)
    return dated and not holds(words(piece), _ALREADY)


_ALREADY = phrases(["rồi"])
_OF_AN_END = phrases(TURNS["of_an_end"])


def is_only_a_day(text: str, today: date) -> bool:
    """Whether a text names a day, or how many, and says nothing else: “à đến thứ 6 thôi”."""
    scene = lay_out(Utterance(text, today=today, last_bot_kind="ask_date"))
    days = find_days(scene)
    rest = [  # but for the days, and the hours beside them
        token
        for token, taken in zip(scene.row, scene.taken, strict=True)
        if not taken and token.kind not in ("end", "sign")
    ]
    return bool(days) and (not rest or made_of(rest, _OF_DAYS))


def is_only_an_end(text: str, today: date) -> bool:
    """Whether a text says by when the work will be done, and nothing else: “xong trước thứ 3”.

    “Đài thứ 6 mới quay xong” is why it is not.
    """
    scene = lay_out(Utterance(text, today=today))
    dated = {at for day in find_days(scene) for at in range(day.start, day.end)}
    rest = [
        token
        for at, token in enumerate(scene.row)
        if at not in dated and token.kind not in ("end", "sign", "number")
    ]
    return bool(dated) and speaks_of_done(text) and made_of(rest, (*_OF_AN_END, *COURTESIES))


def in_working_days(text: str, before: str, today: date) -> str | None:
    """“Ngày làm việc nhé” behind “xin lùi 2 ngày”: so many working days; None if it is no such."""
    if not whole(plain(words(text)), _WORKING_DAYS):
        return None
    days = find_days(lay_out(Utterance(before, today=today)))
    count = next((day.span for day in days if day.span), None)
    return f"{count} ngày làm việc" if count else None
