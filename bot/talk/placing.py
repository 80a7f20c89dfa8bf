"""“Nhầm, việc 2”, “không, đúng việc 1 rồi” right behind evidence that was put away: it lies there.

Of a report that came with it, and of which no word was said since, it may be as well: it is asked.
"""

from collections.abc import Sequence

from bot.case import Case
from bot.responses import Response, Say
from bot.store import arrivals, heard, questions
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import mending, moving, whose
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand.dialogue.exchanges import exchange, kept_with, rather
from bot.wording import refiling as words_of

MOST_READ = 20
"""Texts since a report that are looked for; the newest."""


def placed(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Have what was put away last lie with the duty that a text names, and calls nothing else."""
    words = remark.words
    swap = exchange(words)
    meant = swap.meant if swap else rather(words)
    meant = kept_with(words) if meant is None else meant
    if meant is None or remark.said.attachments or remark.said.forwarded:
        return []
    offer, found = _put_away_last(tx, case)
    known = whose.known(tx, case, remark.tasks)
    to = [task for task in known if task.n == meant]
    lies = {(kept.plan, *kept.key) for kept in found}
    if offer is None or not to or (swap and not _lies_with(swap.said, known, lies)):
        return []
    if lies != {whose.duty_of(task) for task in to} and (report := _reported(tx, case, lies)):
        return [Say(case.chat, words_of.what_to_mend(report.id, offer.id), case.known.id)]
    return moving.move(tx, case, found, to)


def _put_away_last(tx: Tx, case: Case) -> tuple[Question | None, list[Kept]]:
    """The evidence that was acknowledged last, if nothing was said, asked or listed since."""
    offers = questions.opened(tx, case.chat, case.known.id, case.now, Asks.EXHIBITS, most=1)
    if not offers or offers[0].asked_at < case.now - whose.JUST_NOW:
        return None, []
    at = offers[0].asked_at
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    later = any(each.id > offers[0].id for each in asked)
    later = later or heard.since(tx, case.chat, at, before=case.inbox)
    if later or arrivals.listed_since(tx, case.chat, at):
        return None, []
    found = moving.own(tx, case, offers[0].facts["evidence"])
    return (offers[0], found) if found else (None, [])


def _lies_with(n: int, known: Sequence[Task], lies: set[whose.Duty]) -> bool:
    """Whether something lies with the duty of a number, which is said to be the wrong one."""
    return any(task.n == n and whose.duty_of(task) in lies for task in known)


def _reported(tx: Tx, case: Case, lies: set[whose.Duty]) -> Question | None:
    """Whether the report that was made last may be meant: of that duty, and no word since."""
    told = [kept for kept, _ in mending.just_said(tx, case) if (kept.plan, *kept.key) in lies]
    said = [
        heard.words_since(tx, case.chat, kept.inbox or 0, before=case.inbox, most=MOST_READ)
        for kept in told
    ]
    if not told or any(words.strip() for between in said for words in between):
        return None
    right = questions.opened(tx, case.chat, case.known.id, case.now, Asks.RIGHT, most=1)
    return right[0] if right else None
