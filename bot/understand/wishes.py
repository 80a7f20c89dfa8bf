"""What is said about a wish for more time without deciding on it: half a yes, doubt, praise, needs.

Pure, by the phrases of `turns.toml`. Each reader is asked only where its answer is waited for.
"""

from bot.understand.sayings import TURNS, ends, holds, led, match, phrases, words


def consents(text: str) -> bool:
    """Whether a text that should say why a wish is refused sounds like a yes instead."""
    row = words(text)
    return any(
        match(row, at, phrase) and not {t.bare for t in row[max(0, at - 2) : at]} & _CONSENTS_NOT
        for phrase in _CONSENTS
        for at in range(len(row))
    )


def hesitates(text: str) -> bool:
    """Whether a text puts a decision off: “khoan, để tôi xem lại đã”."""
    row = words(text)
    return any(match(led(row), 0, phrase) for phrase in _HESITATES) or ends(row, _HESITATES_LAST)


def praises(text: str) -> bool:
    """Whether a text only praises, and speaks of no deadline."""
    row = words(text)
    return holds(row, _PRAISES) and not holds(row, _PRAISES_NOT)


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


_NEEDS, _NEEDS_NOT = phrases(TURNS["needs"]), phrases(TURNS["needs_not"])
