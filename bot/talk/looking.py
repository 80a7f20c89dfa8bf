"""“Xem minh chứng 2.2.1”: the evidence that somebody wants to see."""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.responses import Response, Say
from bot.store.memory import Tx
from bot.talk import duties, whose
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand import Query
from bot.understand.evidence.citing import (
    asks_for_evidence,
    ids,
    looks_at_whom,
    looks_for_evidence,
    only_looks,
    orders_evidence,
    wants_sent,
)
from bot.wording import files
from schedules.plan import Assignment, Plan


def only(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """The evidence that a text of a unit only wants to see: nothing is moved or filed by it."""
    above, reports = access.may(case.known, Wish.BOARD), access.may(case.known, Wish.REPORT)
    if above or not reports or remark.states or not only_looks(remark.words):
        return []
    return _shown(tx, case, remark, ids(remark.words))


def evidence(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """The evidence of the activities or the unit that a text names, of all where it names none.

    Whoever reports may name a duty by its number, too, and sees the evidence of the own unit.
    """
    words, above = remark.words, access.may(case.known, Wish.BOARD)
    looks = _wants_to_see(case, words) if above else looks_for_evidence(words)
    if above and orders_evidence(words) and remark.reading.query and remark.reading.query.unit:
        said = Say(case.chat, files.not_ordered(), case.known.id)
        return [said, *_shown(tx, case, remark, ())]  # a number is one of the unit's own list
    if not looks:
        return []
    return _shown(tx, case, remark, ids(remark.words))


def _wants_to_see(case: Case, words: str) -> bool:
    """Whether a text of leadership asks for evidence; who also reports may be handing it over."""
    sent = wants_sent(words) and not access.may(case.known, Wish.REPORT)
    return sent or asks_for_evidence(words) or only_looks(words)


def _shown(tx: Tx, case: Case, remark: Remark, named: Sequence[str]) -> list[Response]:
    above = access.may(case.known, Wish.BOARD)
    own = [] if above else _by_number(tx, case, remark, named)
    if own:
        found = [exhibits.shown(tx, case, task.plan, [task.duty]) for task in own]
        return [response for each in found for response in each]
    plans = [each.plan for each in case.desk.plans.all()]
    units = duties.utterance(case, remark.words, (), last="free").units
    whom = None if above or named else looks_at_whom(remark.words, units)
    if whom is not None and whom not in case.known.units:
        return _of_others(tx, case, plans, whom)
    missing = [id_ for id_ in named if not any(_of_ids(plan, [id_]) for plan in plans)]
    if missing:
        return [Say(case.chat, files.no_such(missing), case.known.id)]
    wanted = [(plan, _wanted(case, plan, remark, named)) for plan in plans]
    asked = [each for each in wanted if each[1]] or wanted[:1]
    return [answer for each in asked for answer in exhibits.shown(tx, case, *each)]


def _of_others(tx: Tx, case: Case, plans: Sequence[Plan], unit: str) -> list[Response]:
    """The evidence of another unit, which is refused as by the number of its activity."""
    found = [(plan, [d for d in plan.assignments if d.unit.id == unit]) for plan in plans]
    asked = [each for each in found if each[1]]
    return [answer for each in asked[:1] for answer in exhibits.shown(tx, case, *each)]


def _by_number(tx: Tx, case: Case, remark: Remark, named: Sequence[str]) -> list[Task]:
    """The own duties that a text names by their numbers, or by their titles without any number."""
    known = whose.known(tx, case, remark.tasks)
    if not named:
        return duties.named(case, remark.words, known)
    return [task for task in known if str(task.n) in named]


def _wanted(case: Case, plan: Plan, remark: Remark, named: Sequence[str]) -> list[Assignment]:
    """The duties of a plan whose evidence is wanted."""
    if not named and not access.may(case.known, Wish.BOARD):
        return [duty for duty in plan.assignments if duty.unit.id in case.known.units]
    query = remark.reading.query or Query("overview")
    return [
        duty
        for duty in (_of_ids(plan, named) if named else plan.assignments)
        if (named or query.activity in (None, duty.activity.id))
        and query.unit in (None, duty.unit.id)
    ]


def _of_ids(plan: Plan, named: Sequence[str]) -> list[Assignment]:
    """The duties of activities with these ids; 2.2.4 is also the row that 2.2.4a was cut from."""
    return [
        duty
        for duty in plan.assignments
        if duty.activity.id in named or duty.activity.id.rstrip("abcdefgh") in named
    ]
