"""Why a wish for more time is refused: asked for, typed, put off, or rather a yes.

The words go to the unit as they are. What is no word on the wish refuses nothing.
"""

from collections.abc import Sequence

from bot.case import Case
from bot.duties import petitions, undecided
from bot.messages import Said, clipped, one_line
from bot.responses import Response, Say
from bot.store import questions
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import duties
from bot.talk.duties import Task
from bot.understand.dialogue.turns import thanks
from bot.understand.dialogue.wishes import consents, hesitates, praises, retracts, says_no_opinion
from bot.understand.leaders.verdicts import verdict
from bot.wording import opinions


def opinion_typed(
    tx: Tx, case: Case, asked: Question, words: str, _: Sequence[Task]
) -> list[Response] | None:
    """Why a wish is refused, in the decider's words."""
    return _opinion(tx, case, asked.facts["request"], words)


def opinion_replied(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """The same where the text replies to the question, however long ago that was asked."""
    request = petitions.asked_about(tx, case, said)
    return _opinion(tx, case, request.id, said.text) if request else None


def _opinion(tx: Tx, case: Case, request: int, words: str) -> list[Response] | None:
    """Refuse with these words, unless they are no word on the wish, a doubt, or rather a yes.

    Nor do they refuse anything where they take the button back that was pressed before.
    """
    said = words.strip()
    if not said or said.endswith("?") or praises(said) or duties.is_no_opinion(case, said):
        return None
    if hesitates(said) or retracts(said):
        return put_off(tx, case, request)
    if says_no_opinion(said) or (thanks(said) and duties.is_courtesy(case, said)):
        return petitions.ask_opinion(tx, case, request)
    if consents(said):
        return ask_whether(tx, case, request, said)
    return petitions.refuse(tx, case, request, said)


def dropped(tx: Tx, case: Case, words: str) -> list[Response]:
    """“Hoàn tác” where an opinion was asked for last: of that, not of what was decided before."""
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    if not asked or asked[0].kind is not Asks.OPINION or not retracts(words):
        return []
    return put_off(tx, case, asked[0].facts["request"])


def put_off(tx: Tx, case: Case, id_: int) -> list[Response]:
    """A decider hesitates, or pressed wrongly: nothing is recorded, the wish stays open.

    No text is waited for any more.
    """
    found = petitions.still_open(tx, case, id_)
    if isinstance(found, list):
        return found
    request, plan, duty = found
    petitions.wait_no_longer(tx, case, request)
    return [Say(case.chat, opinions.put_off(plan.plan, duty, request), case.known.id)]


def ask_whether(tx: Tx, case: Case, id_: int, words: str) -> list[Response]:
    """Words that were to say why a wish is refused sound like a yes: asked, nothing recorded."""
    found = petitions.still_open(tx, case, id_)
    if isinstance(found, list):
        return found
    request, plan, duty = found
    facts = {"request": request.id, "words": words}
    patience = petitions.PATIENCE
    id_ = questions.ask(
        tx, case.chat, case.known.id, Asks.OPINION, facts, now=case.now, patience=patience
    )
    said = verdict(words, case.said_at.astimezone(plan.plan.zone).date())
    if said is not None and said.granted:
        undecided.keep(tx, case, said, [request.id])
    message = opinions.whether_granted(plan.plan, duty, request.id, quoted(words), id_)
    return [Say(case.chat, message, case.known.id)]


def opinion_pressed(tx: Tx, case: Case, asked: Question, value: str) -> list[Response] | None:
    """Words that sounded like a yes were meant as why the wish is refused."""
    words = asked.facts.get("words")
    if value != "keep" or not words:
        return None
    return petitions.refuse(tx, case, asked.facts["request"], words)


def quoted(words: str) -> str:
    """A decider's words as they are said back."""
    return clipped(one_line(words), undecided.LONGEST_OPINION)
