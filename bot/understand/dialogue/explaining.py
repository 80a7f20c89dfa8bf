"""How people begin to say why: “vì …”, “lý do là …”, and one reason more: “thêm nữa là …”.

Pure, by the phrases of `turns.toml`. What is cut off is only how a reason is led in; where the word
is part of another (“do vậy”, “tại chỗ”) nothing is.
"""

from collections.abc import Sequence

from bot.understand.sayings import COURTESIES, TURNS, led, split_off, words
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token
from bot.understand.words.phrases import Phrase, match, phrases, whole

_WORDS = TURNS["explaining"]
_LEADS, _NOT, _KINDS, _MORE, _BEFORE_COLON, _LAST = (
    phrases(_WORDS[name])
    for name in ("leads", "not", "kinds", "more", "more_before_colon", "more_last")
)
_ASKS, _OF_ALL = phrases(_WORDS["asks"]), phrases(_WORDS["of_all"])
_SIGNS = " \t:,;.-–"
_OF_WHICH, _IS = letters("says_of_which_reason"), letters("says_what_it_is")
_FEWEST = 2
"""Words of a reason more; one alone may be anything."""


def bare_reason(text: str) -> str:
    """A reason without the word that leads it in; as it stands if nothing else is left."""
    row = words(text)
    behind = led(row)
    end = _led_in(text, behind)
    end += _of_a_duty(behind[end:]) if end else 0
    rest = text[behind[end - 1].end :].strip(_SIGNS) if end else ""
    return rest or text


def of_all_told(text: str) -> str:
    """A reason without what says that it is of all that were told: “cả hai đều chờ kinh phí”."""
    row = words(text)
    rest = led(row, (*_OF_ALL, *COURTESIES))
    return text[rest[0].start :].strip(_SIGNS) if rest else ""


def _of_a_duty(row: Sequence[Token]) -> int:
    """How many words say of which duty a reason is: “lùi việc 5 là” of “lý do lùi việc 5 là …”."""
    first = next((n for n in range(len(row)) if row[n].bare not in _OF_WHICH), len(row))
    if not first or first + 1 >= len(row) or row[first].kind != "number":
        return 0
    return first + 2 if row[first + 1].bare in _IS else 0


def reason_asked_with(text: str) -> str | None:
    """Why more time is wished for by a question: “có lùi được không, vì Đài chưa có lịch?”.

    The mark at the end is then of what is asked before; “không lùi được, vì sao?” gives no reason.
    """
    rest = text.strip()
    if not rest.endswith("?"):
        return None
    rest = rest.rstrip(" ?")
    while rest:
        _, rest = split_off(rest)
        row = led(words(rest))
        end = _led_in(rest, row)
        if end and len(row) - end >= _FEWEST and not whole(row[-1:], _ASKS):
            return bare_reason(rest)
    return None


def more_reason(text: str) -> str | None:
    """The reason that a text adds to the one that was given, without what leads it in."""
    row = led(words(text))
    if "?" in text or not row:
        return None
    rest = _behind_more(text, row)
    if rest is None and _led_in(text, row) and any(_ends(row, phrase) for phrase in _LAST):
        rest = text[row[0].start :]
    if rest is None:
        return None
    found = bare_reason(rest.strip(_SIGNS))
    return found if len(words(found)) >= _FEWEST else None


def _behind_more(text: str, row: Sequence[Token]) -> str | None:
    end = _end(text, row, _MORE)
    if end:
        return text[row[end - 1].end :]
    end = _end(text, row, _BEFORE_COLON)
    behind = text[row[end - 1].end :].lstrip() if end else ""
    return behind if behind.startswith(":") else None


def _led_in(text: str, row: Sequence[Token]) -> int:
    """How many words lead a reason in; 0 if none do.

    “Vì lý do khách quan” is led in by “vì” alone.
    """
    longest, first = _end(text, row, _LEADS), _end(text, row[:1], _LEADS)
    apart = 0 < first < longest and _end(text, row[first:], _KINDS)
    if _end(text, row, _NOT):
        return 0
    return first if apart else longest


def _end(text: str, row: Sequence[Token], listed: Sequence[Phrase]) -> int:
    """Where the longest of these phrases ends that a row begins with; 0 if none does.

    Who uses marks elsewhere means a word without any as it stands: “vi phạm” is no “vì”.
    """
    marked = any(token.form != token.bare for token in words(text))
    ends = (
        end
        for phrase in listed
        if (end := match(row, 0, phrase))
        and (not marked or all(t.form == w[0] for t, w in zip(row, phrase, strict=False)))
    )
    return max(ends, default=0)


def _ends(row: Sequence[Token], phrase: Phrase) -> bool:
    while row and any(match(row, len(row) - len(p), p) for p in COURTESIES if len(p) <= len(row)):
        row = row[:-1]
    return len(row) > len(phrase) and bool(match(row, len(row) - len(phrase), phrase))
