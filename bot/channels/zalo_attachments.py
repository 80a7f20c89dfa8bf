"""Fetches the pictures and voices that people send: they lie behind addresses in the update.

An update is only as trustworthy as whoever knows the webhook's secret, so nothing is fetched but
from Zalo's own hosts: https, no redirect, no more bytes than wanted.
"""

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.channels import TryLater, Undeliverable
from bot.channels.zalo_http import Http

if TYPE_CHECKING:
    import httpx

HOSTS: Final = ("zdn.vn", "zadn.vn", "zalo.me", "zaloapp.com", "zaloplatforms.com", "zapps.me")
"""Zalo's own domains; live pictures lie on *.zdn.vn and *.zadn.vn (seen by users, 2026)."""

TOO_LARGE: Final = "the file is too large to be fetched"


async def fetch(http: Http, url: str, *, most: int, api_url: str) -> bytes:
    """What lies behind an address of Zalo's, or of the server that `api_url` names in its place.

    Raises Undeliverable if it is somebody else's, gone, or has more than `most` bytes.
    """
    import httpx

    if not (is_zalos(url) or _same_place(url, api_url)):
        raise Undeliverable("the file is gone, or lies with somebody else")
    try:
        async with http.client.stream("GET", url) as answer:
            if answer.is_server_error:
                raise TryLater("Zalo does not give the file now")
            if answer.status_code != httpx.codes.OK:
                raise Undeliverable("the file is gone")
            return await _read(answer, most)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise TryLater(f"the file was not fetched: {type(error).__name__}") from None


async def _read(answer: "httpx.Response", most: int) -> bytes:
    found = bytearray()
    async for piece in answer.aiter_bytes():
        found += piece
        if len(found) > most:
            raise Undeliverable(TOO_LARGE)
    return bytes(found)


def is_zalos(url: str) -> bool:
    """Whether an address is https on one of Zalo's own domains, without user or port of its own."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if parts.scheme != "https" or "@" in parts.netloc or port not in (None, 443):
        return False
    return any(host == own or host.endswith(f".{own}") for own in HOSTS)


def _same_place(url: str, api_url: str) -> bool:
    """Whether an address lies on the very server that is set in place of Zalo's."""
    try:
        asked, given = urlsplit(url), urlsplit(api_url)
        return (asked.scheme, asked.hostname, asked.port) == (
            given.scheme,
            given.hostname,
            given.port,
        ) and "@" not in asked.netloc
    except ValueError:
        return False
