"""Wishes for more time are decided once, by leadership or the office, and all concerned hear."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices import buttons
from bot.desk import InForce
from bot.duties import needless, report, undecided
from bot.messages import Message, Said, clipped, one_line
from bot.reaching import notices, recipients
from bot.responses import Response, Say
from bot.store import audit, deliveries, extensions, people, plans, promises, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.understand.leaders.verdicts import Verdict as Spoken
from bot.wording import answers, decisions, opinions
from bot.wording import extensions as words_of
from schedules.extensions import Objection, Request, Verdict, as_written, extended, objection
from schedules.plan import Assignment, Plan

PATIENCE = timedelta(hours=2)
"""How long the next text of a decider is taken for the opinion that was asked for."""

PETITION = needless.KIND


def put(tx: Tx, plan: Plan, request: int, asker: int, now: datetime) -> int:
    """Put a wish before those who may decide on it, but for whoever wishes; gives how many."""
    to = [person for person in needless.deciders(tx, now) if person != asker]
    facts = {"request": request}
    return notices.tell(tx, plan, f"{PETITION}-{request}", facts, now, to=to, kind=PETITION)


def said(tx: Tx, plan: Plan, facts: Mapping[str, Any]) -> Message | None:
    """What a promise about a wish says now; None where it has no meaning any more."""
    request = extensions.get(tx, facts.get("request", 0))
    duty = plan.by_key.get(request.key) if request else None
    if request is None or duty is None:
        return None
    if undone := extensions.get(tx, facts.get("undone", 0)):
        waits = request.decision is None
        return decisions.reopened(plan, duty, request, undone, facts["whose"]) if waits else None
    if "needless" in facts:
        return needless.said(tx, plan, duty, request, facts)
    if "needs" in facts:
        return decisions.needs(duty, request, facts["by"], facts["needs"])
    if "reason" in facts:
        return decisions.reason_told_late(duty, request, facts["by"], facts["reason"])
    if "dropped" in facts:
        return decisions.dropped_late(plan, duty, request, facts["by"], facts["dropped"])
    if "whose" in facts:
        still = not extensions.is_reopened(tx, request.id)
        return decisions.notice(plan, duty, request, facts["whose"]) if still else None
    waits = request.decision is None and not needless.is_done(tx, plan, duty)
    return _petition(tx, plan, duty, request) if waits else None


def _petition(tx: Tx, plan: Plan, duty: Assignment, request: Request) -> Message:
    """A wish as it is put, with what the unit wished before where this takes its place."""
    earlier = [r for r in extensions.of_duty(tx, request.plan, request.key) if r.id < request.id]
    before = earlier[-1] if earlier else None
    decision = before.decision if before else None
    replaced = decision is not None and decision.verdict is Verdict.REPLACED
    return decisions.petition(plan, duty, request, before if replaced else None)


def waiting(tx: Tx, plan: Plan) -> list[Message]:
    """The wishes that nobody has decided on, for whoever may from now on."""
    own = [request.id for request in extensions.pending(tx) if request.plan == plan.id]
    found = (said(tx, plan, {"request": id_}) for id_ in own)
    return [message for message in found if message is not None]


def pressed(tx: Tx, case: Case, pressed: buttons.Decide) -> list[Response]:
    """Answer a button under a wish."""
    if pressed.verdict == buttons.WITHDRAW:
        return withdraw(tx, case, pressed.request)
    if pressed.verdict == buttons.RIGHT:
        return [Say(case.chat, opinions.confirmed(), case.known.id)]
    if pressed.verdict == buttons.SILENT:
        return refuse(tx, case, pressed.request, None)
    found = still_open(tx, case, pressed.request)
    if isinstance(found, list):
        return found
    said = undecided.taken(tx, case, found[0].id, granted=pressed.verdict == buttons.GRANT)
    return decide(tx, case, found[0].id, said)


def ask_opinion(tx: Tx, case: Case, id_: int) -> list[Response]:
    """Ask why a wish is refused, once more if that was asked before."""
    found = still_open(tx, case, id_)
    if isinstance(found, list):
        return found
    wait_no_longer(tx, case, found[0])
    return _ask_opinion(tx, case, *found)


def decide(tx: Tx, case: Case, id_: int, said: Spoken) -> list[Response]:
    """Decide on a wish as a text says; for a refusal without a word that is asked for."""
    found = still_open(tx, case, id_)
    if isinstance(found, list):
        return found
    request, plan, duty = found
    if said.granted:
        asked = undecided.whether(tx, case, request, plan, duty, said)
        if asked is not None:
            return [Say(case.chat, asked, case.known.id)]
        return _grant(tx, case, request, plan, duty, said)
    if said.opinion is None:
        return _ask_opinion(tx, case, request, plan, duty)
    return refuse(tx, case, request.id, said.opinion)


def replied_to(tx: Tx, case: Case, text: Said) -> list[Request] | None:
    """The wishes that the message replied to is about; None where it is not known which it is."""
    message = deliveries.find(tx, case.chat, text.reply_to) if text.reply_to else None
    if message is None:
        return None
    if asked := _asked_in(tx, case, message.message):
        return [asked]
    facts = promises.facts_in(tx, message.person, message.id, PETITION)
    found = (extensions.latest(tx, each["request"]) for each in facts)
    return [r for r in found if r is not None and r.plan in case.desk.plans.by_id]


def asked_about(tx: Tx, case: Case, text: Said) -> Request | None:
    """The wish on which the message replied to asked for an opinion, however long ago."""
    found = deliveries.find(tx, case.chat, text.reply_to) if text.reply_to else None
    return _asked_in(tx, case, found.message) if found else None


def _asked_in(tx: Tx, case: Case, message: Message) -> Request | None:
    """The wish that a message asks for an opinion on; known by its words, which name the duty."""
    for request in extensions.pending(tx):
        plan, duty = duty_of(case, request)
        if plan and duty:
            asked = opinions.which_opinion(plan.plan, duty, request.id)
            if message.text.startswith(asked.text):
                return request
    return None


def refuse(tx: Tx, case: Case, id_: int, opinion: str | None) -> list[Response]:
    """Refuse a wish, with the decider's own words if there are any."""
    found = still_open(tx, case, id_)
    if isinstance(found, list):
        return found
    request, plan, duty = found
    kept = _kept(opinion)
    if not extensions.decide(
        tx, request.id, Verdict.REFUSED, at=case.now, origin=case.origin, opinion=kept
    ):
        return _decided(tx, case, request, plan, duty)
    _note(tx, case, "wish_denied", request, words=kept)
    wait_no_longer(tx, case, request)
    tell(tx, case, request, plan)
    return [Say(case.chat, decisions.refused(plan.plan, duty, request.id, kept), case.known.id)]


def withdraw(tx: Tx, case: Case, id_: int) -> list[Response]:
    """Take a wish back, by the unit that had it."""
    request = extensions.latest(tx, id_)
    plan, duty = duty_of(case, request)
    if request is None or plan is None or duty is None:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    if not access.may(case.known, Wish.REPORT, duty.unit.id):
        audit.note(tx, "withdrawal_refused", who=str(case.known.id), now=case.now, request=id_)
        return [Say(case.chat, answers.not_yours(), case.known.id)]
    if request.decision is not None or not extensions.decide(
        tx, request.id, Verdict.WITHDRAWN, at=case.now, origin=case.origin
    ):
        return _decided(tx, case, request, plan, duty)
    _note(tx, case, "wish_withdrawn", request)
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.WITHDRAW)
    tell(tx, case, request, plan)
    return [Say(case.chat, words_of.withdrawn(plan.plan, duty), case.known.id)]


def still_open(
    tx: Tx, case: Case, id_: int
) -> tuple[Request, InForce, Assignment] | list[Response]:
    """A wish that this person may decide now, or what is said instead."""
    if not access.may(case.known, Wish.DECIDE):
        audit.note(tx, "decision_refused", who=str(case.known.id), now=case.now, request=id_)
        return [Say(case.chat, decisions.may_not_decide(), case.known.id)]
    request = extensions.latest(tx, id_)
    plan, duty = duty_of(case, request)
    if request is None or plan is None or duty is None:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    if request.decision is not None:
        return _decided(tx, case, request, plan, duty)
    if request.person == case.known.id:
        audit.note(tx, "own_decision_refused", who=str(case.known.id), now=case.now, request=id_)
        return [Say(case.chat, decisions.not_on_own(), case.known.id)]
    told = report.stands(tx, case, plan.plan, duty)
    if told.done:
        extensions.decide(tx, request.id, Verdict.MOOT, at=case.now, origin=case.origin)
        return [Say(case.chat, decisions.done_meanwhile(plan.plan, told), case.known.id)]
    return request, plan, duty


def _kept(opinion: str | None) -> str | None:
    """A decider's words as they are kept, and told to all concerned."""
    return clipped(one_line(opinion), undecided.LONGEST_OPINION) if opinion else None


def _grant(
    tx: Tx, case: Case, request: Request, plan: InForce, duty: Assignment, said: Spoken
) -> list[Response]:
    """Grant a wish until the day that the decider says, with whatever words go with it."""
    until = undecided.until(request, said)
    kept = _kept(said.opinion)
    today = case.now.astimezone(plan.plan.zone).date()
    hindered = objection(plan.plan, duty, until, today)
    if hindered is not None and hindered is not Objection.DAY_OFF:
        message = decisions.no_longer_fits(plan.plan, duty, until, hindered)
        return [Say(case.chat, message, case.known.id)]
    if not extensions.decide(
        tx,
        request.id,
        Verdict.GRANTED,
        at=case.now,
        origin=case.origin,
        until=until,
        base=as_written(duty).deadline.version,
        opinion=kept,
    ):
        return _decided(tx, case, request, plan, duty)
    moved = InForce(extended(plan.plan, extensions.grants(tx, plan.plan.id)))
    _approve(tx, case, plan, moved, request.id)
    _note(tx, case, "wish_granted", request, day=until.isoformat(), words=kept)
    wait_no_longer(tx, case, request)
    tell(tx, case, request, moved)
    granted = moved.plan.by_key[duty.key]
    message = decisions.granted(moved.plan, granted, request, kept)
    return [Say(case.chat, message, case.known.id)]


def _approve(tx: Tx, case: Case, before: InForce, after: InForce, request: int) -> None:
    """The decision is the office's word for what it changes, where the office had agreed before."""
    if case.desk.auto_approve:
        return
    agreed = plans.approved_fingerprints(tx, before.plan.id)
    changed = [
        after.fingerprints[key]
        for key, old in before.fingerprints.items()
        if old in agreed and after.fingerprints[key] != old
    ]
    code = f"extension-{request}"
    plans.approve(tx, before.plan.id, code, changed, person=case.known.id, now=case.now)


def _note(tx: Tx, case: Case, what: str, request: Request, **more: str | None) -> None:
    """A wish decided is no approval of messages, and is noted whether those need one or not."""
    who, duty = str(case.known.id), list(request.key)
    audit.note(tx, what, who=who, now=case.now, duty=duty, request=request.id, **more)


def _ask_opinion(
    tx: Tx, case: Case, request: Request, plan: InForce, duty: Assignment
) -> list[Response]:
    facts = {"request": request.id}
    questions.ask(
        tx, case.chat, case.known.id, Asks.OPINION, facts, now=case.now, patience=PATIENCE
    )
    message = opinions.which_opinion(plan.plan, duty, request.id)
    return [Say(case.chat, message, case.known.id, kept=True)]


def wait_no_longer(tx: Tx, case: Case, request: Request) -> None:
    """Who has decided is not asked for more on it any more: the next text is news."""
    for asked in questions.opened(tx, case.chat, case.known.id, case.now):
        opinion = asked.kind is Asks.OPINION and asked.facts["request"] == request.id
        day = asked.kind is Asks.DECISION and asked.facts["requests"] == [request.id]
        if opinion or day:
            questions.answered(tx, asked.id, case.now)


def _decided(
    tx: Tx, case: Case, request: Request, plan: InForce, duty: Assignment
) -> list[Response]:
    """Somebody has decided before: what, and who."""
    known = extensions.get(tx, request.id) or request
    told = Say(case.chat, decisions.decided_already(plan.plan, duty, known), case.known.id)
    newest = extensions.of_duty(tx, request.plan, request.key)[-1]
    if known.decision is None or known.decision.verdict is not Verdict.REPLACED:
        return [told]
    if newest.decision is not None:
        return [told]
    again = _petition(tx, plan.plan, duty, newest)  # which waits in its place
    return [told, Say(case.chat, again, case.known.id)]


def tell(tx: Tx, case: Case, request: Request, plan: InForce, *, undone: int | None = None) -> None:
    """Tell the unit and whoever wished, and the other deciders, what became of a wish.

    `undone` is the wish that it reopens, if the news is that it waits again.
    """
    facts = {"request": request.id} | ({"undone": undone} if undone else {})
    wished = people.person(tx, request.person, case.now)
    unit = recipients.of_unit(tx, request.key[1], case.now, plan.plan.zone)
    if wished is not None and wished.hears_of(request.key[1]):  # not who was replaced since
        unit = [request.person, *unit]
    mark = f"{'undone' if undone else 'decided'}-{request.id}"
    for whose, persons in (("unit", unit), ("deciders", needless.deciders(tx, case.now))):
        to = _others(persons, case.known.id)
        told = facts | {"whose": whose}
        notices.tell(tx, plan.plan, mark, told, case.now, to=to, kind=PETITION)


def _others(persons: Iterable[int], this: int) -> list[int]:
    return [person for person in dict.fromkeys(persons) if person != this]


def duty_of(case: Case, request: Request | None) -> tuple[InForce | None, Assignment | None]:
    """The plan and the duty that a wish is about, if both are in force."""
    plan = case.desk.plans.by_id.get(request.plan) if request else None
    return plan, plan.plan.by_key.get(request.key) if plan and request else None
