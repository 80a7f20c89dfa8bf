"""What comes back from template messages, as the taps and signs of life that they are.

Their buttons have fixed labels and name no person; what was written down when the template was sent
tells whose it was, and which duty it was about.
"""

from dataclasses import replace
from datetime import datetime

from bot.messages import Address, Arrived, Incoming, Labelled, Sender, Tapped
from bot.store import slips
from bot.store.memory import Tx
from bot.store.slips import Slip
from bot.understand.words.fold import words

DONE = frozenset({"da hoan thanh", "hoan thanh", "da xong", "xong"})
NOT_DONE = frozenset({"chua hoan thanh", "chua xong", "chua"})
"""Labels of the buttons, folded: the same label was seen to come in other capitals."""


def understood(tx: Tx, incoming: Incoming, inbox: int, now: datetime) -> Incoming | None:
    """A tap as any channel would have told it; None where there is nothing more to do.

    Whatever else comes in is given back as it is.
    """
    match incoming.content:
        case Arrived(reference, message_id):
            slips.arrived(tx, reference, message_id, incoming.at or now)
            return None
        case Labelled(label, reference, message_id):
            slip = slips.find(tx, reference, message_id)
            if slip is None and message_id:
                slips.await_slip(tx, inbox, message_id)
            return _tapped(incoming, slip, label) if slip else None
    return incoming


def _tapped(incoming: Incoming, slip: Slip, label: str) -> Incoming | None:
    said = " ".join(word.bare for word in words(label))
    if said not in DONE | NOT_DONE:
        return None
    data = slip.done if said in DONE else slip.not_done
    return replace(
        incoming,
        address=Address(incoming.address.channel, slip.chat),
        sender=Sender(slip.chat, ""),
        content=Tapped(data, "", slip.tracking),
    )
