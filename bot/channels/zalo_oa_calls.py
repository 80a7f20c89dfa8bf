"""Calls of Zalo's OpenAPI: JSON, a token in a header, and honest errors.

Refusals come as HTTP 200 with a negative `error` (official documents, as copied by clients,
2026-10), so the body is judged first. A token that Zalo refuses is replaced once.
"""

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from bot.channels.zalo_oa_tokens import Tokens

if TYPE_CHECKING:
    import httpx

USER_AGENT: Final = "nhacviec"
WORN_TOKEN: Final = frozenset({-124, -216, -220})
"""What a token that is no longer good is refused with, on both of Zalo's hosts."""

_CONNECT_WITHIN_S: Final = 10.0

# The library writes down addresses, which hold people's numbers.
logging.getLogger("httpx").setLevel(logging.WARNING)


class CallError(Exception):
    """Why a call gave no result. Its text holds no token, no address and no number of a phone."""


class NotConnected(CallError):
    """No connection was made: Zalo cannot have seen the request."""


class NoAnswer(CallError):
    """The request went out; no answer came back."""


class Garbled(CallError):
    """An answer that is none of the OpenAPI's: a page, half a JSON text, a redirect."""

    def __init__(self, status: int) -> None:
        """Keep the HTTP status."""
        super().__init__(f"HTTP {status} without an answer of the OpenAPI")
        self.status = status


class Refused(CallError):
    """Zalo's own refusal."""

    def __init__(self, code: int, said: str) -> None:
        """Keep the code, and what Zalo said, word for word."""
        super().__init__(f"Zalo answers {code}")
        self.code = code
        self.said = said


class OpenApi:
    """The calls of one Official Account. Belongs to one event loop; the library is loaded late."""

    def __init__(self, tokens: Tokens, *, answer_within: timedelta) -> None:
        """Connect to nothing yet."""
        self._tokens = tokens
        self._answer_within_s = answer_within.total_seconds()
        self._client: httpx.AsyncClient | None = None
        self.trouble: str | None = None  # why the last call failed for everybody
        self.answered = False  # whether it was answered at all, by whatever

    @property
    def client(self) -> "httpx.AsyncClient":
        """The HTTP client, opened at first use."""
        import httpx

        if self._client is None:
            timeout = httpx.Timeout(self._answer_within_s, connect=_CONNECT_WITHIN_S)
            self._client = httpx.AsyncClient(
                headers={"User-Agent": USER_AGENT}, timeout=timeout, trust_env=False
            )
        return self._client

    async def post(self, url: str, params: Mapping[str, object]) -> Any:
        """The data of an answer to JSON by POST. Raises CallError, and like the tokens."""
        # A lone surrogate has no UTF-8; a question mark in a name is better than no message.
        content = json.dumps(params, ensure_ascii=False).encode("utf-8", "replace")
        return await self._ask("POST", url, content=content, kind="application/json")

    async def get(self, url: str, params: Mapping[str, object]) -> Any:
        """The data of an answer to GET; parameters as they are. Raises as `post` does."""
        return await self._ask("GET", url, query={k: str(v) for k, v in params.items()})

    async def upload(self, url: str, name: str, media_type: str, data: bytes) -> Any:
        """The data of an answer to a file. Raises as `post` does."""
        return await self._ask("POST", url, files={"file": (name, data, media_type)})

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe; another call opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _ask(self, method: str, url: str, **content: Any) -> Any:
        self.answered = False
        token = await self._tokens.get()
        try:
            return await self._once(method, url, token, **content)
        except Refused as error:
            if error.code not in WORN_TOKEN:
                raise
        return await self._once(method, url, await self._tokens.another(token), **content)

    async def _once(self, method: str, url: str, token: str, **content: Any) -> Any:
        self.answered = False
        try:
            status, body = await self._exchange(method, url, token, **content)
            self.answered = status < HTTPStatus.INTERNAL_SERVER_ERROR
            found = verdict(status, body)
        except Refused:
            self.trouble = None  # whether everybody is meant is for the table of codes to say
            raise
        except CallError as error:
            self.trouble = str(error)
            raise
        self.trouble = None
        return found

    async def _exchange(
        self,
        method: str,
        url: str,
        token: str,
        *,
        content: bytes | None = None,
        kind: str | None = None,
        query: Mapping[str, str] | None = None,
        files: Any = None,
    ) -> tuple[int, bytes]:
        import httpx

        headers = {b"access_token": token.encode()}
        if kind is not None:
            headers[b"Content-Type"] = kind.encode()
        # The library's errors may hold addresses: only their class names go on.
        try:
            answer = await self.client.request(
                method, url, content=content, params=query, files=files, headers=headers
            )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotConnected(f"no connection: {type(error).__name__}") from None
        except httpx.TimeoutException:
            raise NoAnswer("no answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise NoAnswer(f"connection broke: {type(error).__name__}") from None
        return answer.status_code, answer.content


def verdict(status: int, body: bytes) -> Any:
    """The data of an answer; all of it if it has none. Raises Refused or Garbled."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise Garbled(status) from None
    if not isinstance(answer, dict) or not ("error" in answer or "data" in answer):
        raise Garbled(status)
    code = _code(answer.get("error", 0), status)
    if code:
        raise Refused(code, str(answer.get("message") or ""))
    return answer.get("data", {})


def _code(value: object, status: int) -> int:
    """The error code, a number or a text; the HTTP status where it is neither."""
    try:
        code = int(value) if isinstance(value, int | str) else -1
    except ValueError:
        code = -1
    return status if code == 0 and status >= HTTPStatus.BAD_REQUEST else code
