"""What the events of an Official Account say. Pure, and never raising: the JSON is not ours.

A tap comes as text that the person seems to have typed: our payload. It is known by its form, and
carries no authority: whoever types it may do what the same person's tap may, and nothing more.
Facts: official documents as copied by clients, 2026-10.
"""

import hashlib
import json
import re
from typing import Final

from bot.channels.foreign import Json, id_of, moment_of, object_of, parsed, text_of, url_of
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
    made_up,
)

_MOST_ATTACHMENTS: Final = 10
_PAYLOAD = re.compile(r"nv\.(?P<message>[A-Za-z0-9_-]{8})\.(?P<data>[!-~]{1,64})", re.ASCII)

_SAYS: Final = {  # what somebody sends, and what comes with it
    "user_send_text": None,
    "user_send_image": Medium.PHOTO,
    "user_send_gif": Medium.PHOTO,
    "user_send_file": Medium.FILE,
    "user_send_audio": Medium.VOICE,
    "user_send_video": Medium.VIDEO,
    "user_send_link": None,
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
    name = text_of(event, "event_name")
    if name not in KEPT:
        return None
    text = json.dumps(event, sort_keys=True)
    number = id_of(object_of(event, "message"), "msg_id")
    return Update(number or hashlib.sha256(text.encode()).hexdigest(), text)


def read(kept_payload: str, channel: str) -> Incoming | None:
    """What a kept event says; None for what does not concern us, and for what is no event."""
    event = parsed(kept_payload) or {}
    name = text_of(event, "event_name")
    if name in ("follow", "unfollow"):
        return _followed(event, channel, Returned() if name == "follow" else Left())
    if name not in _SAYS:
        return None
    user = id_of(object_of(event, "sender"), "id")
    content = _said(event, _SAYS[name])
    if not user or content is None:
        return None
    number = id_of(object_of(event, "message"), "msg_id") or None
    return _incoming(event, channel, user, content, number)


def _followed(event: Json, channel: str, content: Content) -> Incoming | None:
    user = id_of(object_of(event, "follower"), "id")
    return _incoming(event, channel, user, content, None) if user else None


def _incoming(event: Json, channel: str, user: str, content: Content, id_: str | None) -> Incoming:
    moment = moment_of(event.get("timestamp"))
    return Incoming(moment, Address(channel, user), _sender(event, user), content, id_)


def _sender(event: Json, user: str) -> Sender:
    """Who it is. Events carry no name: it is put beside them when they are kept, if Zalo tells."""
    return Sender(user, text_of(event, "display_name").strip() or made_up(user))


def _said(event: Json, medium: Medium | None) -> Content | None:
    message = object_of(event, "message")
    listed = message.get("attachments")
    attached = listed[:_MOST_ATTACHMENTS] if isinstance(listed, list) else []
    text = text_of(message, "text")
    if pressed := _PAYLOAD.fullmatch(text.strip()):
        tap = id_of(message, "msg_id")
        return Tapped(pressed["data"], tap, pressed["message"])
    if medium is None:
        text = _with_links(text, attached)
        attached = [each for each in attached if not _is_link(each)]
    files = _attachments(attached, medium)
    quoted = id_of(message, "quote_msg_id") or None
    return Said(text, quoted, files) if text or files else None


def _is_link(raw: object) -> bool:
    return isinstance(raw, dict) and raw.get("type") == "link"


def _with_links(text: str, attached: list[object]) -> str:
    """Words with the links that Zalo has put beside them: whoever pastes one has written it."""
    links = [
        url
        for each in attached
        if isinstance(each, dict) and _is_link(each)
        if (url := url_of(object_of(each, "payload"), "url")) and url not in text
    ]
    return "\n".join([text, *links]).strip() if links else text


def _attachments(attached: list[object], medium: Medium | None) -> tuple[Attachment, ...]:
    files = tuple(each for raw in attached if (each := _attachment(raw, medium)) is not None)
    return files or ((Attachment(medium, ""),) if medium is not None else ())


def _attachment(raw: object, medium: Medium | None) -> Attachment | None:
    if not isinstance(raw, dict):
        return None
    inner = object_of(raw, "payload")
    kind = _KINDS.get(str(raw.get("type")), medium or Medium.OTHER)
    address = url_of(inner, "url") or url_of(inner, "href")
    return Attachment(
        kind,
        "" if kind is Medium.OTHER else address,
        text_of(inner, "name")[:200] or None,
        None,
        _size(inner.get("size")),
    )


def _size(value: object) -> int | None:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


_DIGITS: Final = 15
