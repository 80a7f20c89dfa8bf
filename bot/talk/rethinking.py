"""A decider thinks again about some of several wishes: exactly those change, each said back.

They are named by the numbers of the list on the screen, or by their unit; where one text has
decided on several, and neither is given, it is asked which is meant.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import listed, needless, petitions, reopening, undecided
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import extensions, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import second_thoughts, terms
from bot.understand import UnitName
from bot.understand.leaders.rethinking import behind_second_thought, decided_by_number
from bot.understand.leaders.verdicts import Verdict, verdict
from bot.understand.words.mentions import unit_decided_on
from bot.wording import rethought
from schedules.extensions import Request
from schedules.extensions import Verdict as Decided

_Meant = tuple[Request, Verdict, str]
"""A wish, what a text decides about it, and the words that do."""


def typed(tx: Tx, case: Case, said: Said) -> list[Response]:
    """What a text does that is another decision than the own one on a wish; nothing if it is not.

    All that the text names changes, or nothing of it.
    """
    if not access.may(case.known, Wish.DECIDE) or case.chat.is_group:
        return []
    if found := terms.decided(tx, case, said) or terms.added(tx, case, said):
        return found
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.SECOND, most=1)
    if asked or petitions.replied_to(tx, case, said):
        return []  # it is about what it replies to, or answers which was meant
    meant = _by_number(tx, case, said.text) or _by_unit(tx, case, said.text)
    thinks_again = behind_second_thought(said.text) != said.text  # “nhầm”: not of the last one
    changed = any(_is_changed(tx, case, wish, told) for wish, told, _ in meant)
    if not meant:
        return _which_of_several(tx, case, said.text)
    if not (changed or thinks_again):
        return []
    asked_last = sorted(meant, key=lambda each: each[1] == Verdict(granted=False))
    return [response for each in asked_last for response in _decided(tx, case, *each)]


def _by_number(tx: Tx, case: Case, words: str) -> list[_Meant]:
    """The wishes whose numbers a text gives, as they stand now; none if one is not known."""
    told = decided_by_number(words)
    news = any(each.shortly for each in told) and access.may(case.known, Wish.REPORT)
    if not told or news:
        return []
    found: list[_Meant] = []
    numbers = _on_the_screen(tx, case)
    for each in told:
        said = verdict(each.words, _today(case))
        if said is None or said.half:
            return []
        for n in each.numbers or ():
            wish = extensions.latest(tx, numbers[n - 1]) if 0 < n <= len(numbers) else None
            if wish is None:
                return []
            found.append((wish, said, each.words))
    return found


def _on_the_screen(tx: Tx, case: Case) -> Sequence[int]:
    """The wishes by number: of the list shown last, else as one text has decided on them."""
    shown = listed.last(tx, case)
    return shown.requests if shown else [wish.id for wish in _together(tx, case)]


def _together(tx: Tx, case: Case) -> list[Request]:
    """What was decided with the own last decision, if that was the last thing recorded."""
    own = reopening.last_own(tx, case)
    return extensions.judged_with(tx, own.id) if own else []


def _by_unit(tx: Tx, case: Case, words: str) -> list[_Meant]:
    """The only wish of the unit that a text names, of those that one text has decided on."""
    together = _together(tx, case)
    plans = [each.plan for each in case.desk.plans.all()]
    units = tuple(UnitName(u.id, u.name, u.aliases) for p in plans for u in p.units.values())
    named = unit_decided_on(behind_second_thought(words), units) if len(together) > 1 else None
    said = verdict(named[1], _today(case)) if named else None
    own = [wish for wish in together if named and wish.key[1] == named[0]]
    waits = any(named and wish.key[1] == named[0] for wish in needless.pending(tx, case))
    if named is None or said is None or said.half or len(own) != 1 or waits:
        return []
    return [(own[0], said, named[1])]


def _is_changed(tx: Tx, case: Case, wish: Request, said: Verdict) -> bool:
    """Whether this person has decided on a wish, and otherwise."""
    was = wish.decision
    if was is None or not reopening.is_own(tx, case, wish):
        return False
    if said.granted is not (was.verdict is Decided.GRANTED):
        return True
    return said.until is not None and undecided.until(wish, said) != was.until


def _decided(tx: Tx, case: Case, wish: Request, said: Verdict, words: str) -> list[Response]:
    """Decide on one of them: anew, if it was decided otherwise and that can be undone."""
    case = replace(case, desk=replace(case.desk, plans=case.desk.plans.renewed(tx)))
    if not _is_changed(tx, case, wish, said):
        return petitions.decide(tx, case, wish.id, said)
    if reopening.is_young(case, wish):
        return reopening.decided_anew(tx, case, wish, words)
    plan, duty = petitions.duty_of(case, wish)
    if plan is None or duty is None:
        return []
    return [Say(case.chat, rethought.stands(plan.plan, duty, wish), case.known.id)]


def _which_of_several(tx: Tx, case: Case, words: str) -> list[Response]:
    """Another decision than one text has made on several wishes: asked which of them is meant."""
    rest = behind_second_thought(words)
    said, together = verdict(rest, _today(case)), _together(tx, case)
    if said is None or said.half or decided_by_number(words):
        return []
    open_to_change = [wish for wish in together if reopening.is_young(case, wish)]
    changed = any(_is_changed(tx, case, wish, said) for wish in open_to_change)
    if len(open_to_change) < 2 or not changed or _asks_on(tx, case, together):
        return []
    waiting = needless.pending(tx, case)
    if waiting and said.granted:
        return []
    return second_thoughts.ask(tx, case, [*open_to_change, *waiting], rest)


def _asks_on(tx: Tx, case: Case, together: Sequence[Request]) -> bool:
    """Whether an opinion on another wish was asked for since: the text is that."""
    decided = [wish.decision.at for wish in together if wish.decision]
    return bool(decided) and reopening.asked_since(tx, case, max(decided))


def _today(case: Case) -> date:
    return case.said_at.astimezone(case.desk.plans.first.zone).date()
