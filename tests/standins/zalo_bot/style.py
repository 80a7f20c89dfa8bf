"""How the server words its envelopes: every way in which the live one has been seen to."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Refusal:
    """Why a call is refused."""

    code: int
    description: str


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
NO_WEBHOOK = Refusal(404, "Webhook is not set")
TIMED_OUT = Refusal(408, "Request timeout")
INTERNAL = Refusal(403, "Internal server error")
QUOTA = Refusal(429, "Quota exceeded")
WEBHOOK_SET = Refusal(400, "Can't use getUpdates while a webhook is set; delete the webhook first")
CHAT_NOT_FOUND = Refusal(400, "The chat_id is invalid")
TEXT_EMPTY = Refusal(400, "The text must not be empty")
TEXT_TOO_LONG = Refusal(400, "The text must not exceed 2000 characters")
BAD_MARKUP = Refusal(400, "The text cannot be parsed")
PHOTO_EMPTY = Refusal(400, "The photo must not be empty")
PHOTO_NO_URL = Refusal(400, "The photo must start with http:// or https://")
PHOTO_BAD_URL = Refusal(400, "The photo URL is invalid")
SECRET_EMPTY = Refusal(400, "The secret_token must not be empty")
SECRET_LENGTH = Refusal(400, "The secret_token must be between 8 and 256 characters")
URL_INVALID = Refusal(400, "The url must be a public https address")
USERS_FULL = Refusal(400, "The bot has reached its limit of users")
GROUPS_FULL = Refusal(400, "The bot has reached its limit of groups")


class RefusedError(Exception):
    """A call that is refused, from wherever that was found."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


@dataclass
class Style:
    """The switches. By default failures come as HTTP 200 with `ok: false`.

    `mirror`: the HTTP status equals the code. `zero`: successes carry `error_code: 0`. `camel`: the
    code is spelt `errorCode`. `textual`: the code is text. `names`: getMe tells `display_name`.
    `two_servers`: the edge sends its `Server` header twice.
    """

    mirror: bool = False
    zero: bool = False
    camel: bool = False
    textual: bool = False
    names: bool = True
    two_servers: bool = True

    def success(self, result: Any) -> Json:
        """The envelope of a success; sendChatAction has no result at all."""
        body: Json = {"ok": True}
        if result is not None:
            body["result"] = result
        return body | self._code(0) if self.zero else body

    def failure(self, refusal: Refusal) -> Json:
        """The envelope of a refusal."""
        return {"ok": False, "description": refusal.description} | self._code(refusal.code)

    def status(self, refusal: Refusal) -> int:
        """The HTTP status of a refusal."""
        return refusal.code if self.mirror else 200

    def _code(self, code: int) -> Json:
        return {"errorCode" if self.camel else "error_code": str(code) if self.textual else code}
