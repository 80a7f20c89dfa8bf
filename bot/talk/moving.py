"""What is done with evidence that was put away: it is moved, taken back, or asked about."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.responses import Response, Say
from bot.store import evidence, questions
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties, enclosures, filing, whose
from bot.talk.duties import Task
from bot.talk.recording import PATIENCE
from bot.understand.evidence.citing import Reference, speaks_of_files
from bot.understand.evidence.picking import picked
from bot.understand.evidence.replacing import replacement
from bot.wording import answers
from bot.wording import refiling as words_of
from schedules.plan import Assignment

Then = Literal["move", "drop", "replace", "ask"]
"""What happens to pieces that are chosen: “ask” whose they are."""


def pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """[Sửa minh chứng] or [Bỏ minh chứng]."""
    found = own(tx, case, asked.facts["evidence"])
    if not found:
        return None
    match value:
        case "move":
            return ask_whose(tx, case, found)
        case "drop":
            return drop(tx, case, found)
    return None


def dropped(tx: Tx, case: Case, asked: Question) -> list[Response]:
    """What it was asked about of which duty it is belongs to none."""
    questions.answered(tx, asked.id, case.now)
    if "moves" not in asked.facts:
        return enclosures.dropped(tx, case, asked)
    found = own(tx, case, asked.facts["moves"])
    return drop(tx, case, found) if found else [Say(case.chat, answers.old_button(), case.known.id)]


def moved(tx: Tx, case: Case, asked: Question, tasks: Sequence[Task]) -> list[Response]:
    """The duties that evidence belongs to, in answer to the question which."""
    questions.answered(tx, asked.id, case.now)
    found = own(tx, case, asked.facts["moves"])
    if not found:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    return move(tx, case, found, tasks)


def own(tx: Tx, case: Case, ids: Sequence[int]) -> list[Kept]:
    """Evidence that still lies where it was put, with duties that this person reports on."""
    found = evidence.get(tx, ids)
    return [kept for kept in found if access.may(case.known, Wish.REPORT, kept.key[1])]


def once(found: Sequence[Kept]) -> list[Kept]:
    """Evidence of several duties, each piece once."""
    return [piece[-1] for piece in pieces(found)]


def duties_of(case: Case, found: Sequence[Kept]) -> list[Assignment]:
    """The duties, if still in the plan, that evidence lies with."""
    keys = dict.fromkeys((kept.plan, kept.key) for kept in found)
    plans = case.desk.plans.by_id
    return [
        duty
        for plan, key in keys
        if plan in plans and (duty := plans[plan].plan.by_key.get(key)) is not None
    ]


def ask_whose(
    tx: Tx, case: Case, found: Sequence[Kept], unit: str | None = None, *, again: bool = False
) -> list[Response]:
    """Ask to which other duty evidence belongs; of a unit's, if that has any.

    Where there is no other it can be dropped. It is asked `again` once what is right has come.
    """
    here = {(kept.plan, *kept.key) for kept in found}
    known = whose.choices(tx, case, duties.all_open(tx, case))
    others = [task for task in known if whose.duty_of(task) not in here]
    others = [task for task in others if task.duty.unit.id == unit] or others
    facts: dict[str, Any] = {"files": [], "moves": [kept.id for kept in found]}
    if again:
        facts["again"] = True
    what = words_of.misfiled([kept.exhibit for kept in once(found)], still=again)
    if not others:
        return _ask_to_drop(tx, case, facts, what)
    return enclosures.ask_which(tx, case, others, facts, what)


def _ask_to_drop(tx: Tx, case: Case, facts: Mapping[str, Any], what: str) -> list[Response]:
    """Evidence lies with the only duty that it may be of: whether it is to be dropped."""
    id_ = questions.ask(
        tx,
        case.chat,
        case.known.id,
        Asks.FILES,
        {**facts, "tasks": []},
        now=case.now,
        patience=PATIENCE,
    )
    return [Say(case.chat, words_of.nowhere_else(what, id_), case.known.id)]


def asked_again(tx: Tx, case: Case, own_: Sequence[whose.Duty]) -> list[Response]:
    """Ask once more, once, of what was called wrong and lies still where the right one has come."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES)
    waiting = next((q for q in asked if q.facts.get("moves") and "again" not in q.facts), None)
    found = own(tx, case, waiting.facts["moves"]) if waiting else []
    if waiting is None or not any((kept.plan, *kept.key) in own_ for kept in found):
        return []
    questions.answered(tx, waiting.id, case.now)
    return ask_whose(tx, case, found, again=True)


def ask_piece(
    tx: Tx, case: Case, found: Sequence[Kept], then: Then, to: Sequence[Task] = (), words: str = ""
) -> list[Response]:
    """Ask which of several pieces is meant, in the order in which they came.

    `words` have what comes in the place of it, if that is what is wanted.
    """
    several = pieces(found)
    facts = {
        "pieces": [[kept.id for kept in piece] for piece in several],
        "then": then,
        "to": [list(whose.duty_of(task)) for task in to],
        "words": words[: duties.LONGEST],
    }
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.PIECE, facts, now=case.now, patience=PATIENCE
    )
    shown = [(piece[0].exhibit, duties_of(case, piece)) for piece in several]
    return [Say(case.chat, words_of.which_piece(then, shown, id_), case.known.id)]


def piece_named(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Ảnh cuối”, “2”, “cả hai”: which piece is meant, where that was asked last."""
    asked = _asked_last(tx, case)
    places = picked(words, len(asked.facts["pieces"])) if asked else None
    return _of_pieces(tx, case, asked, places) if asked and places is not None else []


def piece_asked_about(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Ảnh 2”, where it was asked last of which duty evidence is: the second of these pieces.

    It may be meant for the number of a duty; where one piece is asked about it is asked once more.
    """
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    if not asked or asked[0].kind is not Asks.FILES or not speaks_of_files(words):
        return []
    if picked(words, MOST_COUNTED) is None or not enclosures.is_meant(tx, case, asked[0], ""):
        return []
    several = pieces(own(tx, case, asked[0].facts.get("moves", [])))
    places = picked(words, len(several)) or range(len(several))
    questions.answered(tx, asked[0].id, case.now)
    if several:
        return ask_whose(tx, case, [kept for at in places for kept in several[at]])
    known = whose.choices(tx, case, duties.all_open(tx, case))
    return enclosures.ask_which(tx, case, known, asked[0].facts, enclosures.called(case, asked[0]))


MOST_COUNTED = 99
"""No number of a piece is larger."""


def all_asked_about(tx: Tx, case: Case) -> list[Response]:
    """“Bỏ cả đi”, where it is asked which of several pieces is meant."""
    asked = _asked_last(tx, case)
    if asked is None:
        return []
    questions.answered(tx, asked.id, case.now)
    found = own(tx, case, [id_ for piece in asked.facts["pieces"] for id_ in piece])
    return drop(tx, case, found) if found else []


def _asked_last(tx: Tx, case: Case) -> Question | None:
    """The question which piece is meant, while nothing else was asked or listed since."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.PIECE, most=1)
    return asked[0] if asked and enclosures.is_meant(tx, case, asked[0], "") else None


def piece_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """The button of a piece, or of all of them."""
    total = len(asked.facts["pieces"])
    if value == "all":
        return _of_pieces(tx, case, asked, range(total))
    if not value.isdecimal() or int(value) >= total:
        return None
    return _of_pieces(tx, case, asked, [int(value)])


def replace(tx: Tx, case: Case, found: Sequence[Kept], new: Reference) -> list[Response]:
    """A link or a document's number is evidence in the place of what was put away before."""
    own_ = list(dict.fromkeys((kept.plan, *kept.key) for kept in found))
    ids = [
        id_ for plan, *key in own_ for id_ in exhibits.cite(tx, case, plan, (key[0], key[1]), [new])
    ]
    exhibits.take_back(tx, case, found)
    head = words_of.replaced(new.words, [kept.exhibit for kept in once(found)])
    stand = [(task.plan, task.standing) for task in filing.tasks_of(tx, case, own_)]
    return filing.say_kept(tx, case.chat, case.known.id, stand, head, ids, case.now)


def _of_pieces(tx: Tx, case: Case, asked: Question, places: Sequence[int]) -> list[Response]:
    questions.answered(tx, asked.id, case.now)
    ids = [id_ for at in places for id_ in asked.facts["pieces"][at]]
    found = own(tx, case, ids)
    if not found:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    to = filing.tasks_of(tx, case, [whose.triple(each) for each in asked.facts["to"]])
    match asked.facts["then"]:
        case "drop":
            return drop(tx, case, found)
        case "move" if to:
            return move(tx, case, found, to)
        case "replace":
            told = replacement(asked.facts["words"])
            return replace(tx, case, found, told.new) if told else []
    return ask_whose(tx, case, found)


def pieces(found: Sequence[Kept]) -> list[list[Kept]]:
    """Evidence piece by piece, each with all duties that it lies with, the oldest first."""
    by_what: dict[tuple[str | None, str | None], list[Kept]] = {}
    for kept in sorted(found, key=lambda kept: kept.id):
        exhibit = kept.exhibit
        what = (exhibit.sha256, None if exhibit.sha256 else exhibit.words)
        by_what.setdefault(what, []).append(kept)
    return list(by_what.values())


def move(tx: Tx, case: Case, found: Sequence[Kept], tasks: Sequence[Task]) -> list[Response]:
    """Have evidence lie with these duties, and say from which it was taken."""
    to = [whose.duty_of(task) for task in tasks]
    shown = [kept.exhibit for kept in once(found)]
    if {(kept.plan, *kept.key) for kept in found} == set(to):
        there = [task.duty for task in tasks]
        return [Say(case.chat, words_of.already_there(shown, there), case.known.id)]
    left = [each for each in duties_of(case, found) if each.key not in {d[1:] for d in to}]
    ids = exhibits.move(tx, case, found, to)
    now_with = [(t.plan, t.standing) for t in filing.tasks_of(tx, case, to)]
    head = words_of.moved(shown, left)
    return filing.say_kept(tx, case.chat, case.known.id, now_with, head, ids, case.now)


def drop(tx: Tx, case: Case, found: Sequence[Kept]) -> list[Response]:
    """Take evidence back from the duties that it lies with, and say so."""
    exhibits.take_back(tx, case, found)
    gone = {kept.id for kept in found}
    for asked in questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES):
        if asked.facts.get("moves") and gone.issuperset(asked.facts["moves"]):
            questions.answered(tx, asked.id, case.now)
    shown = [kept.exhibit for kept in once(found)]
    return [Say(case.chat, words_of.dropped(shown, duties_of(case, found)), case.known.id)]
