"""Telegram's refusals: the code and the words that a client is answered with.

Wordings of 400, 403, 404 and 409 were read in tdlib/telegram-bot-api and tdlib/td (2026-05).
Where that server has no one wording, as for a parameter of the wrong type, the words are ours.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """An answer with `ok: false`; the two last fields become `parameters`."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None

    def body(self) -> dict[str, Any]:
        """The JSON that the client receives."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        parameters = {
            name: value
            for name, value in (
                ("retry_after", self.retry_after),
                ("migrate_to_chat_id", self.migrate_to_chat_id),
            )
            if value is not None
        }
        return body | ({"parameters": parameters} if parameters else {})


class RefusedError(Exception):
    """Carries a refusal from where it is decided to where it is answered."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


def bad_request(words: str) -> Refusal:
    """400 with the given words."""
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    """403 with the given words."""
    return Refusal(403, f"Forbidden: {words}")


def too_many(retry_after: int) -> Refusal:
    """429; `retry_after` in seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def upgraded(to: int) -> Refusal:
    """400 for a group that has become the supergroup `to`."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, words, migrate_to_chat_id=to)


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
TEXT_EMPTY = bad_request("message text is empty")
TEXT_TOO_LONG = bad_request("message is too long")
CAPTION_TOO_LONG = bad_request("message caption is too long")
BUTTON_DATA_INVALID = bad_request("BUTTON_DATA_INVALID")
NOT_MODIFIED = bad_request(
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_INVALID = bad_request("query is too old and response timeout expired or query ID is invalid")
CHAT_NOT_FOUND = bad_request("chat not found")
BLOCKED = forbidden("bot was blocked by the user")
NEVER_STARTED = forbidden("bot can't initiate conversation with a user")
DEACTIVATED = forbidden("user is deactivated")
MAY_NOT_WRITE = bad_request("not enough rights to send text messages to the chat")
OTHER_POLLER = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
    "running",
)
WEBHOOK_CAME = Refusal(409, "Conflict: terminated by setWebhook request")
WEBHOOK_ACTIVE = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first",
)
