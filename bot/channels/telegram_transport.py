"""How python-telegram-bot reaches Telegram: one aiohttp session and honest errors.

Its own backend (httpx) costs 3 to 15 times the CPU. Its own reading of answers is passed over as
well: it takes any 403 or 404 for Telegram's word although a proxy's HTML page may be speaking,
forgets codes, and logs the bodies that it cannot read.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

USER_AGENT = "nhacviec"
_NO_CONNECTION: tuple[type[Exception], ...] = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
)
_LONGEST_WAIT_S = 10**8  # three years: anything beyond is no number of seconds
_SOCKS = ("socks4://", "socks4a://", "socks5://", "socks5h://")


class NotConnected(NetworkError):
    """No connection was made: Telegram cannot have seen the request."""


class Garbled(NetworkError):
    """What answered does not speak the Bot API: an HTML page, half a JSON text, a redirect."""


class Refused(TelegramError):
    """Telegram's own refusal. `retry_after` and `migrate_to` are None where it gives none."""

    def __init__(
        self,
        code: int,
        description: str,
        retry_after: timedelta | None = None,
        migrate_to: int | None = None,
    ) -> None:
        """Keep what Telegram said, word for word."""
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to


_TROUBLE = frozenset({401, 404, 409})
_SERVER_ERROR = 500
_PIECE = 1 << 16  # bytes


class Transport(BaseRequest):
    """One aiohttp session, between initialize and shutdown. Times are in seconds, None is no limit.

    `proxy` is an http, https, socks4 or socks5 URL and may carry a user and a password. Redirects
    are not followed: the Bot API has none, and the URL carries the token.
    """

    def __init__(
        self,
        proxy: str | None = None,
        *,
        connections: int = 100,
        connect_timeout: float = 10.0,
        read_timeout: float = 20.0,
        upload_timeout: float = 60.0,
    ) -> None:
        """Connect to nothing yet."""
        self._proxy = proxy
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._upload_timeout = upload_timeout
        self._session: aiohttp.ClientSession | None = None
        self.trouble: str | None = None  # why the last call failed; a refused chat is no failure
        self._no_connection = _NO_CONNECTION

    @property
    def read_timeout(self) -> float | None:
        """Seconds allowed for an answer when the call does not say."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session. Repeating it is safe."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                proxy=None if self._through_socks else self._proxy,
                headers={"User-Agent": USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the session and its connections. Repeating it is safe."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @property
    def _through_socks(self) -> bool:
        return self._proxy is not None and self._proxy.lower().startswith(_SOCKS)

    def _connector(self) -> aiohttp.BaseConnector:
        if not (self._proxy and self._through_socks):
            return aiohttp.TCPConnector(limit=self._connections)
        from aiohttp_socks import (
            ProxyConnectionError,
            ProxyConnector,
            ProxyError,
            ProxyTimeoutError,
        )

        self._no_connection += (ProxyConnectionError, ProxyError, ProxyTimeoutError)
        # The h and a of socks5h and socks4a ask the proxy to resolve names: that is rdns here.
        plain = self._proxy.replace("socks5h://", "socks5://", 1)
        plain = plain.replace("socks4a://", "socks4://", 1)
        return ProxyConnector.from_url(plain, rdns=True, limit=self._connections)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Exchange one request for the code and body of a success.

        Raises NotConnected, TimedOut or NetworkError when there is no answer, and Refused or
        Garbled for an answer that is no success. None of their texts holds the URL.
        """
        del pool_timeout  # waiting for a connection counts as connecting
        uploads = request_data is not None and request_data.contains_files
        bounds = _bounds(
            connect=self._or_default(connect_timeout, self._connect_timeout),
            read=self._or_default(read_timeout, self._read_timeout),
            write=self._or_default(write_timeout, self._upload_timeout if uploads else 0),
        )
        return await self._success(method, url, _content(request_data), bounds)

    async def call(self, url: str, fields: Mapping[str, Any]) -> Any:
        """The result of a call without files, in plain JSON on both ways. Raises like `do_request`.

        For what is sent in bulk: the library's objects cost as much again as the exchange.
        """
        bounds = _bounds(connect=self._connect_timeout, read=self._read_timeout, write=0)
        _, body = await self._success("POST", url, _json(fields), bounds)
        return self.parse_json_payload(body)["result"]

    async def _success(
        self, method: str, url: str, content: dict[str, Any], bounds: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        try:
            status, body = await self._exchange(method, url, content, bounds)
        except NetworkError as error:
            self.trouble = str(error)
            raise
        self.trouble = f"HTTP {status}" if status in _TROUBLE or status >= _SERVER_ERROR else None
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise refusal(status, body)
        return status, body

    @staticmethod
    def _or_default(value: Any, default: float) -> float | None:
        # PTB's marker for "not given" is no number; its class is private.
        return value if value is None or isinstance(value, int | float) else default

    async def _exchange(
        self, method: str, url: str, content: dict[str, Any], bounds: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotConnected("the transport is not open")
        call = self._session.request(method, url, timeout=bounds, allow_redirects=False, **content)
        with self._honest():
            async with call as answer:
                return answer.status, await answer.read()

    async def download(self, url: str, *, most: int) -> bytes | None:
        """What lies at a file's address; None if it has more than `most` bytes.

        Raises like `do_request`; nothing beyond `most` is kept in memory.
        """
        bounds = _bounds(
            connect=self._connect_timeout, read=self._read_timeout, write=self._upload_timeout
        )
        if self._session is None:
            raise NotConnected("the transport is not open")
        call = self._session.get(url, timeout=bounds, allow_redirects=False)
        with self._honest():
            async with call as answer:
                if answer.status != HTTPStatus.OK:
                    raise refusal(answer.status, await answer.read())
                found = bytearray()
                async for piece in answer.content.iter_chunked(_PIECE):
                    found += piece
                    if len(found) > most:
                        return None
                return bytes(found)

    @contextlib.contextmanager
    def _honest(self) -> Iterator[None]:
        """Turn aiohttp's errors into the library's.

        They may hold the URL and so the token: only their class names go on, and `from None`
        keeps them out of tracebacks.
        """
        try:
            yield
        except self._no_connection as error:
            raise NotConnected(f"no connection: {_name(error)}") from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"connection broke: {_name(error)}") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The JSON object of a successful answer, which has a `result`.

        Raises Garbled if it is none, Refused if it says `ok: false` in spite of its code.
        """
        answer = _json_object(payload)
        if "result" in answer:
            return answer
        raise refusal(HTTPStatus.OK, payload)


def refusal(status: int, body: bytes) -> Refused | Garbled:
    """What an answer other than a success is: Telegram's refusal, or somebody else's page."""
    answer = _json_object(body)
    if answer.get("ok") is not False:
        return Garbled(f"HTTP {status} without a Bot API answer")
    code, parameters = answer.get("error_code"), answer.get("parameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    migrate_to = parameters.get("migrate_to_chat_id")
    return Refused(
        code if isinstance(code, int) else status,
        str(answer.get("description", "")),
        _seconds(parameters.get("retry_after")),
        migrate_to if isinstance(migrate_to, int) else None,
    )


def _seconds(value: object) -> timedelta | None:
    if isinstance(value, int | float) and 0 < value <= _LONGEST_WAIT_S:
        return timedelta(seconds=value)
    return None


def _json_object(body: bytes) -> dict[str, Any]:
    """The body's JSON object; empty if it is anything else."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _content(data: RequestData | None) -> dict[str, Any]:
    """aiohttp's arguments for the parameters: JSON, or a form if there are files."""
    if data is None:
        return {}
    if not data.contains_files:
        return _json(data.parameters)
    # Quoted, a Vietnamese file name would arrive as percent signs (Telegram decodes none).
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, file, mime) in data.multipart_data.items():
        form.add_field(name, file, filename=filename, content_type=mime)
    return {"data": form}


def _json(fields: Mapping[str, Any]) -> dict[str, Any]:
    # A lone surrogate has no UTF-8; a question mark in a name is better than no message.
    body = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
    return {"data": body, "headers": {"Content-Type": "application/json"}}


def _bounds(
    *, connect: float | None, read: float | None, write: float | None
) -> aiohttp.ClientTimeout:
    """Bounds for connecting, for each silence, and for the whole: an answer may not trickle."""
    parts = (connect, read, write)
    whole = None if None in parts else sum(part for part in parts if part is not None)
    return aiohttp.ClientTimeout(total=whole, connect=connect, sock_connect=connect, sock_read=read)


def _name(error: Exception) -> str:
    return type(error).__name__
