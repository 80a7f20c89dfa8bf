"""Sends one text to Telegram: the call that is made thousands of times in a row.

In plain JSON: the library writes buttons and reads the answer as objects, of which only a number
is wanted. Everything else that the bot asks of Telegram goes through the library.
"""

from collections.abc import Mapping
from typing import Any, Final

import structlog
from telegram.error import TelegramError

from bot.channels.telegram_errors import NOT_MODIFIED, says
from bot.channels.telegram_text import Buttons, Part
from bot.channels.telegram_transport import Transport

_NO_PREVIEW: Final = {"is_disabled": True}
_log = structlog.get_logger(__name__)


async def say(calls: Transport, base_url: str, chat: int, part: Part, buttons: Buttons) -> int:
    """Send a text with the buttons below it; gives the message's number.

    Raises as the transport does, and LookupError, TypeError or ValueError for an answer that is no
    message.
    """
    fields: dict[str, Any] = {
        "chat_id": chat,
        "text": part.text,
        "link_preview_options": _NO_PREVIEW,
    }
    if part.bold:  # with entities Telegram parses nothing in the text
        fields["entities"] = [{"type": "bold", "offset": 0, "length": part.bold}]
    if buttons:
        fields["reply_markup"] = {"inline_keyboard": buttons}
    sent = await calls.call(f"{base_url}/sendMessage", fields)
    number = int(sent["message_id"])
    if buttons and _data(_shown(sent)) != _data(buttons):
        await _repair(calls, base_url, sent["chat"]["id"], number, buttons)
    return number


async def _repair(
    calls: Transport, base_url: str, chat: int, number: int, buttons: Buttons
) -> None:
    """Give a message the buttons that it came without (seen in grafana/oncall#3055)."""
    _log.warning("message_came_without_its_buttons")
    markup = {"inline_keyboard": buttons}
    fields = {"chat_id": chat, "message_id": number, "reply_markup": markup}
    try:
        await calls.call(f"{base_url}/editMessageReplyMarkup", fields)
    except TelegramError as error:
        if not says(error, NOT_MODIFIED):
            _log.warning("buttons_not_repaired", error=type(error).__name__)


def _shown(sent: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The buttons of an answered message; Telegram leaves out what there is none of."""
    shown: list[list[dict[str, Any]]] = sent.get("reply_markup", {}).get("inline_keyboard", [])
    return shown


def _data(rows: list[list[dict[str, Any]]]) -> list[list[object]]:
    return [[button.get("callback_data") for button in row] for row in rows]
