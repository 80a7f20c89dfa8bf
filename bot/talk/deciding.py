"""What a decider types about wishes for more time.

The first decision is the only one. What is no certain word on one wish records nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.buttons import GRANT, Decide
from bot.choices.menus import number
from bot.duties import listed, needless, petitions, reopening, undecided
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import extensions, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import at_once, refusing
from bot.understand import UnitName
from bot.understand.dialogue.turns import agrees
from bot.understand.dialogue.wishes import speaks_of_several
from bot.understand.leaders.rethinking import behind_second_thought
from bot.understand.leaders.several import OnSeveral, decisions_on_several, speaks_of_the_rest
from bot.understand.leaders.verdicts import (
    Numbered,
    Verdict,
    judges,
    no_alone,
    not_yet,
    numbered_wish,
    refuses_shortly,
    verdict,
)
from bot.understand.sayings import pieces, split_off
from bot.understand.words.mentions import unit_decided_on
from bot.wording import decisions, opinions
from schedules.extensions import Request
from schedules.extensions import Verdict as Decided
from schedules.plan import Plan


def typed(tx: Tx, case: Case, text: Said) -> list[Response] | None:
    """What a text of a decider does; None if it decides nothing, or nothing waits for it.

    It is about the wish that it replies to, even where that has been decided on before.
    """
    if not access.may(case.known, Wish.DECIDE) or case.chat.is_group:
        return None
    words = text.text
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    waiting = waiting_wishes(tx, case)
    numbered = numbered_wish(words)
    replied = petitions.replied_to(tx, case, text)
    if replied is None and (found := _by_number(tx, case, words, numbered, waiting)):
        return found
    several = () if numbered or replied else on_several(case, words)
    all_of = any(each.numbers is None for each in several)
    on_one = all_of and _asked(tx, case, [r.id for r in waiting]) is not None
    if not on_one and not replied and (found := _at_once(tx, case, words, several, waiting)):
        return found
    other = text.reply_to is not None and not replied  # an older list may be of what is decided
    waiting = replied or waiting
    named = None if numbered or not waiting else _unit_of(case, waiting, words)
    if named is not None:
        own = [r for r in waiting if r.key[1] == named[0]]
        waiting, words, other = own or waiting, named[1], other or not own
    said = None if several else _verdict(case, numbered.words if numbered else words, today)
    pointed = bool(replied or numbered or named)
    if not pointed and (found := _on_day_asked(tx, case, said, words, waiting)):
        return found
    if not waiting or (said is None and not numbered and not several and not judges(words)):
        return None
    known = _with_plans(case, [r for r in waiting if r.decision is None])
    if not known:
        settled = petitions.still_open(tx, case, waiting[0].id)
        return settled if isinstance(settled, list) else None
    if not (pointed or other) and (found := _on_asked(tx, case, words, said, known)):
        return found
    if said is None or numbered or other or len(known) > 1:
        kept = said is not None and not (numbered or other) and _kept(tx, case, said, known)
        granted = said.granted if said else None
        lines = at_once.shown(tx, case, [r for r, _ in known], granted=granted)
        quoted = refusing.quoted(text.text) if kept else None
        message = opinions.which(lines, quoted, rest=speaks_of_the_rest(text.text))
        return [Say(case.chat, message, case.known.id)]
    whole = replace(said, half=False) if replied else said  # a reply is on what it replies to
    return petitions.decide(tx, case, known[0][0].id, whole)


def put_off(tx: Tx, case: Case, text: Said) -> list[Response]:
    """What “chưa đồng ý đâu, để tôi hỏi lại” does: the last decision, if it is young, waits again.

    Where none was made since something waits, that goes on to wait; nothing is recorded.
    """
    words = behind_second_thought(text.text)
    if not access.may(case.known, Wish.DECIDE) or case.chat.is_group or not not_yet(words):
        return []
    replied = petitions.replied_to(tx, case, text)
    own = reopening.last_own(tx, case)
    decided = own.decision if own and (not replied or own.id in [r.id for r in replied]) else None
    if own and decided and decided.verdict is Decided.GRANTED:
        since = not replied and reopening.asked_since(tx, case, decided.at)
        if reopening.is_young(case, own) and not since:
            return reopening.last_undone(tx, case)
    waiting = [r for r in replied or waiting_wishes(tx, case) if r.decision is None]
    asked = _asked(tx, case, [r.id for r in waiting])
    asked = asked or _half_agreed(tx, case, [r.id for r in waiting])
    if asked is None and len(waiting) == 1:
        asked = waiting[0].id
    if asked is not None:
        return refusing.put_off(tx, case, asked)
    if waiting:
        return _which(tx, case, waiting)
    return [Say(case.chat, opinions.nothing_waits(), case.known.id)]


def _verdict(case: Case, words: str, today: date) -> Verdict | None:
    """What words decide; “lùi 2 ngày” of who reports, too, may be a wish of the own unit."""
    if refuses_shortly(words):
        return Verdict(granted=False)
    said = verdict(words, today)
    if said is not None and said.half and said.days and access.may(case.known, Wish.REPORT):
        return None
    return said


def _on_day_asked(
    tx: Tx, case: Case, said: Verdict | None, words: str, waiting: Sequence[Request]
) -> list[Response]:
    """What a plain yes or no does where it was asked whether a term until one day is meant."""
    if no_alone(words) and (asked := _half_agreed(tx, case, [r.id for r in waiting])) is not None:
        return petitions.decide(tx, case, asked, Verdict(granted=False))
    nods = said is None and bool(agrees(words))
    if not nods and said != Verdict(granted=True):
        return []
    confirmed = undecided.confirmed(tx, case, nods=nods)
    return petitions.decide(tx, case, *confirmed) if confirmed else []


def _at_once(
    tx: Tx, case: Case, words: str, several: Sequence[OnSeveral], waiting: list[Request]
) -> list[Response]:
    """What a text decides on several wishes, by number or by a unit; nothing if not for certain."""
    if several:
        return at_once.decided(tx, case, several, waiting)
    of_each = [_unit_of(case, waiting, piece) for piece in pieces(words)] if waiting else []
    if len({each[0] for each in of_each if each}) == len(of_each) > 1:
        by_units = at_once.by_units(tx, case, [each for each in of_each if each], waiting)
        return by_units or _which(tx, case, waiting)
    first, rest = split_off(words)
    named = _unit_of(case, waiting, first) if speaks_of_the_rest(rest) else None
    told = on_several(case, rest)
    return at_once.unit_and_rest(tx, case, *named, told, waiting) if named else []


def _which(tx: Tx, case: Case, waiting: Sequence[Request]) -> list[Response]:
    lines = at_once.shown(tx, case, [r for r in waiting if r.decision is None])
    return [Say(case.chat, opinions.which(lines), case.known.id)]


def waiting_wishes(tx: Tx, case: Case) -> list[Request]:
    """The wishes that wait for a decision, of the plans that are in force."""
    return [r for r in needless.pending(tx, case) if r.plan in case.desk.plans.by_id]


def _with_plans(case: Case, wishes: Sequence[Request]) -> list[tuple[Request, Plan]]:
    return [(r, case.desk.plans.by_id[r.plan].plan) for r in wishes]


def _by_number(
    tx: Tx, case: Case, words: str, numbered: Numbered | None, waiting: Sequence[Request]
) -> list[Response]:
    """What a number decides: of the list that was shown last; the only wish is number 1 unlisted.

    Nothing where it means no wish; one that has been decided is said to be. A number alone goes
    with the decision typed right before, else it asks.
    """
    shown = listed.last(tx, case)
    n = numbered.n if numbered else number(words)
    if n is None or (numbered is None and (shown is None or access.may(case.known, Wish.REPORT))):
        return []
    if shown is None:
        only = [r.id for r in waiting] if len(waiting) == 1 else []
        meant = only[n - 1] if 0 < n <= len(only) else None
    else:
        meant = shown.numbered(n)
    wish = extensions.latest(tx, meant) if meant is not None else None
    if wish is None:
        return []
    found = petitions.still_open(tx, case, wish.id)
    if isinstance(found, list):
        return found
    if numbered is None:
        return _number_alone(tx, case, wish, shown)
    said = verdict(numbered.words, case.said_at.astimezone(case.desk.plans.first.zone).date())
    if said is None:
        return []
    if said == Verdict(said.granted):
        said = undecided.taken(tx, case, wish.id, granted=said.granted)
    return petitions.decide(tx, case, wish.id, said)


def _number_alone(tx: Tx, case: Case, wish: Request, shown: listed.Listed | None) -> list[Response]:
    """Decide as was typed right before the list; else the petition, with what can be chosen."""
    at_once = shown is not None and case.now - shown.at <= listed.AT_ONCE
    if shown is None or shown.granted is None or not at_once:
        plan = case.desk.plans.by_id[wish.plan].plan
        message = decisions.petition(plan, plan.by_key[wish.key], wish)
        return [Say(case.chat, message, case.known.id)]
    said = undecided.taken(tx, case, wish.id, granted=shown.granted)
    return petitions.decide(tx, case, wish.id, said)


def line_chosen(tx: Tx, case: Case, chosen: Sequence[Decide]) -> list[Response] | None:
    """A line that stands under several petitions, where there are no buttons; None if it decides.

    The same decision on the same wish is one choice. Of several wishes it is asked which.
    """
    granted = {each.verdict == GRANT for each in chosen}
    found = {wish.id: wish for each in chosen if (wish := extensions.latest(tx, each.request))}
    wishes = [wish for _, wish in sorted(found.items()) if wish.plan in case.desk.plans.by_id]
    if len(granted) != 1 or not wishes:
        return None
    if len(wishes) == 1:
        return petitions.pressed(tx, case, Decide(wishes[0].id, chosen[0].verdict))
    opened = [wish for wish in wishes if wish.decision is None]
    if len(opened) <= 1:
        return petitions.pressed(tx, case, Decide((opened or wishes)[0].id, chosen[0].verdict))
    lines = at_once.shown(tx, case, opened, granted=granted.pop())
    return [Say(case.chat, opinions.which(lines), case.known.id)]


def _on_asked(
    tx: Tx, case: Case, words: str, said: Verdict | None, known: Sequence[tuple[Request, Plan]]
) -> list[Response]:
    """What a decision does that points at none of the wishes, right after more was asked on one.

    It is on that wish. A yes, which the button before it was not, is asked about; nothing is done
    where one wish waits and the decision is certain, or where it may be on several.
    """
    waiting = [request.id for request, _ in known]
    asked = _asked(tx, case, waiting)
    if asked is None and said is not None and not said.granted:
        asked = _half_agreed(tx, case, waiting)
    certain = said is not None and len(known) == 1
    if asked is None or certain or speaks_of_several(words):
        return []
    if said is None or said.granted:
        return refusing.ask_whether(tx, case, asked, words)
    return petitions.decide(tx, case, asked, said)


def _asked(tx: Tx, case: Case, waiting: Sequence[int]) -> int | None:
    """The wish, of those that wait, on which an opinion was asked for last."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    if not asked or asked[0].kind is not Asks.OPINION:
        return None
    request: int = asked[0].facts["request"]
    return request if request in waiting else None


def _half_agreed(tx: Tx, case: Case, waiting: Sequence[int]) -> int | None:
    """The wish, of those that wait, of which it was asked last until which day a yes is meant."""
    of_wishes = (Asks.DECISION, Asks.WISHES, Asks.SECOND, Asks.OPINION)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, *of_wishes, most=1)
    if not asked or asked[0].kind is not Asks.DECISION or not asked[0].facts["days"]:
        return None
    request: int = asked[0].facts["requests"][0]
    return request if request in waiting else None


def _kept(tx: Tx, case: Case, said: Verdict, known: Sequence[tuple[Request, Plan]]) -> bool:
    return undecided.keep(tx, case, said, [request.id for request, _ in known]) is not None


def _unit_of(case: Case, waiting: list[Request], words: str) -> tuple[str, str] | None:
    """The unit that a decision names, and its words without the name."""
    plans_of = [case.desk.plans.by_id[plan].plan for plan in {r.plan for r in waiting}]
    units = tuple(UnitName(u.id, u.name, u.aliases) for p in plans_of for u in p.units.values())
    return unit_decided_on(words, units)


def on_several(case: Case, words: str) -> tuple[OnSeveral, ...]:
    """The decisions of a text on several; a bare “việc 3 không” may be news of who reports."""
    several = decisions_on_several(words)
    news = any(each.shortly for each in several) and access.may(case.known, Wish.REPORT)
    return () if news else several


def day_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """The day until which a yes was meant that could be read in two ways."""
    said = undecided.of_day(tx, case, asked, value)
    if said is None:
        return None
    return petitions.decide(tx, case, asked.facts["requests"][0], said)
