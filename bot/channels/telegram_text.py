"""How a Message becomes Telegram's texts and buttons. Pure."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.channels.cutting import pieces, units
from bot.messages import Choice, Message

MAX_TEXT_UNITS = 4096
"""Most UTF-16 units of a text (core.telegram.org/bots/api#sendmessage, Bot API 10.1, 2026-06)."""

MAX_CAPTION_UNITS = 1024
"""Most UTF-16 units of the words below a file (core.telegram.org/bots/api#sendphoto)."""

MAX_DATA_BYTES = 64
"""Most bytes of a button's data (core.telegram.org/bots/api#inlinekeyboardbutton)."""

Buttons = list[list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Part:
    """One message as Telegram takes it: a text and how many of its first units are bold."""

    text: str
    bold: int

    @property
    def entities(self) -> list[MessageEntity]:
        """The bold stretch, if any. With entities Telegram parses nothing in the text."""
        return [MessageEntity(MessageEntity.BOLD, 0, self.bold)] if self.bold else []


def parts(message: Message) -> list[Part]:
    """The message's text in NFC, in pieces that Telegram takes, broken between lines if possible.

    Raises ValueError if there is nothing to read: a bug of whoever worded it.
    """
    return list(_parts(*_whole(message)))


def caption(message: Message) -> Part | None:
    """The message's text as the words below a file; None if there are too many of them.

    Raises ValueError like `parts`.
    """
    text, heading = _whole(message)
    return Part(text, min(heading, units(text))) if units(text) <= MAX_CAPTION_UNITS else None


def _whole(message: Message) -> tuple[str, int]:
    """The text, and how many of its first units are the heading."""
    text = _clean(message.text).strip()
    if not text:
        raise ValueError("a message without text")
    return text, units(_clean(message.heading).strip())


def buttons(message: Message) -> Buttons:
    """The rows of choices as Telegram's JSON has them; empty if there are none.

    Raises ValueError for a label or data that Telegram would refuse: a bug of whoever made it.
    """
    return [[_button(choice) for choice in row] for row in message.rows if row]


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The same as the library's object, None if there are none."""
    rows = [
        [InlineKeyboardButton(each["text"], callback_data=each["callback_data"]) for each in row]
        for row in buttons(message)
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def shortened(text: str, most: int) -> str:
    """The text, cut to `most` UTF-16 units with an ellipsis."""
    clean = _clean(text).strip()
    if units(clean) <= most:
        return clean
    cut = clean[: most - 1]
    while units(cut) > most - 1:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _button(choice: Choice) -> dict[str, str]:
    label = _clean(choice.label).strip()
    if not label:
        raise ValueError("a button without a label")
    if not 1 <= len(choice.data.encode()) <= MAX_DATA_BYTES:
        raise ValueError(f"a button's data must have 1 to {MAX_DATA_BYTES} bytes")
    return {"text": label, "callback_data": choice.data}


def _parts(text: str, heading: int) -> Iterator[Part]:
    for piece in pieces(text, MAX_TEXT_UNITS):
        stripped = piece.strip()
        if stripped:
            yield Part(stripped, min(heading, units(stripped)))
        heading = max(0, heading - units(piece))
