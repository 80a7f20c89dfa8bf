"""What simulated people do, as it is kept, and what it says when it is read again."""

import json
from collections.abc import Iterable
from datetime import datetime
from unicodedata import normalize

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
)


def read(payload: str, channel: str) -> Incoming | None:
    """What a kept update says; None for one that is none of ours. Never raises."""
    try:
        return _incoming(json.loads(payload), channel)
    except (ValueError, KeyError, TypeError):
        return None


def _incoming(payload: dict[str, object], channel: str) -> Incoming:
    sender_id, name, anonymous = _list(payload["from"])
    at = payload["at"]
    return Incoming(
        datetime.fromisoformat(at) if isinstance(at, str) else None,
        Address(channel, str(payload["chat"]), bool(payload["group"])),
        Sender(str(sender_id), normalize("NFC", str(name)), bool(anonymous)),
        _content(payload),
        str(payload["id"]) if "text" in payload else None,
        str(payload.get("title", "")),
    )


def _content(payload: dict[str, object]) -> Content:
    if "text" in payload:
        words, under = str(payload["text"]), payload.get("reply_to")
        album = payload.get("album")
        return Said(
            normalize("NFC", words),
            str(under) if under else None,
            tuple(_attachment(each) for each in _list(payload.get("attachments"))),
            str(album) if album else None,
            edited=bool(payload.get("edited")),
            forwarded=bool(payload.get("forwarded")),
        )
    if "data" in payload:
        message = payload["message"]
        return Tapped(str(payload["data"]), str(payload["tap"]), str(message) if message else None)
    return Left() if payload["left"] else Returned()


def _attachment(sent: object) -> Attachment:
    if not isinstance(sent, dict):
        raise TypeError("an attachment is an object")
    return Attachment(
        Medium(sent["kind"]), str(sent["ref"]), sent.get("name"), size=sent.get("size")
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, Iterable) else []
