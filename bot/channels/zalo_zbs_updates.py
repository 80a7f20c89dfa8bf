"""What comes back from template messages: taps on their fixed buttons, and that they arrived.

A tap names no person: only our tracking id, or Zalo's id of the message. The same tap may come by
the webhook, twice, and once more when missed ones are asked for: its id is made of what it says.
"""

import hashlib
import json
from typing import Any, Final

from bot.channels.zalo_oa_updates import LONGEST_ID, moment
from bot.messages import Address, Arrived, Incoming, Labelled, Update

TAPPED: Final = "user_click_response_button"
ARRIVED: Final = "user_received_message"
EVENTS: Final = frozenset({TAPPED, ARRIVED})

Json = dict[str, Any]


def kept(event: Json) -> Update | None:
    """An event as it is kept; None for one that does not concern us."""
    message = _object(event, "message")
    name = event.get("event_name")
    if name not in EVENTS or not (tracking := _text(message, "tracking_id") or _msg_id(event)):
        return None
    inside = {
        "event": name,
        "tracking": _text(message, "tracking_id"),
        "message": _msg_id(event),
        "label": _text(message, "data") if name == TAPPED else "",
        "at": _text(message, "submit_time") or _text(message, "delivery_time"),
    }
    del tracking
    return _update(inside)


def missed(row: Json) -> Update | None:
    """A tap as `response/get` lists it, as it would have come by the webhook."""
    inside = {
        "event": TAPPED,
        "tracking": _text(row, "trackingId"),
        "message": _text(row, "msgId"),
        "label": _text(row, "data"),
        "at": _text(row, "submitDate"),
    }
    return _update(inside) if inside["tracking"] or inside["message"] else None


def read(payload: str, channel: str) -> Incoming | None:
    """What a kept event says; None for what is none. Never raises."""
    try:
        inside = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(inside, dict) or inside.get("event") not in EVENTS:
        return None
    reference, message = _text(inside, "tracking") or None, _text(inside, "message") or None
    content: Labelled | Arrived = (
        Labelled(_text(inside, "label"), reference, message)
        if inside["event"] == TAPPED
        else Arrived(reference, message)
    )
    return Incoming(moment(inside.get("at")), Address(channel, ""), None, content)


def _update(inside: dict[str, str]) -> Update:
    text = json.dumps(inside, sort_keys=True)
    return Update(hashlib.sha256(text.encode()).hexdigest(), text)


def _msg_id(event: Json) -> str:
    return _text(event, "msg_id") or _text(_object(event, "message"), "msg_id")


def _object(holder: object, key: str) -> Json:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _text(holder: Json, key: str) -> str:
    """A short text under that key, or a number as text; "" for anything else."""
    value = holder.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return str(value)
    if not isinstance(value, str):
        return ""
    clean = value.replace("\0", "").encode("utf-8", "ignore").decode().strip()
    return clean if len(clean) <= LONGEST_ID else ""
