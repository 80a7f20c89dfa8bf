"""“Lý do đúng là …”, “nhầm, do …”: the true reason of a wish, told later by anybody of its unit.

A wish that waits is put anew with it (decision 0088). Where it has been decided on, the decision
stands: the reason goes to whoever decided, and stands in the audit trail.
"""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import afterwards, report, why
from bot.responses import Response
from bot.store import extensions, numbers, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import amending, duties, mending, withdrawing
from bot.talk.amending import Waiting
from bot.talk.duties import Task
from bot.understand.dialogue.no_reason import is_only_a_day, is_vague, says_nothing
from bot.understand.dialogue.true_reasons import TrueReason, true_reason
from bot.understand.dialogue.turns import because, corrects, head
from schedules.progress import Answer


def told(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """What a text does that calls another reason than was given the right one."""
    return _called_true(tx, case, words, tasks) or _corrected(tx, case, words, tasks)


def _called_true(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """Give the wish that is meant the reason that a text calls true; of several, ask which.

    Nothing where the reason of something else is asked for, and no wish is spoken of.
    """
    said = true_reason(words)
    if said is None or case.chat.is_group or not access.may(case.known, Wish.REPORT):
        return []
    waiting = withdrawing.own_waiting(tx, case)
    numbered = _named(tx, case, said, waiting, tasks)
    if _is_asked(tx, case, said, numbered, waiting):
        return []
    if not numbered and duties.figures(said.before):
        return []  # a number that nothing bears here
    if says_nothing(said.reason) or is_vague(said.reason):
        return []
    meant = [each for each in waiting if each[0].n in numbered] if numbered else waiting
    if not meant:
        reported = _of_report(tx, case, words, said, numbered, tasks)
        return reported or _of_decided(tx, case, said, numbered)
    if not amending.says_only_why(tx, case, said.led_in, [task for task, _ in meant], tasks):
        return []
    since = [] if said.of_wish or numbered else amending.told_since(tx, case, meant)
    if len(meant) + len(since) > 1:
        return amending.ask_which(tx, case, said.reason, meant, since)
    return [amending.amend(tx, case, said.reason, *meant[0])]


def _named(
    tx: Tx, case: Case, said: TrueReason, waiting: Sequence[Waiting], tasks: Sequence[Task]
) -> set[int]:
    """The numbers of the duties of which a text says that the reason is.

    Who has been shown no number yet means by one the only wish that waits.
    """
    own = {task.n for task, _ in waiting}
    known = [*(task for task, _ in waiting), *(task for task in tasks if task.n not in own)]
    found = {task.n for task in duties.named(case, said.before, known)}
    unseen = not numbers.opened(tx, case.known.id) and bool(duties.figures(said.before))
    return own if unseen and len(own) == 1 else found


def _is_asked(
    tx: Tx, case: Case, said: TrueReason, numbered: set[int], waiting: Sequence[Waiting]
) -> bool:
    """Whether the reason may be the one that is asked for: of a report, or of another wish."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM)
    if any(each.kind is Asks.TERM for each in asked):
        return not numbered or not numbered & {task.n for task, _ in waiting}
    return bool(asked) and not said.of_wish


def _of_report(
    tx: Tx,
    case: Case,
    words: str,
    said: TrueReason,
    numbered: set[int],
    tasks: Sequence[Task],
) -> list[Response]:
    """The same right behind the one report that a duty is not done: its true reason."""
    just = [each for each in mending.just_said(tx, case) if each[0].reply.answer is Answer.NOT_DONE]
    if said.of_wish or len(just) != 1:
        return []
    kept, spot = just[0]
    task = duties.as_task(tx, case, *spot)
    if numbered and task.n not in numbered:
        return []
    if not amending.says_only_why(tx, case, said.led_in, [task], tasks):
        return []
    return report.give_reason(tx, case, kept, said.reason, words)


def _of_decided(tx: Tx, case: Case, said: TrueReason, numbered: set[int]) -> list[Response]:
    """The same of a wish that was decided on lately: passed on, and nothing of it changes."""
    since = case.now - afterwards.REMEMBERED
    judged = extensions.judged_of(tx, sorted(case.known.units), since)
    tasks = duties.by_keys(tx, case, [(wish.plan, wish.key) for wish in judged], finished=None)
    of_number = {(task.plan.id, task.duty.key) for task in tasks if task.n in numbered}
    meant = [wish for wish in judged if not numbered or (wish.plan, wish.key) in of_number]
    decided = meant[0].decision if meant else None
    if decided is None:
        return []
    later = any(kept.reply.at > decided.at for kept, _ in mending.just_said(tx, case))
    if later and not (said.of_wish or numbered):
        return []  # it may be the reason of what was reported since
    return afterwards.reason_told(tx, case, meant[0], why.clean(said.reason))


def _corrected(tx: Tx, case: Case, words: str, tasks: Sequence[Task]) -> list[Response]:
    """“Nhầm, do thiếu kinh phí cơ” right behind a wish that was passed on: its true reason.

    Nothing if anything was reported or asked since: it may be of that.
    """
    before = head(words)
    rest = words[len(before) :].strip(amending.LOOSE)
    told = because(rest) or because(amending.behind(rest)) or is_only_a_day(rest, case.today)
    if not corrects(before.strip(amending.LOOSE)) or not told:
        return []
    waiting = [
        each for each in withdrawing.own_waiting(tx, case) if amending.is_fresh(tx, case, *each)
    ]
    last = max((request.at for _, request in waiting), default=None)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM)
    reported = mending.just_said(tx, case)
    if last is None or asked or any(kept.reply.at > last for kept, _ in reported):
        return []
    return amending.amended(tx, case, rest, tasks) or []
