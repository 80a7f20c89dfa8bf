"""A decider thinks again: “nhầm, số 1 không đồng ý”, “à không, số 3 đến 16/5 thôi”.

Pure, by the phrases of `turns.toml`. Whether anything has been decided before is the caller's to
know.
"""

from bot.understand.leaders.several import OnSeveral, decisions_on_several
from bot.understand.leaders.verdicts import numbered_wish
from bot.understand.sayings import COURTESIES, TURNS, led, split_off, words
from bot.understand.words.beside import letters
from bot.understand.words.phrases import match, phrases, whole

_AGAIN = (*phrases(TURNS["thinks_again"]), *COURTESIES)
_BEFORE_A_CUT = phrases(TURNS["thinks_again_cut"])
_TERM, _GRANT = phrases(TURNS["new_term"]), TURNS["grant"][0]
_COUNTED = letters("counts_a_wish")


def behind_second_thought(text: str) -> str:
    """A text without the words that only say that what was decided before is not meant."""
    first, rest = split_off(text)
    while rest and whole(led(words(first), _AGAIN), _BEFORE_A_CUT):
        text = rest
        first, rest = split_off(text)
    row = led(words(text), _AGAIN)
    return text[row[0].start :] if row else ""


def decided_by_number(text: str) -> tuple[OnSeveral, ...]:
    """The decisions by number in a text, behind what says that it is a second thought; else none.

    Also one that gives no more than another day.
    """
    rest = behind_second_thought(text)
    if "?" in text:
        return ()
    one = numbered_wish(rest) or numbered_wish(text)
    if one is not None:
        return (OnSeveral((one.n,), one.words),)
    several = decisions_on_several(rest)
    if several:
        return several if all(each.numbers for each in several) else ()
    return _another_day(rest)


def _another_day(text: str) -> tuple[OnSeveral, ...]:
    """“Số 3 đến 16/5 thôi”: another end of the term of that wish."""
    row = words(text)
    at = next((at for at, token in enumerate(row) if token.bare not in _COUNTED), len(row))
    if at == len(row) or row[at].kind != "number":
        return ()
    if not any(match(row, at + 1, phrase) for phrase in _TERM):
        return ()
    return (OnSeveral((int(row[at].form),), f"{_GRANT}{text[row[at].end :]}"),)
