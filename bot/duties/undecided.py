"""A decision that was typed and not made yet: kept until a button says on which wish, or which day.

Nothing of it is recorded with the wish, and of an earlier one nothing is kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.case import Case
from bot.desk import InForce
from bot.messages import Message, clipped, one_line
from bot.store import questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.understand.leaders.verdicts import Verdict
from bot.wording import opinions
from schedules.extensions import Request
from schedules.plan import Assignment
from schedules.workdays import Workdays

PATIENCE = timedelta(hours=2)
"""How long a decision is kept."""

LONGEST_OPINION = 1_000


def keep(
    tx: Tx, case: Case, said: Verdict, about: Sequence[int], days: Sequence[date] = ()
) -> int | None:
    """Keep the day and the words of a decision until one of these wishes is chosen for it.

    `days` are those that are offered instead. Gives the question that keeps them; None if there
    was nothing to keep.
    """
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.DECISION)
    if said.until is None and said.opinion is None and said.days is None:
        return None
    facts = {
        "requests": list(about),
        "granted": said.granted,
        "until": said.until.isoformat() if said.until else None,
        "opinion": said.opinion,
        "at_most": said.at_most,
        "within": said.within.isoformat() if said.within else None,
        "days": [day.isoformat() for day in days],
        "more": said.days,
        "working": said.working,
    }
    return questions.ask(
        tx, case.chat, case.known.id, Asks.DECISION, facts, now=case.now, patience=PATIENCE
    )


def taken(tx: Tx, case: Case, request: int, *, granted: bool) -> Verdict:
    """What a button decides, with the day and the words that were typed before it for this."""
    for kept in questions.opened(tx, case.chat, case.known.id, case.now, Asks.DECISION):
        if request in kept.facts["requests"]:
            questions.answered(tx, kept.id, case.now)
            if kept.facts["granted"] == granted:
                return _kept(kept)
    return Verdict(granted)


def of_day(tx: Tx, case: Case, kept: Question, choice: str) -> Verdict | None:
    """What was kept, until the day that was chosen; None where no such day was offered."""
    days = kept.facts["days"]
    if not choice.isdecimal() or int(choice) >= len(days):
        return None
    questions.answered(tx, kept.id, case.now)
    until = date.fromisoformat(days[int(choice)])
    return Verdict(granted=True, until=until, opinion=kept.facts["opinion"])


def _kept(question: Question) -> Verdict:
    facts = question.facts
    until, within = (
        date.fromisoformat(facts[name]) if facts[name] else None for name in ("until", "within")
    )
    return Verdict(
        facts["granted"],
        until,
        facts["opinion"],
        facts["at_most"],
        within,
        days=facts.get("more"),
        working=facts.get("working", False),
    )


def whether(
    tx: Tx, case: Case, request: Request, plan: InForce, duty: Assignment, said: Verdict
) -> Message | None:
    """Ask until when a yes is meant that can be read in two ways; None where there is one reading.

    “Phải xong trong tuần này” of a wish that goes further sets a new day, or is said beside it;
    half a yes may be no word on the wish at all.
    """
    if said.granted and said.days is not None:
        return _some_days(tx, case, request, plan, duty, said)
    wished = until(request, said)
    stretch = said.within if said.within and said.within < wished else None
    if not said.granted or (stretch is None and not said.half):
        return None
    earlier = [stretch] if stretch and stretch > duty.deadline.day else []
    days = [*earlier, wished]
    kept = said if earlier else replace(said, until=wished)
    asked = keep(tx, case, kept, [request.id], days)
    words = clipped(one_line(said.opinion), LONGEST_OPINION) if said.opinion else None
    return opinions.until_when(plan.plan, duty, request, days, words, asked or 0)


def _some_days(
    tx: Tx, case: Case, request: Request, plan: InForce, duty: Assignment, said: Verdict
) -> Message:
    """Ask whether so many more days are meant until that day: they may be counted otherwise."""
    days = said.days or 0
    workdays = Workdays(plan.plan.calendar)
    ends = workdays.shift if said.working else _later
    day = ends(duty.deadline.day, days)
    kept = replace(said, until=day, days=None, half=False)
    asked = keep(tx, case, kept, [request.id], [day])
    return opinions.until_when(plan.plan, duty, request, [day], None, asked or 0)


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def confirmed(tx: Tx, case: Case, *, nods: bool) -> tuple[int, Verdict] | None:
    """What a plain yes says where it was asked whether a term until one day is meant.

    “Đồng ý” is of that until another wish is spoken of; one that only `nods` is of what was asked
    last of all.
    """
    beside = tuple(Asks) if nods else (Asks.DECISION, Asks.WISHES, Asks.SECOND, Asks.OPINION)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, *beside, most=1)
    if not asked or asked[0].kind is not Asks.DECISION:
        return None
    facts = asked[0].facts
    if len(facts["requests"]) != 1 or facts["days"] != [facts["until"]]:
        return None
    said = of_day(tx, case, asked[0], "0")
    return (facts["requests"][0], said) if said is not None else None


def until(request: Request, said: Verdict) -> date:
    """The last day that a grant gives: never later than was wished, where it sets a limit only."""
    if said.until is None or (said.at_most and request.wanted < said.until):
        return request.wanted
    return said.until
