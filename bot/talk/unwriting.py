"""“Ghi nhầm rồi, bỏ đi”: what the office has just written down for a unit is taken back.

So it is where the office says that it was of another unit; that one's open duties are then shown.
"""

from datetime import datetime

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.duties import report, undoing
from bot.duties.undoing import Spot
from bot.messages import Said
from bot.responses import Response
from bot.store import extensions, questions, replies
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import mending
from bot.talk.behalf import units_of
from bot.talk.unit_lists import list_of, opened_of
from bot.understand.dialogue.retold import unwrites
from bot.understand.words.mentions import around_unit


def spoken(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Take back what this person has written down last; None if a text takes back no such thing."""
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.RECORD_FOR):
        return None
    named, text = around_unit(said.text, units_of(case)) or (None, said.text)
    if not unwrites(text):
        return None
    spots = _written_last(tx, case)
    if not spots:
        return None
    back = undoing.taken_back(tx, case, spots)
    if named is None or named in {duty.unit.id for _, duty, _ in spots}:
        return back
    return [*back, list_of(case, named, opened_of(tx, case, named))]


def _written_last(tx: Tx, case: Case) -> list[Spot]:
    """What this person has written down for others, where nothing was decided or asked since."""
    found = []
    for id_ in replies.last_said_by(tx, case.known.id):
        kept = replies.get(tx, id_)
        spot = report.reportable(case, kept)
        if kept is None or spot is None or not kept.reply.on_behalf:
            return []
        told = report.stands(tx, case, *spot)
        if told.reply is not None and told.reply.id == kept.reply.id:
            found.append((*spot, kept))
    since = max((kept.reply.at for *_, kept in found), default=None)
    if since is None or since < case.now - mending.LATELY or _went_on(tx, case, since):
        return []
    return found


def _went_on(tx: Tx, case: Case, since: datetime) -> bool:
    """Whether the slip may be one of what was decided or asked after it was written down."""
    judged = extensions.last_judged(tx, case.known.id)
    if judged and judged.decision and judged.decision.at > since:
        return True
    asked = questions.opened(tx, case.chat, case.known.id, case.now, *_FREE_WORDS, most=1)
    return any(each.asked_at > since for each in asked)


_FREE_WORDS = (Asks.BEHALF, Asks.OPINION, Asks.SECOND, Asks.DECISION)
