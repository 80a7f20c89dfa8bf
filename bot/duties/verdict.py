"""Accepting what a unit reports done, or sending it back with what is lacking.

Off unless the plan asks for it. A duty that waits counts as done; one that is sent back is open
again, and its unit is told. Nothing that was said is changed: verdicts are rows of their own.
"""

from collections.abc import Sequence
from datetime import time, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.buttons import Verdict
from bot.messages import Message, Said, clipped, one_line
from bot.reaching import ladder, notices, recipients
from bot.responses import Response, Say
from bot.store import audit, deliveries, outbox, promises, questions, replies, verdicts
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.store.replies import Kept
from bot.understand.dialogue.explaining import bare_reason
from bot.understand.leaders.results import result_judged
from bot.wording import verdicts as words
from schedules.plan import Assignment, Plan
from schedules.progress import Reach, Standing, standing
from schedules.speaking import telling_time
from schedules.workdays import DAY, Workdays, local_instant

KIND = "returned"
"""The kind of an outbox row that tells a unit what is lacking."""

AWAITS = "awaits"
"""What a notice is about that tells of a result that waits for a verdict."""

PATIENCE = timedelta(hours=2)
"""How long the next text is taken for what is lacking."""

SECOND_THOUGHT = timedelta(minutes=10)
"""How long who has accepted a result may send it back after all."""

LONGEST = 500
"""Characters of what is lacking that are kept."""


def wanted(tx: Tx, case: Case, plan: Plan, told: Standing) -> None:
    """Tell the office that a report of “done” waits to be accepted."""
    if told.awaits and told.reply is not None:
        activity, unit = told.assignment.key
        facts = {"what": AWAITS, "activity": activity, "unit": unit, "reply": told.reply.id}
        notices.tell(tx, plan, f"awaits-{told.reply.id}", facts, case.now)


def pressed(tx: Tx, case: Case, verdict: Verdict) -> list[Response]:
    """Answer a button."""
    kept = replies.get(tx, verdict.reply)
    duty = _duty(case, kept)
    if not access.may(case.person, Wish.ACCEPT):
        audit.note(tx, "verdict_refused", who=str(case.known.id), now=case.now)
        return [_say(case, words.may_not_judge())]
    if kept is None or duty is None:
        return [_say(case, words.outdated())]
    plan, told = duty[0], _stands(tx, case, *duty)
    if not told.awaits or told.reply is None or told.reply.id != kept.reply.id:
        return [_say(case, words.settled(plan, told))]
    if verdict.accepted:
        verdicts.accept(tx, kept, at=max(case.now, kept.reply.at), origin=case.origin)
        audit.note(tx, "accepted", who=str(case.known.id), now=case.now, duty=list(kept.key))
        return [_say(case, words.accepted(plan, told))]
    if verdict.lacks is None:
        lacks = _taken(tx, case, kept.reply.id)
        return _sent_back(tx, case, kept, lacks) if lacks else _ask_words(tx, case, kept, told)
    if verdict.lacks >= len(words.LACKS):
        return [_say(case, words.outdated())]
    return _sent_back(tx, case, kept, words.LACKS[verdict.lacks])


def _ask_words(tx: Tx, case: Case, kept: Kept, told: Standing) -> list[Response]:
    verdicts.await_words(
        tx, case.chat, case.known.id, kept.reply.id, now=case.now, patience=PATIENCE
    )
    return [_say(case, words.what_lacks(told))]


def keep(tx: Tx, case: Case, lacks: str, about: Sequence[int]) -> None:
    """Keep what some result lacks until it is chosen which of these replies that is."""
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.LACKS)
    facts = {"replies": list(about), "lacks": lacks}
    questions.ask(tx, case.chat, case.known.id, Asks.LACKS, facts, now=case.now, patience=PATIENCE)


def _taken(tx: Tx, case: Case, reply: int) -> str | None:
    """What was typed before this result was chosen for it; it is of one result."""
    for asked in questions.opened(tx, case.chat, case.known.id, case.now, Asks.LACKS, most=1):
        if reply in asked.facts["replies"]:
            questions.answered(tx, asked.id, case.now)
            lacks: str = asked.facts["lacks"]
            return lacks
    return None


def lacking(opinion: str) -> str:
    """What is lacking as it is kept and told: one line, without the “vì” that leads it in."""
    return clipped(bare_reason(one_line(opinion)), LONGEST)


def in_words(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Take a text for what is lacking, if that was asked for; nothing if it was not."""
    text = said.text.strip()
    kept = verdicts.awaited(tx, case.chat, case.known.id, case.now) if text else None
    if kept is None or not access.may(case.person, Wish.ACCEPT):
        return []
    judged = result_judged(text)
    lacks = judged.opinion if judged else text
    if lacks is None:  # “trả lại” again, or rather “xác nhận”
        found = _duty(case, kept)
        return _ask_words(tx, case, kept, _stands(tx, case, *found)) if found else []
    return _sent_back(tx, case, kept, lacking(lacks))


def replied(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Take a text for the word on the result whose notice it replies to; nothing if it is not."""
    judged = result_judged(said.text)
    kept = _replied_to(tx, case, said) if judged is not None else None
    if judged is None or kept is None or not access.may(case.person, Wish.ACCEPT):
        return []
    if judged.opinion:
        return _sent_back(tx, case, kept, lacking(judged.opinion))
    return pressed(tx, case, Verdict(kept.reply.id, judged.granted))


def _replied_to(tx: Tx, case: Case, said: Said) -> Kept | None:
    """The result that the message replied to tells of; None where it tells of none."""
    message = deliveries.find(tx, case.chat, said.reply_to) if said.reply_to else None
    if message is None or case.chat.is_group:
        return None
    told = promises.facts_in(tx, message.person, message.id, notices.NOTICE)
    found = [facts["reply"] for facts in told if facts.get("what") == AWAITS]
    return replies.get(tx, found[0]) if len(found) == 1 else None


def sent_back(tx: Tx, case: Case, reply: int, lacks: str) -> list[Response]:
    """Send the result of a reply back with what is lacking; nothing if it is not known."""
    kept = replies.get(tx, reply)
    return _sent_back(tx, case, kept, lacks) if kept else []


def just_accepted(tx: Tx, case: Case) -> int | None:
    """The reply that this person accepted a moment ago and that still is how its duty stands."""
    kept = verdicts.last_accepted(tx, case.known.id, case.now - SECOND_THOUGHT)
    duty = _duty(case, kept)
    told = _stands(tx, case, *duty) if duty else None
    if kept is None or told is None or told.reply is None or not told.done:
        return None
    return kept.reply.id if told.reply.id == kept.reply.id else None


def _sent_back(tx: Tx, case: Case, kept: Kept, lacks: str) -> list[Response]:
    verdicts.forget(tx, case.chat, case.known.id)
    found = _duty(case, kept)
    if found is None:
        return [_say(case, words.outdated())]
    plan, duty = found
    told = _stands(tx, case, plan, duty)
    anew = just_accepted(tx, case) == kept.reply.id  # a second thought, as on every decision
    waits = told.awaits or anew
    if not waits or told.reply is None or told.reply.id != kept.reply.id:
        return [_say(case, words.settled(plan, told))]
    verdicts.send_back(tx, kept, lacks, at=max(case.now, kept.reply.at), origin=case.origin)
    audit.note(tx, "returned", who=str(case.known.id), now=case.now, duty=list(duty.key))
    persons = recipients.of_unit(tx, duty.unit.id, case.now, plan.zone)
    outbox.promise(tx, [_owed(case, plan, kept, duty, person) for person in persons])
    at = telling_time(plan, duty, case.now) if persons else None
    return [_say(case, words.sent_back(plan, duty, lacks, at, now=case.now))]


def _owed(case: Case, plan: Plan, kept: Kept, duty: Assignment, person: int) -> outbox.Owed:
    last = Workdays(plan.calendar).shift(case.now.astimezone(plan.zone).date(), 3)
    return outbox.Owed(
        plan=plan.id,
        kind=KIND,
        mark=f"{KIND}-{kept.reply.id}",
        person=person,
        at=case.now,
        until=local_instant(last + DAY, time(), plan.zone),
        duty=duty.key,
        deadline=duty.deadline.version,
        facts={"leader": ladder.leads_as(case.known, plan)},
    )


def _duty(case: Case, kept: Kept | None) -> tuple[Plan, Assignment] | None:
    plan = case.desk.plans.by_id.get(kept.plan) if kept else None
    duty = plan.plan.by_key.get(kept.key) if plan and kept else None
    return (plan.plan, duty) if plan and duty else None


def _stands(tx: Tx, case: Case, plan: Plan, duty: Assignment) -> Standing:
    said = replies.of_assignment(tx, plan, duty)
    at = max([case.now, *(reply.at for reply in said)])
    return standing(duty, said, at, reach=Reach.DELIVERED)


def _say(case: Case, message: Message) -> Say:
    return Say(case.chat, message, case.known.id)
