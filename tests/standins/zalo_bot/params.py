"""The parameters of a call: from the query, JSON, a form or multipart, whichever were sent."""

import json
from typing import Any

from aiohttp import web

from tests.standins.zalo_bot.style import Json


async def params_of(request: web.Request) -> Json:
    """All parameters. Raises ValueError for a body that is not what its header says."""
    found: Json = dict(request.query)
    if request.method == "GET" or not request.can_read_body:
        return found
    if request.content_type == "application/json":
        return found | _object(await request.text())
    if request.content_type == "multipart/form-data":
        return found | {name: _plain(value) for name, value in (await request.post()).items()}
    return found | dict(await request.post())


def _object(text: str) -> Json:
    value = json.loads(text) if text.strip() else {}
    if not isinstance(value, dict):
        raise ValueError("the body is no JSON object")
    return value


def _plain(value: Any) -> Any:
    """Text stays text; an uploaded file is nothing that Zalo reads."""
    return value if isinstance(value, str) else ""
