"""What the updates of Zalo's Bot Platform say. Pure, and never raising: the JSON is not ours.

An update has no number; a message's id is the only thing to know it by. Facts:
docs.zaloplatforms.com and what users of the live service saw, 2026-07 to 2026-10.
"""

import hashlib
import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from bot.channels.zalo_bot_mentions import without_mention
from bot.messages import Address, Attachment, Incoming, Medium, Said, Sender, Update

Json = dict[str, Any]

_EVENT: Final = "event_name"
_GROUP_ID: Final = "zgr-"
_MILLISECONDS: Final = 10**11  # as seconds this is the year 5138
_LONGEST_ID: Final = 90
_UNSUPPORTED: Final = "message.unsupported.received"
_MEDIA: Final = {"photo_url": Medium.PHOTO, "photo": Medium.PHOTO, "voice_url": Medium.VOICE}
_LONGEST_URL: Final = 2000


def kept(raw: object, bot: str | None) -> Update | None:
    """A raw update as it is kept, beside what the bot was called then; None if it is no update.

    Its JSON is ASCII, so that any database takes it.
    """
    event = _event(raw)
    if event is None:
        return None
    payload = json.dumps({"bot": bot, "update": event})
    message_id = _identifier(_object(event, "message"), "message_id")
    if not message_id:
        message_id = hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()
    return Update(message_id, payload)


def read(payload: str, channel: str) -> Incoming | None:
    """What a kept update says; None for what does not concern us, and for what is no update."""
    try:
        whole = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    message = _object(_object(whole, "update"), "message")
    address, sender = _address(message, channel), _sender(message)
    if address is None or sender is None:
        return None
    content = _said(message, _text(_object(whole, "update"), _EVENT))
    if content is None:
        return None
    if address.is_group:
        words = without_mention(content.text, _text(whole, "bot") or None)
        content = replace(content, text=words, addressed=True)
    return Incoming(
        _time(message), address, sender, content, _identifier(message, "message_id") or None
    )


def _event(raw: object) -> Json | None:
    """The update itself, bare or inside `{"ok": true, "result": …}`; None if there is none."""
    inner = _object(raw, "result") or raw
    return inner if isinstance(inner, dict) and isinstance(inner.get(_EVENT), str) else None


def _said(message: Json, event: str) -> Said | None:
    """The words and what came with them; None if there is neither (a sticker)."""
    text = _text(message, "text") or _text(message, "caption")
    media = tuple(
        Attachment(kind, address) for key, kind in _MEDIA.items() if (address := _url(message, key))
    )[:1]
    if event == _UNSUPPORTED and not text:
        media = media or (Attachment(Medium.OTHER, ""),)
    return Said(text, None, media) if text or media else None


def _address(message: Json, channel: str) -> Address | None:
    chat = _object(message, "chat")
    number = _identifier(chat, "id")
    if not number:
        return None
    is_group = number.startswith(_GROUP_ID) or _text(chat, "chat_type").upper() == "GROUP"
    return Address(channel, number, is_group=is_group)


def _sender(message: Json) -> Sender | None:
    """Who wrote; None for bots."""
    person = _object(message, "from")
    number = _identifier(person, "id")
    if not number or person.get("is_bot") is True:
        return None
    return Sender(number, _text(person, "display_name").strip())


def _url(message: Json, key: str) -> str:
    found = _text(message, key).strip()
    return found if len(found) <= _LONGEST_URL else ""


def _object(holder: object, key: str) -> Json:
    """The JSON object under that key; empty if there is none."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _identifier(holder: Json, key: str) -> str:
    """An id as text; "" if there is none that a database takes."""
    value = holder.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return str(value)
    found = _text(holder, key).strip()
    return found if len(found) <= _LONGEST_ID else ""


def _text(holder: Json, key: str) -> str:
    """The text under that key in NFC, without what no database takes (NUL, lone surrogates)."""
    value = holder.get(key)
    if not isinstance(value, str):
        return ""
    whole = value.replace("\0", "").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole)


def _time(message: Json) -> datetime | None:
    """The message's date, which Zalo gives in milliseconds."""
    value = message.get("date")
    try:
        number = float(value) if isinstance(value, int | float | str) else 0.0
        seconds = number / 1000 if number > _MILLISECONDS else number
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
