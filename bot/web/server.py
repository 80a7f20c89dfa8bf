"""The HTTP side of the service: the platforms' webhooks, `/healthz`, calendars.

Updates are kept before they are answered 200. Knows no plan and no database; it is given what
it asks.
"""

import errno
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

import structlog
from aiohttp import web

from bot.channels import Channel, Forged, Keep, TryLater
from bot.messages import Update
from bot.settings import Settings
from bot.store.figures import Figures
from bot.web import calendars, handouts, metrics

log = structlog.get_logger(__name__)

_NO_HOST = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)

LARGEST_BODY = 1024**2
"""Bytes; no update of any platform comes near."""


HOOKS = ("telegram", "zalo-bot", "zalo-oa")
"""Channels that are called at /hooks/NAME."""

PROBED = frozenset({"zalo-oa"})
"""Those whose platform tests the address with a call of any kind, which needs its 200."""


@runtime_checkable
class Called(Protocol):
    """A channel that takes updates by a webhook."""

    async def accept(self, body: bytes, headers: Mapping[str, str]) -> Update | None:
        """The update in a call, None if it holds none. Raises Forged, ValueError."""


class PortTaken(Exception):
    """Somebody else listens on the port, or may."""


class BadHost(Exception):
    """The address to listen on is none of this machine."""


class Server:
    """Listens while its context lasts."""

    def __init__(
        self,
        settings: Settings,
        channels: Mapping[str, Channel],
        *,
        check: Callable[[], Awaitable[Mapping[str, str]]],
        figures: Callable[[], Awaitable[Figures]],
        standing_by: Callable[[], Sequence[str]] = tuple,
        keeper: Callable[[str], Keep],
        feed: calendars.Find | None = None,
        files: handouts.Files | None = None,
    ) -> None:
        """Say what `check` finds wrong and how the `figures` stand; give updates to a `keeper`.

        Without `feed` there are no calendars to subscribe to, without `files` nothing to fetch.
        """
        self._settings = settings
        self._channels = channels
        self._check = check
        self._figures = figures
        self._standing_by = standing_by
        self._keeper = keeper
        self._web = web.Application(client_max_size=LARGEST_BODY)
        self._web.router.add_get("/healthz", self._healthz)
        self._web.router.add_get("/metrics", self._metrics)
        if feed is not None:
            self._web.router.add_get("/lich/{token}.ics", calendars.handler(feed))
        if files is not None:
            for path, answer in (("", handouts.page(files)), ("/tai", handouts.file(files))):
                self._web.router.add_get(f"/tep/{{token}}{path}", answer, allow_head=False)
        for name in HOOKS:
            self._web.router.add_post(f"/hooks/{name}", self._hook(name))
        self._runner = web.AppRunner(self._web, access_log=None)

    async def __aenter__(self) -> Self:
        """Begin to listen.

        Raises PortTaken and BadHost if a webhook needs the port, or the settings name one: by
        polling, the service works without a port that nobody asked for.
        """
        settings = self._settings
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, settings.http_host, settings.http_port).start()
        except OSError as error:
            if settings.needs_port:
                await self._runner.cleanup()
                if error.errno in _NO_HOST or isinstance(error, socket.gaierror):
                    raise BadHost(settings.http_host) from error
                raise PortTaken(f"{settings.http_host}:{settings.http_port}") from error
            log.warning("no health page: address in use", port=settings.http_port)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        wrong = await self._check()
        status = 503 if wrong else 200
        told: dict[str, object] = {"ok": not wrong, "wrong": wrong}
        if waiting := list(self._standing_by()):
            told["standing_by"] = waiting
        return web.json_response(told, status=status)

    async def _metrics(self, _request: web.Request) -> web.Response:
        wrong = await self._check()
        figures = None if "database" in wrong else await self._figures()
        body = metrics.text(figures, wrong)
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})

    def _hook(self, name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        """What answers the calls of a channel's webhook: 200 once an update is kept."""

        async def called(request: web.Request) -> web.Response:
            channel: object = self._channels.get(name)
            if not isinstance(channel, Called):
                raise web.HTTPNotFound
            if request.content_type != "application/json" and name not in PROBED:
                raise web.HTTPUnsupportedMediaType
            body = await request.read()
            try:
                update = await channel.accept(body, request.headers)
            except Forged:
                log.warning("forged webhook call", channel=name)
                raise web.HTTPForbidden from None
            except ValueError:
                raise web.HTTPBadRequest from None
            except TryLater:  # the platform calls again
                raise web.HTTPServiceUnavailable from None
            if update is not None:
                await self._keeper(name)([update])
            return web.json_response({"ok": True})

        return called
