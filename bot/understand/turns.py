"""Turns of a conversation: yes, no, agreed, withdrawn, and what a text refers to.

Pure, by the phrases of `turns.toml`. Each reader says None or nothing for what it does not know
for certain; whether its question was asked at all is the caller's to know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.understand.beside import letters
from bot.understand.clauses import cut
from bot.understand.dates import find_days
from bot.understand.fold import Token
from bot.understand.sayings import (
    COURTESIES,
    TURNS,
    ends,
    holds,
    led,
    match,
    phrases,
    plain,
    split_off,
    whole,
    words,
)
from bot.understand.scene import lay_out
from bot.understand.succession import statements
from bot.understand.values import Utterance

_ADDRESSES = tuple(p for p in COURTESIES if p not in phrases(TURNS["alone"]))
_BECAUSE_OF = phrases(TURNS["because"])
_BECAUSE_ALONE = (*_BECAUSE_OF, *phrases(TURNS["because_alone"]))
_THANKS = phrases(TURNS["thanks"])
_CORRECTS = phrases(TURNS["corrects"])
_INSISTS, _BESIDES = phrases(TURNS["insists"]), phrases(TURNS["besides"])
_TAKE_BACK = phrases(TURNS["take_back"])
_ALREADY = phrases(TURNS["already"])
_RIGHT, _WRONG, _ALONE = (phrases(TURNS[name]) for name in ("right", "wrong", "alone"))
_GOES_ON = phrases(TURNS["grant_goes_on"])
_AT_MOST = phrases(TURNS["at_most"])
_ON_CONDITION, _ON_THE_WAY, _NEW_TERM = (
    phrases(TURNS[name]) for name in ("on_condition", "on_the_way", "new_term")
)
_REFUSE_WITH_WORDS = phrases(TURNS["refuse_with_words"])
_GRANT, _REFUSE, _WITHDRAW = (phrases(TURNS[name]) for name in ("grant", "refuse", "withdraw"))
_ACCEPT, _SEND_BACK = (phrases(TURNS[name]) for name in ("accept_result", "send_back"))
_SEND_BACK_WITH_WORDS = phrases(TURNS["send_back_with_words"])
_RECEIPT = phrases(TURNS["receipt"])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a decider says about a wish for more time.

    `until` is another day than was wished; `at_most`: a wish for an earlier one stays as it is.
    """

    granted: bool
    until: date | None = None
    opinion: str | None = None
    at_most: bool = False


def agrees(text: str) -> bool | None:
    """Whether a text says that what was recorded is right; None if it says something else."""
    row = words(text)
    if "?" in text:
        return None
    if row and nods(text):
        return True
    bare = plain(row)
    if whole(bare, _WRONG):
        return False
    return True if whole(bare, _RIGHT) else None


def corrects(text: str) -> bool:
    """Whether a text says that what was said before is not right, or is nothing else than that."""
    row = words(text)
    return "?" not in text and (whole(row, _CORRECTS) or agrees(text) is False)


def insists(text: str) -> bool:
    """Whether a text ends as one does that says what was meant instead: “à việc 6 cơ”."""
    return "?" not in text and ends(words(text), _INSISTS)


def swaps(text: str) -> bool:
    """Whether a short text may give one thing in place of another, and not one more beside it."""
    row = words(text)
    return "?" not in text and len(row) <= LONGEST_SWAP and not holds(row, _BESIDES)


LONGEST_SWAP = 12


def nods(text: str) -> bool:
    """Whether a text is nothing but “ok”, “vâng ạ”, 👍: a yes to whatever was said last."""
    row = words(text)
    if not row:
        return any(sign in text for sign in TURNS["receipt_signs"])
    return "?" not in text and whole(plain(row, _ADDRESSES), _ALONE)


def undoes(text: str) -> bool:
    """Whether a text says “hoàn tác”, and beside it only whose mistake it was: “em bấm nhầm”."""
    row = words(text)
    at = next((at for at in range(len(row)) if match(row, at, _UNDO)), None)
    if at is None or "?" in text:
        return False
    before = {token.bare for token in row[:at]}
    after = {token.bare for token in row[match(row, at, _UNDO) :]}
    return before <= _BESIDE_UNDO | _BEFORE_UNDO and after <= _BESIDE_UNDO | _AFTER_UNDO


[_UNDO] = phrases(["hoàn tác"])
_BESIDE_UNDO, _BEFORE_UNDO, _AFTER_UNDO = (
    letters(name) for name in ("beside_undo", "before_undo", "after_undo")
)


def already(text: str) -> bool:
    """Whether a text says no more than “rồi”: yes, if it was asked whether something is done."""
    return "?" not in text and whole(words(text), _ALREADY)


def takes_back(text: str) -> int | None:
    """The number of the duty whose answer a text takes back; None if it takes none back."""
    row = plain(words(text))
    if not row or row[-1].kind != "number" or "?" in text:
        return None
    return int(row[-1].form[:6]) if whole(row[:-1], _TAKE_BACK) else None


def verdict(text: str, today: date) -> Verdict | None:
    """What a text decides about a wish for more time; None if it decides nothing."""
    if "?" in text:
        return None
    row = led(words(text))
    if any(match(row, 0, phrase) for phrase in _REFUSE_WITH_WORDS):
        return Verdict(granted=False, opinion=text[row[0].start :].strip())
    for granted, said in ((False, _REFUSE), (True, _GRANT)):
        end = max((match(row, 0, phrase) for phrase in said), default=0)
        if end:
            rest = text[row[end - 1].end :].strip(" \n\t,.;:!-–")
            more = plain(row[end:])
            if granted and more and not any(match(more, 0, phrase) for phrase in _GOES_ON):
                return None
            return (
                _granting(rest, today)
                if granted
                else Verdict(granted, None, rest if more else None)
            )
    return None


def _granting(rest: str, today: date) -> Verdict:
    """What a grant goes on with: a day, and words of the decider's where there is more."""
    scene = lay_out(Utterance(rest, today=today))
    days = find_days(scene)
    of_days = {at for day in days for at in range(day.start, day.end)}
    more = [t for at, t in enumerate(scene.row) if at not in of_days and t.kind in _WORDY]
    own = [token for token in plain(more) if token.bare not in _WITHOUT_WORDS]
    terms = (each.day for each in days if not _on_the_way(scene.row, each.start))
    until = next((day for day in terms if day is not None), None)
    return Verdict(
        granted=True,
        until=until,
        opinion=rest if own else None,
        at_most=holds(words(rest), _AT_MOST),
    )


def _on_the_way(row: Sequence[Token], day: int) -> bool:
    """Whether a day at a place is that of a condition, met on the way to the new term."""
    begins = (at for at in range(day) if any(match(row, at, p) for p in _ON_CONDITION))
    condition = next(begins, day)
    if condition == day or not holds(row[condition:], _ON_THE_WAY):
        return False
    terms = (p for p in (*_NEW_TERM, *_AT_MOST) if day >= len(p))
    return not any(match(row[:day], day - len(p), p) for p in terms)


_WORDY = ("word", "number", "compound")
_WITHOUT_WORDS = {bare for phrase in phrases(TURNS["grant_without_words"]) for _, bare in phrase}


def result_judged(text: str) -> Verdict | None:
    """What a text decides about a result: “xác nhận”, “trả lại, thiếu ảnh”; None if nothing.

    It accepts by these words alone: whatever else it says may be a condition.
    """
    row = led(words(text))
    if "?" in text:
        return None
    if any(match(row, 0, phrase) for phrase in _SEND_BACK_WITH_WORDS):
        return Verdict(granted=False, opinion=text[row[0].start :].strip())
    end = max((match(row, 0, phrase) for phrase in _SEND_BACK), default=0)
    if end:
        rest = text[row[end - 1].end :].strip(" \n\t,.;:!-–")
        return Verdict(granted=False, opinion=rest if plain(row[end:]) else None)
    return Verdict(granted=True) if whole(plain(row), _ACCEPT) else None


def judges(text: str) -> bool:
    """Whether a text begins as a decision does, whatever it goes on with: “đồng ý cả hai”."""
    row = led(words(text))
    return "?" not in text and any(match(row, 0, phrase) for phrase in (*_REFUSE, *_GRANT))


_COUNTED = letters("counts_a_wish")
_BECAUSE = letters("behind_a_number")


def numbers_a_wish(text: str) -> bool:
    """Whether a decision gives the number of what it is about: “đồng ý 1”, “không duyệt 2 vì …”."""
    row = led(words(text))
    at = max((match(row, 0, phrase) for phrase in (*_REFUSE, *_GRANT)), default=0)
    while at and at < len(row) and row[at].bare in _COUNTED:
        at += 1
    if not at or "?" in text or at >= len(row) or row[at].kind != "number":
        return False
    return at + 1 == len(row) or row[at + 1].bare in _BECAUSE


def because(text: str) -> bool:
    """Whether a text begins as a reason does: “vì …”, “do …”, “lý do là …”."""
    return any(match(led(words(text)), 0, phrase) for phrase in _BECAUSE_OF)


def only_because(text: str) -> bool:
    """Whether a text is the beginning of a reason and no more: “tại vì”."""
    return whole(plain(words(text)), _BECAUSE_ALONE)


def head(text: str) -> str:
    """A text up to its first comma or the like, and without the reason that it gives."""
    row = words(text)
    starts = [row[at].start for p in _BECAUSE_OF for at in range(len(row)) if match(row, at, p)]
    return split_off(text[: min(starts, default=len(text))])[0]


def thanks(text: str) -> bool:
    """Whether a text thanks for something."""
    return holds(words(text), _THANKS)


def withdraws(text: str) -> bool:
    """Whether a text takes a wish for more time back."""
    return "?" not in text and holds(words(text), _WITHDRAW)


def received(text: str) -> bool:
    """Whether a text says that a message was received: “đã nhận”, “ok”, “rõ”, 👍."""
    return holds(words(text), _RECEIPT) or any(sign in text for sign in TURNS["receipt_signs"])


def names(said: Utterance) -> frozenset[int]:
    """The numbers of the open tasks that a text names, whatever it says of them."""
    scene = lay_out(said)
    found = statements(said, scene, cut(scene))
    named = {n for statement in found for n in statement.tasks or ()}
    return frozenset(named.intersection(scene.open_numbers))
