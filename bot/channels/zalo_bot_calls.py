"""Calls to Zalo's Bot Platform: JSON by POST, and honest errors.

The platform is judged by the body of its answer first and by the HTTP status second: refusals were
seen to come as HTTP 200 with `ok: false` and as their own status, successes with `error_code: 0`,
codes as text, and pages of the server in front in place of JSON (seen by users, 2026-07 on).
The token is part of the URL, so no error of the HTTP library gets out of here.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

USER_AGENT = "nhacviec"
IDLE = 408
"""What an empty poll is refused with."""

_OURS = frozenset({400, 404, IDLE})
_CONNECT_WITHIN_S = 10.0


class CallError(Exception):
    """Why a call gave no result. Its text holds neither token nor address."""


class NotConnected(CallError):
    """No connection was made: Zalo cannot have seen the request."""


class NoAnswer(CallError):
    """The request went out; no answer came back."""


class Garbled(CallError):
    """An answer that is none of the Bot Platform's: a page, half a JSON text, a redirect."""

    def __init__(self, status: int) -> None:
        """Keep the HTTP status."""
        super().__init__(f"HTTP {status} without an answer of the Bot Platform")
        self.status = status


class Refused(CallError):
    """Zalo's own refusal. `code` is 0 where it gives none."""

    def __init__(self, code: int, description: str) -> None:
        """Keep what Zalo said, word for word."""
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description


class Calls:
    """One bot's calls. `api_url` has no slash at its end. Belongs to one event loop.

    The library is loaded at the first call. Redirects are not followed: the platform has none, and
    the URL carries the token.
    """

    def __init__(self, token: str, api_url: str, *, answer_within: timedelta) -> None:
        """Connect to nothing yet."""
        self._root = f"{api_url}/bot{token}/"
        self._answer_within = answer_within
        self._client: httpx.AsyncClient | None = None
        self.trouble: str | None = None  # why the last call failed; a refused chat is no failure

    @property
    def client(self) -> "httpx.AsyncClient":
        """The HTTP client, opened at first use."""
        import httpx

        if self._client is None:
            self._client = httpx.AsyncClient(headers={"User-Agent": USER_AGENT}, trust_env=False)
        return self._client

    async def ask(
        self,
        method: str,
        params: Mapping[str, object] | None = None,
        *,
        within: timedelta | None = None,
    ) -> Any:
        """The result of a call; None if a success has none. Raises CallError."""
        patience = within or self._answer_within
        try:
            status, body = await self._exchange(method, params or {}, patience.total_seconds())
            result = verdict(status, body)
        except Refused as error:
            self.trouble = None if error.code in _OURS else f"Zalo answers {error.code}"
            raise
        except CallError as error:
            self.trouble = str(error)
            raise
        self.trouble = None
        return result

    async def _exchange(
        self, method: str, params: Mapping[str, object], patience_s: float
    ) -> tuple[int, bytes]:
        import httpx

        timeout = httpx.Timeout(patience_s, connect=_CONNECT_WITHIN_S, pool=patience_s)
        # A lone surrogate has no UTF-8; a question mark in a name is better than no message.
        content = json.dumps(params, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json"}
        # The library's errors may hold the URL and so the token: only their class names go on.
        try:
            answer = await self.client.post(
                self._root + method, content=content, headers=headers, timeout=timeout
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotConnected(f"no connection: {type(error).__name__}") from None
        except httpx.TimeoutException:
            raise NoAnswer("no answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise NoAnswer(f"connection broke: {type(error).__name__}") from None
        return answer.status_code, answer.content

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe; another call opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()


def verdict(status: int, body: bytes) -> Any:
    """What an answer says: its result. Raises Refused or Garbled."""
    answer = _json_object(body)
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


def _code(answer: Mapping[str, Any]) -> int:
    """The error code, in either spelling, as number or text; 0 if there is none."""
    value = answer.get("error_code", answer.get("errorCode"))
    try:
        return int(value) if value is not None else 0
    except (TypeError, ValueError):
        return 0


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
