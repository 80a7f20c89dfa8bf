"""“Trả lại, thiếu dự toán”, typed on no message: its words are kept and told to the unit.

The result that is meant is the only one that waits, or the only one of the unit that is named;
else it is chosen, and goes back with these words. “Xác nhận” accepts the only one that waits, and
who has just done so may send it back.
"""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.board import overview
from bot.case import Case
from bot.choices.buttons import Verdict as Pressed
from bot.duties import needless, verdict
from bot.responses import Response, Say
from bot.store import boards, verdicts
from bot.store.memory import Tx
from bot.understand import UnitName
from bot.understand.leaders.results import result_judged, sends_back
from bot.understand.leaders.rethinking import behind_second_thought
from bot.understand.leaders.verdicts import judges
from bot.understand.words.mentions import unit_decided_on
from bot.wording import verdicts as words_of
from schedules.progress import Standing


def in_words(tx: Tx, case: Case, text: str) -> list[Response]:
    """Accept a result or send it back as a text says; nothing if it does not say so.

    Nor if wishes for more time wait, where the words may be on those.
    """
    words = _words(text)
    judged = result_judged(words)
    if judged is None or case.chat.is_group or not access.may(case.person, Wish.ACCEPT):
        return []
    if judges(words) and needless.pending(tx, case):
        return []
    if judged.granted:
        return _accepted(tx, case, words)
    own_work = access.may(case.known, Wish.REPORT) and not sends_back(words)
    waiting = [] if own_work else _awaiting(tx, case)
    accepted = verdict.just_accepted(tx, case) if sends_back(words) else None
    if accepted is not None and judged.opinion and (words != text or not waiting):
        return verdict.sent_back(tx, case, accepted, verdict.lacking(judged.opinion))
    if not waiting:
        lacks = verdict.lacking(judged.opinion) if judged.opinion else None
        empty = Say(case.chat, words_of.nothing_awaits(lacks), case.known.id)
        return [empty] if sends_back(words) and not judges(words) else []
    if judged.opinion is None:
        return _asked_back(tx, case, waiting, words)
    meant, opinion = _of_unit(case, waiting, judged.opinion)
    replies = [each.reply.id for each in meant if each.reply]
    if len(replies) == 1 and sends_back(words):
        return verdict.sent_back(tx, case, replies[0], verdict.lacking(opinion))
    lacks = verdict.lacking(opinion)
    verdict.keep(tx, case, lacks, replies)
    kept = Say(case.chat, words_of.kept_words(lacks), case.known.id)
    return [kept, *overview.awaiting(tx, case)]


def _words(text: str) -> str:
    """A text without the “à không”, “nhầm” before what sends a result back."""
    behind = behind_second_thought(text)
    return behind if sends_back(behind) and not sends_back(text) else text


def _accepted(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Xác nhận” of the only result that waits; “đồng ý” may be on anything, and is asked about."""
    if verdicts.awaited(tx, case.chat, case.known.id, case.now):
        return []  # it was about to be sent back
    waiting = _awaiting(tx, case)
    only = waiting[0].reply if len(waiting) == 1 and not judges(words) else None
    return verdict.pressed(tx, case, Pressed(only.id, accepted=True)) if only else []


def _asked_back(tx: Tx, case: Case, waiting: Sequence[Standing], words: str) -> list[Response]:
    """“Trả lại” without a word: asked what the only result lacks, else which is meant."""
    only = waiting[0].reply if len(waiting) == 1 and not judges(words) else None
    if only is None:
        return overview.awaiting(tx, case)
    return verdict.pressed(tx, case, Pressed(only.id, accepted=False))


def _awaiting(tx: Tx, case: Case) -> list[Standing]:
    found = (boards.read(tx, each.plan, case.now).standings for each in case.desk.plans.all())
    return [told for standings in found for told in standings if told.awaits]


def _of_unit(
    case: Case, waiting: Sequence[Standing], opinion: str
) -> tuple[Sequence[Standing], str]:
    """The results of the unit that words begin with, and the words without it; else all."""
    plans = [each.plan for each in case.desk.plans.all()]
    units = tuple(UnitName(u.id, u.name, u.aliases) for p in plans for u in p.units.values())
    named = unit_decided_on(opinion, units)
    own = [told for told in waiting if named and told.assignment.unit.id == named[0]]
    return (
        (own, named[1].strip(" ,.;:-–"))
        if named and own and named[1].strip()
        else (waiting, opinion)
    )
