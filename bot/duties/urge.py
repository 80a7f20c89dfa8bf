"""“Đôn đốc”: leadership or the office sends a unit one word about a duty that is behind.

Once per working day and duty, whoever presses; through the outbox, so that quiet hours and days
off are kept; noted in the audit trail.
"""

from datetime import datetime, time

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.buttons import Urge
from bot.desk import InForce
from bot.messages import Message
from bot.reaching import ladder, notices, recipients
from bot.responses import Response, Say
from bot.store import audit, boards, outbox, plans, promises
from bot.store.memory import Tx
from bot.wording import joining
from bot.wording import urging as words
from schedules.plan import Assignment
from schedules.progress import is_exception
from schedules.speaking import telling_time
from schedules.workdays import DAY, local_instant

KIND = "urge"
"""The kind of an outbox row that urges."""


def pressed(tx: Tx, case: Case, urge: Urge) -> list[Response]:
    """Answer the button."""
    plan, duty = case.desk.plans.by_id[urge.plan.id], urge.assignment
    if not access.may(case.person, Wish.URGE):
        audit.note(tx, "urge_refused", who=str(case.known.id), now=case.now, duty=list(duty.key))
        return [Say(case.chat, joining.no_board(), case.known.id)]
    return [Say(case.chat, _urged(tx, case, plan, duty), case.known.id)]


def _urged(tx: Tx, case: Case, plan: InForce, duty: Assignment) -> Message:
    """Promise the word if it may be said; what whoever pressed is told."""
    board = boards.read(tx, plan.plan, case.now)
    each = next(s for s in board.standings if s.assignment.key == duty.key)
    if not is_exception(each):
        return words.needless(board, each)
    if not _approved(tx, case, plan, duty):
        return words.not_approved()
    at = telling_time(plan.plan, duty, case.now)
    mark = f"{KIND}-{at.astimezone(plan.plan.zone).date()}"
    before = promises.facts_of(tx, plan.plan.id, duty.key, mark)
    if before is not None:
        return words.already_urged(plan.plan, duty, before)
    told = recipients.of_unit(tx, duty.unit.id, case.now, plan.plan.zone)
    if not told:
        facts = {"what": "nobody", "units": [duty.unit.id]}
        notices.tell(tx, plan.plan, f"{mark}-{duty.unit.id}", facts, case.now)
        return words.nobody(duty)
    outbox.promise(tx, [_owed(case, plan, duty, person, at, mark) for person in told])
    audit.note(tx, "urged", who=str(case.known.id), now=case.now, duty=list(duty.key))
    return words.urged(plan.plan, duty, at, now=case.now)


def _approved(tx: Tx, case: Case, plan: InForce, duty: Assignment) -> bool:
    if case.desk.auto_approve:
        return True
    wanted = plan.fingerprints[duty.key]
    return wanted in plans.approved_among(tx, plan.plan.id, [wanted])


def _owed(
    case: Case, plan: InForce, duty: Assignment, person: int, at: datetime, mark: str
) -> outbox.Owed:
    """The promise; it is owed from the press on, so that any later answer makes it needless."""
    zone = plan.plan.zone
    last = plan.workdays.shift(at.astimezone(zone).date(), 1)
    return outbox.Owed(
        plan=plan.plan.id,
        kind=KIND,
        mark=mark,
        person=person,
        at=case.now,
        until=local_instant(last + DAY, time(), zone),
        duty=duty.key,
        deadline=duty.deadline.version,
        facts={
            "by": case.known.name,
            "leader": ladder.leads_as(case.known, plan.plan),
            "at": case.now.isoformat(),
        },
    )
