"""Turns of a conversation: yes, no, agreed, withdrawn, and what a text refers to.

Pure, by the phrases of `turns.toml`. Each reader says None or nothing for what it does not know
for certain; whether its question was asked at all is the caller's to know.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.understand.clauses.cutting import cut
from bot.understand.sayings import COURTESIES, TURNS, ends, led, pieces, plain, split_off, words
from bot.understand.texts.succession import statements
from bot.understand.values import OpenTask, Utterance
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token
from bot.understand.words.phrases import holds, made_of, match, phrases, whole
from bot.understand.words.scene import lay_out

_ADDRESSES = tuple(p for p in COURTESIES if p not in phrases(TURNS["alone"]))
_BECAUSE_OF = phrases(TURNS["because"])
_BECAUSE_ALONE = (*_BECAUSE_OF, *phrases(TURNS["because_alone"]))
_THANKS = phrases(TURNS["thanks"])
_CORRECTS = phrases(TURNS["corrects"])
_INSISTS, _BESIDES = phrases(TURNS["insists"]), phrases(TURNS["besides"])
_ANOTHER = phrases(TURNS["another"])
_TAKE_BACK = phrases(TURNS["take_back"])
_ALREADY = phrases(TURNS["already"])
_REPORTED_BEFORE, _STRESSES = phrases(TURNS["reported_before"]), phrases(TURNS["stresses"])
_PROTESTS, _LEFT = phrases(TURNS["protests"]), phrases(TURNS["what_is_left"])
_RIGHT, _WRONG, _ALONE = (phrases(TURNS[name]) for name in ("right", "wrong", "alone"))
_COMPLAINS, _BEFORE_A_COMPLAINT = phrases(TURNS["complains"]), phrases(TURNS["complains_after"])
_WITHDRAW, _KEEPS = phrases(TURNS["withdraw"]), phrases(TURNS["keeps"])
_RECEIPT = phrases(TURNS["receipt"])
_WHAT_IT_IS, _WHOSE, _DEADLINE = (
    phrases(TURNS[name]) for name in ("asks_what_it_is", "asks_whose", "asks_of_deadline")
)


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


def says_another(text: str) -> bool:
    """Whether none of the duties that were offered is meant: “việc khác”."""
    return "?" not in text and whole(plain(words(text)), _ANOTHER)


def insists(text: str) -> bool:
    """Whether a text ends as one does that says what was meant instead: “à việc 6 cơ”."""
    return "?" not in text and ends(words(text), _INSISTS)


def endorsed(text: str) -> str:
    """The end of a text that calls right what it names: “không, việc 1 đúng rồi”; or nothing."""
    last = pieces(text)[-1]
    row = words(last)
    right = ends(row, (*_RIGHT, *_INSISTS)) and not holds(row, _WRONG)
    return last if right and "?" not in text else ""


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


def complains(text: str) -> bool:
    """Whether a text begins by finding fault with what was recorded: “ơ sao lại việc 3, …”."""
    row = led(words(text), (*_BEFORE_A_COMPLAINT, *COURTESIES))
    own = led(words(text), _BEFORE_A_COMPLAINT)  # “em có nói việc 4 đâu”
    return any(match(each, 0, phrase) for each in (row, own) for phrase in _COMPLAINS)


def already(text: str) -> bool:
    """Whether a text says no more than “rồi”: yes, if it was asked whether something is done."""
    return "?" not in text and whole(words(text), _ALREADY)


def says_reported(text: str) -> bool:
    """Whether a text says no more than that it was reported already: “em báo xong rồi mà”."""
    row = plain(words(text))
    told = holds(row, _REPORTED_BEFORE) and ends(row, _STRESSES)
    return told and "?" not in text and made_of(row, (*_REPORTED_BEFORE, *_STRESSES, *COURTESIES))


def protests(text: str) -> bool:
    """Whether a text holds something against what was asked: “xong rồi mà”."""
    return "?" not in text and ends(words(text), _PROTESTS)


def says_the_rest(text: str) -> bool:
    """Whether a text is of what is left besides something: “xong nốt rồi”, “việc kia xong”."""
    return holds(words(text), _LEFT)


def takes_back(text: str) -> int | None:
    """The number of the duty whose answer a text takes back; None if it takes none back."""
    row = plain(words(text))
    if not row or row[-1].kind != "number" or "?" in text:
        return None
    return int(row[-1].form[:6]) if whole(row[:-1], _TAKE_BACK) else None


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
    """Whether a text takes a wish for more time back: “không lùi nữa”, “giữ nguyên 18/5”."""
    row = words(text)
    return "?" not in text and (holds(row, _WITHDRAW) or keeps_a_day(text))


def without_withdrawal(text: str) -> str:
    """A text without the words that take a wish back: “việc 2 xong rồi nên không cần lùi nữa”."""
    row = words(text)
    for at, token in enumerate(row):
        end = max(match(row, at, phrase) for phrase in _WITHDRAW)
        if end:
            return f"{text[: token.start].rstrip()}, {text[row[end - 1].end :].lstrip()}"
    return text


def keeps_a_day(text: str) -> bool:
    """Whether a text keeps to a day or a number, whatever was asked for: “giữ nguyên 18/5”."""
    row = words(text)
    return any(_keeps(row, at) for at in range(len(row)))


def _keeps(row: Sequence[Token], at: int) -> bool:
    end = max((match(row, at, phrase) for phrase in _KEEPS), default=0)
    return 0 < end < len(row) and row[end].kind in ("number", "compound")


def asks_what_it_is(text: str) -> bool:
    """Whether a question is what a duty is, where it is done, or what it consists of."""
    return holds(words(text), _WHAT_IT_IS)


def asks_whose(text: str) -> bool:
    """Whether a text asks who leads a duty and who takes part: “có phải làm hay chỉ phối hợp”."""
    return holds(words(text), _WHOSE)


def asks_of_deadline(text: str) -> bool:
    """Whether a question is until when a duty is to be done, or until when it was extended."""
    return holds(words(text), _DEADLINE)


def received(text: str) -> bool:
    """Whether a text says that a message was received: “đã nhận”, “ok”, “rõ”, 👍."""
    return holds(words(text), _RECEIPT) or any(sign in text for sign in TURNS["receipt_signs"])


def acknowledges(text: str) -> bool:
    """Whether a text says in words that a message has come: “đã nhận ạ”, and not “vâng” alone."""
    return holds(words(text), [phrase for phrase in _RECEIPT if phrase not in _ALONE])


def names(said: Utterance) -> frozenset[int]:
    """The numbers of the open tasks that a text names, whatever it says of them."""
    scene = lay_out(said)
    found = statements(said, scene, cut(scene))
    named = {n for statement in found for n in statement.tasks or ()}
    return frozenset(named.intersection(scene.open_numbers))


def names_for_certain(said: Utterance) -> frozenset[int]:
    """The same beside one task more: the only one has to be named, and “2 cái” names no two."""
    tasks = said.open_tasks
    other = OpenTask(1 + max((task.n for task in tasks), default=0), "", "", "", None)
    return names(replace(said, open_tasks=(*tasks, other))) - {other.n}
