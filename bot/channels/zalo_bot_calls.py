"""Calls to Zalo's Bot Platform: JSON by POST, and honest errors.

The platform is judged by the body of its answer first and by the HTTP status second: refusals were
seen to come as HTTP 200 with `ok: false` and as their own status, successes with `error_code: 0`,
codes as text, and pages of the server in front in place of JSON (seen by users, 2026-07 on).
"""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from bot.channels.foreign import Json, parsed, whole_of
from bot.channels.zalo_http import CallError, Garbled, Http, Refused

IDLE: Final = 408
"""What an empty poll is refused with."""

_OURS: Final = frozenset({400, 404, IDLE})


class Calls:
    """One bot's calls. `api_url` has no slash at its end. Belongs to one event loop."""

    def __init__(
        self, token: str, api_url: str, *, answer_within: timedelta, proxy: str | None = None
    ) -> None:
        """Connect to nothing yet."""
        self._root = f"{api_url}/bot{token}/"
        self.http = Http(answer_within, proxy)
        self.trouble: str | None = None  # why the last call failed; a refused chat is no failure

    async def ask(
        self,
        method: str,
        params: Mapping[str, object] | None = None,
        *,
        within: timedelta | None = None,
    ) -> Any:
        """The result of a call; None if a success has none. Raises CallError."""
        try:
            status, body = await self.http.post_json(
                self._root + method, params or {}, within=within
            )
            result = verdict(status, body)
        except Refused as error:
            self.trouble = None if error.code in _OURS else str(error)
            raise
        except CallError as error:
            self.trouble = str(error)
            raise
        self.trouble = None
        return result

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe; another call opens them again."""
        await self.http.close()


def verdict(status: int, body: bytes) -> Any:
    """What an answer says: its result. Raises Refused or Garbled."""
    answer = parsed(body)
    if answer is None:
        raise Garbled(status)
    code = _code(answer)
    if answer.get("ok") is True:
        return answer.get("result")
    if answer.get("ok") is False or code:
        known = code or (status if status >= HTTPStatus.BAD_REQUEST else 0)
        raise Refused(known, str(answer.get("description") or ""))
    if "result" in answer and status < HTTPStatus.BAD_REQUEST:
        return answer["result"]
    raise Garbled(status)


def _code(answer: Json) -> int:
    """The error code, in either spelling, as number or text; 0 if there is none."""
    return whole_of(answer.get("error_code", answer.get("errorCode")), 0)
