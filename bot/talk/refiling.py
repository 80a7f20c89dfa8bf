"""Evidence that lies with the wrong duty is moved to another, or taken back; the history stays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.case import Case
from bot.duties.report import UNDO_WITHIN
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import attachments, heard, questions, replies
from bot.store.attachments import File, Stage
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties, enclosures, moving, recording, whose
from bot.talk.duties import Task
from bot.understand import Reading, understand
from bot.understand.dialogue.turns import agrees
from bot.understand.evidence.citing import shows_of_whom
from bot.understand.evidence.refiling import Refiling, drops_it, refiling
from bot.wording import files as files_of
from bot.wording import refiling as words_of

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
    dropped = drops_it(words)
    if wish is None and dropped is None and agrees(words) is not False:
        return []
    offers = questions.opened(
        tx, case.chat, case.known.id, case.now, Asks.EXHIBITS, most=MOST_OFFERED
    )
    lately = [each for each in offers if each.asked_at >= case.now - UNNAMED_FOR]
    if wish is not None and dropped != "sent":
        return _wished(tx, case, words, wish, tasks, offers if wish.sent or wish.cited else lately)
    if dropped:
        return _dropped(tx, case, lately, every=dropped == "all", sent=dropped == "sent")
    return _bare(tx, case, lately[0], drop=False) if lately else []


def _wished(
    tx: Tx,
    case: Case,
    words: str,
    wish: Refiling,
    tasks: Sequence[Task],
    near: Sequence[Question],
) -> list[Response]:
    """Do with evidence that is called by its name what a text wants done."""
    known = whose.known(tx, case, tasks)
    named, states = _named(case, wish.duty, known)
    lies = _pointed_at(case, wish.of or wish.unlike, known)
    if (wish.duty and not named) or ((wish.of or wish.unlike) and not lies):
        return []
    left = lies or (named if wish.drop else [])
    several = _meant(tx, case, near, wish, {whose.duty_of(task) for task in left} or None)
    if wish.old and (stale := _outdated(tx, case, near, wish)):
        return stale
    elsewhere = {id_: away for id_, kept in several.items() if (away := _not_with(kept, named))}
    if wish.sent and not wish.drop:
        several = elsewhere or several
    told = sum(map(len, several.values())) == wish.count
    if wish.sent and len(several) > 1 and not told:
        zone = case.desk.plans.first.zone
        message = words_of.which_sent(_offered(case, several), case.now, zone)
        return [Say(case.chat, message, case.known.id)]
    pool = _pool(several, near, wish, lies=bool(left))
    if not pool:
        return _of_unfiled(tx, case, wish, named)
    if not _is_certain(pool, several, wish, lies=bool(left)):
        then: moving.Then = "drop" if wish.drop else "move" if named else "ask"
        return moving.ask_piece(tx, case, pool, then, named)
    if wish.drop:
        return moving.drop(tx, case, pool)
    if not named:
        return moving.ask_whose(tx, case, pool)
    reported = recording.reported(tx, case, words, states, named) if states else []
    return [*reported, *moving.move(tx, case, pool, named)]


def _pool(
    several: Mapping[int, list[Kept]], near: Sequence[Question], wish: Refiling, *, lies: bool
) -> list[Kept]:
    """What a text may speak of: all that lies where it says, or what came last, and so many.

    What came right before that, too, where it speaks of some or of all of it.
    """
    if lies and not wish.unlike:
        return sorted((k for found in several.values() for k in found), key=lambda k: k.id)
    counted = wish.count and not wish.sent and _only_doubts(wish)
    if wish.some or counted or (wish.many and not wish.count):
        together = [id_ for id_ in _together(near) if id_ in several]
        return sorted((k for id_ in together for k in several[id_]), key=lambda k: k.id)
    return _counted(several, wish.count)


def _outdated(tx: Tx, case: Case, near: Sequence[Question], wish: Refiling) -> list[Response]:
    """“Bỏ link cũ đi”: of two that lie with one duty it is the older one; of more it is asked."""
    several = _meant(tx, case, near, replace(wish, sent=None), None)
    found = [kept for lying in several.values() for kept in lying]
    lies = {(kept.plan, *kept.key) for kept in found}
    pieces = moving.pieces(found)
    if len(pieces) == 1 or (len(pieces) == _BOTH and len(lies) == 1 and wish.sent):
        return moving.drop(tx, case, pieces[0])
    return moving.ask_piece(tx, case, found, "drop") if found else []


_BOTH = 2
"""What has come, and what it came for."""


def _only_doubts(wish: Refiling) -> bool:
    return not (wish.drop or wish.duty or wish.unlike)


def _together(offers: Sequence[Question]) -> list[int]:
    """The acknowledgements that followed one another shortly, up to the newest."""
    found: list[Question] = []
    for offer in offers:
        if found and offer.asked_at < found[-1].asked_at - whose.FOLLOWED_WITHIN:
            break
        found.append(offer)
    return [offer.id for offer in found]


def _is_certain(
    pool: Sequence[Kept], several: Mapping[int, list[Kept]], wish: Refiling, *, lies: bool
) -> bool:
    """Whether all that may be meant is meant."""
    pieces = len(moving.once(pool))
    if pieces == 1 or wish.count == pieces:
        return True
    if wish.some or (wish.count and (lies or _only_doubts(wish))):
        return False
    return not lies or bool(wish.unlike) or wish.many or len(several) == 1


def _dropped(
    tx: Tx, case: Case, offers: Sequence[Question], *, every: bool, sent: bool
) -> list[Response]:
    """“Bỏ đi”: what it was asked about last, or what was put away last, is evidence of nothing.

    Where only what was `sent` can be meant a report beside it stays.
    """
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    files = asked[0] if asked and asked[0].kind is Asks.FILES else None
    if files and enclosures.is_meant(tx, case, files, ""):
        return moving.dropped(tx, case, files)
    if every and (found := moving.all_asked_about(tx, case)):
        return found
    if not offers or heard.since(tx, case.chat, offers[0].asked_at, before=case.inbox):
        return []
    if every and len(together := _together(offers)) > 1:
        ids = [i for each in offers if each.id in together for i in each.facts["evidence"]]
        found_ = moving.own(tx, case, ids)
        return moving.drop(tx, case, found_) if found_ else []
    if sent:
        found_ = moving.own(tx, case, offers[0].facts["evidence"])
        return moving.drop(tx, case, found_) if found_ else []
    return _bare(tx, case, offers[0], drop=True)


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
    sure = bool(wish.sent) or (wish.certain and (wish.drop or "any" in wish.kinds))
    if named and wish.of and not _unfiled(tx, case, wish):
        sure = True  # “ảnh việc 2 nhầm, của việc 3” is no news of either
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
    facts = {"files": ids, "wrong": True}
    return enclosures.ask_which(tx, case, known, facts, files_of.sent())


def of_unit(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """“Của VP Sở” right behind evidence that was put away: it is of that unit's duty, no dispute.

    Which one is asked, unless the unit has one alone that may be meant.
    """
    unit = shows_of_whom(said.text, duties.utterance(case, said.text, (), last="free").units)
    offers = questions.opened(tx, case.chat, case.known.id, case.now, Asks.EXHIBITS, most=1)
    offers = [each for each in offers if each.asked_at >= case.now - whose.FOLLOWED_WITHIN]
    found = [each for offer in offers for each in moving.own(tx, case, offer.facts["evidence"])]
    if unit is None or not found or said.attachments:
        return None
    if heard.since(tx, case.chat, offers[0].asked_at, before=case.inbox):
        return None
    if {kept.key[1] for kept in found} == {unit}:
        shown = [kept.exhibit for kept in moving.once(found)]
        message = words_of.already_there(shown, moving.duties_of(case, found))
        return [Say(case.chat, message, case.known.id)]
    known = whose.choices(tx, case, duties.all_open(tx, case))
    theirs = [task for task in known if task.duty.unit.id == unit]
    return (
        moving.move(tx, case, found, theirs)
        if len(theirs) == 1
        else moving.ask_whose(tx, case, found, unit)
    )


def _counted(several: Mapping[int, list[Kept]], count: int | None) -> list[Kept]:
    """What was acknowledged last, or the newest pieces, if so many are spoken of and there are."""
    newest = [each for kept in several.values() for each in reversed(kept)]
    last = next(iter(several.values()), [])
    return last if count is None or len(newest) < count else newest[:count]


def _bare(tx: Tx, case: Case, offer: Question, *, drop: bool) -> list[Response]:
    """“Sửa”, “bỏ đi” alone: of evidence if that was put away last, of nothing without asking."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now)
    right = [question for question in asked if question.kind is Asks.RIGHT]
    reported = [replies.get(tx, id_) for id_ in replies.last_said_by(tx, case.known.id)]
    later = any(each and each.reply.at > offer.asked_at for each in reported)
    found = moving.own(tx, case, offer.facts["evidence"])
    if later or not found or any(question.id > offer.id for question in asked):
        return []
    if right and right[0].asked_at >= offer.asked_at - UNDO_WITHIN:
        message = words_of.what_to_mend(right[0].id, offer.id, drop=drop)
        return [Say(case.chat, message, case.known.id)]
    return moving.drop(tx, case, found) if drop else moving.ask_whose(tx, case, found)


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
            for each in moving.own(tx, case, offer.facts["evidence"])
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
        (id_, [each.exhibit for each in moving.once(kept)], moving.duties_of(case, kept))
        for id_, kept in several.items()
    ]


def _is_called(kept: Kept, wish: Refiling) -> bool:
    kinds = {shown for kind in wish.kinds for shown in _SHOWN_AS.get(kind, ())}
    words = (kept.exhibit.words or "").replace(" ", "").casefold()
    cited = all(each.replace(" ", "").casefold() in words for each in wish.cited)
    return cited and ("any" in wish.kinds or kept.exhibit.kind in kinds)
