"""A decision on a wish for more time is undone by whoever made it: the wish waits again.

Ten minutes, as for every answer. The deadline goes back, and all who heard of the decision hear
of this, too.
"""

from dataclasses import replace
from datetime import date, datetime

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.desk import InForce
from bot.duties import petitions
from bot.duties.report import UNDO_WITHIN
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import audit, extensions, questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.understand.dialogue.turns import agrees, nods
from bot.understand.leaders.verdicts import Verdict as Spoken
from bot.understand.leaders.verdicts import meant, verdict
from bot.understand.sayings import split_off
from bot.wording import answers, decisions, opinions
from schedules.extensions import Request, Verdict, extended


def undo(tx: Tx, case: Case, id_: int) -> list[Response]:
    """Undo what was decided on a wish, and put it before those who decide once more."""
    request = extensions.get(tx, id_)
    plan, duty = petitions.duty_of(case, request)
    if request is None or plan is None or duty is None:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    if not is_own(tx, case, request):
        audit.note(tx, "decision_refused", who=str(case.known.id), now=case.now, request=id_)
        return [Say(case.chat, decisions.may_not_undo(), case.known.id)]
    again = _reopened(tx, case, request)
    if again is None:
        return [Say(case.chat, decisions.too_late_to_undo(plan.plan, duty), case.known.id)]
    audit.note(tx, "decision_undone", who=str(case.known.id), now=case.now, request=id_)
    back = InForce(extended(plan.plan, extensions.grants(tx, plan.plan.id)))
    petitions.tell(tx, case, again, back, undone=request.id)
    message = decisions.undone(back.plan, back.plan.by_key[duty.key], again)
    return [Say(case.chat, message, case.known.id)]


def is_own(tx: Tx, case: Case, request: Request) -> bool:
    """Whether this person has decided on a wish, and may."""
    own = access.may(case.known, Wish.DECIDE) and request.decision is not None
    return own and extensions.decider(tx, request.id) == case.known.id


def _reopened(tx: Tx, case: Case, request: Request) -> Request | None:
    """The wish as it waits again; None if that is too late, or the unit has wished anew since."""
    newest = extensions.of_duty(tx, request.plan, request.key)[-1]
    if newest.id != request.id or not is_young(case, request):
        return None
    return extensions.reopen(tx, request.id, at=case.now, inbox=case.inbox)


def is_young(case: Case, request: Request) -> bool:
    """Whether what was decided on a wish can still be undone."""
    decided = request.decision
    return decided is not None and case.now - decided.at <= UNDO_WITHIN


def last_undone(tx: Tx, case: Case) -> list[Response]:
    """Undo the own last decision, if that is the last thing that this person has recorded.

    What one text has decided at once is undone at once.
    """
    request = last_own(tx, case)
    together = extensions.judged_with(tx, request.id) if request else []
    return [response for each in together for response in undo(tx, case, each.id)]


def last_own(tx: Tx, case: Case) -> Request | None:
    """The wish that this person decided on last; None if that is not the last they recorded."""
    if not access.may(case.known, Wish.DECIDE) or case.chat.is_group:
        return None
    request = extensions.last_judged(tx, case.known.id)
    if request is None or request.decision is None or extensions.is_reopened(tx, request.id):
        return None
    reported = [replies.get(tx, id_) for id_ in replies.last_said_by(tx, case.known.id)]
    later = any(kept is not None and kept.reply.at > request.decision.at for kept in reported)
    return None if later else request


def mistaken(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Tôi bấm nhầm, không đồng ý”, right after a decision: undone, and decided as it goes on.

    “Đúng” confirms what was said back.
    """
    first, rest = split_off(words)
    request = last_own(tx, case)
    if request is None or not is_young(case, request):
        return []
    if agrees(words) and not nods(words):
        return [Say(case.chat, opinions.confirmed(), case.known.id)]
    return decided_anew(tx, case, request, rest) if agrees(first) is False else []


def meant_otherwise(tx: Tx, case: Case, said: Said) -> list[Response]:
    """“Không, ý tôi là đồng ý”, after one has refused, or the other way round: decided anew.

    It is about the own decision that the text replies to, else the last one, if nothing was asked
    of who decides since. Later than that may be undone, nothing is, and it says so.
    """
    rest = meant(said.text)
    spoken = verdict(rest, _today(case)) if rest else None
    replied = petitions.replied_to(tx, case, said)
    request = replied[0] if replied else last_own(tx, case)
    if rest is None or spoken is None or request is None or not is_own(tx, case, request):
        return []
    decision = request.decision
    if decision is None or (not replied and asked_since(tx, case, decision.at)):
        return []
    if spoken == Spoken(decision.verdict is Verdict.GRANTED):
        return []  # it is as was decided
    return decided_anew(tx, case, request, rest)


def asked_since(tx: Tx, case: Case, at: datetime) -> bool:
    """Whether more on a wish was asked since an instant, and is waited for."""
    kinds = (Asks.OPINION, Asks.DECISION)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, *kinds, most=1)
    return bool(asked) and asked[0].asked_at > at


def decided_anew(tx: Tx, case: Case, request: Request, words: str) -> list[Response]:
    """Undo a decision, and make the one that the words say, if they say one."""
    return decided_so(tx, case, request, verdict(words, _today(case)))


def decided_so(
    tx: Tx, case: Case, request: Request, said: Spoken | None, *, adds: bool = False
) -> list[Response]:
    """Undo a decision, and make another one if there is one to make.

    One that only `adds` to it is heard by who decides as that: nothing waits again in between.
    """
    told = undo(tx, case, request.id)
    again = extensions.latest(tx, request.id)
    if said is None or again is None or again.id == request.id:
        return told
    back = replace(case, desk=replace(case.desk, plans=case.desk.plans.renewed(tx)))
    decided = petitions.decide(tx, back, again.id, said)
    return decided if adds else [*told, *decided]


def _today(case: Case) -> date:
    return case.said_at.astimezone(case.desk.plans.first.zone).date()


def edited(tx: Tx, case: Case, inboxes: tuple[int, ...]) -> list[Response]:
    """What is said to somebody who edits the text of a decision: it is undone, not edited."""
    found = [request for inbox in inboxes for request in extensions.judged_in(tx, inbox)]
    if not found:
        return []
    request = found[-1]
    plan, duty = petitions.duty_of(case, request)
    if plan is None or duty is None:
        return [Say(case.chat, answers.old_button(), case.known.id)]
    message = decisions.not_by_edit(plan.plan, duty, request, young=is_young(case, request))
    return [Say(case.chat, message, case.known.id)]
