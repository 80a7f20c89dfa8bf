"""What the updates of Zalo's Bot Platform say. Pure, and never raising: the JSON is not ours.

An update has no number; a message's id is the only thing to know it by. Facts:
docs.zaloplatforms.com and what users of the live service saw, 2026-07 to 2026-10.
"""

import hashlib
import json
from dataclasses import replace
from typing import Final

from bot.channels.foreign import Json, id_of, moment_of, object_of, parsed, text_of, url_of
from bot.channels.zalo_bot_mentions import without_mention
from bot.messages import Address, Attachment, Incoming, Medium, Said, Sender, Update

_EVENT: Final = "event_name"
_GROUP_ID: Final = "zgr-"
_UNSUPPORTED: Final = "message.unsupported.received"
_MEDIA: Final = {"photo_url": Medium.PHOTO, "photo": Medium.PHOTO, "voice_url": Medium.VOICE}


def kept(raw: object, bot: str | None) -> Update | None:
    """A raw update as it is kept, beside what the bot was called then; None if it is no update.

    Its JSON is ASCII, so that any database takes it.
    """
    event = _event(raw)
    if event is None:
        return None
    payload = json.dumps({"bot": bot, "update": event})
    message_id = id_of(object_of(event, "message"), "message_id")
    if not message_id:
        message_id = hashlib.sha256(json.dumps(event, sort_keys=True).encode()).hexdigest()
    return Update(message_id, payload)


def read(payload: str, channel: str) -> Incoming | None:
    """What a kept update says; None for what does not concern us, and for what is no update."""
    whole = parsed(payload) or {}
    message = object_of(object_of(whole, "update"), "message")
    address, sender = _address(message, channel), _sender(message)
    if address is None or sender is None:
        return None
    content = _said(message, text_of(object_of(whole, "update"), _EVENT))
    if content is None:
        return None
    if address.is_group:
        words = without_mention(content.text, text_of(whole, "bot") or None)
        content = replace(content, text=words, addressed=True)
    number = id_of(message, "message_id") or None
    return Incoming(moment_of(message.get("date")), address, sender, content, number)


def _event(raw: object) -> Json | None:
    """The update itself, bare or inside `{"ok": true, "result": …}`; None if there is none."""
    inner = object_of(raw, "result") or raw
    return inner if isinstance(inner, dict) and isinstance(inner.get(_EVENT), str) else None


def _said(message: Json, event: str) -> Said | None:
    """The words and what came with them; None if there is neither (a sticker)."""
    text = text_of(message, "text") or text_of(message, "caption")
    found = ((kind, url_of(message, key)) for key, kind in _MEDIA.items())
    media = tuple(Attachment(kind, address) for kind, address in found if address)[:1]
    if event == _UNSUPPORTED and not text:
        media = media or (Attachment(Medium.OTHER, ""),)
    return Said(text, None, media) if text or media else None


def _address(message: Json, channel: str) -> Address | None:
    chat = object_of(message, "chat")
    number = id_of(chat, "id")
    if not number:
        return None
    is_group = number.startswith(_GROUP_ID) or text_of(chat, "chat_type").upper() == "GROUP"
    return Address(channel, number, is_group=is_group)


def _sender(message: Json) -> Sender | None:
    """Who wrote; None for bots."""
    person = object_of(message, "from")
    number = id_of(person, "id")
    if not number or person.get("is_bot") is True:
        return None
    return Sender(number, text_of(person, "display_name").strip())
