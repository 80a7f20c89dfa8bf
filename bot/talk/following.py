"""Leadership asks on: the last question with another unit or other days, why, who, in detail.

What was asked is remembered for half an hour, per person and chat. Nothing is ever recorded of a
duty, and where nothing fits the text is left to whoever reads it next.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from bot import access
from bot.access import Wish
from bot.board import inquiry, overview
from bot.case import Case
from bot.choices.menus import number
from bot.desk import InForce
from bot.duties import listed, needless
from bot.messages import Message
from bot.reaching import recipients
from bot.responses import Response, Say
from bot.store import boards, people, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties
from bot.understand import Query
from bot.understand.leaders.following import (
    More,
    asks_for_wishes,
    asks_more,
    goes_on,
    named_in,
    numbered,
)
from bot.wording import asked_on as words
from schedules.progress import Standing

PATIENCE = timedelta(minutes=30)
"""How long a question can be gone on with."""

_ANY = Query("not_done")
"""What “vì sao chậm” is about where nothing was asked before."""


def asked(tx: Tx, case: Case, text: str) -> list[Response]:
    """Answer a text that goes on with what was asked before; nothing if it does not."""
    if overview.refusal(case) is not None:
        return []
    if asks_for_wishes(text):
        return wishes(tx, case)
    before, more = _before(tx, case), asks_more(text)
    if more is not None:
        return _asked_more(tx, case, before, *more)
    n = numbered(text)
    of_wishes = number(text) is not None and _lists_wishes(tx, case)
    if n is not None and not of_wishes and not access.may(case.known, Wish.REPORT):
        return _said(case, [_nth(tx, case, before, n)])
    said = duties.utterance(case, text, (), last="free")
    onward = goes_on(before, said) if before else None
    return answered(tx, case, onward, text) if onward else []


def _asked_more(tx: Tx, case: Case, before: Query | None, more: More, rest: str) -> list[Response]:
    """Tell more of what a text names, else of what was asked before, if it was."""
    named = named_in(duties.utterance(case, rest, (), last="free")) if rest else None
    query = named or before or (_ANY if more == "reasons" else None)
    if query is None:
        return []
    _remember(tx, case, query)
    return _said(case, [_more(tx, case, each, query, more) for each in case.desk.plans.all()])


def answered(tx: Tx, case: Case, query: Query, text: str) -> list[Response]:
    """Answer a question, and remember it for what is asked next."""
    _remember(tx, case, query)
    return _said(case, inquiry.answer(tx, case, query, text))


def _said(case: Case, messages: Sequence[Message]) -> list[Response]:
    return [Say(case.chat, message, case.known.id) for message in messages]


def _remember(tx: Tx, case: Case, query: Query) -> None:
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.ABOUT)
    facts = {
        "kind": query.kind,
        "unit": query.unit,
        "activity": query.activity,
        "since": query.since.isoformat() if query.since else None,
        "until": query.until.isoformat() if query.until else None,
    }
    questions.ask(tx, case.chat, case.known.id, Asks.ABOUT, facts, now=case.now, patience=PATIENCE)


def _before(tx: Tx, case: Case) -> Query | None:
    """What was asked last; None where the bot has asked something itself since."""
    about = questions.opened(tx, case.chat, case.known.id, case.now, Asks.ABOUT, most=1)
    since = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    if not about or (since and since[0].id > about[0].id):
        return None
    return _query(about[0])


def _query(about: Question) -> Query:
    facts = about.facts
    since, until = (
        date.fromisoformat(facts[name]) if facts[name] else None for name in ("since", "until")
    )
    return Query(facts["kind"], facts["unit"], facts["activity"], since, until)


def _more(tx: Tx, case: Case, plan: InForce, query: Query, more: More) -> Message:
    if more == "details":
        return overview.look(tx, case, plan, inquiry.way(plan.plan, query))
    board = boards.read(tx, plan.plan, case.now)
    found = inquiry.chosen(board, query)
    if more == "who":
        return words.who(board, [(u, _heads(tx, case, plan, u)) for u in _units(found)])
    waiting = {r.key: r.reason for r in needless.pending(tx, case) if r.plan == plan.plan.id}
    return words.reasons(board, query.unit, [s for s in found if not s.done], waiting)


def _units(found: Sequence[Standing]) -> list[str]:
    return list(dict.fromkeys(s.assignment.unit.id for s in found))


def _heads(tx: Tx, case: Case, plan: InForce, unit: str) -> list[str]:
    persons = recipients.of_unit(tx, unit, case.now, plan.plan.zone)
    return list(people.names(tx, persons).values())


def wishes(tx: Tx, case: Case) -> list[Response]:
    """The wishes for more time that wait, of each plan, with what may be decided on each."""
    waiting = needless.pending(tx, case)
    several = list(case.desk.plans.all())
    told = []
    for plan in several:
        own = [r for r in waiting if r.plan == plan.plan.id]
        alone = own and len(several) == 1  # else a number would mean a line of several lists
        numbered = listed.show(tx, case, own) if alone else list(enumerate(own, 1))
        told.append(words.wishes(boards.read(tx, plan.plan, case.now), numbered))
    return _said(case, told)


def _lists_wishes(tx: Tx, case: Case) -> bool:
    """Whether the wishes that wait were listed since the board was asked about last."""
    shown = listed.last(tx, case)
    about = questions.opened(tx, case.chat, case.known.id, case.now, Asks.ABOUT, most=1)
    return shown is not None and (not about or about[0].asked_at <= shown.at)


def _nth(tx: Tx, case: Case, before: Query | None, n: int) -> Message:
    """The duty at a place of the list that was shown last; the board has no numbers of its own."""
    plan = case.desk.plans.first
    board = boards.read(tx, plan, case.now)
    shown = inquiry.chosen(board, before) if before and before.kind != "overview" else []
    if not 0 < n <= len(shown):
        return words.no_number(n)
    return words.nth(board, shown[n - 1], n)
