"""“Tôi nghỉ hưu rồi”, “em đổi điện thoại”: how that is done is said, and nothing is ended by words.

Of a post that is given up the office is told, once a day.
"""

from bot.case import Case
from bot.messages import Said, clipped, one_line
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import questions
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.understand.absence.leaving import parts
from bot.wording import parting as words

LONGEST = 300
"""Characters of what was said that the office is shown."""


def told(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer somebody who gives up a post, leaves or has another telephone; None of all else.

    Where it is asked why a duty is late it is the reason.
    """
    if case.chat.is_group or said.edited or said.forwarded or said.attachments:
        return None
    found = parts(said.text)
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM)
    if found is None or asked:
        return None
    plan = case.desk.plans.first
    if found == "phone":
        return [Say(case.chat, words.another_phone(), case.known.id)]
    if found == "leave":
        return [Say(case.chat, words.how_to_leave(plan, told=False), case.known.id)]
    facts = {
        "what": "gives_up",
        "name": case.known.name,
        "units": sorted(case.known.units),
        "words": clipped(one_line(said.text), LONGEST),
    }
    mark = f"gives-up-{case.known.id}-{case.today:%Y%m%d}"
    notices.tell(tx, plan, mark, facts, case.now)
    return [Say(case.chat, words.how_to_leave(plan, told=True), case.known.id)]
