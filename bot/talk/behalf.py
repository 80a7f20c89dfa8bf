"""“Ghi thay QLKH: việc 1 xong (điện thoại 9h)”: the office writes down what a unit has said.

Numbers mean those of the list that the office was last shown of that unit in this chat, so that
nothing is written down blindly; where the same words say something else by the numbers of somebody
of the unit, it is asked which. Marked as such wherever the answer is shown.

“Phòng QLKH báo việc 1 xong” is no such order: it is shown what would be written down, and asked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report, stated
from bot.messages import Message, Said, clipped, one_line
from bot.reaching import notices, recipients
from bot.responses import Response, Say
from bot.store import audit, deliveries, questions, verdicts
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import drafts, duties
from bot.talk.drafts import Change, Draft
from bot.talk.duties import Task
from bot.talk.unit_lists import closed_of, list_of, opened_of, shown_of
from bot.understand import Reading, UnitName
from bot.understand.dialogue.retold import Order, writes_for
from bot.understand.dialogue.retold import retold as told_of
from bot.understand.dialogue.turns import agrees
from bot.understand.words.mentions import begins_with_unit, unit_and_rest
from bot.wording import for_units as words
from schedules.progress import Answer, Standing

_HOW_IT_CAME = re.compile(r"\s*\([^()]*\)\s*$")
"""A note in brackets at the end, kept with the words, is no part of what the unit says."""

PATIENCE = timedelta(hours=2)
"""How long what was told of a unit can still be confirmed."""

RECORDED_FOR = "recorded-for-"
"""What the marks begin with of notices that tell a unit what was written down for it."""

LONGEST = 500
"""Characters of what was written that the unit is shown."""


def spoken(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a text that begins with “ghi thay”, “ghi hộ”; None if it does not."""
    order = writes_for(said.text)
    if order is None or case.chat.is_group or said.edited or not _is_meant(case, order):
        return None
    named = unit_and_rest(order.rest, units_of(case))
    if not access.may(case.known, Wish.RECORD_FOR):
        audit.note(tx, "record_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, words.may_not_record(), case.known.id)]
    if named is None:
        return [Say(case.chat, words.which_unit(), case.known.id)]
    unit, rest = named
    opened = opened_of(tx, case, unit)
    shown = shown_of(tx, case, unit, opened)
    told, closed = _told(rest), closed_of(tx, case, unit, shown)
    again = drafts.reopened(case, unit, shown, closed, told)
    if again:
        return _recorded(tx, case, Draft(unit, said.text, None), again)
    changes, before = drafts.beside_done(case, unit, shown, closed, told)
    if not rest or not (opened or before):
        return [list_of(case, unit, opened)]
    wish = _wish(case, unit, shown or opened, told)
    if not (changes or before):
        refused = words.UNCLEAR if shown else words.UNSEEN
        return wish or [list_of(case, unit, opened, refused=refused)]
    day = drafts.day_stated(tx, case, [*changes, *before], told)
    if isinstance(day, Message):
        return [Say(case.chat, day, case.known.id)]
    changes = sorted([*changes, *drafts.dated(before, day)], key=lambda each: each.n)
    before = [each for each in before if each not in changes]
    if not changes:
        return [_only_done(case, before)]
    versions = drafts.versions(tx, case, unit, opened, shown, closed, told, changes, day)
    draft = Draft(unit, said.text, day, versions, before)
    if len(draft.versions) > 1:
        return [*_asked(tx, case, draft), *wish]
    return [*_recorded(tx, case, draft, changes), *wish]


def retold(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer what the office tells of a unit: shown as it would be written down, to be confirmed.

    None if the text is something else: a question, news of an own unit, an answer that was asked.
    """
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.RECORD_FOR):
        return None
    named = unit_and_rest(said.text, units_of(case))
    if _is_asked(tx, case):
        return None
    if named is None:
        return _behind_a_list(tx, case, said)
    unit, rest = named[0], told_of(named[1])
    if rest is None or access.may(case.known, Wish.REPORT, unit):
        return None
    return _as_told(tx, case, said, unit, rest)


def _behind_a_list(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """“Việc 1 xong” right behind the list of one unit, from an office with no such work itself."""
    last = deliveries.last(tx, case.chat)
    units = {item.duty[1] for item in last.items} if last else set()
    if len(units) != 1 or "?" in said.text or not duties.figures(said.text):
        return None
    [unit] = units
    if access.may(case.known, Wish.REPORT):
        return None
    shown = shown_of(tx, case, unit, opened_of(tx, case, unit))
    certain = drafts.changes_in(case, unit, shown, _told(said.text))
    return _as_told(tx, case, said, unit, said.text) if certain else None


def _as_told(tx: Tx, case: Case, said: Said, unit: str, rest: str) -> list[Response] | None:
    """What is told of a unit as it would be written down; None if it is no report."""
    opened = opened_of(tx, case, unit)
    shown, told = shown_of(tx, case, unit, opened) or opened, _told(rest)
    closed = closed_of(tx, case, unit, shown)
    changes, before = drafts.beside_done(case, unit, shown, closed, told)
    if not (changes or before):
        wish = _wish(case, unit, shown, told)
        is_report = _is_report(rest, drafts.read(case, unit, shown, told))
        listed = [list_of(case, unit, opened, refused=words.UNCLEAR)] if is_report else None
        return wish or listed
    day = drafts.day_stated(tx, case, [*changes, *before], told)
    if isinstance(day, Message):
        return [Say(case.chat, day, case.known.id)]
    changes = sorted([*changes, *drafts.dated(before, day)], key=lambda each: each.n)
    before = [each for each in before if each not in changes]
    if not changes:
        return [_only_done(case, before)]
    versions = drafts.versions(tx, case, unit, opened, shown, closed, told, changes, day)
    return _asked(tx, case, Draft(unit, said.text, day, versions, before))


def _wish(case: Case, unit: str, shown: Sequence[Task], told: str) -> list[Response]:
    """More time is wished for by the unit itself; what the office can write down is said."""
    wished = drafts.wishes(case, unit, shown, told)
    if not wished:
        return []
    short = next(task.duty.unit.short for task in shown if task.n == wished[0])
    return [Say(case.chat, words.wish_is_its_own(short, wished[0]), case.known.id)]


def _asked(tx: Tx, case: Case, draft: Draft) -> list[Response]:
    """Show what would be written down, in each way in which the numbers can be meant."""
    facts = {
        "unit": draft.unit,
        "words": draft.words,
        "done_on": draft.day.isoformat() if draft.day else None,
        "versions": [
            [
                [c.n, c.task.plan.id, *c.task.duty.key, c.answer, c.reason, c.percent, _iso(c)]
                for c in each
            ]
            for _, each in draft.versions
        ],
    }
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.BEHALF, facts, now=case.now, patience=PATIENCE
    )
    told = [
        (whose, [(c.task.n, c.task.duty, c.answer, c.reason, c.percent, c.expected) for c in each])
        for whose, each in draft.versions
    ]
    name = case.desk.plans.name_of(draft.unit)
    if len(told) == 1:
        message = words.whether_to_record(name, told[0][1], id_, done_on=draft.day)
    else:
        message = words.which_to_record(name, told, id_, done_on=draft.day)
    message = words.beside_done(message, _done_lines(draft.before))
    return [Say(case.chat, message, case.known.id)]


def _iso(change: Change) -> str | None:
    return change.expected.isoformat() if change.expected else None


def _day(iso: str | None = None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def confirmed_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """Write down one of the versions shown of what the office has told, or nothing."""
    if not access.may(case.known, Wish.RECORD_FOR):
        return None
    questions.answered(tx, asked.id, case.now)
    unit, facts = asked.facts["unit"], asked.facts
    versions = facts["versions"]
    if not value.isdecimal() or int(value) >= len(versions):
        n, plan_id, *_ = versions[0][0]
        plan = case.desk.plans.by_id.get(plan_id)
        short = plan.plan.units[unit].short if plan and unit in plan.plan.units else unit
        return [Say(case.chat, words.not_recorded(short, n), case.known.id)]
    opened = opened_of(tx, case, unit)
    both = (*opened, *closed_of(tx, case, unit, opened))
    known = {(t.plan.id, *t.duty.key): t for t in both}
    changes = [
        Change(known[plan, activity, of], Answer(answer), reason, percent, n, None, _day(*by))
        for n, plan, activity, of, answer, reason, percent, *by in versions[int(value)]
        if (plan, activity, of) in known
    ]
    if not changes:
        return [list_of(case, unit, opened, refused=words.UNCLEAR)]
    day = date.fromisoformat(facts["done_on"]) if facts["done_on"] else None
    return _recorded(tx, case, Draft(unit, facts["words"], day), changes)


def confirmed_typed(
    tx: Tx, case: Case, asked: Question, words_: str, _: Sequence[Task]
) -> list[Response] | None:
    """The same in words; “đúng” chooses nothing where there is more than one version."""
    right = agrees(words_)
    if right is None or (right and len(asked.facts["versions"]) > 1):
        return None
    return confirmed_pressed(tx, case, asked, "0" if right else "no")


def _is_meant(case: Case, order: Order) -> bool:
    """Whether words that may say something else, too, mean that it is written down for a unit."""
    if order.how == "ghi_thay":
        return True
    begins = begins_with_unit(order.rest, units_of(case))
    if begins is None:  # “ghi hộ việc 2 xong” of who reports is of an own duty
        return order.how == "ghi_ho" and not access.may(case.known, Wish.REPORT)
    unit, rest = begins
    own = access.may(case.known, Wish.REPORT, unit)
    meant = order.how == "ghi_ho" or bool(duties.figures(rest))
    if not (meant or access.may(case.known, Wish.RECORD_FOR)):  # of theirs, be it by its title
        meant = _is_report(rest, drafts.read(case, unit, (), rest))
    return meant and not own


def _is_asked(tx: Tx, case: Case) -> bool:
    """Whether the bot waits for free words of this person, which may name any unit."""
    waiting = questions.opened(tx, case.chat, case.known.id, case.now)
    lacks = verdicts.awaited(tx, case.chat, case.known.id, case.now)
    return lacks is not None or any(each.kind is Asks.OPINION for each in waiting)


def _told(rest: str) -> str:
    return _HOW_IT_CAME.sub("", rest)


def _is_report(rest: str, reading: Reading) -> bool:
    """Whether a text says how something stands, or names a duty by a number at least."""
    return reading.intent in drafts.ANSWERS or bool(duties.figures(rest))


def units_of(case: Case) -> tuple[UnitName, ...]:
    """The units of all plans, as a text may name them."""
    known = {unit.id: unit for each in case.desk.plans.all() for unit in each.plan.units.values()}
    return tuple(UnitName(u.id, u.name, u.aliases) for u in known.values())


def _done_lines(before: Sequence[Change]) -> list[str]:
    return [words.done_before(each.n, each.task.standing, each.task.plan.zone) for each in before]


def _only_done(case: Case, before: Sequence[Change]) -> Response:
    """All that a text says was done before."""
    first = before[0].task
    message = words.only_done(first.duty.unit.short, first.n, _done_lines(before))
    return Say(case.chat, message, case.known.id)


def _recorded(tx: Tx, case: Case, draft: Draft, changes: Sequence[Change]) -> list[Response]:
    """Write changes down, say them back and tell the unit."""
    for_unit = replace(case, on_behalf=True)
    told: list[tuple[int, Standing]] = []
    for each in changes:
        day = draft.day if each.answer is Answer.DONE else None
        standing = report.note(
            tx,
            for_unit,
            each.task.plan,
            each.task.duty,
            each.answer,
            reason=each.reason,
            percent=each.percent,
            words=draft.words,
            done_at=stated.instant(each.task.plan, day) if day else None,
            expected=each.expected,
        )
        told.append((each.n, standing))
        audit.note(
            tx,
            "recorded_for",
            who=str(case.known.id),
            now=case.now,
            duty=list(each.task.duty.key),
            answer=each.answer,
            done_on=day.isoformat() if day else None,
        )
    zone = case.desk.plans.first.zone
    message = words.recorded(case.desk.plans.name_of(draft.unit), told, zone)
    message = words.beside_done(message, _done_lines(draft.before))
    _tell_unit(tx, case, draft, changes, told)
    return [Say(case.chat, message, case.known.id)]


def _tell_unit(
    tx: Tx,
    case: Case,
    draft: Draft,
    changes: Sequence[Change],
    told: Sequence[tuple[int, Standing]],
) -> None:
    plan = case.desk.plans.first
    facts = {
        "what": "recorded_for",
        "duties": [[c.task.plan.id, *c.task.duty.key] for c in changes],
        "lines": words.lines_for_unit(told, plan.zone),
        "words": clipped(one_line(draft.words), LONGEST),
    }
    to = recipients.of_unit(tx, draft.unit, case.now, plan.zone)
    notices.tell(tx, plan, f"{RECORDED_FOR}{case.inbox}", facts, case.now, to=to)
