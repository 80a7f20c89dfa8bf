"""Calls of Zalo's OpenAPI: JSON, a token in a header, and honest errors.

Refusals come as HTTP 200 with a negative `error` (official documents, as copied by clients,
2026-10), so the body is judged first. A token that Zalo refuses is replaced once.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from bot.channels.foreign import parsed, whole_of
from bot.channels.zalo_http import CallError, Garbled, Http, Refused
from bot.channels.zalo_oa_tokens import Tokens

WORN_TOKEN: Final = frozenset({-124, -216, -220})
"""What a token that is no longer good is refused with, on both of Zalo's hosts."""

Exchange = Callable[[Mapping[str, str]], Awaitable[tuple[int, bytes]]]
"""One exchange with these headers."""


class OpenApi:
    """The calls of one Official Account. Belongs to one event loop."""

    def __init__(
        self, tokens: Tokens, *, answer_within: timedelta, proxy: str | None = None
    ) -> None:
        """Connect to nothing yet."""
        self._tokens = tokens
        self.http = Http(answer_within, proxy)
        self.trouble: str | None = None  # why the last call failed for everybody
        self.answered = False  # whether it was answered at all, by whatever

    async def post(self, url: str, params: Mapping[str, object]) -> Any:
        """The data of an answer to JSON by POST. Raises CallError, and like the tokens."""
        return await self._ask(lambda headers: self.http.post_json(url, params, headers=headers))

    async def get(self, url: str, params: Mapping[str, object]) -> Any:
        """The data of an answer to GET; parameters as they are. Raises as `post` does."""
        query = {name: str(value) for name, value in params.items()}
        return await self._ask(
            lambda headers: self.http.exchange("GET", url, headers=headers, params=query)
        )

    async def upload(self, url: str, name: str, media_type: str, data: bytes) -> Any:
        """The data of an answer to a file. Raises as `post` does."""
        files = {"file": (name, data, media_type)}
        return await self._ask(
            lambda headers: self.http.exchange("POST", url, headers=headers, files=files)
        )

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe; another call opens them again."""
        await self.http.close()

    async def _ask(self, exchange: Exchange) -> Any:
        self.answered = False
        token = await self._tokens.get()
        try:
            return await self._once(exchange, token)
        except Refused as error:
            if error.code not in WORN_TOKEN:
                raise
        return await self._once(exchange, await self._tokens.another(token))

    async def _once(self, exchange: Exchange, token: str) -> Any:
        self.answered = False
        try:
            status, body = await exchange({"access_token": token})
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


def verdict(status: int, body: bytes) -> Any:
    """The data of an answer; all of it if it has none. Raises Refused or Garbled."""
    answer = parsed(body)
    if answer is None or not ("error" in answer or "data" in answer):
        raise Garbled(status)
    code = whole_of(answer.get("error", 0), -1)
    if code == 0 and status >= HTTPStatus.BAD_REQUEST:
        code = status
    if code:
        raise Refused(code, str(answer.get("message") or ""))
    return answer.get("data", {})
