"""What Telegram's updates say. Pure, and never raising: the JSON comes from outside.

Facts: core.telegram.org/bots/api, Bot API 10.1, 2026-06.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bot.channels.foreign import Json, object_of, text_of
from bot.messages import (
    Address,
    Attachment,
    Content,
    Incoming,
    Left,
    Medium,
    Migrated,
    Returned,
    Said,
    Sender,
    Tapped,
    Update,
)

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

ANONYMOUS_ADMIN: Final = 1087968824
"""Who writes for an administrator that hides behind the group (User @GroupAnonymousBot)."""

_MEDIA: Final = {
    "photo": Medium.PHOTO,
    "live_photo": Medium.PHOTO,
    "video": Medium.VIDEO,
    "video_note": Medium.VIDEO,
    "animation": Medium.VIDEO,
    "voice": Medium.VOICE,
    "audio": Medium.OTHER,
    "document": Medium.FILE,
    "paid_media": Medium.OTHER,
}
_UNREAD: Final = ("sticker", "location", "venue", "contact", "poll", "dice", "game", "story")
_GROUPS: Final = ("group", "supergroup")
_INSIDE: Final = ("creator", "administrator", "member")


def read(payload: str, channel: str) -> Incoming | None:
    """What an update says; None for what does not concern us, and for what is no update."""
    try:
        update = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    for kind, reader in (
        ("message", _message),
        ("edited_message", _edited),
        ("callback_query", _tap),
        ("my_chat_member", _standing),
    ):
        if object_of(update, kind):
            return reader(object_of(update, kind), channel)
    return None


def kept(raw: object) -> Update | None:
    """A raw update as it is kept; None if it has no number to know it by.

    Its JSON is ASCII, so that any database takes it.
    """
    number = _number(raw, "update_id")
    return None if number is None else Update(str(number), json.dumps(raw))


def _message(message: Json, channel: str) -> Incoming | None:
    address = _address(message, channel)
    sender = _writer(message)
    if address is None:
        return None
    moved = _number(message, "migrate_to_chat_id")
    if moved is not None:
        to = Address(channel, str(moved), is_group=True)
        return Incoming(_time(message), address, sender, Migrated(to), None, _title(message))
    content = _said(message)
    if sender is None or content is None:
        return None
    return Incoming(_time(message), address, sender, content, _id(message), _title(message))


def _edited(message: Json, channel: str) -> Incoming | None:
    """A message that reads differently now, dated by its change; what else changes is passed over.

    Telegram also calls it an edit when a link's preview is drawn or a location moves on.
    """
    found = _message(message, channel)
    if found is None or not isinstance(found.content, Said) or not found.content.text:
        return None
    at = _time(message, "edit_date") or found.at
    return replace(found, at=at, content=replace(found.content, edited=True))


def _said(message: Json) -> Said | None:
    """The words and what came with them; None if there is neither: a service message.

    A message holds one medium at most; an album comes as several messages. A sticker says what its
    emoji says; a place, a contact or a poll says nothing that is read, and still was said.
    """
    text = text_of(message, "text") or text_of(message, "caption")
    text = text or text_of(object_of(message, "sticker"), "emoji")
    attachment = _attachment(message)
    if not text and attachment is None and not any(message.get(kind) for kind in _UNREAD):
        return None
    found = () if attachment is None else (attachment,)
    album = text_of(message, "media_group_id") or None
    forwarded = bool(object_of(message, "forward_origin"))
    return Said(text, _reply_to(message), found, album, forwarded=forwarded)


def _attachment(message: Json) -> Attachment | None:
    """The file that came with a message, if any.

    Of a photo the largest size, listed last. A GIF is listed as `animation` and as `document`.
    What has no file of its own (a photo to be paid for) comes without a reference.
    """
    name = next((name for name in _MEDIA if message.get(name)), None)
    if name is None:
        return None
    value = message[name]
    file = value[-1] if isinstance(value, list) and value else value
    file = file if isinstance(file, dict) else {}
    return Attachment(
        _MEDIA[name],
        text_of(file, "file_id"),
        text_of(file, "file_name") or None,
        text_of(file, "mime_type") or None,
        _number(file, "file_size"),
    )


def _id(message: Json) -> str | None:
    number = _number(message, "message_id")
    return None if number is None else str(number)


def _reply_to(message: Json) -> str | None:
    """The id of the message answered. In a topic every message "answers" the one that opened it."""
    number = _number(object_of(message, "reply_to_message"), "message_id")
    opening = message.get("is_topic_message") and number == message.get("message_thread_id")
    return None if number is None or opening else str(number)


def _writer(message: Json) -> Sender | None:
    """Who wrote; None for bots and for posts that a channel forwards by itself."""
    person, mask = object_of(message, "from"), object_of(message, "sender_chat")
    if message.get("is_automatic_forward"):
        return None
    if mask or _number(person, "id") == ANONYMOUS_ADMIN:
        hidden = mask or object_of(message, "chat")
        return Sender(str(_number(hidden, "id") or ""), text_of(hidden, "title"), anonymous=True)
    return _person(person)


def _person(user: Json) -> Sender | None:
    number = _number(user, "id")
    if number is None or user.get("is_bot"):
        return None
    names = (text_of(user, "first_name"), text_of(user, "last_name"))
    return Sender(str(number), " ".join(name for name in names if name))


def _tap(query: Json, channel: str) -> Incoming | None:
    message = object_of(query, "message")
    address, sender = _address(message, channel), _person(object_of(query, "from"))
    tap, data = text_of(query, "id"), text_of(query, "data")
    if address is None or sender is None or not tap or not data:
        return None
    # date 0 marks an InaccessibleMessage: deleted, or too old to be changed.
    number = _number(message, "message_id") if message.get("date") else None
    content = Tapped(data, tap, None if number is None else str(number))
    return Incoming(None, address, sender, content, None, _title(message))


def _standing(change: Json, channel: str) -> Incoming | None:
    """How the bot may write now, if that has changed."""
    address = _address(change, channel)
    before = _may_write(object_of(change, "old_chat_member"))
    now = _may_write(object_of(change, "new_chat_member"))
    if address is None or now is None or now == before:
        return None
    content: Content = Returned() if now else Left()
    who = _person(object_of(change, "from"))
    return Incoming(_time(change), address, who, content, None, _title(change))


def _may_write(member: Json) -> bool | None:
    """Whether a member of that status may write; None if it has none."""
    status = member.get("status")
    if not isinstance(status, str):
        return None
    if status == "restricted":
        return bool(member.get("is_member")) and bool(member.get("can_send_messages"))
    return status in _INSIDE


def _address(holder: Json, channel: str) -> Address | None:
    """The chat as an address; None for channels and whatever is no chat."""
    chat = object_of(holder, "chat")
    number, kind = _number(chat, "id"), chat.get("type")
    if number is None or (kind != "private" and kind not in _GROUPS):
        return None
    return Address(channel, str(number), is_group=kind in _GROUPS)


def _title(holder: Json) -> str:
    """What a group is called; a private chat has no title."""
    return text_of(object_of(holder, "chat"), "title")


def _number(holder: object, key: str) -> int | None:
    """The integer under that key, if there is one of at most 64 bits."""
    value = holder.get(key) if isinstance(holder, dict) else None
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        return None
    return value


def _time(holder: Json, key: str = "date") -> datetime | None:
    number = _number(holder, key)
    try:
        return datetime.fromtimestamp(number, UTC) if number else None
    except (ValueError, OverflowError, OSError):
        return None
