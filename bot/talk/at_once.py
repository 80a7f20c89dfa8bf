"""Several wishes for more time that a decider decides on in one text, each said back by itself.

What is not certain for every wish that the text speaks of decides none of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.case import Case
from bot.duties import listed, petitions
from bot.responses import Response, Say
from bot.store import extensions
from bot.store.memory import Tx
from bot.understand.leaders.several import OnSeveral
from bot.understand.leaders.verdicts import Verdict, no_alone, verdict
from bot.wording import opinions
from schedules.extensions import Request

_SEVERAL = 2

_Meant = list[tuple[Request, Verdict]]


def decided(
    tx: Tx, case: Case, told: Sequence[OnSeveral], waiting: Sequence[Request]
) -> list[Response]:
    """Decide on all that wait, or by number, as was told; nothing where it is not certain."""
    shown = listed.last(tx, case)
    by_number = {n for each in told for n in each.numbers or ()}
    named = {wish.id for wish in _numbered(tx, sorted(by_number), waiting, shown)}
    rest = [wish for wish in waiting if wish.id not in named]
    meant = [_meant(tx, case, each, waiting if each.numbers else rest, shown) for each in told]
    if not all(meant):
        return []
    return _all_decided(tx, case, [pair for each in meant for pair in each])


def _all_decided(tx: Tx, case: Case, found: _Meant) -> list[Response]:
    """Decide on all; why not is asked last, to be answered, and once for several."""
    unsaid = [wish for wish, said in found if said == Verdict(granted=False)]
    together = len(unsaid) > 1
    certain = [pair for pair in found if not (together and pair[0] in unsaid)]
    certain.sort(key=lambda pair: pair[0] in unsaid)
    responses = [each for pair in certain for each in _decide(tx, case, *pair)]
    return [*responses, *(_ask_why(tx, case, unsaid) if together else ())]


def unit_and_rest(
    tx: Tx,
    case: Case,
    unit: str,
    words: str,
    told: Sequence[OnSeveral],
    waiting: Sequence[Request],
) -> list[Response]:
    """“Đồng ý phòng QLKH, còn lại không đồng ý”: on the only wish of that unit, and on the others.

    Nothing where either is not certain.
    """
    said = verdict(words, _today(case))
    own = [wish for wish in waiting if wish.key[1] == unit]
    others = [wish for wish in waiting if wish.key[1] != unit]
    if said is None or said.half or len(own) != 1 or len(told) != 1 or told[0].numbers:
        return []
    on_others = decided(tx, case, told, others)
    return [*_decide(tx, case, own[0], said), *on_others] if on_others else []


def by_units(
    tx: Tx, case: Case, told: Sequence[tuple[str, str]], waiting: Sequence[Request]
) -> list[Response]:
    """“QLKH đồng ý, QLCN không”: on the only wish of each unit; nothing if not for certain."""
    meant: _Meant = []
    for unit, words in told:
        own = [wish for wish in waiting if wish.key[1] == unit]
        said = Verdict(granted=False) if no_alone(words) else verdict(words, _today(case))
        if said is None or said.half or len(own) != 1:
            return []
        meant.append((own[0], said))
    if len({wish.id for wish, _ in meant}) < len(meant):
        return []
    return _all_decided(tx, case, meant)


def shown(
    tx: Tx, case: Case, wishes: Sequence[Request], *, granted: bool | None = None
) -> list[opinions.Line]:
    """The lines of a list of wishes, kept so that their numbers mean them."""
    plans = case.desk.plans.by_id
    numbered = listed.show(tx, case, wishes, granted=granted)
    return [(n, wish, plans[wish.plan].plan) for n, wish in numbered]


def _meant(
    tx: Tx, case: Case, told: OnSeveral, waiting: Sequence[Request], shown: listed.Listed | None
) -> _Meant:
    """The wishes that one decision of a text is on; none where that, or the decision, is unsure."""
    said = verdict(told.words, _today(case))
    few = told.numbers is None and told.shortly and len(waiting) < _SEVERAL
    if said is None or said.half or few:
        return []
    found = (
        _all(told, said, waiting, shown)
        if told.numbers is None
        else _numbered(tx, told.numbers, waiting, shown)
    )
    return [(wish, said) for wish in found]


def _all(
    told: OnSeveral, said: Verdict, waiting: Sequence[Request], shown: listed.Listed | None
) -> Sequence[Request]:
    """All that wait, if that is as many as the text says, and none that the last list lacks.

    A day for all of them would move some further than was wished.
    """
    unseen = shown is not None and any(r.id not in shown.requests for r in waiting)
    other = told.count is not None and told.count != len(waiting)
    return [] if unseen or other or said.until or said.within else waiting


def _numbered(
    tx: Tx, numbers: Sequence[int], waiting: Sequence[Request], shown: listed.Listed | None
) -> list[Request]:
    """The wishes of these numbers on the list that was shown last; none if one means no wish."""
    requests = shown.requests if shown else [r.id for r in waiting][:1] if len(waiting) == 1 else []
    if not all(0 < n <= len(requests) for n in numbers):
        return []
    found = [extensions.latest(tx, requests[n - 1]) for n in numbers]
    return [wish for wish in found if wish is not None]


def _decide(tx: Tx, case: Case, wish: Request, said: Verdict) -> list[Response]:
    plans = case.desk.plans.renewed(tx)  # the decision before may have moved a deadline
    return petitions.decide(tx, replace(case, desk=replace(case.desk, plans=plans)), wish.id, said)


def _ask_why(tx: Tx, case: Case, wishes: Sequence[Request]) -> list[Response]:
    opened = [wish for wish in wishes if wish.decision is None]
    if len(opened) < 2:
        return [each for wish in wishes for each in petitions.ask_opinion(tx, case, wish.id)]
    message = opinions.why_none(shown(tx, case, opened, granted=False))
    return [Say(case.chat, message, case.known.id)]


def _today(case: Case) -> date:
    return case.said_at.astimezone(case.desk.plans.first.zone).date()
