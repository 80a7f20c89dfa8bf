"""What is said about a wish for more time without deciding on it: half a yes, doubt, praise, needs.

Pure, by the phrases of `turns.toml`. Each reader is asked only where its answer is waited for.
"""

from collections.abc import Sequence

from bot.understand.sayings import COURTESIES, TURNS, ends, led, plain, split_off, words
from bot.understand.words.fold import Token
from bot.understand.words.phrases import Phrase, holds, made_of, match, phrases, whole


def consents(text: str) -> bool:
    """Whether a text that should say why a wish is refused sounds like a yes instead."""
    row = words(text)
    return any(
        match(row, at, phrase) and not {t.bare for t in row[max(0, at - 2) : at]} & _CONSENTS_NOT
        for phrase in _CONSENTS
        for at in range(len(row))
    )


def speaks_of_several(text: str) -> bool:
    """Whether a decision may be on more than one wish: “đồng ý cả hai”."""
    return holds(words(text), _OF_SEVERAL)


def of_all_wishes(text: str) -> bool:
    """Whether who takes a wish back means all that wait: “rút cả hai đề nghị”."""
    return holds(words(text), _OF_ALL)


def speaks_of_wish(text: str) -> bool:
    """Whether who takes something back says that it is a wish: “không cần lùi nữa”."""
    return holds(words(text), _SPEAKS_OF_WISH)


def hesitates(text: str) -> bool:
    """Whether a text puts a decision off: “khoan, để tôi xem lại đã”."""
    row = words(text)
    return any(match(led(row), 0, phrase) for phrase in _HESITATES) or ends(row, _HESITATES_LAST)


def retracts(text: str) -> bool:
    """Whether a text takes back what was pressed before it: “bấm nhầm”, “nhầm, xin lỗi”, “thôi”."""
    if "?" in text:
        return False
    row = led(words(text))
    first = led(words(split_off(text)[0]))
    wrongly = any(match(row, 0, phrase) for phrase in _PRESSED_WRONGLY)
    return wrongly or _consists(first, _MISTAKEN) or _consists(words(text), _DROPS)


def drops(text: str) -> bool:
    """Whether a text is no more than “hủy”, “bỏ đi ạ”: of what was said just before it."""
    return "?" not in text and _consists(words(text), _DROPS)


def _consists(row: Sequence[Token], said: Sequence[Phrase]) -> bool:
    """Whether a row has one of these phrases, and beside them only what may stand beside them."""
    return holds(row, said) and made_of(row, (*said, *_BESIDE_DROPS, *COURTESIES))


def says_no_opinion(text: str) -> bool:
    """Whether a text that should be an opinion is a bare “không”, which may mean anything."""
    return "?" not in text and whole(plain(words(text)), _NO_OPINION)


def praises(text: str) -> bool:
    """Whether a text only praises, and speaks of no deadline."""
    row = words(text)
    return holds(row, _PRAISES) and not holds(row, _PRAISES_NOT)


_OF_ALL = phrases(TURNS["of_all_wishes"])
_SPEAKS_OF_WISH = phrases(TURNS["speaks_of_wish"])
_OF_SEVERAL = phrases(TURNS["of_several"])
_PRESSED_WRONGLY, _MISTAKEN, _DROPS, _BESIDE_DROPS, _NO_OPINION = (
    phrases(TURNS[name])
    for name in ("pressed_wrongly", "mistaken", "drops", "beside_drops", "no_opinion")
)
_CONSENTS, _HESITATES, _HESITATES_LAST, _PRAISES, _PRAISES_NOT = (
    phrases(TURNS[name])
    for name in ("consents", "hesitates", "hesitates_last", "praises", "praises_not")
)
_CONSENTS_NOT = {bare for phrase in phrases(TURNS["consents_not"]) for _, bare in phrase}


def needs(text: str) -> bool:
    """Whether a text begins by saying what is needed, and that is not time."""
    row = led(words(text))
    begins = any(match(row, 0, phrase) for phrase in _NEEDS)
    return begins and "?" not in text and not holds(row, _NEEDS_NOT)


def asks_help(text: str) -> bool:
    """Whether a text asks for support, and that is not time."""
    return before_help(text) is not None


def before_help(text: str) -> str | None:
    """What a text says before it asks for support that is not time; None if it asks for none."""
    text = text.strip()
    if "?" in text or holds(words(text), _NEEDS_NOT):
        return None
    rest = text
    while rest:
        first, later = split_off(rest)
        row = words(first)
        at = _help_at(row)
        if at is not None and not _needs_time(row[at:]):
            return text[: len(text) - len(rest) + row[at].start]
        rest = later
    return None


def _help_at(row: Sequence[Token]) -> int | None:
    """Where a clause asks for support: at its beginning, behind a duty's number, or behind why."""
    begins = {len(row) - len(led(row))}
    begins |= {at + 1 for at, token in enumerate(row) if at and token.kind == "number"}
    for at in range(len(row)):
        behind = at > 0 and row[at - 1].bare not in _ASKS_AMID_NOT
        known = _ASKS_HELP if at in begins else _ASKS_AMID if behind else ()
        if any(match(row, at, phrase) for phrase in known):
            return at
    return None


def only_asks_help(text: str) -> bool:
    """Whether a text asks for support and says nothing beside it that could be why."""
    return asks_help(text) and not split_off(text)[1]


def _needs_time(row: Sequence[Token]) -> bool:
    """“Cần thêm 3 ngày”: a number, and what time is counted in behind it."""
    return any(
        token.kind == "number" and any(match(row, at + 1, unit) for unit in _TIME)
        for at, token in enumerate(row)
    ) or any(match(row, len(row) - len(unit), unit) for unit in _TIME if len(row) > len(unit))


_ASKS_AMID = phrases(TURNS["asks_help_amid"])
_ASKS_AMID_NOT = {bare for phrase in phrases(TURNS["asks_help_amid_not"]) for _, bare in phrase}
_ASKS_HELP, _TIME = phrases(TURNS["asks_help"]), phrases(TURNS["asks_help_not"])
_NEEDS, _NEEDS_NOT = phrases(TURNS["needs"]), phrases(TURNS["needs_not"])
