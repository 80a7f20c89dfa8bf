"""What all calls to Zalo have in common: one exchange by HTTP, and why it may give no result.

Tokens stand in addresses and headers, people's numbers in addresses, and the HTTP library puts
both into its errors and its log: none of its errors gets out of here, and it logs no call.
"""

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import ssl

    import httpx

USER_AGENT: Final = "nhacviec"
_CONNECT_WITHIN_S: Final = 10.0

logging.getLogger("httpx").setLevel(logging.WARNING)


class CallError(Exception):
    """Why a call gave no result. Its text holds no token, no address and no number of a phone."""


class NotConnected(CallError):
    """No connection was made: Zalo cannot have seen the request."""


class NoAnswer(CallError):
    """The request went out; no answer came back."""


class Garbled(CallError):
    """An answer that is none of Zalo's: a page, half a JSON text, a redirect."""

    def __init__(self, status: int) -> None:
        """Keep the HTTP status."""
        super().__init__(f"HTTP {status} without an answer of Zalo's")
        self.status = status


class Refused(CallError):
    """Zalo's own refusal. `code` is 0 where it gives none; `said` may name people."""

    def __init__(self, code: int, said: str) -> None:
        """Keep the code, and what Zalo said, word for word."""
        super().__init__(f"Zalo answers {code}")
        self.code = code
        self.said = said


@cache
def _trusted() -> "ssl.SSLContext":
    """Whom connections believe, read once: that takes longer than a call, for every client."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


class Http:
    """Connections to Zalo. Belongs to one event loop; the library is loaded at the first call.

    `proxy` is an HTTP proxy that leads to Zalo; the environment's are not heeded (decision 0070).
    Redirects are not followed: Zalo has none, and they would carry tokens elsewhere.
    """

    def __init__(self, answer_within: timedelta, proxy: str | None = None) -> None:
        """Connect to nothing yet."""
        self._answer_within, self._proxy = answer_within, proxy
        self._client: httpx.AsyncClient | None = None

    @property
    def client(self) -> "httpx.AsyncClient":
        """The HTTP client, opened at first use."""
        import httpx

        if self._client is None:
            self._client = httpx.AsyncClient(
                headers={"User-Agent": USER_AGENT},
                proxy=self._proxy,
                trust_env=False,
                verify=_trusted(),
            )
        return self._client

    async def exchange(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        within: timedelta | None = None,
        **content: Any,
    ) -> tuple[int, bytes]:
        """The HTTP status and body that a call is answered with. Raises NotConnected, NoAnswer.

        `within` is how long the answer may take, the usual time if it is None. `content` is given
        to the library as it is; `headers` may hold any letters.
        """
        import httpx

        patience_s = (within or self._answer_within).total_seconds()
        timeout = httpx.Timeout(patience_s, connect=_CONNECT_WITHIN_S, pool=patience_s)
        raw = {name.encode(): value.encode() for name, value in (headers or {}).items()}
        # The library's errors may hold addresses: only their class names go on.
        try:
            answer = await self.client.request(method, url, headers=raw, timeout=timeout, **content)
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.ProxyError,
            httpx.UnsupportedProtocol,
            httpx.InvalidURL,
        ) as error:
            raise NotConnected(f"no connection: {type(error).__name__}") from None
        except httpx.TimeoutException:
            raise NoAnswer("no answer in time") from None
        except (httpx.HTTPError, OSError) as error:
            raise NoAnswer(f"connection broke: {type(error).__name__}") from None
        return answer.status_code, answer.content

    async def post_json(
        self,
        url: str,
        params: Mapping[str, object],
        *,
        headers: Mapping[str, str] | None = None,
        within: timedelta | None = None,
    ) -> tuple[int, bytes]:
        """As `exchange`, with JSON by POST."""
        # A lone surrogate has no UTF-8; a question mark in a name is better than no message.
        content = json.dumps(params, ensure_ascii=False).encode("utf-8", "replace")
        told = {"Content-Type": "application/json"} | dict(headers or {})
        return await self.exchange("POST", url, headers=told, within=within, content=content)

    async def close(self) -> None:
        """Let go of connections. Repeating it is safe; another call opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
