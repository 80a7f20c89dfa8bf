"""Evidence: put away with its duty, and shown to leadership and the office on demand."""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.exhibit import Exhibit
from bot.media import safe_name
from bot.messages import one_line
from bot.responses import Present, Response, Say
from bot.store import audit, evidence
from bot.store.attachments import File
from bot.store.memory import Tx
from bot.understand import Reference
from bot.wording import files
from schedules.plan import Assignment, Plan

SHOWN = 10
"""Files shown at once; the newest."""

Key = tuple[str, str]


def cite(tx: Tx, case: Case, plan: str, key: Key, cited: Sequence[Reference]) -> int:
    """Put links and documents' numbers away with a duty; gives how many are new."""
    return sum(
        evidence.add(
            tx,
            plan,
            key,
            Exhibit(each.kind, each.words, case.said_at),
            person=case.known.id,
            channel=case.chat.channel,
            inbox=case.inbox,
        )
        for each in cited
    )


def put_away(tx: Tx, file: File) -> int:
    """Put a file that lies with us away with each duty that it shows; gives how many are new."""
    name = file.attachment.name
    exhibit = Exhibit(
        file.attachment.kind,
        file.words,
        file.at,
        file.sha256,
        safe_name(one_line(name), file.media_type or "") if name else None,
        file.media_type,
        file.size,
    )
    return sum(
        evidence.add(
            tx,
            plan,
            (activity, unit),
            exhibit,
            person=file.person,
            channel=file.chat.channel,
            inbox=file.inbox,
        )
        for plan, activity, unit in file.duties or ()
    )


def shown(tx: Tx, case: Case, plan: Plan, duties: Sequence[Assignment]) -> list[Response]:
    """All evidence for some duties: a list in words, then the newest files themselves.

    Leadership and the office see that of every duty, a unit's people that of their own.
    """
    if not access.may(case.person, Wish.BOARD):
        mine = [d for d in duties if access.may(case.person, Wish.OWN_WORK, d.unit.id)]
        if duties and not mine:
            audit.note(tx, "evidence_refused", who=str(case.known.id), now=case.now)
            return [Say(case.chat, files.not_of_others(), case.known.id)]
        duties = mine
    if case.chat.is_group:
        return [Say(case.chat, files.in_private(), case.known.id)]
    found = [(duty, each) for duty in duties for each in evidence.of_duty(tx, plan.id, duty.key)]
    told: list[Response] = [Say(case.chat, files.listed(plan, duties, found), case.known.id)]
    kept = [(duty, each) for duty, each in found if each.sha256]
    return told + [
        Present(
            case.chat,
            each.sha256 or "",
            files.name_of(duty, n, each.media_type or ""),
            each.media_type or "",
            files.caption(plan, duty, each),
        )
        for n, (duty, each) in list(enumerate(kept, 1))[-SHOWN:]
    ]
