"""Who only reports complains of what was recorded: “ơ sao lại việc 3, tôi nói việc 4”.

It is asked which record is wrong, the latest named; no question of leadership is answered with it.
"""

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.responses import Response
from bot.store.memory import Tx
from bot.talk import mending
from bot.talk.remarks import Remark
from bot.understand.dialogue.turns import complains


def heard(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Ask what is wrong of what this person has just reported; nothing where it is no complaint.

    “Chưa xong hết mà” is one where nothing is open any more.
    """
    if case.chat.is_group or not access.may(case.known, Wish.REPORT):
        return []
    all_done = not remark.tasks and remark.reading.intent == "not_done"
    if not all_done and not complains(remark.words):
        return []
    just = mending.just_said(tx, case)
    return mending.ask(tx, case, [kept.reply.id for kept, _ in just]) if just else []
