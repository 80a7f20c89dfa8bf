"""What the events of an Official Account say. Pure, and never raising: the JSON is not ours.

A tap comes as text that the person seems to have typed: our payload. It is known by its form, and
carries no authority: whoever types it may do what the same person's tap may, and nothing more.
Facts: official documents as copied by clients, 2026-10.
"""

import hashlib
import json
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any, Final

from bot.messages import (
    Address,
    Attachment,
    Content,
    Incoming,
    Left,
    Medium,
    Returned,
    Said,
    Sender,
    Tapped,
    Update,
)

Json = dict[str, Any]

LONGEST_ID: Final = 90
_LONGEST_URL: Final = 2000
_PAYLOAD = re.compile(r"nv\.(?P<message>[A-Za-z0-9_-]{8})\.(?P<data>[!-~]{1,64})", re.ASCII)

_SAYS: Final = {  # what somebody sends, and what comes with it
    "user_send_text": None,
    "user_send_image": Medium.PHOTO,
    "user_send_gif": Medium.PHOTO,
    "user_send_file": Medium.FILE,
    "user_send_audio": Medium.VOICE,
    "user_send_video": Medium.VIDEO,
    "user_send_link": Medium.OTHER,
    "user_send_location": Medium.OTHER,
    "user_send_business_card": Medium.OTHER,
}
_KINDS: Final = {
    "image": Medium.PHOTO,
    "photo": Medium.PHOTO,
    "gif": Medium.PHOTO,
    "file": Medium.FILE,
    "audio": Medium.VOICE,
    "voice": Medium.VOICE,
    "video": Medium.VIDEO,
}
KEPT: Final = frozenset({*_SAYS, "follow", "unfollow"})
"""The events that concern this channel; all others are answered and forgotten."""


def payload(message: str, data: str) -> str:
    """What a button sends back: which message it stood under, and the choice's data."""
    return f"nv.{message}.{data}"


def kept(event: Json) -> Update | None:
    """An event as it is kept; None for one that does not concern us.

    Zalo sends an event again that was not answered in time; its message's id tells it, or where
    there is none all that it says. Its JSON is ASCII, so that any database takes it.
    """
    name = event.get("event_name")
    if name not in KEPT:
        return None
    text = json.dumps(event, sort_keys=True)
    number = _id(_object(event, "message"), "msg_id")
    return Update(number or hashlib.sha256(text.encode()).hexdigest(), text)


def read(kept_payload: str, channel: str) -> Incoming | None:
    """What a kept event says; None for what does not concern us, and for what is no event."""
    try:
        event = json.loads(kept_payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict):
        return None
    name = event.get("event_name")
    if name in ("follow", "unfollow"):
        return _followed(event, channel, Returned() if name == "follow" else Left())
    if not isinstance(name, str) or name not in _SAYS:
        return None
    user = _id(_object(event, "sender"), "id")
    content = _said(event, _SAYS[name])
    if not user or content is None:
        return None
    number = _id(_object(event, "message"), "msg_id") or None
    return Incoming(_time(event), Address(channel, user), _sender(event, user), content, number)


def _followed(event: Json, channel: str, content: Content) -> Incoming | None:
    user = _id(_object(event, "follower"), "id")
    if not user:
        return None
    return Incoming(_time(event), Address(channel, user), _sender(event, user), content)


def _sender(event: Json, user: str) -> Sender:
    """Who it is. Events carry no name: it is put beside them when they are kept, if Zalo tells."""
    return Sender(user, _text(event, "display_name").strip() or f"Zalo …{user[-4:]}")


def _said(event: Json, medium: Medium | None) -> Content | None:
    message = _object(event, "message")
    text = _text(message, "text")
    if pressed := _PAYLOAD.fullmatch(text.strip()):
        tap = _id(message, "msg_id")
        return Tapped(pressed["data"], tap, pressed["message"])
    files = _attachments(message, medium)
    quoted = _id(message, "quote_msg_id") or None
    return Said(text, quoted, files) if text or files else None


def _attachments(message: Json, medium: Medium | None) -> tuple[Attachment, ...]:
    listed = message.get("attachments")
    found = [
        _attachment(each, medium) for each in (listed if isinstance(listed, list) else [])[:10]
    ]
    files = tuple(each for each in found if each is not None)
    return files or ((Attachment(medium, ""),) if medium is not None else ())


def _attachment(raw: object, medium: Medium | None) -> Attachment | None:
    if not isinstance(raw, dict):
        return None
    inner = _object(raw, "payload")
    kind = _KINDS.get(str(raw.get("type")), medium or Medium.OTHER)
    address = next((a for key in ("url", "href") if (a := _text(inner, key).strip())), "")
    return Attachment(
        kind,
        address if len(address) <= _LONGEST_URL else "",
        _text(inner, "name")[:200] or None,
        None,
        _size(inner.get("size")),
    )


def _size(value: object) -> int | None:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


_DIGITS: Final = 15


def _object(holder: object, key: str) -> Json:
    """The JSON object under that key; empty if there is none."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _id(holder: Json, key: str) -> str:
    """An id as text; "" if there is none that a database takes."""
    value = holder.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return str(value)
    found = _text(holder, key).strip()
    return found if len(found) <= LONGEST_ID else ""


def _text(holder: Json, key: str) -> str:
    """The text under that key in NFC, without what no database takes (NUL, lone surrogates)."""
    value = holder.get(key)
    if not isinstance(value, str):
        return ""
    whole = value.replace("\0", "").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole)


def _time(event: Json) -> datetime | None:
    """When it happened: milliseconds, as text or number."""
    return moment(event.get("timestamp"))


def moment(value: object) -> datetime | None:
    """Milliseconds since 1970, as text or number, as an instant; None for anything else."""
    try:
        number = float(value) if isinstance(value, int | float | str) else 0.0
        return datetime.fromtimestamp(number / 1000, UTC) if number > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
