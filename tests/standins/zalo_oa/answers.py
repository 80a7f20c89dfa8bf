"""How Zalo's OpenAPI words what it answers: always HTTP 200, a negative number where it refuses."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

SIGNIFICANT = {  # the official appendix of error codes, as two clients quote it (2026-01, 2026-08)
    -32: "API rate limit exceeded",
    -100: "Attachment is expired",
    -200: "Send message failed",
    -201: "Parameter is invalid",
    -210: "Parameter exceeds the limit",
    -211: "Out of quota",
    -213: "User has not followed OA",
    -216: "Access token is invalid",
    -217: "User has blocked invitations",
    -220: "Access token has expired",
    -224: "OA needs a higher package",
    -227: "User is banned or has been inactive",
    -230: "User has not interacted with the OA in the past 7 days",
    -233: "Message type is not supported",
    -240: "MessageV2 API has been shut down",
    -242: "appsecret_proof is invalid",
}


@dataclass(frozen=True)
class Refusal:
    """Why a call is refused."""

    code: int
    words: str

    def body(self) -> Json:
        """As it is answered."""
        return {"error": self.code, "message": self.words}


class RefusedError(Exception):
    """A call that is refused, from wherever that was found."""

    def __init__(self, code: int, words: str | None = None) -> None:
        self.refusal = Refusal(code, words or SIGNIFICANT.get(code, "Error"))
        super().__init__(self.refusal.words)


def success(data: Json | list[Any] | None = None) -> Json:
    """The envelope of a success."""
    return {"error": 0, "message": "Success", "data": data if data is not None else {}}
