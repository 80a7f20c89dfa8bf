"""`/lich/TOKEN.ics`: calendars to subscribe to, at secret addresses.

Whatever is not such an address is not found, in the same words; nothing is listed anywhere.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web

from bot.board.feeds import Feed

Find = Callable[[str], Awaitable[Feed | None]]

LASTS = timedelta(minutes=5)
"""How long a program may keep a calendar without asking."""

HEADERS = {
    "Cache-Control": f"private, max-age={LASTS.seconds}",
    "Content-Disposition": 'inline; filename="nhacviec.ics"',
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def handler(find: Find) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """What answers `/lich/{token}.ics`: the calendar, or 304 to whoever has it already."""

    async def given(request: web.Request) -> web.StreamResponse:
        feed = await find(request.match_info["token"])
        if feed is None:
            raise web.HTTPNotFound
        response = web.Response(headers=HEADERS)
        response.etag = feed.tag
        response.last_modified = feed.changed
        if _has(request, feed):
            response.set_status(web.HTTPNotModified.status_code)
            return response
        response.content_type = "text/calendar"
        response.charset = "utf-8"
        response.body = feed.data
        response.enable_compression()
        return response

    return given


def _has(request: web.Request, feed: Feed) -> bool:
    """Whether who asks has the calendar as it is; a tag says more than a time."""
    tags = request.if_none_match
    if tags is not None:
        return any(tag.value in {feed.tag, "*"} for tag in tags)
    since = request.if_modified_since
    return since is not None and feed.changed <= since
