"""What people type: understood by rules, recorded only where it is certain, asked back otherwise.

Numbers mean those of the message that was replied to, else those under which the person knows
the duties. A text that could be read in two ways changes nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.board import inquiry, overview
from bot.case import Case
from bot.duties import reopening, support, verdict
from bot.messages import Said
from bot.people import Role
from bot.responses import Response, Say
from bot.store import heard as memory_of_words
from bot.store import questions
from bot.store.attachments import File
from bot.store.memory import Tx
from bot.talk import (
    adding,
    albums,
    apart,
    asking,
    carrying,
    closed,
    complaints,
    deciding,
    denying,
    duties,
    edits,
    enclosures,
    exchanging,
    filing,
    following,
    lacking,
    leading,
    looking,
    mending,
    no_decision,
    reasking,
    recanting,
    receipts,
    recording,
    refiling,
    refusing,
    remainder,
    remarks,
    repeating,
    restating,
    rethinking,
    returning,
    second_thoughts,
    snoozing,
    telling,
    true_reasons,
    unknown,
    which,
    withdrawing,
)
from bot.talk.remarks import Remark
from bot.understand import Reading
from bot.understand.absence.absences import misses_a_meeting
from bot.understand.dialogue.no_reason import reports_later
from bot.understand.dialogue.reminding import nagged, snooze
from bot.understand.dialogue.turns import received
from bot.understand.dialogue.wishes import before_help
from bot.understand.sayings import pieces
from bot.understand.texts.contradictions import contradicted, unread
from bot.wording import answers, heard, joining, mend

_REPORTS = ("done", "not_done", "in_progress", "extension_request")
_OPEN = ("not_done", "in_progress")
_NEWS = (*_REPORTS, "not_understood")
"""What may be news of a duty, though it is not of an open one."""


def written(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Answer a text, or a file, of somebody who has joined."""
    if not said.text.strip() and not said.attachments:
        if case.chat.is_group:
            return []
        message = heard.unreadable(duties.numbers_here(tx, case, said))
        return [Say(case.chat, message, case.known.id)]
    before = _remembered(tx, case, said)
    if said.edited:
        if before is None or before.words == said.text:
            return []  # nothing reads differently: Telegram also calls a drawn preview an edit
        sent = albums.sent_with(tx, said, before.inbox)
        corrected = edits.changed(tx, case, said, before)
        if corrected is not None:
            return [*corrected, *(_captioned(tx, case, said, sent) if sent else [])]
        return _heard(tx, case, said, sent)
    return _heard(tx, case, said)


def _captioned(tx: Tx, case: Case, said: Said, sent: Sequence[File]) -> list[Response]:
    """What a caption that is typed late says of the files `sent` before, whatever else it says."""
    return apart.captioned(tx, case, remarks.read(tx, case, said), sent)


def _remembered(tx: Tx, case: Case, said: Said) -> memory_of_words.Heard | None:
    """How the message read before; how it reads now is kept."""
    message_id = case.incoming.message_id
    if message_id is None:
        return None
    before = memory_of_words.find(tx, case.chat, message_id)
    memory_of_words.keep(tx, case.inbox, case.chat, message_id, said.text[: duties.LONGEST])
    return before


def _heard(tx: Tx, case: Case, said: Said, sent: Sequence[File] = ()) -> list[Response]:
    asked_above = not no_decision.is_on_several(case, said.text) and (
        ([] if duties.is_no_opinion(case, said.text) else verdict.in_words(tx, case, said))
        or overview.ordered_in_words(case, said.text)
        or overview.urged_in_words(tx, case, said.text)
        or overview.state_in_words(tx, case, said.text)
        or following.asked(tx, case, said.text)
    )
    if asked_above:
        return asked_above
    asked = questions.opened(tx, case.chat, case.known.id, case.now)
    if case.chat.is_group and not (said.addressed or said.reply_to is not None or asked):
        return []
    remark = remarks.read(tx, case, said, asked=reasking.kind(case, asked))
    if said.attachments:
        return _with_files(tx, case, remark, sent)
    found = (
        looking.only(tx, case, remark)
        or carrying.of_numbers(tx, case, remark)
        or enclosures.promised(tx, case, remark)
        or apart.told_of(tx, case, remark)
        or exchanging.exchanged(tx, case, said.text, remark.tasks)
        or refiling.in_words(tx, case, said.text, remark.tasks)
        or albums.described_after(tx, case, remark)
        or true_reasons.told(tx, case, said.text, remark.tasks)
        or snoozing.amended(tx, case, remark)
        or denying.denied(tx, case, remark)
        or restating.restated(tx, case, remark)
        or recanting.recanted(tx, case, remark)
        or recanting.mistaken(tx, case, said.text, remark.tasks)
        or second_thoughts.asks_on(tx, case, said.text)
        or adding.added(tx, case, said.text, remark.tasks)
        or verdict.replied(tx, case, said)
        or deciding.put_off(tx, case, said)
        or rethinking.typed(tx, case, said)
        or reopening.meant_otherwise(tx, case, said)
        or second_thoughts.typed(tx, case, said)
        or no_decision.needless_now(tx, case, said)
        or deciding.typed(tx, case, said)
        or withdrawing.withdrawn(tx, case, said.text, remark.tasks)
        or refusing.opinion_replied(tx, case, said)
        or (asked and support.told(tx, case, said, remark.reading, after=asked[0].asked_at))
        or asking.answered(tx, case, asked, said.text, remark.tasks)
        or carrying.of_report(tx, case, remark)
        or reopening.mistaken(tx, case, said.text)
        or support.told(tx, case, said, remark.reading)
        or returning.in_words(tx, case, said.text)
        or _support(tx, case, remark)
    )
    again = [] if found else reasking.again(tx, case, asked, remark)
    if again or remark.reading.intent in ("question_status", "help"):
        return again or found or _said(tx, case, remark)
    return [*(found or _said(tx, case, remark)), *lacking.recalled(tx, case, asked)]


def _with_files(tx: Tx, case: Case, remark: Remark, sent: Sequence[File]) -> list[Response]:
    """File what came, or was `sent` before its caption, and record what is written with it."""
    blind = bool(duties.unseen(tx, case, remark.said, remark.reading, remark.tasks))
    blind = blind or closed.may_picture(tx, case, remark)
    if blind and sent:
        return _said(tx, case, remark)  # which shows the list
    shown = repeating.beside_files(tx, case, remark)
    filed = [] if sent else enclosures.received(tx, case, shown, blind=blind)
    if blind:
        return filed
    if remark.states:
        told = _said(tx, case, remark)
    else:
        told = closed.beside(tx, case, remark) or closed.taken_back(tx, case, remark)
        told = told or enclosures.whether_done(tx, case, remark)
    late = apart.captioned(tx, case, remark, sent) if sent else []
    return [*filed, *told, *late]


def _support(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Support asked for goes to the office; it tells only of a duty that is named how it stands."""
    before = before_help(remark.words)
    if case.chat.is_group or before is None:
        return []
    if not access.may(case.known, Wish.REPORT):
        return []
    named = duties.named(case, remark.words, remark.tasks)
    meant = named or [task for task in remark.tasks if task.n == remark.quoted]
    told = {task.n for task in meant} & set(remark.states)
    if len({remark.states.get(task.n) for task in meant}) > 1:  # of the last named before it
        parts = (duties.named(case, part, remark.tasks) for part in reversed(pieces(before)))
        meant = next(filter(None, parts), meant)
    plan = meant[0].plan if meant else case.desk.plans.first
    passed = support.asked_for(tx, case, remark.said, plan, [task.duty for task in meant])
    return [*_said(tx, case, remark), *passed] if told else passed


def _said(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    reading = remark.reading
    if reading.intent in _NEWS and duties.of_others(tx, case, remark.said):
        return [Say(case.chat, answers.not_yours(), case.known.id)]
    if not case.chat.is_group and remark.tasks and reports_later(remark.words):
        return [Say(case.chat, heard.receipt(case.desk.plans.first, waits=True), case.known.id)]
    dropped = snoozing.taken_back(tx, case, remark)
    if dropped and not _is_state(reading):
        return dropped
    later = _later(tx, case, remark)
    if later and not _is_state(reading):
        return later
    beside = closed.beside(tx, case, remark)
    if beside:
        return [*beside, *_left_open(tx, case, remark), *later]
    beside = closed.needless(tx, case, remark) or enclosures.not_issued(case, remark)
    if beside:
        return [*beside, *later]
    news = (remark.states or reading.intent in _REPORTS) and not misses_a_meeting(remark.words)
    if nagged(remark.words) and not news and not case.chat.is_group:
        return [Say(case.chat, heard.nagged(case.desk.plans.first), case.known.id)]
    if access.may(case.known, Wish.REPORT) and news:
        remark, kept = remainder.narrowed(tx, case, remark)
        told = _report(tx, case, remark) if remark.states or not kept else []
        return [*told, *kept, *later]
    return (
        closed.taken_back(tx, case, remark)
        or enclosures.by_words(tx, case, remark)
        or looking.evidence(tx, case, remark)
        or (unknown.no_such(tx, case, remark) if reading.intent in _NEWS else [])
        or recanting.late(tx, case, remark.words)
        or _other(tx, case, remark)
    )


def _report(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    said, reading, tasks = remark.said, remark.reading, remark.tasks
    if not tasks:
        done, _ = closed.by_title(tx, case, remark)
        if reading.intent in _OPEN:
            done = done or recanting.reported_last(tx, case)
        if done and not said.forwarded:  # "tờ rơi đang in" of what was reported done
            return which.ask(tx, case, said.text, reading, [], done=done)
        # else it says that nothing is open
        return complaints.heard(tx, case, remark) or inquiry.own_work(tx, case)
    meant = [task for task in tasks if task.n in remark.states]
    if said.forwarded and meant:
        shown = [(t.n, t.standing) for t in meant]
        return [duties.listed(tx, case, meant, heard.passed_on(meant[0].plan, shown))]
    reported = denying.asked(tx, case, remark) or repeating.repeated(tx, case, remark)
    if reported:
        return reported
    if duties.unseen(tx, case, said, reading, tasks):
        numbers = [(task.n, task.standing) for task in tasks]
        message = heard.not_shown(tasks[0].plan, numbers)
        return [duties.listed(tx, case, tasks, message, heard.as_above(message))]
    if meant:
        if filing.only_cited(said.text, reading):
            return enclosures.by_words(tx, case, replace(remark, quoted=None)) or []
        others, opened = closed.by_title(tx, case, remark)
        if others:
            return which.ask(tx, case, said.text, reading, opened, done=others)
        told = recording.reported(tx, case, said.text, reading, tasks)
        told += enclosures.claimed(tx, case, remark)
        told += _left_open(tx, case, remark)
        return [*told, *unknown.no_such(tx, case, remark, alone=False)]
    others, _ = closed.by_title(tx, case, remark)
    return which.ask(tx, case, said.text, reading, tasks, done=others)


def _left_open(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Ask of the duties of which a text says two things, or by number something not certain."""
    last = duties.last_said(remark.tasks, case.now)
    uttered = duties.utterance(case, remark.words, remark.tasks, remark.quoted, last=last)
    asked = (
        (contradicted(uttered) & set(remark.states), mend.both_ways),
        (unread(uttered) - set(remark.states), mend.unread),
    )
    found: list[Response] = []
    for unclear, words in asked:
        keys = [(task.plan.id, task.duty.key) for task in remark.tasks if task.n in unclear]
        meant = duties.by_keys(tx, case, keys)
        if meant:
            message = words(meant[0].plan, [(task.n, task.standing) for task in meant])
            found.append(duties.listed(tx, case, meant, message))
    return found


def _later(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """A reminder wished for later, beside whatever else the text says."""
    now = case.said_at.astimezone(case.desk.plans.first.zone)
    wish = snooze(remark.words, now) if remark.tasks else None
    return [] if wish is None else snoozing.snoozed(tx, case, wish, remark)


def _is_state(reading: Reading) -> bool:
    """Whether a text says how a duty stands, and not only when it will be looked at again."""
    states = [intent for _, intent in reading.per_task]
    return any(intent in ("done", "not_done") for intent in states) or any(
        part.percent is not None for part in reading.parts
    )


def _other(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    above = complaints.heard(tx, case, remark) or telling.asked(tx, case, remark)
    above = above or leading.answered(tx, case, remark)
    if above:
        return above
    plan, words, tasks = case.desk.plans.first, remark.words, remark.tasks
    match remark.reading.intent:
        case "ack_only":
            known = received(words) and receipts.by_words(tx, case, words, remark.said.reply_to)
            of_else = not case.chat.is_group and receipts.is_of_else(tx, case)
            waits = bool(tasks) and not of_else and not mending.just_said(tx, case)
            return known or [Say(case.chat, heard.receipt(plan, waits=waits), case.known.id)]
        case "help":
            roles = [role for role in Role if case.known.holds(role)]
            numbers = [task.n for task in tasks]
            return [Say(case.chat, joining.help_for(roles, case.today, numbers), case.known.id)]
        case "question_status":
            return inquiry.own_work(tx, case)
    doubted = recanting.doubted(tx, case, words) or repeating.repeated(tx, case, remark)
    return doubted or which.unclear(tx, case, remark)
