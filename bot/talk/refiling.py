"""Evidence that lies with the wrong duty is moved to another, or taken back; the history stays."""

from collections.abc import Sequence
from datetime import timedelta

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.duties.report import UNDO_WITHIN
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import attachments, evidence, heard, questions, replies
from bot.store.attachments import File, Stage
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties, enclosures, filing, recording, whose
from bot.talk.duties import Task
from bot.understand import Reading, Refiling, agrees, refiling, shows_of_whom, understand
from bot.wording import answers
from bot.wording import files as files_of
from bot.wording import refiling as words_of
from schedules.plan import Assignment

MOST_OFFERED = 40
"""Acknowledgements of evidence that words may speak of; the newest."""

UNNAMED_FOR = timedelta(hours=24)
"""How long evidence is meant by words that tell neither its number nor when it came."""

_SHOWN_AS = {
    "photo": {"photo", "file"},
    "file": {"file", "photo", "video", "other"},
    "video": {"video", "file"},
    "document": {"document", "file", "photo"},
    "link": {"link"},
}
"""What evidence may be by the name that it is called by; a scanned letter is a photo."""


def in_words(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """“CV số 245 là của việc 3”, “bỏ minh chứng vừa gửi”, a bare “sửa” right after it was kept."""
    wish = refiling(words, case.today)
    if wish is None and agrees(words) is not False:
        return []
    offers = questions.opened(
        tx, case.chat, case.known.id, case.now, Asks.EXHIBITS, most=MOST_OFFERED
    )
    lately = [each for each in offers if each.asked_at >= case.now - UNNAMED_FOR]
    if wish is None:
        return _bare(tx, case, lately[0]) if lately else []
    known = whose.known(tx, case, tasks)
    named, states = _named(case, wish.duty, known)
    if wish.duty and not named:
        return []
    unlike = _pointed_at(case, wish.unlike, known)
    if wish.unlike and not unlike:
        return []
    left = named if wish.drop else unlike
    from_ = {whose.duty_of(task) for task in left} if left else None
    near = offers if wish.sent or wish.cited else lately
    several = _meant(tx, case, near, wish, from_)
    elsewhere = {id_: away for id_, kept in several.items() if (away := _not_with(kept, named))}
    if wish.sent and not wish.drop:
        several = elsewhere or several
    told = sum(map(len, several.values())) == wish.count
    if wish.sent and len(several) > 1 and not told:
        zone = case.desk.plans.first.zone
        message = words_of.which_sent(_offered(case, several), case.now, zone)
        return [Say(case.chat, message, case.known.id)]
    found = _counted(several, wish.count)
    if not found:
        return _of_unfiled(tx, case, wish, named)
    if wish.drop:
        return _dropped(tx, case, found)
    if not named:
        return _ask_whose(tx, case, found)
    reported = recording.reported(tx, case, words, states, named) if states else []
    return [*reported, *_moved(tx, case, found, named)]


def may_be(words: str, case: Case) -> bool:
    """Whether a text takes back a picture or a file, whatever was asked: no reason why not."""
    wish = refiling(words, case.today)
    shown = wish is not None and bool(wish.kinds - {"document", "link"})
    return shown and wish is not None and wish.certain and not wish.duty


def _of_unfiled(tx: Tx, case: Case, wish: Refiling, named: Sequence[Task]) -> list[Response]:
    """What is said where nothing so called lies with a duty: it may not have been filed yet."""
    unfiled = [] if named or wish.sent or wish.cited else _unfiled(tx, case, wish)
    if unfiled:
        return _not_to_file(tx, case, unfiled) if wish.drop else _asked_of(tx, case, unfiled)
    sure = wish.sent or (wish.certain and (wish.drop or "any" in wish.kinds))
    return [Say(case.chat, words_of.nothing_misfiled(), case.known.id)] if sure else []


def _unfiled(tx: Tx, case: Case, wish: Refiling) -> list[File]:
    """The files so called that came last and lie with no duty yet: on their way, or asked about."""
    since = case.said_at - whose.FOLLOWED_WITHIN
    kinds = {shown for kind in wish.kinds for shown in _SHOWN_AS.get(kind, ())}
    found = [
        file
        for file in attachments.lately(tx, case.chat, case.known.id, since)
        if file.stage is Stage.WAITING or (file.stage is Stage.KEPT and file.duties is None)
    ]
    found = [file for file in found if "any" in wish.kinds or file.attachment.kind in kinds]
    return found[-(wish.count or len(found)) :]


def _not_to_file(tx: Tx, case: Case, files: Sequence[File]) -> list[Response]:
    """Files that lie with no duty yet will lie with none."""
    ids = [file.id for file in files]
    attachments.retell(tx, ids, [])
    enclosures.settle(tx, case, ids)
    return [Say(case.chat, words_of.not_to_file(len(ids)), case.known.id)]


def _asked_of(tx: Tx, case: Case, files: Sequence[File]) -> list[Response]:
    """Of which duty files are that lie with none yet, and not with the one that was guessed."""
    ids = [file.id for file in files]
    attachments.retell(tx, ids, None)
    enclosures.settle(tx, case, ids)
    known = whose.choices(tx, case, duties.all_open(tx, case))
    return enclosures.ask_which(tx, case, known, {"files": ids}, files_of.sent())


def of_unit(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """“Của VP Sở” right behind evidence that was put away: it is of that unit's duty, no dispute.

    Which one is asked, unless the unit has one alone that may be meant.
    """
    unit = shows_of_whom(said.text, duties.utterance(case, said.text, (), last="free").units)
    offers = questions.opened(tx, case.chat, case.known.id, case.now, Asks.EXHIBITS, most=1)
    offers = [each for each in offers if each.asked_at >= case.now - whose.FOLLOWED_WITHIN]
    found = [each for offer in offers for each in _own(tx, case, offer.facts["evidence"])]
    if unit is None or not found or said.attachments:
        return None
    if heard.since(tx, case.chat, offers[0].asked_at, before=case.inbox):
        return None
    if {kept.key[1] for kept in found} == {unit}:
        shown = [kept.exhibit for kept in _once(found)]
        message = words_of.already_there(shown, _duties(case, found))
        return [Say(case.chat, message, case.known.id)]
    known = whose.choices(tx, case, duties.all_open(tx, case))
    theirs = [task for task in known if task.duty.unit.id == unit]
    return (
        _moved(tx, case, found, theirs) if len(theirs) == 1 else _ask_whose(tx, case, found, unit)
    )


def _counted(several: dict[int, list[Kept]], count: int | None) -> list[Kept]:
    """What was acknowledged last, or the newest pieces, if so many are spoken of and there are."""
    newest = [each for kept in several.values() for each in reversed(kept)]
    last = next(iter(several.values()), [])
    return last if count is None or len(newest) < count else newest[:count]


def pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """[Sửa minh chứng] or [Bỏ minh chứng]."""
    found = _own(tx, case, asked.facts["evidence"])
    if not found:
        return None
    match value:
        case "move":
            return _ask_whose(tx, case, found)
        case "drop":
            return _dropped(tx, case, found)
    return None


def moved(tx: Tx, case: Case, asked: Question, tasks: Sequence[Task]) -> list[Response]:
    """The duties that evidence belongs to, in answer to the question which."""
    questions.answered(tx, asked.id, case.now)
    found = _own(tx, case, asked.facts["moves"])
    if not found:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    return _moved(tx, case, found, tasks)


def _bare(tx: Tx, case: Case, offer: Question) -> list[Response]:
    """“Sửa” alone: of evidence if that was put away last, and of nothing without asking."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now)
    right = [question for question in asked if question.kind is Asks.RIGHT]
    reported = [replies.get(tx, id_) for id_ in replies.last_said_by(tx, case.known.id)]
    later = any(each and each.reply.at > offer.asked_at for each in reported)
    found = _own(tx, case, offer.facts["evidence"])
    if later or not found or any(question.id > offer.id for question in asked):
        return []
    if right and right[0].asked_at >= offer.asked_at - UNDO_WITHIN:
        message = words_of.what_to_mend(right[0].id, offer.id)
        return [Say(case.chat, message, case.known.id)]
    return _ask_whose(tx, case, found)


def _named(case: Case, words: str, known: Sequence[Task]) -> tuple[list[Task], Reading | None]:
    """The duties that the end of a text names, and how it says that a single open one stands."""
    if not words:
        return [], None
    numbers = duties.picked(case, words, known, last="ask_which")
    if numbers:
        return [task for task in known if task.n in numbers], None
    said = understand(duties.utterance(case, words, known, last="free"))
    named = duties.named(case, words, known)
    if not said.per_task:
        return named, None
    one = len(named) == 1 and [n for n, _ in said.per_task] == [named[0].n]
    return (named, said) if one and not named[0].standing.done else ([], None)


def _pointed_at(case: Case, words: str, known: Sequence[Task]) -> list[Task]:
    """The duties that words name, by number or title, whatever they say of them."""
    numbers = duties.picked(case, words, known, last="ask_which") if words else ()
    return [task for task in known if task.n in numbers] or duties.named(case, words, known)


def _meant(
    tx: Tx, case: Case, offers: Sequence[Question], wish: Refiling, from_: set[whose.Duty] | None
) -> dict[int, list[Kept]]:
    """The evidence that a text speaks of, by its acknowledgement, the newest first.

    That is what is as it is called, and came when it is said to have come.
    """
    found = {}
    for offer in offers:
        kept = [
            each
            for each in _own(tx, case, offer.facts["evidence"])
            if _is_called(each, wish)
            and (from_ is None or (each.plan, *each.key) in from_)
            and _came(case, each, wish)
        ]
        if kept:
            found[offer.id] = kept
    return found


def _came(case: Case, kept: Kept, wish: Refiling) -> bool:
    if wish.sent is None:
        return True
    day = kept.exhibit.at.astimezone(case.desk.plans.first.zone).date()
    return wish.sent[0] <= day <= wish.sent[1]


def _not_with(kept: Sequence[Kept], named: Sequence[Task]) -> list[Kept]:
    """What does not lie with one of these duties yet."""
    there = {whose.duty_of(task) for task in named}
    return [each for each in kept if (each.plan, *each.key) not in there]


def _offered(case: Case, several: dict[int, list[Kept]]) -> list[words_of.Offered]:
    """Evidence to choose from, with the duties that it lies with."""
    return [
        (id_, [each.exhibit for each in _once(kept)], _duties(case, kept))
        for id_, kept in several.items()
    ]


def _own(tx: Tx, case: Case, ids: Sequence[int]) -> list[Kept]:
    """Evidence that still lies where it was put, with duties that this person reports on."""
    found = evidence.get(tx, ids)
    return [kept for kept in found if access.may(case.known, Wish.REPORT, kept.key[1])]


def _is_called(kept: Kept, wish: Refiling) -> bool:
    kinds = {shown for kind in wish.kinds for shown in _SHOWN_AS.get(kind, ())}
    words = (kept.exhibit.words or "").replace(" ", "").casefold()
    cited = all(each.replace(" ", "").casefold() in words for each in wish.cited)
    return cited and ("any" in wish.kinds or kept.exhibit.kind in kinds)


def _ask_whose(
    tx: Tx, case: Case, found: Sequence[Kept], unit: str | None = None
) -> list[Response]:
    """Ask to which other duty evidence belongs; of a unit's, if that has any."""
    here = {(kept.plan, *kept.key) for kept in found}
    known = whose.choices(tx, case, duties.all_open(tx, case))
    others = [task for task in known if whose.duty_of(task) not in here]
    others = [task for task in others if task.duty.unit.id == unit] or others
    if not others:
        return [Say(case.chat, words_of.nowhere_else(), case.known.id)]
    facts = {"files": [], "moves": [kept.id for kept in found]}
    what = words_of.misfiled([kept.exhibit for kept in _once(found)])
    return enclosures.ask_which(tx, case, others, facts, what)


def _moved(tx: Tx, case: Case, found: Sequence[Kept], tasks: Sequence[Task]) -> list[Response]:
    to = [whose.duty_of(task) for task in tasks]
    once = _once(found)
    shown = [kept.exhibit for kept in once]
    if {(kept.plan, *kept.key) for kept in found} == set(to):
        there = [task.duty for task in tasks]
        return [Say(case.chat, words_of.already_there(shown, there), case.known.id)]
    left = [each for each in _duties(case, found) if each.key not in {d[1:] for d in to}]
    ids = exhibits.move(tx, case, found, to)
    now_with = [(t.plan, t.standing) for t in filing.tasks_of(tx, case, to)]
    head = words_of.moved(shown, left)
    return filing.say_kept(tx, case.chat, case.known.id, now_with, head, ids, case.now)


def _dropped(tx: Tx, case: Case, found: Sequence[Kept]) -> list[Response]:
    exhibits.take_back(tx, case, found)
    gone = {kept.id for kept in found}
    for asked in questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES):
        if asked.facts.get("moves") and gone.issuperset(asked.facts["moves"]):
            questions.answered(tx, asked.id, case.now)
    shown = [kept.exhibit for kept in _once(found)]
    return [Say(case.chat, words_of.dropped(shown, _duties(case, found)), case.known.id)]


def _once(found: Sequence[Kept]) -> list[Kept]:
    """Evidence of several duties, each piece once."""
    by_what = {(k.exhibit.sha256, None if k.exhibit.sha256 else k.exhibit.words): k for k in found}
    return list(by_what.values())


def _duties(case: Case, found: Sequence[Kept]) -> list[Assignment]:
    """The duties, if still in the plan, that evidence lies with."""
    keys = dict.fromkeys((kept.plan, kept.key) for kept in found)
    plans = case.desk.plans.by_id
    return [
        duty
        for plan, key in keys
        if plan in plans and (duty := plans[plan].plan.by_key.get(key)) is not None
    ]
