"""What a unit needs: asked for of its own accord, or told after a wish for more time was refused.

It is handed in full to the office (and to whoever refused), and stands in the audit trail. Nothing
of the duty changes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import petitions
from bot.messages import Said, clipped, one_line
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import audit, extensions, people
from bot.store.memory import Tx
from bot.understand import Reading
from bot.understand.dialogue.wishes import needs
from bot.wording import decisions, handing
from schedules.extensions import Request, Verdict
from schedules.plan import Assignment, Plan

PATIENCE = timedelta(days=3)
"""How long “cần thêm 2 cán bộ” is an answer to that notice; a reply to it always is."""

LONGEST = 500


def told(
    tx: Tx, case: Case, said: Said, reading: Reading, *, after: datetime | None = None
) -> list[Response]:
    """Hand on what a text says is needed; nothing if it says nothing of the kind, or more.

    With `after` only where the wish was refused later than that: what was asked then is older.
    """
    if case.chat.is_group or not said.text.strip() or not access.may(case.known, Wish.REPORT):
        return []
    news = bool(reading.per_task) or reading.intent in _ELSE
    request = None if news else _refused(tx, case, said, reading)
    plan, duty = petitions.duty_of(case, request)
    if request is None or plan is None or duty is None:
        return []
    if after is not None and not _is_newer(request, after):
        return []
    words = clipped(one_line(said.text), LONGEST)
    concerned = [*notices.office(tx, case.now), extensions.decider(tx, request.id)]
    to = sorted({person for person in concerned if person not in (None, case.known.id)})
    facts = {"request": request.id, "needs": words, "by": case.known.name}
    mark = f"support-{request.id}-{case.inbox}"
    notices.tell(tx, plan.plan, mark, facts, case.now, to=to, kind=petitions.PETITION)
    audit.note(
        tx, "support_wanted", who=str(case.known.id), now=case.now, request=request.id, words=words
    )
    names = list(people.names(tx, to).values())
    return [Say(case.chat, decisions.needs_passed_on(duty, words, names), case.known.id)]


def asked_for(
    tx: Tx, case: Case, said: Said, plan: Plan, meant: Sequence[Assignment]
) -> list[Response]:
    """Hand on to the office that support is asked for, for the duties `meant` if any is named."""
    words = clipped(one_line(said.text), LONGEST)
    facts = {
        "what": "support",
        "name": case.known.name,
        "units": sorted({duty.unit.id for duty in meant} or case.known.units),
        "due": [[d.unit.id, d.title, d.deadline.day.isoformat()] for d in meant],
        "words": words,
    }
    notices.tell(tx, plan, f"support-{case.inbox}", facts, case.now)
    keys = [list(duty.key) for duty in meant]
    audit.note(tx, "support_wanted", who=str(case.known.id), now=case.now, duties=keys, words=words)
    heard = bool(notices.office(tx, case.now))
    return [
        Say(case.chat, handing.support_passed_on(plan, meant, words, heard=heard), case.known.id)
    ]


_ELSE = ("done", "extension_request", "question_status", "help")
"""What a text may say instead: “cần thêm 3 ngày” is another wish."""


def _refused(tx: Tx, case: Case, said: Said, reading: Reading) -> Request | None:
    """The refused wish that a text answers: replied to, or the newest that asks for an answer."""
    replied = petitions.replied_to(tx, case, said) or []
    for request in replied:
        own = access.may(case.known, Wish.REPORT, request.key[1])
        if own and reading.intent == "not_understood" and _is_refused(request):
            return request
    if replied or not needs(said.text):
        return None
    since = case.now - PATIENCE
    return extensions.last_refused(tx, sorted(case.known.units), since)


def _is_newer(request: Request, than: datetime) -> bool:
    return request.decision is not None and request.decision.at > than


def _is_refused(request: Request) -> bool:
    return request.decision is not None and request.decision.verdict is Verdict.REFUSED
