"""Inline keyboards: rows of buttons, each with a label and exactly one action."""

from typing import Any

from tests.standins.telegram.refusals import BUTTON_DATA_INVALID, Refusal, bad_request
from tests.standins.telegram.spec import TYPES, Json

_DECORATION = {"text", "icon_custom_emoji_id", "style"}
ACTIONS = (
    frozenset(field.removesuffix("?") for field in TYPES["InlineKeyboardButton"]) - _DECORATION
)
MAX_BUTTONS = 100
STYLES = ("danger", "success", "primary")


def keyboard_refusal(markup: Any) -> Refusal | None:
    """Why the inline keyboard is refused; None if it is good, or is another kind of keyboard."""
    if not isinstance(markup, dict):
        return bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        return bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        return bad_request('field "inline_keyboard" must be of type Array of Arrays')
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        return bad_request("reply markup is too long")
    return next(filter(None, map(_button_refusal, buttons)), None)


def _button_refusal(button: Any) -> Refusal | None:
    fault = _button_fault(button)
    if fault:
        return bad_request(f"can't parse inline keyboard button: {fault}")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        return BUTTON_DATA_INVALID
    url = button.get("url")
    if url is not None and not url.startswith(("http://", "https://", "tg://")):
        return bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return None


def _button_fault(button: Any) -> str | None:
    if not isinstance(button, dict):
        return "InlineKeyboardButton must be an Object"
    if not isinstance(button.get("text"), str):
        return 'Field "text" must be of type String'
    if not button["text"].strip():
        return "the text of a button must not be empty"
    actions = sorted(ACTIONS & button.keys())
    if not actions:
        return "Text buttons are unallowed in the inline keyboard"
    if len(actions) > 1:
        return f"exactly one action is allowed, found {', '.join(actions)}"
    if button.get("style", "primary") not in STYLES:
        return "invalid button style specified"
    strings = [button[name] for name in ("callback_data", "url") if name in button]
    return None if all(isinstance(s, str) for s in strings) else "the action must be of type String"


def buttons_of(message: Json) -> list[Json]:
    """The buttons under a message, in reading order."""
    markup = message.get("reply_markup", {})
    return [button for row in markup.get("inline_keyboard", ()) for button in row]
