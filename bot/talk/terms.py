"""A decider gives no more than a day: “à nhầm, cho đến 18/5”, “thôi cứ giữ 14/5”.

It is on the own decision just made, or on the wish that waits; of several it is asked which. The
deadline that the document gives is a no. What is added to a yes just given goes with it.
"""

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import listed, needless, petitions, reopening
from bot.messages import Said
from bot.responses import Response, Say
from bot.store import extensions, questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import second_thoughts
from bot.understand import UnitName
from bot.understand.leaders.orders import changes_the_plan
from bot.understand.leaders.terms import Term, only_term
from bot.understand.leaders.verdicts import Verdict, adds
from bot.understand.words.mentions import unit_decided_on
from bot.wording import decisions, opinions, rethought
from schedules.extensions import Objection, Request, as_written, objection
from schedules.extensions import Verdict as Decided


def decided(tx: Tx, case: Case, said: Said) -> list[Response]:
    """Decide as such a text says, anew where that was decided; nothing where it is no such text."""
    if not access.may(case.known, Wish.DECIDE) or case.chat.is_group or _is_asked_why(tx, case):
        return []
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    named = _unit(case, said.text)
    rest = named[1] if named else said.text
    term = only_term(rest, today, said.text.removesuffix(rest) if named else "")
    if term is None or changes_the_plan(said.text):
        return []  # “sửa hạn việc 1 đến 16/5” orders that the plan be changed
    meant = _meant(tx, case, said, term, named[0] if named else None)
    if len(meant) > 1:
        return second_thoughts.ask(tx, case, meant, term.decision)
    return _decided(tx, case, meant[0], term, said.text, sure=bool(named)) if meant else []


def added(tx: Tx, case: Case, said: Said) -> list[Response]:
    """“À quên, phải gửi báo cáo hằng ngày”, right behind the own yes: the unit hears it, too."""
    own, opinion = reopening.last_own(tx, case), adds(said.text)
    if opinion is None or own is None or own.decision is None or said.reply_to is not None:
        return []
    granted = own.decision.verdict is Decided.GRANTED and reopening.is_young(case, own)
    if not granted or reopening.asked_since(tx, case, own.decision.at):
        return []
    words = ", ".join(filter(None, (own.decision.opinion, opinion)))
    verdict = Verdict(granted=True, until=own.decision.until, opinion=words)
    return reopening.decided_so(tx, case, own, verdict, adds=True)


def _is_asked_why(tx: Tx, case: Case) -> bool:
    """Whether it was asked last why a wish is refused: a day is then part of the answer."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    return bool(asked) and asked[0].kind in (Asks.OPINION, Asks.TERM)


def _meant(tx: Tx, case: Case, said: Said, term: Term, unit: str | None) -> list[Request]:
    """The wishes that such a text may be on: replied to, numbered, of a unit, or spoken of last."""
    replied = petitions.replied_to(tx, case, said)
    if replied is not None or said.reply_to is not None:
        return list(replied or [])
    waiting = [
        wish
        for wish in needless.pending(tx, case)
        if wish.plan in case.desk.plans.by_id and unit in (None, wish.key[1])
    ]
    own = reopening.last_own(tx, case)
    just = extensions.judged_with(tx, own.id) if own else []
    just = [wish for wish in just if unit in (None, wish.key[1])]
    if term.n is not None and unit is None:
        shown = listed.last(tx, case)
        only = just or waiting
        one = shown.numbered(term.n) if shown else only[0].id if len(only) == term.n == 1 else None
        wish = extensions.latest(tx, one) if one is not None else None
        return [wish] if wish else []
    if term.again and just:
        return just
    young = [wish for wish in just if reopening.is_young(case, wish)]
    return [*young, *waiting]


def _decided(
    tx: Tx, case: Case, wish: Request, term: Term, words: str, *, sure: bool
) -> list[Response]:
    """Decide on one wish until a day; the same as was decided is confirmed."""
    plan, duty = petitions.duty_of(case, wish)
    if plan is None or duty is None:
        return []
    written, was = as_written(duty), wish.decision
    if was and was.verdict is Decided.GRANTED and was.until == term.day:
        return [Say(case.chat, opinions.confirmed(), case.known.id)]
    no = term.day == written.deadline.day
    if term.keeps and not no:
        return []
    verdict = Verdict(granted=False, opinion=words.strip())
    if not no:
        half = was is None and not (sure or term.grants)
        verdict = Verdict(granted=True, until=term.day, half=half)
        today = case.now.astimezone(plan.plan.zone).date()
        hindered = objection(plan.plan, written, term.day, today)
        if hindered is not None and hindered is not Objection.DAY_OFF:
            message = decisions.no_longer_fits(plan.plan, written, term.day, hindered)
            return [Say(case.chat, message, case.known.id)]
    if was is None:
        return petitions.decide(tx, case, wish.id, verdict)
    if not reopening.is_own(tx, case, wish) or not reopening.is_young(case, wish):
        return [Say(case.chat, rethought.stands(plan.plan, duty, wish), case.known.id)]
    return reopening.decided_so(tx, case, wish, verdict)


def _unit(case: Case, words: str) -> tuple[str, str] | None:
    """The unit that a text names, and its words without the name."""
    plans = [each.plan for each in case.desk.plans.all()]
    units = tuple(UnitName(u.id, u.name, u.aliases) for p in plans for u in p.units.values())
    return unit_decided_on(words, units)
