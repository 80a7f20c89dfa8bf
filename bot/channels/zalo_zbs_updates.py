"""What comes back from template messages: taps on their fixed buttons, and that they arrived.

A tap names no person: only our tracking id, or Zalo's id of the message. The same tap may come by
the webhook, twice, and once more when missed ones are asked for: its id is made of what it says.
"""

import hashlib
import json
from typing import Final

from bot.channels.foreign import Json, id_of, moment_of, object_of, parsed, text_of
from bot.messages import Address, Arrived, Incoming, Labelled, Update

TAPPED: Final = "user_click_response_button"
ARRIVED: Final = "user_received_message"
EVENTS: Final = frozenset({TAPPED, ARRIVED})


def kept(event: Json) -> Update | None:
    """An event as it is kept; None for one that does not concern us."""
    message = object_of(event, "message")
    name = text_of(event, "event_name")
    if name not in EVENTS or not (id_of(message, "tracking_id") or _msg_id(event)):
        return None
    inside = {
        "event": name,
        "tracking": id_of(message, "tracking_id"),
        "message": _msg_id(event),
        "label": id_of(message, "data") if name == TAPPED else "",
        "at": id_of(message, "submit_time") or id_of(message, "delivery_time"),
    }
    return _update(inside)


def missed(row: Json) -> Update | None:
    """A tap as `response/get` lists it, as it would have come by the webhook."""
    inside = {
        "event": TAPPED,
        "tracking": id_of(row, "trackingId"),
        "message": id_of(row, "msgId"),
        "label": id_of(row, "data"),
        "at": id_of(row, "submitDate"),
    }
    return _update(inside) if inside["tracking"] or inside["message"] else None


def read(payload: str, channel: str) -> Incoming | None:
    """What a kept event says; None for what is none. Never raises."""
    inside = parsed(payload) or {}
    if text_of(inside, "event") not in EVENTS:
        return None
    reference, message = id_of(inside, "tracking") or None, id_of(inside, "message") or None
    content: Labelled | Arrived = (
        Labelled(id_of(inside, "label"), reference, message)
        if inside["event"] == TAPPED
        else Arrived(reference, message)
    )
    return Incoming(moment_of(inside.get("at")), Address(channel, ""), None, content)


def _update(inside: dict[str, str]) -> Update:
    text = json.dumps(inside, sort_keys=True)
    return Update(hashlib.sha256(text.encode()).hexdigest(), text)


def _msg_id(event: Json) -> str:
    return id_of(event, "msg_id") or id_of(object_of(event, "message"), "msg_id")
