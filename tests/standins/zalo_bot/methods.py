"""The methods that exist, what they take, and what they do. There are no others."""

import ipaddress
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tests.standins.zalo_bot import style
from tests.standins.zalo_bot.ledger import Sent
from tests.standins.zalo_bot.style import Json, RefusedError
from tests.standins.zalo_bot.world import Account, Webhook

TAKES: dict[str, frozenset[str]] = {
    "getMe": frozenset(),
    "getUpdates": frozenset({"timeout"}),
    "setWebhook": frozenset({"url", "secret_token"}),
    "deleteWebhook": frozenset(),
    "getWebhookInfo": frozenset(),
    "sendMessage": frozenset({"chat_id", "text", "parse_mode", "text_styles"}),
    "sendPhoto": frozenset({"chat_id", "photo", "caption"}),
    "sendSticker": frozenset({"chat_id", "sticker"}),
    "sendVoice": frozenset({"chat_id", "voice_url"}),
    "sendChatAction": frozenset({"chat_id", "action"}),
}
LONGEST = 2000
UNREACHABLE_HOSTS = ("upload.wikimedia.org",)


def units(text: str) -> int:
    """A text's length in UTF-16 units, the strictest way to count its characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def asks_too_much(method: str, params: Json) -> list[str]:
    """What a call asks for that Zalo does not have."""
    if method not in TAKES:
        return [f"{method}: no such method"]
    extra = sorted(set(params) - TAKES[method])
    return [f"{method}: no such parameter: {name}" for name in extra]


def get_me(account: Account, *, names: bool) -> Json:
    """Who the bot is."""
    me = {
        "id": account.id,
        "account_name": f"bot.{account.id}",
        "account_type": "BASIC",
        "can_join_groups": account.can_join_groups,
    }
    return me | {"display_name": account.name} if names else me


def webhook_of(account: Account, params: Json, *, loopback: bool) -> Webhook:
    """The webhook that a call asks for; raises RefusedError for one that Zalo would not call."""
    url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
    if not secret:
        raise RefusedError(style.SECRET_EMPTY)
    if not 8 <= len(secret) <= 256:
        raise RefusedError(style.SECRET_LENGTH)
    if not _callable(url, loopback=loopback):
        raise RefusedError(style.URL_INVALID)
    return Webhook(url, secret, account.now_ms())


def _callable(url: str, *, loopback: bool) -> bool:
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        private = host == "localhost" or ipaddress.ip_address(host).is_private
    except ValueError:
        private = False
    if private:
        return loopback
    return parts.scheme == "https" and "." in host


def delete_webhook(account: Account) -> Json:
    """No webhook any more."""
    account.webhook = None
    account.waiting.bell.ring()
    return {"url": "", "updated_at": account.now_ms()}


def get_webhook_info(account: Account) -> Json:
    """Where updates go, without the secret; raises RefusedError while there is none."""
    if account.webhook is None:
        raise RefusedError(style.NO_WEBHOOK)
    return {"url": account.webhook.url, "updated_at": account.webhook.updated_at}


def send_message(account: Account, params: Json, *, bad_markup: bool) -> Sent:
    """A text. `bad_markup` refuses every text that asks to be parsed or styled."""
    text = params.get("text")
    if not isinstance(text, str) or not text.strip():
        raise RefusedError(style.TEXT_EMPTY)
    if units(text) > LONGEST:
        raise RefusedError(style.TEXT_TOO_LONG)
    if bad_markup and ("parse_mode" in params or "text_styles" in params):
        raise RefusedError(style.BAD_MARKUP)
    return _take(account, "sendMessage", params, text)


def send_photo(account: Account, params: Json) -> Sent:
    """A picture that Zalo fetches by itself, with the refusals it was seen to give."""
    photo, caption = str(params.get("photo") or ""), str(params.get("caption") or "")
    if not photo:
        raise RefusedError(style.PHOTO_EMPTY)
    if not photo.startswith(("http://", "https://")):
        raise RefusedError(style.PHOTO_NO_URL)
    if urlsplit(photo).hostname in UNREACHABLE_HOSTS:
        raise RefusedError(style.PHOTO_BAD_URL)
    if units(caption) > LONGEST:
        raise RefusedError(style.TEXT_TOO_LONG)
    return _take(account, "sendPhoto", params, caption)


def send_sticker(account: Account, params: Json) -> Sent:
    """A sticker."""
    return _take(account, "sendSticker", params, "")


def send_voice(account: Account, params: Json) -> Sent:
    """A voice message; in a group Zalo says yes and delivers nothing."""
    return _take(account, "sendVoice", params, "")


def send_chat_action(account: Account, params: Json) -> None:
    """“is typing”; costs nothing, gives nothing."""
    account.reach(params.get("chat_id"))


def _take(account: Account, method: str, params: Json, text: str) -> Sent:
    chat = account.reach(params.get("chat_id"))
    account.spend()
    sent = Sent(
        account.wall(),
        account.token,
        chat.id,
        method,
        text,
        account.new_id("message"),
        delivered=not (chat.is_group and method == "sendVoice"),
        content=params,
    )
    account.ledger.sent.append(sent)
    chat.bell.ring()
    return sent


def receipt(account: Account, sent: Sent) -> Json:
    """What a send is answered with."""
    return {"message_id": sent.message_id, "date": account.now_ms()}


SENDS: dict[str, Callable[[Account, Json], Any]] = {
    "sendPhoto": send_photo,
    "sendSticker": send_sticker,
    "sendVoice": send_voice,
}
