"""Evidence: put away with its duty, and shown to leadership and the office on demand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.exhibit import Exhibit
from bot.media import safe_name
from bot.messages import one_line
from bot.responses import Present, Response, Say
from bot.store import audit, evidence, heard
from bot.store.attachments import Duty, File
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.understand.evidence.citing import Reference
from bot.wording import files
from schedules.plan import Assignment, Plan

SHOWN = 10
"""Files shown at once; the newest."""

Key = tuple[str, str]


def cite(tx: Tx, case: Case, plan: str, key: Key, cited: Sequence[Reference]) -> list[int]:
    """Put links and documents' numbers away with a duty; gives the ids of those that are new."""
    ids = [
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
    ]
    return [id_ for id_ in ids if id_ is not None]


def put_away(tx: Tx, file: File) -> list[int]:
    """Put a file that lies with us away with each duty that it shows; gives the ids of the new."""
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
    ids = [
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
    ]
    return [id_ for id_ in ids if id_ is not None]


def follow(tx: Tx, case: Case, file: File) -> tuple[list[int], list[Kept]]:
    """Have a file that lies with us with the duties that it is said to show by now.

    With what is written with it by now, too. Gives the ids of what is new there, and what was taken
    from elsewhere.
    """
    wanted, lies = file.duties or (), lying(tx, file)
    astray = [kept for kept in lies if (kept.plan, *kept.key) not in wanted]
    renamed = [kept for kept in lies if file.words and kept.exhibit.words != file.words]
    if astray or renamed:
        words = {kept.id: file.words or kept.exhibit.words for kept in lies}
        named = [
            replace(kept, exhibit=replace(kept.exhibit, words=words[kept.id]))
            for kept in lies
            if kept in astray or kept in renamed
        ]
        return move(tx, case, named, wanted), astray
    return put_away(tx, file), []


def lying(tx: Tx, file: File) -> list[Kept]:
    """Where a file lies as evidence, wherever it was moved since it came."""
    return evidence.of_file(tx, file.sha256 or "", file.person, file.at)


def take_back(tx: Tx, case: Case, found: Sequence[Kept]) -> None:
    """Take evidence back from the duties that it was put away with, for good."""
    for kept in found:
        _cancel(tx, case, kept)
        _note(tx, case, "evidence_dropped", kept)


def move(tx: Tx, case: Case, found: Sequence[Kept], to: Sequence[Duty]) -> list[int]:
    """Put evidence away with other duties than before; gives the ids of what is new there.

    It is dated now: at any moment before, it was where it was.
    """
    new = []
    for kept in found:
        _cancel(tx, case, kept)
        for plan, activity, unit in to:
            _note(tx, case, "evidence_moved", kept, to=[[activity, unit]])
            new += [
                evidence.add(
                    tx,
                    plan,
                    (activity, unit),
                    replace(kept.exhibit, at=max(case.said_at, kept.exhibit.at)),
                    person=case.known.id,
                    channel=case.chat.channel,
                    inbox=case.inbox,
                )
            ]
    return [id_ for id_ in new if id_ is not None]


def _cancel(tx: Tx, case: Case, kept: Kept) -> None:
    evidence.cancel(
        tx,
        kept,
        at=case.said_at,
        person=case.known.id,
        channel=case.chat.channel,
        inbox=case.inbox,
    )


def _note(tx: Tx, case: Case, what: str, kept: Kept, **more: object) -> None:
    shown_ = kept.exhibit.name if kept.exhibit.sha256 else kept.exhibit.words
    audit.note(
        tx,
        what,
        who=str(case.known.id),
        now=case.now,
        plan=kept.plan,
        duty=list(kept.key),
        words=shown_,
        **more,
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
    now = heard.corrected(tx, {each.sha256 for _, each in found if each.sha256})
    found = [(duty, _as_it_reads(each, now)) for duty, each in found]
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


def _as_it_reads(each: Exhibit, now: Mapping[tuple[str, str], str]) -> Exhibit:
    """Evidence with its caption as its sender has changed it since."""
    words = now.get((each.sha256 or "", each.by or ""), each.words)
    return replace(each, words=words or None)
