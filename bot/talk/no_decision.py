"""What is said to who decides where a text decides nothing: it is unclear, or nothing waits.

A wish that waits is never left with an answer to something else.
"""

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import petitions
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import extensions
from bot.store.memory import Tx
from bot.talk import at_once, deciding
from bot.understand.leaders.results import result_judged
from bot.understand.leaders.verdicts import (
    Verdict,
    half_a_yes_alone,
    may_be_of_a_wish,
    numbered_wish,
    verdict,
)
from bot.wording import opinions


def unclear(tx: Tx, case: Case, words: str) -> list[Response]:
    """A decider's text may have been a decision: what waits for one; nothing if nothing does.

    “Được”, “ok” where one waits: whether that is a yes.
    """
    if not access.may(case.known, Wish.DECIDE) or case.chat.is_group:
        return []
    waiting = deciding.waiting_wishes(tx, case)
    if not waiting:
        return []
    if len(waiting) == 1 and half_a_yes_alone(words):
        said = Verdict(granted=True, until=waiting[0].wanted, half=True)
        return petitions.decide(tx, case, waiting[0].id, said)
    lines = at_once.shown(tx, case, waiting)
    return [Say(case.chat, opinions.unclear(lines), case.known.id)]


def rather_unclear(tx: Tx, case: Case, words: str) -> list[Response]:
    """What is said to “muộn quá, 16/5 được không” where a wish waits: it asks for no figures."""
    return unclear(tx, case, words) if may_be_of_a_wish(words) else []


def needless_now(tx: Tx, case: Case, text: Said) -> list[Response]:
    """What is said to a decision where all that waited was done meanwhile, and needs none."""
    words, by_reply = text.text, text.reply_to is not None
    if (
        not decides(case, words)
        or case.chat.is_group
        or by_reply
        or deciding.waiting_wishes(tx, case)
    ):
        return []
    left = [r for r in extensions.pending(tx) if r.plan in case.desk.plans.by_id]
    found = [petitions.still_open(tx, case, request.id) for request in left]
    return [response for each in found if isinstance(each, list) for response in each]


def decides(case: Case, words: str) -> bool:
    """Whether a decider's text would decide something, if anything waited for it."""
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    numbered = numbered_wish(words)
    words = numbered.words if numbered else words  # "đồng ý 1"
    said = verdict(words, today) if access.may(case.known, Wish.DECIDE) else None
    return said is not None and not said.half


def is_on_several(case: Case, words: str) -> bool:
    """Whether a decider's text would decide on several wishes, and so is no question."""
    return not case.chat.is_group and _may(case) and bool(deciding.on_several(case, words))


def nothing_waits(case: Case, words: str) -> list[Response]:
    """A decider's text would decide or confirm something, and nothing waits: that is said."""
    if decides(case, words) or (_may(case) and deciding.on_several(case, words)):
        return [Say(case.chat, opinions.nothing_waits(), case.known.id)]
    if _may(case) and result_judged(words) is not None:
        return [Say(case.chat, opinions.nothing_to_confirm(), case.known.id)]
    return []


def refuses(case: Case, words: str) -> bool:
    """Whether a decider's text would refuse, if anything waited for it."""
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    said = verdict(words, today) if access.may(case.known, Wish.DECIDE) else None
    return said is not None and not said.granted and not said.half


def _may(case: Case) -> bool:
    return access.may(case.known, Wish.DECIDE)
