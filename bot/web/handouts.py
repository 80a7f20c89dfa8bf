"""`/tep/TOKEN`: files that were laid out for somebody, at secret addresses.

The address itself shows a page, which names nothing and counts nothing: whoever looks at every
address that people send each other learns that a file lies here. Only its link gives the file.
Whatever is not such an address, or is no longer, is not found, in the same words.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import quote

from aiohttp import web

from bot.store.handouts import Handout
from bot.wording import files as said

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<style>body{{font:18px/1.6 sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}}</style>
</head>
<body><p>{words}</p>{link}</body></html>
"""

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Files(Protocol):
    """Where files lie ready."""

    async def look(self, token: str) -> Handout | None:
        """What lies at an address; None if nothing does."""

    async def take(self, token: str) -> Handout | None:
        """The same, fetched once."""


def page(files: Files) -> Answer:
    """What answers `/tep/{token}`: whether a file lies there."""

    async def shown(request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        found = await files.look(token)
        if found is None:
            return _html(said.no_longer(), "", 404)
        href = f"/tep/{quote(token)}/tai"
        link = f'<p><a href="{href}" rel="nofollow noreferrer">{said.FETCH}</a></p>'
        return _html(said.ready(found.left), link, 200)

    return shown


def file(files: Files) -> Answer:
    """What answers `/tep/{token}/tai`: the file, which is fetched by that."""

    async def given(request: web.Request) -> web.StreamResponse:
        found = await files.take(request.match_info["token"])
        if found is None:
            return _html(said.no_longer(), "", 404)
        named = f"attachment; filename*=UTF-8''{quote(found.file.name)}"
        return web.Response(
            body=found.file.data,
            content_type=found.file.media_type,
            headers=HEADERS | {"Content-Disposition": named},
        )

    return given


def _html(words: str, link: str, status: int) -> web.Response:
    text = _PAGE.format(title=said.TITLE, words=words, link=link)
    return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
