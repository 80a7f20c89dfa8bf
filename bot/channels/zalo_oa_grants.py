"""One call of Zalo's OAuth v4: a refresh token is spent, a new pair comes back.

A refresh token is good for one call: with the answer the old one is dead, and whoever loses the
answer is locked out until a human consents again. So this is called from one place only, the
process of its own that `bot.keeping.renewal` is. Facts: official documents as copied by clients,
2026-10.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from bot.channels.foreign import Json, parsed, whole_of
from bot.channels.zalo_http import Garbled, Http, NoAnswer

PATH: Final = "/v4/oa/access_token"
ANSWER_WITHIN: Final = timedelta(minutes=2)
"""The whole of the call, connecting and reading. Patient, as an answer given up is a token lost."""

_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class App:
    """Who asks: the app that the account has let in. `oauth_url` has no slash at its end."""

    oauth_url: str
    app_id: str
    secret: str = field(repr=False)
    proxy: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """What came back, and for how long the access token is good."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    lasts: timedelta


class Rejected(Exception):
    """Zalo gives no pair for this token; `name` is what it says of that, without secrets."""

    def __init__(self, name: str) -> None:
        """Keep the name."""
        super().__init__(name)
        self.name = name


async def refreshed(app: App, token: str) -> Pair:
    """The pair that follows on a refresh token.

    Raises NotConnected where the token cannot have been spent, NoAnswer or Garbled where it may
    have been, Rejected. Nothing that is raised holds a token.
    """
    http = Http(ANSWER_WITHIN, app.proxy)
    form = {"app_id": app.app_id, "grant_type": "refresh_token", "refresh_token": token}
    try:
        async with asyncio.timeout(ANSWER_WITHIN.total_seconds()):
            status, body = await http.exchange(
                "POST", app.oauth_url + PATH, headers={"secret_key": app.secret}, data=form
            )
    except TimeoutError:
        raise NoAnswer("no answer in time") from None
    finally:
        await http.close()
    return pair(status, body)


def pair(status: int, body: bytes) -> Pair:
    """What an answer gives. Raises Rejected for Zalo's own no, Garbled for what is not Zalo's."""
    answer = parsed(body) or {}
    access, refresh = answer.get("access_token"), answer.get("refresh_token")
    if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
        return Pair(access, refresh, _lasts(answer.get("expires_in")))
    if "error" in answer or "error_name" in answer:
        raise Rejected(_name(answer))
    raise Garbled(status)


def _lasts(value: object) -> timedelta:
    """How long an access token is good: seconds as number or text, 25 hours if it is neither."""
    seconds = whole_of(value, 0)
    return timedelta(seconds=seconds) if 0 < seconds <= _LONGEST_S else timedelta(hours=25)


_LONGEST_S: Final = 366 * 86_400


def _name(answer: Json) -> str:
    words = f"{answer.get('error', '')} {answer.get('error_name') or ''}".strip()
    return words[:_LONGEST_NAME]
