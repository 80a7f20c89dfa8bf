"""Whether a call keeps the published rules, whatever the state of the world.

What is found here is a conformance violation: a correct client never causes one, so tests assert
that there are none. Telegram itself ignores parameters that it does not know; here they are
refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.standins.telegram.decode import attached
from tests.standins.telegram.entities import Formatted, entity_refusal, trimmed, units, with_found
from tests.standins.telegram.keyboards import keyboard_refusal
from tests.standins.telegram.markup import MarkupError, parse_html
from tests.standins.telegram.refusals import (
    CAPTION_TOO_LONG,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    Refusal,
    RefusedError,
    bad_request,
)
from tests.standins.telegram.spec import UPDATE_KINDS, Fault, Flaw, Json, Method, field_flaws

MAX_TEXT, MAX_CAPTION, MAX_ANSWER = 4096, 1024, 200
WEBHOOK_PORTS = (80, 88, 443, 8443)
_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


@dataclass(frozen=True)
class Verdict:
    """What the rules say of a call: the refusal (None: go on), and every rule that was broken."""

    refusal: Refusal | None = None
    violations: tuple[str, ...] = ()


def examine(method: Method, params: Json, *, loopback_webhooks: bool = False) -> Verdict:
    """The verdict on a call whose values have been decoded into their types."""
    parts = attached(params)
    named = {name: value for name, value in params.items() if name not in parts}
    found = field_flaws(method.takes, named, "", method.name)
    refusals = [*_of_keyboard(params), *map(_of_flaw, found)]
    if not refusals:
        refusals = _of_method(method, params)
        refusals += (
            _of_webhook(params, loopback=loopback_webhooks) if method.name == "setWebhook" else []
        )
    violations = [str(flaw) for flaw in found] or [each.description for each in refusals]
    return Verdict(
        refusals[0] if refusals else None,
        tuple(f"{method.name}: {words}" for words in violations),
    )


def _of_flaw(flaw: Flaw) -> Refusal:
    if flaw.fault is Fault.MISSING:
        wordings = {"chat_id": bad_request("chat_id is empty"), "text": TEXT_EMPTY}
        return wordings.get(flaw.where) or bad_request(f'parameter "{flaw.where}" is required')
    words = {Fault.UNKNOWN: "is unknown", Fault.TYPE: f"must be of type {flaw.expected}"}
    return bad_request(f'parameter "{flaw.where}" {words[flaw.fault]}')


def _of_keyboard(params: Json) -> list[Refusal]:
    refusal = keyboard_refusal(params["reply_markup"]) if "reply_markup" in params else None
    return [refusal] if refusal else []


def content_of(params: Json, text_field: str = "text") -> Formatted:
    """The text of a call as people will see it; raises RefusedError when it cannot be read."""
    prefix = "caption_" if text_field == "caption" else ""
    text: str = params.get(text_field, "")
    entities: list[Json] = params.get(f"{prefix}entities", [])
    mode = params.get("parse_mode", "")
    if mode and entities:
        raise RefusedError(bad_request("entities can be specified only instead of parse_mode"))
    if mode:
        return with_found(trimmed(_parsed(text, mode)))
    refusal = entity_refusal(text, entities)
    if refusal:
        raise RefusedError(refusal)
    return with_found(trimmed(Formatted(text, tuple(entities))))


def _parsed(text: str, mode: str) -> Formatted:
    if mode.lower() in {"markdown", "markdownv2"}:
        raise RefusedError(bad_request("the stand-in reads no Markdown; use HTML or entities"))
    if mode.lower() != "html":
        raise RefusedError(bad_request("unsupported parse_mode"))
    try:
        return parse_html(text)
    except MarkupError as error:
        raise RefusedError(bad_request(f"can't parse entities: {error}")) from error


def _of_method(method: Method, params: Json) -> list[Refusal]:
    rule = _RULES.get(method.name)
    try:
        refusals = rule(params) if rule else []
    except RefusedError as error:
        refusals = [error.refusal]
    unknown = set(params.get("allowed_updates", ())) - UPDATE_KINDS
    return refusals + [bad_request(f'unknown update type "{name}"') for name in sorted(unknown)]


def _of_text(params: Json) -> list[Refusal]:
    text = content_of(params).text
    if not text:
        return [TEXT_EMPTY]
    return [TEXT_TOO_LONG] if units(text) > MAX_TEXT else []


def _of_edited_text(params: Json) -> list[Refusal]:
    return [*_of_target(params), *_of_text(params)]


def _of_target(params: Json) -> list[Refusal]:
    if "inline_message_id" in params:
        return []
    if "chat_id" not in params:
        return [bad_request("chat_id is empty")]
    return [] if "message_id" in params else [bad_request("message identifier is not specified")]


def _of_caption(params: Json) -> list[Refusal]:
    return [CAPTION_TOO_LONG] if units(content_of(params, "caption").text) > MAX_CAPTION else []


def _of_answer(params: Json) -> list[Refusal]:
    too_long = units(params.get("text", "")) > MAX_ANSWER
    return [bad_request("MESSAGE_TOO_LONG")] if too_long else []


def _of_commands(params: Json) -> list[Refusal]:
    commands = params["commands"]
    if len(commands) > 100:
        return [bad_request("BOT_COMMANDS_TOO_MUCH")]
    if not all(re.fullmatch(r"[a-z0-9_]{1,32}", each["command"]) for each in commands):
        return [bad_request("BOT_COMMAND_INVALID")]
    described = all(1 <= len(each["description"].strip()) <= 256 for each in commands)
    return [] if described else [bad_request("BOT_COMMAND_DESCRIPTION_INVALID")]


def _of_polling(params: Json) -> list[Refusal]:
    found = []
    if not 1 <= params.get("limit", 100) <= 100:
        found.append(bad_request("limit must be between 1 and 100"))
    if params.get("timeout", 0) < 0:
        found.append(bad_request("timeout must not be negative"))
    return found


def _of_action(params: Json) -> list[Refusal]:
    return (
        [] if params["action"] in _ACTIONS else [bad_request("wrong parameter action in request")]
    )


def _of_secret(params: Json) -> list[Refusal]:
    secret = params.get("secret_token")
    if secret is None:
        return []
    if not 1 <= len(secret) <= 256:
        return [bad_request("secret token is too long" if secret else "secret token is empty")]
    clean = re.fullmatch(r"[A-Za-z0-9_-]+", secret)
    return [] if clean else [bad_request("secret token contains unallowed characters")]


def _of_webhook(params: Json, *, loopback: bool) -> list[Refusal]:
    url = params["url"]
    parts = urlsplit(url if isinstance(url, str) else "")
    if not url or (loopback and parts.hostname in {"127.0.0.1", "localhost", "::1"}):
        return []
    if parts.scheme != "https" or not parts.hostname:
        return [bad_request("bad webhook: An HTTPS URL must be provided for webhook")]
    if (parts.port or 443) not in WEBHOOK_PORTS:
        return [bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")]
    return []


_RULES: dict[str, Callable[[Json], list[Refusal]]] = {
    "sendMessage": _of_text,
    "editMessageText": _of_edited_text,
    "editMessageReplyMarkup": _of_target,
    "sendPhoto": _of_caption,
    "sendDocument": _of_caption,
    "answerCallbackQuery": _of_answer,
    "setMyCommands": _of_commands,
    "getUpdates": _of_polling,
    "sendChatAction": _of_action,
    "setWebhook": _of_secret,
}
