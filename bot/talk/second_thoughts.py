"""Second thoughts on the own decision about a wish for more time, said in plain words.

Where another wish waits it is asked which is meant. What can be undone no more is not: it says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.menus import number
from bot.duties import needless, petitions, reopening
from bot.duties.report import UNDO_WITHIN
from bot.messages import Said, clipped, one_line
from bot.responses import Response, Say
from bot.store import extensions, questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties, following
from bot.understand import Query, UnitName, understand
from bot.understand.dialogue.turns import agrees
from bot.understand.leaders.questions import asks_by_word
from bot.understand.leaders.several import decisions_on_several
from bot.understand.leaders.verdicts import Verdict, numbered_wish, refuses_again, verdict
from bot.understand.sayings import split_off
from bot.understand.words.mentions import unit_decided_on
from bot.wording import rethought
from schedules.extensions import Request
from schedules.extensions import Verdict as Decided

REMEMBERED = timedelta(days=7)
"""How long a refusal with nothing to refuse is taken for a second thought on what was granted."""


def typed(tx: Tx, case: Case, text: Said) -> list[Response]:
    """What a decision does that is the other way than the own last one; nothing if it is not."""
    if not access.may(case.known, Wish.DECIDE) or case.chat.is_group:
        return []
    if not numbered_wish(text.text) and decisions_on_several(text.text):
        return []  # of all that wait, or of some by number: no second thought on one
    if found := _by_number(tx, case, text.text):
        return found
    own, said = reopening.last_own(tx, case), verdict(text.text, _today(case))
    if own is None or own.decision is None or said is None or said.half:
        return []
    if said.granted is (own.decision.verdict is Decided.GRANTED):
        return []
    replied = petitions.replied_to(tx, case, text)
    if replied is not None:
        on_own = any(wish.id == own.id for wish in replied)
        return _thought_again(tx, case, own, said, text.text, []) if on_own else []
    if numbered_wish(text.text) or reopening.asked_since(tx, case, own.decision.at):
        return []
    named = _unit(case, text.text)
    if named is not None and named != own.key[1]:
        return []
    waiting = [r for r in needless.pending(tx, case) if named is None or r.key[1] == named]
    return _thought_again(tx, case, own, said, text.text, waiting)


def asks_on(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Nhầm, việc 1 xong chưa”, right after a decision: a question is answered, and undoes nothing.

    What was decided is said beside it, with how it is undone if that was meant.
    """
    first, rest = split_off(words)
    own = reopening.last_own(tx, case)
    if not rest or agrees(first) is not False or own is None or not reopening.is_young(case, own):
        return []
    query = _asked(case, rest)
    plan, duty = petitions.duty_of(case, own)
    if query is None or plan is None or duty is None:
        return []
    stands = Say(case.chat, rethought.kept(duty, own), case.known.id)
    return [*following.answered(tx, case, query, rest), stands]


def _asked(case: Case, words: str) -> Query | None:
    """What a text asks of how things stand: “việc 1 chưa xong” tells that, and asks nothing."""
    said = duties.utterance(case, words, (), last="free")
    query = understand(replace(said, role="leader")).query
    if query is None or query.kind == "help" or verdict(words, _today(case)):
        return None
    plain = understand(replace(said, role="head")).intent
    asks = plain == "question_status" or "?" in words or asks_by_word(words)
    return query if asks or query.kind == "overview" else None


def _thought_again(
    tx: Tx, case: Case, own: Request, said: Verdict, words: str, waiting: Sequence[Request]
) -> list[Response]:
    plan, duty = petitions.duty_of(case, own)
    if plan is None or duty is None or own.decision is None:
        return []
    if not reopening.is_young(case, own):
        late = case.now - own.decision.at <= REMEMBERED
        meant = late and not said.granted and (not waiting or refuses_again(words))
        return (
            [Say(case.chat, rethought.stands(plan.plan, duty, own), case.known.id)] if meant else []
        )
    if said.granted:
        return [] if waiting else ask(tx, case, [own], words)
    return (
        ask(tx, case, [own, *waiting], words)
        if waiting
        else reopening.decided_anew(tx, case, own, words)
    )


def ask(tx: Tx, case: Case, about: Sequence[Request], words: str) -> list[Response]:
    """Ask which wish the words are about, first that which was decided on."""
    known = [
        (r, case.desk.plans.by_id[r.plan].plan) for r in about if r.plan in case.desk.plans.by_id
    ]
    kept = clipped(one_line(words), _LONGEST)
    questions.forget(tx, case.chat, case.known.id, case.now, Asks.WISHES, Asks.SECOND)
    facts = {"requests": [r.id for r, _ in known], "words": kept}
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.SECOND, facts, now=case.now, patience=UNDO_WITHIN
    )
    said = verdict(kept, _today(case))
    granted = said is not None and said.granted
    return [Say(case.chat, rethought.which(known, kept, id_, granted=granted), case.known.id)]


_LONGEST = 1_000


def _by_number(tx: Tx, case: Case, words: str) -> list[Response]:
    """The number of one of those wishes, alone or with the same decision."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.SECOND, most=1)
    numbered = numbered_wish(words)
    n = numbered.n if numbered else number(words)
    if not asked or n is None:
        return []
    again = verdict(numbered.words, _today(case)) if numbered else None
    kept = verdict(asked[0].facts["words"], _today(case))
    if numbered and (again is None or kept is None or again.granted is not kept.granted):
        return []
    return pressed(tx, case, asked[0], str(n)) or []


def pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """The wish that the words were about, by its line: decided so, or decided anew."""
    wishes, words = asked.facts["requests"], asked.facts["words"]
    if not value.isdecimal() or not 0 < int(value) <= len(wishes):
        return None
    wish = extensions.latest(tx, wishes[int(value) - 1])
    said = verdict(words, _today(case))
    if wish is None or said is None:
        return None
    questions.answered(tx, asked.id, case.now)
    if reopening.is_own(tx, case, wish) and reopening.is_young(case, wish):
        return reopening.decided_anew(tx, case, wish, words)
    return petitions.decide(tx, case, wish.id, said)


def _unit(case: Case, words: str) -> str | None:
    """The unit that a decision names."""
    plans = [each.plan for each in case.desk.plans.all()]
    units = tuple(UnitName(u.id, u.name, u.aliases) for p in plans for u in p.units.values())
    found = unit_decided_on(words, units)
    return found[0] if found else None


def _today(case: Case) -> date:
    return case.said_at.astimezone(case.desk.plans.first.zone).date()
